/** The ways that lead from the editor into the chat, as a user goes them: commands, the light bulb, lenses, prompts; and messages of commits. */
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

import type { Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";

import type { FakeProvider } from "../support/fake-provider.ts";
import { type ChatView, openChat } from "./chat.ts";
import { hostErrors } from "./logs.ts";
import { OUTPUT } from "./paths.ts";
import { CHATS, openProvided, type ProvidedSession } from "./provided-session.ts";
import { openFile, runCommand } from "./workbench.ts";

const FILE = "bookshop.ts";

let provider: FakeProvider;
let session: ProvidedSession;
let page: Page;
let chat: ChatView;
let home: string;

const git = (...args: readonly string[]) =>
  execFileSync("git", ["-c", "user.name=A", "-c", "user.email=a@b.example", ...args], {
    cwd: session.workspace.folder,
  });

beforeAll(async () => {
  mkdirSync(OUTPUT, { recursive: true });
  session = await openProvided({
    answers: { kind: "stream", pieces: ["It speaks to the ", "**bookshop**."] },
    model: CHATS,
    settings: { "git.enabled": true, "keyfill.enabled": false, "keyfill.chat.codeLenses": true },
  });
  ({ page, provider } = session);
  home = join(dirname(session.workspace.folder), "home");
  await openFile(page, FILE);
  chat = await openChat(page);
});
afterAll(() => session.close());
beforeEach(async () => {
  provider.behave({ kind: "stream", pieces: ["It speaks to the ", "**bookshop**."] });
  await openFile(page, FILE);
});

/** What the model was shown last. */
const shown = () =>
  JSON.stringify(provider.requests.findLast(({ body }) => "messages" in body)?.body["messages"] ?? "");
const picture = (name: string) => page.screenshot({ path: join(OUTPUT, `chat-commands-${name}.png`) });
const row = (text: string | RegExp) =>
  page.locator(".quick-input-list .monaco-list-row", { hasText: text }).first();
const input = () => page.locator(".quick-input-widget input").first();

async function goTo(line: number, column = 1): Promise<void> {
  await page.keyboard.press("Control+G");
  await input().fill(`:${String(line)}:${String(column)}`);
  await page.keyboard.press("Enter");
  await page.locator(".editor-group-container.active .monaco-editor.focused").waitFor();
}

const lineOf = (text: string) =>
  readFileSync(join(session.workspace.folder, FILE), "utf8")
    .split("\n")
    .findIndex((line) => line.includes(text)) + 1;

const offer = (title: string) => page.locator(".action-widget .monaco-list-row", { hasText: title });

/** What is found wrong comes a while after it was written, and closes what was open before. Asked again, the editor begins anew. */
async function openBulb(title: string): Promise<void> {
  const isOpen = async () => {
    await page.keyboard.press("Control+.");
    return offer(title)
      .waitFor({ timeout: 10_000 })
      .then(
        () => true,
        () => false,
      );
  };
  await expect.poll(isOpen, { timeout: 60_000 }).toBe(true);
}

async function answerTo(question: string): Promise<void> {
  await chat.frame.locator(".turn.user").last().getByText(question).waitFor({ timeout: 30_000 });
  await chat.answered("bookshop");
}

test("what is selected is explained in the chat, at once", async () => {
  await goTo(lineOf("id: string;"));
  await page.keyboard.press("Shift+ArrowDown");
  await runCommand(page, "Keyfill: Explain Code");
  await answerTo("Explain this code");
  await chat.frame.locator(".turn.user").last().getByText("bookshop.ts:4").waitFor();
  expect(shown()).toContain("id: string;");
  expect(shown()).not.toContain("getBook");
  await picture("explained");
  expect(hostErrors(session.host)).toEqual([]);
});

test("with nothing selected it is about the function at the cursor, and a new chat each time", async () => {
  await goTo(lineOf("books/${id}`);"));
  for (const [command, words] of [
    ["Document Code", "Write the documentation"],
    ["Write Tests for Code", "Write tests"],
    ["Review Code", "Review this code"],
  ] as const) {
    await page.locator(`.tab[data-resource-name="${FILE}"]`).click();
    await runCommand(page, `Keyfill: ${command}`);
    await answerTo(words);
    expect(shown()).toContain("async getBook");
    expect(shown()).not.toContain("listBooks");
    expect(await chat.frame.locator(".turn.user").count()).toBe(1);
  }
});

test("the light bulb offers to fix what is wrong, and the problem goes along", async () => {
  await goTo(lineOf("async getBook") + 1);
  await page.keyboard.press("End");
  await page.keyboard.press("Enter");
  await page.keyboard.insertText('const pages: number = "a";');
  await page.locator(".squiggly-error").first().waitFor({ timeout: 30_000 });
  await goTo(lineOf("async getBook") + 2, 12);
  await openBulb("Fix with Keyfill");
  await picture("light-bulb");
  await offer("Fix with Keyfill").click();
  await answerTo("Fix what the editor finds wrong");
  expect(shown()).toMatch(/Line \d+: Type 'string' is not assignable to type 'number'/);
  expect(shown()).toContain("async getBook");
  await page.locator(`.tab[data-resource-name="${FILE}"]`).click();
  await page.keyboard.press("Control+Z");
  await page.keyboard.press("Control+S");
});

test("what is selected has more to offer, and the context menu the same", async () => {
  await goTo(1);
  await page.keyboard.press("Shift+ArrowDown");
  await openBulb("Explain with Keyfill");
  for (const title of ["Document with Keyfill", "Write Tests with Keyfill", "Review with Keyfill"])
    await offer(title).waitFor();
  await page.keyboard.press("Escape");
  await page.locator(".monaco-editor .view-line").first().click({ button: "right" });
  await page.locator(".monaco-menu .action-label", { hasText: /^Keyfill$/ }).hover();
  await page.locator(".monaco-menu .action-label", { hasText: "Explain Code" }).waitFor();
  await picture("menu");
  await page.keyboard.press("Escape");
  await page.keyboard.press("Escape");
});

test("a selection and a file are added to what is being written", async () => {
  await chat.begin();
  await chat.frame.locator("#message").fill("Compare these");
  await page.locator(`.tab[data-resource-name="${FILE}"]`).click();
  await goTo(3);
  await page.keyboard.press("Shift+ArrowDown");
  await page.keyboard.press("Alt+Shift+U");
  await chat.frame.getByRole("button", { name: "Open bookshop.ts:3" }).waitFor();
  await openFile(page, "shapes.py");
  await runCommand(page, "Keyfill: Add File to Chat");
  await chat.frame.locator(".composer").getByText("shapes.py", { exact: true }).first().waitFor();
  expect(await chat.frame.locator("#message").inputValue()).toBe("Compare these");
  await page.locator('.tab[data-resource-name="shapes.py"]').click();
  await page.keyboard.press("Alt+Shift+J");
  await chat.frame.locator("#message:focus").waitFor();
});

test("lenses stand above functions where they are wanted (keyfill.chat.codeLenses)", async () => {
  const lens = page.locator(".codelens-decoration", { hasText: "Explain" }).first();
  await lens.waitFor({ timeout: 30_000 });
  await picture("lenses");
  await lens.locator("a", { hasText: "Explain" }).click();
  await answerTo("Explain this code");
});

test("a prompt of the user's own is made, run from the list and behind a slash; a mistake leads to its line", async () => {
  const folder = join(home, "prompts");
  mkdirSync(folder, { recursive: true });
  writeFileSync(
    join(folder, "brief.md"),
    "---\ndescription: In short\n---\nSay what {{selection}} does in {{input:How many words?}} words of {{language}}.",
  );
  writeFileSync(join(folder, "broken.md"), "Fine.\n\n{{selektion}}\n");
  await goTo(lineOf("books/${id}`);"));
  await runCommand(page, "Keyfill: Run Prompt");
  await row("/brief").waitFor();
  await row("There is no variable {{selektion}}").waitFor();
  await picture("prompts");
  await row("/brief").click();
  await page.locator(".quick-input-message", { hasText: "How many words?" }).waitFor();
  await input().fill("seven");
  await page.keyboard.press("Enter");
  await answerTo("in seven words of typescript.");
  expect(shown()).toContain("async getBook");

  await runCommand(page, "Keyfill: Run Prompt");
  await row("There is no variable {{selektion}}").click();
  await page.locator('.tab.active[data-resource-name="broken.md"]').waitFor();
  await page.locator(".part.statusbar", { hasText: "Ln 3, Col 1" }).waitFor();

  await openFile(page, FILE);
  await chat.frame.locator("#message").fill("/brief nine");
  await chat.frame.locator("#message").press("Enter");
  await answerTo("in nine words of typescript.");

  await chat.frame.locator("#message").fill("/broken");
  await chat.frame.locator("#message").press("Enter");
  await chat.frame.getByText("broken.md:3: There is no variable").waitFor();
  await chat.frame.locator("#message").fill("");

  await runCommand(page, "Keyfill: New Prompt");
  await row("For me, everywhere").click();
  await input().fill("poem");
  await page.keyboard.press("Enter");
  await page.locator('.tab.active[data-resource-name="poem.md"]').waitFor();
  await picture("new-prompt");
  expect(readFileSync(join(folder, "poem.md"), "utf8")).toMatch(/^---\ndescription: /);
  await runCommand(page, "Keyfill: Run Prompt");
  await row("/poem").waitFor();
  expect(await page.locator(".quick-input-list .monaco-list-row", { hasText: "poem.md" }).count()).toBe(0);
  await page.keyboard.press("Escape");
});

test("the message of a commit is written into its box, by the button in Source Control, and can be stopped", async () => {
  git("init", "-q");
  git("add", "README.md");
  git("commit", "-qm", "docs: say what this is");
  git("add", "shapes.py");
  provider.behave({ kind: "stream", pieces: ["feat: draw", " shapes"] });
  await page.keyboard.press("Control+Shift+G");
  const box = page.locator(".scm-editor").first();
  const write = page.getByRole("button", { name: "Write Commit Message" }).first();
  await box.waitFor({ timeout: 30_000 });
  // VS Code shows the buttons of a view to whoever points at it.
  await box.hover();
  await write.waitFor({ timeout: 30_000 });
  await write.click();
  await box.getByText("feat: draw shapes").waitFor({ timeout: 30_000 });
  await picture("commit");
  expect(shown()).toContain("docs: say what this is");
  expect(shown()).toContain("class Shape");
  expect(shown()).not.toContain("BookshopClient");

  // With nothing staged it is about all that is changed, and what stands in the box is kept.
  git("reset", "-q");
  await page.locator(".scm-view").getByText("Staged Changes").waitFor({ state: "detached" });
  provider.behave({ kind: "stream", pieces: ["and sell books"] });
  await box.hover();
  await write.click();
  await box.getByText("feat: draw shapes and sell books").waitFor({ timeout: 30_000 });
  expect(shown()).toContain("BookshopClient");

  provider.behave({ kind: "silent" });
  await write.click();
  await page.getByRole("button", { name: "Stop Writing Commit Message" }).first().click();
  await write.waitFor();
  await expect.poll(() => provider.open()).toBe(0);
  expect(hostErrors(session.host)).toEqual([]);
});
