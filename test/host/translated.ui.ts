/**
 * The windows in a language that has each text of ours in guillemets: whatever a page, a menu or a tooltip shows outside of them,
 * and is no name, figure or code, is a text that a translation would not reach.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

import type { Page } from "playwright-core";
import { expect, onTestFinished, test } from "vitest";

import { filled, startFakeModel } from "../support/fake-model.ts";
import { wants } from "../support/tool-chat.ts";
import { OUTPUT } from "./paths.ts";
import { CHATS, openProvided } from "./provided-session.ts";
import { pseudo, pseudoLanguage, shown, textsInWebview, unbroken, untranslated } from "./pseudo-language.ts";
import { openSession } from "./session.ts";
import { ghostText, openFile, runCommand, seeTooltip, typeAtEnd } from "./workbench.ts";

const FIM = "qwen2.5-coder-7b";

/** What has a name of its own, in this scene and everywhere. */
const NAMES =
  /^(?:Keyfill|VS|Code|YAML|JSON|API|URL|HTTP|FIM|AM|PM|UTC|Python|TypeScript|ms|tok|qwen|llama|mine|off|broken|without-key|groq|Anthropic|down|missing|modle|temperature|Not|Found|environment|Octagon)$/i;

/** What is typed behind an @. */
const KEYWORDS =
  /^(?:file|folder|symbol|definition|references|workspace|selection|open|problems|terminal|git|tree|web)$/;
/** What the model wants to run, and from now on might. */
const COMMAND = /^(?:npm|test|in|sample)$/;
/** How the browser writes a day. */
const MONTH = /^(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)$/;

const inWebview = (page: Page) =>
  page.frameLocator("iframe.webview.ready").frameLocator("iframe#active-frame");

/** By what the palette shows. */
const run = (page: Page, title: string) => runCommand(page, pseudo(title));

function watch(page: Page, group: string) {
  mkdirSync(OUTPUT, { recursive: true });
  const found: Record<string, readonly string[]> = {};
  const note = async (what: string, texts: readonly string[], ...known: readonly RegExp[]) => {
    await page.screenshot({ path: join(OUTPUT, `translated-${group}-${what}.png`) });
    expect(texts.length, what).toBeGreaterThan(0);
    const left = untranslated(texts, (word) => [NAMES, MONTH, ...known].some((names) => names.test(word)));
    if (left.length > 0) found[what] = left;
  };
  return {
    found,
    webview: async (what: string, ...known: readonly RegExp[]) =>
      note(what, await textsInWebview(page), ...known),
    /** One text, however many parts it is drawn in. */
    whole: async (what: string, root: string) => note(what, await page.locator(root).allInnerTexts()),
    texts: note,
  };
}

test("the providers page, from nothing to every field", { timeout: 240_000 }, async () => {
  const model = await startFakeModel((question) => {
    if (question.path === "/v1/models")
      return { json: { object: "list", data: [{ id: FIM }, { id: CHATS }] } };
    return question.path === "/v1/completions" ? { says: filled(question) ?? "Octagon(8)" } : undefined;
  });
  onTestFinished(() => model.close());
  const { page, workspace, close } = await openSession({ language: pseudoLanguage() });
  onTestFinished(close);
  const see = watch(page, "providers");
  const form = inWebview(page);
  const text = (english: string, ...values: string[]) =>
    form.getByText(shown(english, ...values), { exact: true }).first();

  await page.setViewportSize({ width: 1100, height: 1600 });
  await run(page, "Providers…");
  await text("No key, no server?").waitFor();
  await see.webview("empty");
  const input = form.locator("#field-paste input");
  await input.fill("not a key");
  await input.press("Enter");
  await see.webview("neither");
  await input.fill("sk-ant-api03-0123456789");
  await input.press("Enter");
  await text("Save and test").waitFor();
  await see.webview("key");
  await text("Cancel").click();
  await input.fill(`${model.url}/v1/models`);
  await input.press("Enter");
  await text("Fills in the middle: the fast way.").waitFor();
  await see.webview("recognised");
  await text("Save and test").click();
  await text("{0} works.", FIM).waitFor({ timeout: 30_000 });
  await see.webview("tested");

  const folder = join(dirname(workspace.folder), "home", "providers.d");
  const files = {
    broken: "modle: m\ntemperature: hot\n",
    "without-key": "provider: groq\nmodel: llama\n",
    off: `base_url: ${model.url}/v1\nmodel: ${FIM}\nenabled: false\n`,
    down: `base_url: http://127.0.0.1:9/v1\nmodel: ${FIM}\n`,
    missing: `base_url: ${model.url}/v1\nmodel: ${FIM.replace("coder", "codr")}\n`,
  };
  for (const [name, file] of Object.entries(files)) writeFileSync(join(folder, `${name}.yaml`), file);
  await text("Done").click();
  await form.getByText("without-key").first().waitFor();
  await see.webview("overview");
  for (const name of ["down", "missing", "without-key"]) {
    await form.getByRole("button", { name: shown("Edit {0}", name) }).click();
    await form.locator("vscode-button", { hasText: pseudo("Test") }).click();
    await form.locator(".trial .notice").waitFor({ timeout: 30_000 });
    await see.webview(`test-of-${name}`);
    await text("← All providers").click();
  }

  await form.getByRole("button", { name: shown("Edit {0}", "my-server") }).click();
  const parts = [
    "Last requests",
    "What is known of the model",
    "Template and prompt",
    "Address, headers, proxy, certificates, time-outs",
  ];
  for (const part of parts) await text(part).click();
  await see.webview("edit");
  for (const value of ["window tokens", "tokenizer", "stops", "tools", "quirks"]) {
    await form.getByRole("button", { name: shown("Set {0} yourself", pseudo(value)) }).click();
    await see.webview(`own-${value}`);
  }
  await text("Write the markers by hand").click();
  await see.webview("by-hand");
  expect(see.found).toEqual({});
});

test("the chat, its menus, what a model asks for, and a failure", { timeout: 240_000 }, async () => {
  const { page, provider, close } = await openProvided({
    answers: { kind: "stream", pieces: ["`Octagon`\n\n```python shapes.py\nx = 1\n```\n"] },
    model: CHATS,
    language: pseudoLanguage(),
  });
  onTestFinished(close);
  const see = watch(page, "chat");
  await page.setViewportSize({ width: 1280, height: 1000 });
  await openFile(page, "shapes.py");
  await run(page, "Open Chat");
  const chat = inWebview(page);
  const message = chat.locator("#message");
  await message.waitFor({ timeout: 30_000 });
  await see.webview("empty");
  const say = async (words: string) => {
    await message.fill(words);
    await message.press("Enter");
  };
  await say("?");
  await chat.getByRole("button", { name: pseudo("Answer again") }).waitFor({ timeout: 30_000 });
  await see.webview("answer");
  await message.pressSequentially("@");
  await chat.getByRole("option").first().waitFor();
  await see.webview("completion", KEYWORDS);
  await message.press("Escape");
  await message.fill("");
  for (const menu of [/Mode:/, /Model:/, /Temperature/]) {
    await chat.getByRole("button", { name: menu }).click();
    await see.webview(`menu-${menu.source}`.replace(":", ""));
    await page.keyboard.press("Escape");
  }
  provider.behave(wants({ name: "run_command", asked: { argv: ["npm", "test"] } }));
  await say("?");
  await chat.locator(".permission").waitFor({ timeout: 30_000 });
  await see.webview("permission", COMMAND);
  provider.behave({ kind: "stream", pieces: ["1"] });
  await chat.getByText(pseudo("Deny")).click();
  for (const status of [401, 404, 429, 500]) {
    await chat.getByRole("button", { name: pseudo("Stop (Esc)") }).waitFor({ state: "detached" });
    provider.behave({ kind: "status", status, body: "{}" });
    await say("?");
    await chat.getByRole("alert").getByText(String(status)).waitFor({ timeout: 30_000 });
    await see.webview(`failure-${String(status)}`, COMMAND);
  }
  await chat.getByRole("button", { name: pseudo("All chats") }).click();
  await see.webview("history", COMMAND);
  expect(see.found).toEqual({});
});

test("what stands around the editor, and the pages about completions", { timeout: 240_000 }, async () => {
  const { page, provider, close } = await openProvided({
    answers: { kind: "stream", pieces: ["Octagon(8)"] },
    language: pseudoLanguage(),
  });
  onTestFinished(close);
  const see = watch(page, "editor");
  const lines = async () =>
    unbroken(await page.locator(".editor-group-container.active .view-line").allInnerTexts()).filter(
      (line) => !isCode(line),
    );
  await page.setViewportSize({ width: 1700, height: 1000 });
  await openFile(page, "shapes.py");
  await typeAtEnd(page, "\n\nshape = ");
  await ghostText(page);
  await page.keyboard.press("Escape");
  await see.whole("status", '.statusbar-item[id^="keyfill.keyfill"]');
  await seeTooltip(page, "«");
  await see.whole("tooltip", ".monaco-hover:visible");
  await page.mouse.move(600, 300);
  for (const [title, file] of [
    ["Inspect Last Prompt", "prompt"],
    ["Why Was Nothing Suggested, in Full", "why"],
  ] as const) {
    await run(page, title);
    await page.locator(".tab.active[data-resource-name$='.md']").waitFor();
    await expect.poll(async () => (await lines()).join("\n")).toContain("«");
    await see.texts(file, await lines());
  }
  await openFile(page, "shapes.py");
  for (const title of ["Show Menu", "Snooze Completions…"]) {
    await run(page, title);
    await page.locator(".quick-input-list .monaco-list-row:visible").first().waitFor();
    await see.whole(`pick-${title.replaceAll(/\W+/g, "-")}`, ".quick-input-list .monaco-list-row");
    await page.keyboard.press("Escape");
  }
  provider.behave({ kind: "status", status: 401, body: "{}" });
  await run(page, "Test Provider…");
  await page.locator(".notifications-toasts .notification-list-item").first().waitFor({ timeout: 30_000 });
  await see.whole("notification", ".notifications-toasts .notification-list-item-message");
  await run(page, "Show Statistics");
  await inWebview(page).locator("h1").waitFor();
  await see.webview("statistics");
  await run(page, "Get Started");
  await page.locator(".getting-started-step").first().waitFor();
  for (const step of await page.locator(".getting-started-step").all()) {
    await step.click();
    await see.whole("walkthrough", ".getting-started-step");
  }
  await run(page, "Open Settings");
  await page.locator(".settings-editor .setting-item-description").first().waitFor();
  await see.whole("settings", ".setting-item-description, .setting-item-enumDescription");
  expect(see.found).toEqual({});
});

/** Lines that show what was sent or said. */
function isCode(line: string): boolean {
  return !/[«»]/.test(line) && !/^\s*[#|*-]/.test(line);
}
