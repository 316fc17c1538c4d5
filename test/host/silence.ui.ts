/** Where Keyfill keeps silent and where it does not, as its user meets it: snooze, switches, cursors, lists, comparisons, conflicts, composing. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { FakeProvider } from "../support/fake-provider.ts";
import { keyfillLog, logLine } from "./logs.ts";
import { openProvided, type ProvidedSession } from "./provided-session.ts";
import {
  ghostText,
  openFile,
  runCommand,
  showsGhostText,
  statusItems,
  toasts,
  typeAtEnd,
} from "./workbench.ts";

const FILE = "shapes.py";

let provider: FakeProvider;
let session: ProvidedSession;
let page: Page;
beforeAll(async () => {
  session = await openProvided({
    answers: { kind: "stream", pieces: ["Octagon(8)"] },
    settings: { "editor.wordBasedSuggestions": "currentDocument" },
  });
  ({ page, provider } = session);
  // Early, so that Quick Open has found it by then.
  const conflict = "<<<<<<< HEAD\na = 1\n=======\na = 2\n>>>>>>> other\n";
  writeFileSync(join(session.workspace.folder, "conflict.py"), conflict);
  await openFile(page, FILE);
});
afterAll(() => session.close());

const item = () => statusItems(page).first();
const hasIcon = (name: string) => item().locator(`.codicon-${name}`).waitFor();

/** On a line of its own, so that what is known of the last one does not help. */
let count = 0;
const typeNew = () => typeAtEnd(page, `\n\nshape${String(++count)} = `);

async function chooseFromMenu(label: string): Promise<void> {
  const menu = page.locator(".quick-input-widget");
  await item().click();
  await menu.locator(".quick-input-title").filter({ hasText: "Keyfill" }).waitFor({ state: "visible" });
  // Rows of the last menu stand there until the new ones are drawn.
  await page.waitForTimeout(300);
  await menu.locator(".monaco-list-row").filter({ hasText: label }).first().click();
  await menu.waitFor({ state: "hidden" });
}

async function expectSilence(reason: string): Promise<void> {
  const before = keyfillLog(session.host).split(`(${reason})`).length;
  await typeNew();
  await expect
    .poll(() => keyfillLog(session.host).split(`(${reason})`).length, { timeout: 15_000 })
    .toBeGreaterThan(before);
  expect(await showsGhostText(page)).toBe(false);
}

async function expectGhostText(): Promise<void> {
  await typeNew();
  expect(await ghostText(page)).toBe("Octagon(8)");
  await page.keyboard.press("Escape");
}

test("snoozed from the menu, and woken", async () => {
  await chooseFromMenu("Snooze for 5 minutes");
  await hasIcon("bell-slash");
  await expectSilence("snoozed");
  await chooseFromMenu("End Snooze");
  await hasIcon("sparkle");
  await expectGhostText();
});

test("off for a language, and on again", async () => {
  await chooseFromMenu("Turn Off for python");
  await hasIcon("circle-slash");
  await expectSilence("off-for-language");
  await chooseFromMenu("Turn On for python");
  await hasIcon("sparkle");
  await expectGhostText();
});

test("off for a file, and on again", async () => {
  await runCommand(page, "Keyfill: Turn Completions On or Off for This File");
  await hasIcon("circle-slash");
  await expectSilence("off-for-file");
  await runCommand(page, "Keyfill: Turn Completions On or Off for This File");
  await expectGhostText();
});

test("the reason is told when it is asked for, with a way out", async () => {
  await runCommand(page, "Keyfill: Turn Completions On or Off for This File");
  await runCommand(page, "Keyfill: Why Was Nothing Suggested?");
  const toast = page.locator(".notifications-toasts .notification-list-item").first();
  await toast.filter({ hasText: "Off for this file, shapes.py" }).waitFor();
  await toast.getByText("Turn On").click();
  await hasIcon("sparkle");
  expect(await toasts(page)).toEqual([]);
});

test("several cursors", async () => {
  await typeAtEnd(page, "\n\n");
  await runCommand(page, "Add Cursor Above");
  await page.keyboard.type("xy = ", { delay: 60 });
  await logLine(session.host, /\(several-cursors\)/);
  expect(await showsGhostText(page)).toBe(false);
  await page.keyboard.press("Escape");
});

test("ghost text goes on from the selected item of a list", async () => {
  provider.behave({ kind: "stream", pieces: ["(side=8)"] });
  await typeAtEnd(page, "\n\nRectang");
  await page.keyboard.press("Control+Space");
  await page.locator(".suggest-widget.visible .monaco-list-row.focused").waitFor();
  // The end of the item and what goes on from it look different.
  const shown = page.locator('.view-lines [class*="ghost-text-decoration"]');
  await expect
    .poll(async () => (await shown.allTextContents()).join(""), { timeout: 10_000 })
    .toBe("le(side=8)");
  expect(await page.locator(".suggest-widget.visible").count()).toBe(1);
  expect(JSON.stringify(provider.requests.at(-1)?.body)).toContain("Rectangle<|fim_suffix|>");
  await page.keyboard.press("Escape");
  await page.keyboard.press("Escape");
  provider.behave({ kind: "stream", pieces: ["Octagon(8)"] });
});

test("a comparison", async () => {
  await runCommand(page, "File: Compare Active File with Saved");
  await page.locator(".monaco-diff-editor").waitFor();
  await page.locator(".monaco-diff-editor .editor.modified .view-lines").click();
  await expectSilence("comparing");
  await runCommand(page, "View: Close Editor");
  await page.locator(".monaco-diff-editor").waitFor({ state: "detached" });
});

test("a merge conflict", async () => {
  await openFile(page, "conflict.py");
  await expectSilence("merge-conflict");
});

test("while a word is composed there is no ghost text, and after it there is", async () => {
  await openFile(page, FILE);
  await expectGhostText();
  await typeNew();
  await ghostText(page);
  const input = await page.context().newCDPSession(page);
  await input.send("Input.imeSetComposition", { text: "か", selectionStart: 1, selectionEnd: 1 });
  await expect.poll(() => showsGhostText(page)).toBe(false);
  await page.waitForTimeout(500);
  expect(await showsGhostText(page)).toBe(false);
  await input.send("Input.insertText", { text: "可" });
  expect(await ghostText(page)).toBe("Octagon(8)");
});
