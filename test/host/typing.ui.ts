/** Typing with ghost text as people do: over brackets that close by themselves, by words and lines, with several to choose from. */
import { globSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { type FakeModelServer, startFakeModel } from "../support/fake-model.ts";
import { hostErrors } from "./logs.ts";
import { openSession, type Session } from "./session.ts";
import { acceptAndSave, ghostText, openFile, runCommand, typeAtEnd } from "./workbench.ts";

const FILE = "bookshop.ts";

/** The palette takes the focus away, and Tab indents where a suggestion stands on the next line alone. */
const KEYS = [
  { key: "ctrl+alt+l", command: "editor.action.inlineSuggest.acceptNextLine" },
  { key: "ctrl+alt+k", command: "editor.action.inlineSuggest.commit" },
];

/** What stands behind the cursor's line so far is answered with what is to follow, one after the other. */
let script: (line: string) => string = () => "";
let model: FakeModelServer;
let session: Session;
let page: Page;

beforeAll(async () => {
  model = await startFakeModel(({ body }) => {
    const prefix = /<\|fim_prefix\|>([^]*)<\|fim_suffix\|>/.exec(String(body["prompt"]))?.[1] ?? "";
    return { says: script(prefix.slice(prefix.lastIndexOf("\n") + 1)) };
  });
  session = await openSession({
    keybindings: KEYS,
    // Else a request for what comes after a suggestion is counted, or not, as it happens.
    machineSettings: { "keyfill.completion.askAhead": "never" },
    env: { KEYFILL_BASE_URL: `${model.url}/v1`, KEYFILL_MODEL: "qwen2.5-coder-7b" },
  });
  ({ page } = session);
  await openFile(page, FILE);
});
afterAll(async () => {
  await session?.close();
  await model?.close();
});
beforeEach(() => (script = () => ""));

const goingOnTo = (goal: string) => (line: string) =>
  line !== "" && goal.startsWith(line) ? goal.slice(line.length) : "";

const saved = async (wanted: RegExp) => {
  await page.keyboard.press("Control+S");
  return session.workspace.untilRead(FILE, (text) => wanted.test(text));
};
const shows = (text: string) => expect.poll(() => ghostText(page), { timeout: 15_000 }).toBe(text);

test("typing through a suggestion, over a bracket that VS Code closes, asks nobody, and nothing is doubled", async () => {
  script = goingOnTo("const sum = add(alpha, beta);");
  await typeAtEnd(page, "\nconst sum = add");
  await shows("(alpha, beta);");
  const asked = model.questions.length;
  await page.keyboard.type("(al", { delay: 150 });
  await expect.poll(() => ghostText(page)).toMatch(/^pha, beta/);
  expect(model.questions).toHaveLength(asked);
  await acceptAndSave(page);
  await session.workspace.untilRead(FILE, (text) => text.endsWith("const sum = add(alpha, beta);"));
});

test("a word, then a line, then the rest is accepted, and nobody is asked again", async () => {
  const goal = "books.map((book) => {\n  return book;\n});";
  await typeAtEnd(page, "\n");
  script = goingOnTo(goal);
  await page.keyboard.type("books");
  await runCommand(page, "Trigger Inline Suggestion");
  await shows(goal.slice("books".length));
  const asked = model.questions.length;
  await page.keyboard.press("Control+ArrowRight");
  await expect.poll(() => ghostText(page)).not.toMatch(/^\.map/);
  await page.keyboard.press("Control+Alt+L");
  await page
    .locator(".ghost-text")
    .filter({ hasText: /^\}\);$/ })
    .waitFor({ state: "attached" });
  expect(model.questions).toHaveLength(asked);
  await page.keyboard.press("Control+Alt+K");
  await saved(/\n\}\);$/);
  expect(session.workspace.read(FILE).endsWith(goal)).toBe(true);
});

test("asked by hand there are several to go through, and the one that is shown is accepted", async () => {
  await typeAtEnd(page, "\nconst title = ");
  // Round and round: what was asked while typing may be given up when the palette takes the focus.
  const answers = ["first();", "second();", "third();"];
  let asked = 0;
  script = () => answers[asked++ % answers.length] ?? "";
  await runCommand(page, "Trigger Inline Suggestion");
  const seen = new Set([await ghostText(page)]);
  for (let times = 0; times < 2; times++) {
    await page.keyboard.press("Alt+]");
    await expect.poll(async () => seen.has(await ghostText(page))).toBe(false);
    seen.add(await ghostText(page));
  }
  expect([...seen].toSorted()).toEqual(answers);
  const last = [...seen].at(-1) ?? "";
  await page.keyboard.press("Tab");
  const text = await saved(/const title = (first|second|third)\(\);$/);
  expect(text.endsWith(`const title = ${last}`)).toBe(true);
});

test("what was accepted was reported, and none of it was an error", async () => {
  const cache = join(dirname(session.workspace.folder), "home", "cache", "keyfill", "usage");
  const accepted = () =>
    globSync("*.jsonl", { cwd: cache })
      .flatMap((file) => readFileSync(join(cache, file), "utf8").split("\n"))
      .filter((line) => line.includes('"kind":"accepted"')).length;
  await expect.poll(accepted, { timeout: 10_000 }).toBeGreaterThanOrEqual(3);
  expect(hostErrors(session.host)).toEqual([]);
});
