/** Each command of the palette, each entry of the status bar's menu and each key, by enumeration: run, and seen to do what it says. */
import { readFileSync } from "node:fs";
import { join } from "node:path";

import type { Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";

import type { FakeProvider } from "../support/fake-provider.ts";
import { hostErrors, keyfillLog } from "./logs.ts";
import { REPOSITORY } from "./paths.ts";
import { openProvided, type ProvidedSession } from "./provided-session.ts";
import { ghostText, openFile, runCommand, seeTooltip, statusItems, typeAtEnd } from "./workbench.ts";

const read = (file: string) => JSON.parse(readFileSync(join(REPOSITORY, file), "utf8"));
const TEXTS: Readonly<Record<string, string>> = read("package.nls.json");
const CONTRIBUTED: readonly string[] = read("package.json").contributes.commands.map(
  ({ command }: { readonly command: string }) => command,
);
/** As the palette shows it. */
const title = (command: string) => `Keyfill: ${TEXTS[command.replace("keyfill.", "command.")] ?? command}`;

let provider: FakeProvider;
let session: ProvidedSession;
let page: Page;

beforeAll(async () => {
  session = await openProvided({
    answers: { kind: "stream", pieces: ["Octagon(8)"] },
    // One suggestion uses it up, so that there is something to go on with.
    machineSettings: { "keyfill.completion.dailyTokens": 5 },
  });
  ({ page, provider } = session);
  await openFile(page, "shapes.py");
  await page.keyboard.press("Control+End");
  await page.keyboard.insertText("\n\nfirst = ");
  await ghostText(page);
  await page.keyboard.press("Escape");
  await typeAtEnd(page, "\n\nsecond = ");
  await item().filter({ hasText: "paused" }).waitFor();
});
afterAll(() => session.close());
/** Back into the file, from wherever the last command led. */
beforeEach(async () => {
  await page.locator('.tab[data-resource-name="shapes.py"]').click();
  await page.locator(".editor-group-container.active .monaco-editor.focused").waitFor();
});

const item = () => statusItems(page).first();
const hasIcon = (name: string) => item().locator(`.codicon-${name}`).waitFor();
const chat = (part: string) =>
  page.frameLocator("iframe.webview.ready").frameLocator("iframe#active-frame").locator(part);
const tab = (name: string) => page.locator(".tab.active", { hasText: name }).waitFor();
const quickInput = (name: string) =>
  page.locator(".quick-input-widget .quick-input-title", { hasText: name }).waitFor({ state: "visible" });
const toast = async (text: string) => {
  const one = page.locator(".notifications-toasts .notification-list-item", { hasText: text }).first();
  await one.waitFor({ timeout: 30_000 });
  await runCommand(page, "Notifications: Clear All Notifications");
};
const inStatusBar = (text: string) => page.locator(".part.statusbar", { hasText: text }).waitFor();
const escape = async () => {
  await page.keyboard.press("Escape");
  await page.locator(".quick-input-widget").waitFor({ state: "hidden" });
};
/** Turned by the command, and back by it. */
const switched = async (command: string) => {
  await hasIcon("circle-slash");
  await runCommand(page, title(command));
  await item().locator(".codicon-circle-slash").waitFor({ state: "detached" });
};

/** In the order in which they are run. */
const DOES: Readonly<Record<string, () => Promise<unknown>>> = {
  "keyfill.goOnToday": () => item().filter({ hasText: "paused" }).waitFor({ state: "detached" }),
  "keyfill.showMenu": async () => {
    await quickInput("Keyfill");
    await escape();
  },
  "keyfill.toggle": () => switched("keyfill.toggle"),
  "keyfill.toggleLanguage": () => switched("keyfill.toggleLanguage"),
  "keyfill.toggleFile": () => switched("keyfill.toggleFile"),
  "keyfill.snooze": async () => {
    await quickInput("Snooze");
    await page.locator(".quick-input-list .monaco-list-row", { hasText: "15 minutes" }).click();
    await hasIcon("bell-slash");
  },
  "keyfill.endSnooze": () => item().locator(".codicon-bell-slash").waitFor({ state: "detached" }),
  "keyfill.explain": () => toast("Keyfill: "),
  "keyfill.explainInFull": () => tab("Why was nothing suggested"),
  "keyfill.inspectPrompt": () => tab("The last prompt"),
  "keyfill.openChat": () => chat("#message:focus").waitFor(),
  "keyfill.newChat": () => chat("#message:focus").waitFor(),
  "keyfill.chatHistory": () => chat(".history").waitFor(),
  "keyfill.chatInEditor": () => tab("Keyfill Chat"),
  "keyfill.setApiKey": async () => {
    await quickInput("API key for environment");
    await escape();
  },
  "keyfill.testProvider": () => toast("environment"),
  "keyfill.providers": () => tab("Keyfill Providers"),
  // This window is a remote one: those of the machine's own are to be seen as well.
  "keyfill.settings": () => page.locator(".settings-editor", { hasText: /Completion:\s*Provider/ }).waitFor(),
  "keyfill.statistics": () => tab("Keyfill Statistics"),
  "keyfill.showIndex": () => page.locator(".view-lines", { hasText: "leftOut" }).waitFor(),
  "keyfill.pauseIndex": async () => {
    await inStatusBar("Keyfill no longer follows");
    await runCommand(page, title("keyfill.pauseIndex"));
    await inStatusBar("Keyfill follows the workspace's files.");
    await runCommand(page, title("keyfill.pauseIndex"));
    await inStatusBar("Keyfill no longer follows");
  },
  // It ends the pause as well.
  "keyfill.rebuildIndex": () => seeTooltip(page, /Workspace index: \d+ files/),
  "keyfill.indexMeanings": async () => {
    await quickInput("Index Meanings");
    await escape();
  },
  // Nobody is chosen to embed: there is nothing to pause.
  "keyfill.pauseMeanings": () => inStatusBar("Keyfill goes on indexing meanings."),
  "keyfill.showLog": () => page.locator(".part.panel .view-lines", { hasText: "[info]" }).waitFor(),
  "keyfill.restartServer": () =>
    expect.poll(() => keyfillLog(session.host).split("] ready").length, { timeout: 30_000 }).toBe(3),
  "keyfill.getStarted": () =>
    page.locator(".gettingStarted", { hasText: "Get Started with Keyfill" }).first().waitFor(),
};

const CODE = ["explain", "fix", "document", "test", "review"].map((task) => `keyfill.${task}Code`);
/** They need a chat, a repository or a proposal: `chat-commands.ui.ts`, `chat.ui.ts`. */
const ELSEWHERE = [
  ...CODE,
  "keyfill.addSelectionToChat",
  "keyfill.addFileToChat",
  "keyfill.chooseTools",
  "keyfill.runPrompt",
  "keyfill.newPrompt",
  "keyfill.writeCommitMessage",
  "keyfill.stopCommitMessage",
  "keyfill.acceptProposal",
  "keyfill.discardProposal",
];

test("each command of the palette is in the table", () => {
  expect([...Object.keys(DOES), ...ELSEWHERE].toSorted()).toEqual(CONTRIBUTED.toSorted());
});

test.for(Object.entries(DOES))("%s", async ([command, seen]) => {
  await runCommand(page, title(command));
  await seen();
  expect(hostErrors(session.host)).toEqual([]);
});

const menuRows = () => page.locator(".quick-input-list .monaco-list-row");
async function openMenu(): Promise<void> {
  await page.keyboard.press("Alt+Shift+K");
  await quickInput("Keyfill");
  // Rows of the last list stand there until the new ones are drawn.
  await menuRows().filter({ hasText: "Show Log" }).first().waitFor();
}

/** Of the status bar's menu what leads elsewhere; its switches are turned in `silence.ui.ts`. */
const MENU: Readonly<Record<string, string>> = {
  "Why Was Nothing Suggested?": "keyfill.explain",
  "Open Chat": "keyfill.openChat",
  "Inspect Last Prompt": "keyfill.inspectPrompt",
  "Providers…": "keyfill.providers",
  Statistics: "keyfill.statistics",
  "Test Provider…": "keyfill.testProvider",
  "Set API Key…": "keyfill.setApiKey",
  Settings: "keyfill.settings",
  "Show Log": "keyfill.showLog",
};
const SWITCHES = /^(?:Turn |Snooze for )/;
test("the keys: a suggestion is asked for, the menu opens, and what the menu offers is there", async () => {
  const asked = provider.requests.length;
  await page.keyboard.press("Control+End");
  await page.keyboard.insertText("\n\nthird = ");
  await escape();
  await page.keyboard.press("Alt+\\");
  expect(await ghostText(page)).toBe("Octagon(8)");
  expect(provider.requests.length).toBeGreaterThan(asked);
  await page.keyboard.press("Escape");
  await openMenu();
  const labels = await menuRows().locator(".label-name").allTextContents();
  const leading = labels.map((label) => label.trim()).filter((label) => !SWITCHES.test(label));
  expect(leading).toEqual(Object.keys(MENU));
  await escape();
});

test.for(Object.entries(MENU))("the menu: %s", async ([label, command]) => {
  await openMenu();
  await menuRows().filter({ hasText: label }).first().click();
  await DOES[command]?.();
  expect(hostErrors(session.host)).toEqual([]);
});
