/** What only the editor knows reaches the model: what was looked at, what was copied, and what the editor's tools find wrong. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";

import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";

import type { FakeProvider } from "../support/fake-provider.ts";
import { hostErrors } from "./logs.ts";
import { openProvided, type ProvidedSession } from "./provided-session.ts";
import { openFile } from "./workbench.ts";

const REACHES_WITHIN = { timeout: 40_000, interval: 1_500 };

let provider: FakeProvider;
let session: ProvidedSession;
let page: Page;
beforeAll(async () => {
  session = await openProvided({ answers: { kind: "stream", pieces: ["1"] } });
  ({ page, provider } = session);
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
});
afterAll(() => session.close());

let typed = 0;
/** The prompt of the next completion, at the end of the file that is open. */
async function promptAfter(text: string): Promise<string> {
  const before = provider.requests.length;
  await page.keyboard.press("Escape");
  await page.keyboard.press("Control+End");
  await page.keyboard.insertText(`\n\n${text}${String(++typed)} = `);
  await expect.poll(() => provider.requests.length, { timeout: 15_000 }).toBeGreaterThan(before);
  return String(provider.requests.at(-1)?.body["prompt"]);
}

/** The pieces of other files in it, by their paths. */
const pieces = (prompt: string, path: string) =>
  prompt
    .split("<|file_sep|>")
    .filter((piece) => piece.startsWith(path))
    .join("");

test("lines of another file that were on the screen, and not the rest of it", async () => {
  const remarks = Array.from({ length: 300 }, (_, at) => `Remark number ${String(at + 1)}.`);
  writeFileSync(join(session.workspace.folder, "remarks.txt"), remarks.join("\n"));
  await openFile(page, "remarks.txt");
  await page.keyboard.press("Control+G");
  await page.keyboard.insertText("150");
  await page.keyboard.press("Enter");
  await page.locator(".view-line", { hasText: "Remark number 150." }).waitFor();
  await openFile(page, "shapes.py");
  const seen = async () => pieces(await promptAfter("looked"), "remarks.txt");
  await expect.poll(seen, REACHES_WITHIN).toContain("Remark number 150.");
  expect(await seen()).not.toMatch(/Remark number (?:1|300)\./);
  expect(hostErrors(session.host)).toEqual([]);
});

test("what was just copied in the workspace, and nothing that comes from elsewhere", async () => {
  await openFile(page, "bookshop.ts");
  await page.keyboard.press("Control+End");
  await page.keyboard.insertText("\n\nfunction planted_for_the_clipboard() {\n  return 42;\n}");
  await page.keyboard.press("Shift+ArrowUp");
  await page.keyboard.press("Shift+ArrowUp");
  await page.keyboard.press("Shift+Home");
  await page.keyboard.press("Control+C");
  await page.keyboard.press("Control+Home");
  await openFile(page, "shapes.py");
  const copied = async () => pieces(await promptAfter("copied"), "bookshop.ts");
  await expect.poll(copied, REACHES_WITHIN).toContain("planted_for_the_clipboard");
  expect(hostErrors(session.host)).toEqual([]);
});

test("what the editor's tools find wrong near the cursor", { timeout: 150_000 }, async () => {
  await openFile(page, "bookshop.ts");
  await page.keyboard.press("Control+End");
  await page.keyboard.insertText("\n\nconst pages: number = 'many';");
  // TypeScript takes its time to start, and with each line that is typed the problem is less near.
  await page.locator(".squiggly-error").first().waitFor({ timeout: 90_000 });
  const told = async () => pieces(await promptAfter("const wrong"), "problems near the cursor");
  await expect.poll(told, REACHES_WITHIN).toMatch(/line \d+: .*'string' is not assignable to type 'number'/);
  expect(hostErrors(session.host)).toEqual([]);
});
