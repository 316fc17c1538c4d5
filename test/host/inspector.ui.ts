/** The inspector as its user meets it: after a completion, the prompt as it was sent; after none, why. */
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { FakeProvider } from "../support/fake-provider.ts";
import { keyfillLog } from "./logs.ts";
import { openProvided, type ProvidedSession } from "./provided-session.ts";
import { ghostText, openFile, runCommand, showsGhostText, typeAtEnd } from "./workbench.ts";

const FILE = "shapes.py";

let provider: FakeProvider;
let session: ProvidedSession;
let page: Page;
beforeAll(async () => {
  session = await openProvided({
    answers: { kind: "stream", pieces: ["Octa", "gon(8)", "\nprint()\nprint()\n"] },
  });
  ({ page, provider } = session);
  await openFile(page, FILE);
});
afterAll(() => session.close());

/** The lines that are shown now, as plain text. */
async function shown(): Promise<string> {
  const lines = await page.locator(".editor-group-container.active .view-line").allTextContents();
  return lines.join("\n").replaceAll("\u00a0", " ");
}

async function openPage(command: string, tab: string): Promise<void> {
  await runCommand(page, command);
  await page.locator(`.tab.active[data-resource-name="${tab}"]`).waitFor();
}

test("after a completion, the prompt as it was sent, where its time went, and what was made of the answer", async () => {
  await typeAtEnd(page, "\n\nshape = ");
  expect(await ghostText(page)).toBe("Octagon(8)");
  await page.keyboard.press("Escape");
  await openPage("Keyfill: Inspect Last Prompt", "The last prompt.md");
  await expect.poll(shown).toContain("connect and first token");
  await page.keyboard.press("Control+End");
  await expect.poll(shown).toMatch(/cut when what was wanted was complete/);
  // Nothing can be typed into it, and Keyfill does not complete it.
  await page.keyboard.type("x");
  expect(await shown()).not.toMatch(/^x/m);
  expect(await showsGhostText(page)).toBe(false);
});

test("after none, the reason and the last completions", async () => {
  await openFile(page, FILE);
  provider.behave({ kind: "stream", pieces: ["\n"] });
  // In one piece, so that there is one request: what is typed key by key may end with another reason.
  await page.keyboard.press("Control+End");
  await page.keyboard.insertText("\n\nother = ");
  await expect.poll(() => keyfillLog(session.host), { timeout: 15_000 }).toContain("nothing (empty)");
  await openPage("Keyfill: Why Was Nothing Suggested, in Full", "Why was nothing suggested.md");
  await expect.poll(shown).toMatch(/Nothing suggested: the model had nothing to add here/);
});
