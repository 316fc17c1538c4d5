/** One table: contributed command → what it does. A test holds it against the manifest. */
import {
  commands,
  type Disposable,
  env,
  type LogOutputChannel,
  ProgressLocation,
  type TextDocument,
  window,
  workspace,
  l10n,
} from "vscode";

import { said } from "./said.ts";
import { ACCEPTED_COMMAND, INDEX_REQUEST, type IndexParams, type IndexStatus } from "../server/protocol.ts";
import type { ApiKeys } from "./api-keys.ts";
import { chatCommands } from "./chat/commands.ts";
import type { ChatModels } from "./chat/models.ts";
import type { ChatPages } from "./chat/view.ts";
import type { CommitMessages } from "./commit/commit-message.ts";
import { explain } from "./explain.ts";
import type { Inspector } from "./inspector.ts";
import { indexMeanings, pauseMeanings } from "./meanings.ts";
import { pickSnooze, showMenu } from "./menu.ts";
import type { PageTab } from "./pages/page-tab.ts";
import type { Server } from "./server.ts";
import type { ProvidersPage } from "./setup/page.ts";
import type { StatusBar } from "./status-bar.ts";
import { offWords, type Switches } from "./switches.ts";

interface Parts {
  readonly commitMessages: CommitMessages;
  readonly models: ChatModels;
  readonly server: Server;
  readonly log: LogOutputChannel;
  readonly apiKeys: ApiKeys;
  readonly providersPage: ProvidersPage;
  readonly statistics: PageTab;
  readonly inspector: Inspector;
  readonly chat: ChatPages;
  readonly switches: Switches;
  readonly statusBar: StatusBar;
}

/** The extension's name, and the walkthrough's in the manifest. */
const WALKTHROUGH = "keyfill.keyfill#start";

export function registerCommands(parts: Parts): readonly Disposable[] {
  const { switches } = parts;
  const table: Readonly<Record<string, (...told: readonly unknown[]) => unknown>> = {
    ...chatCommands({ ...parts, engine: parts.server }),
    [ACCEPTED_COMMAND]: (name) => parts.server.accepted(String(name)),
    "keyfill.providers": () => parts.providersPage.show(),
    "keyfill.settings": () => openSettings(),
    "keyfill.getStarted": () => commands.executeCommand("workbench.action.openWalkthrough", WALKTHROUGH),
    "keyfill.statistics": () => parts.statistics.show(),
    "keyfill.openChat": () => parts.chat.show("composer"),
    "keyfill.newChat": () => parts.chat.show("new"),
    "keyfill.chatHistory": () => parts.chat.show("history"),
    "keyfill.chatInEditor": () => parts.chat.openInEditor(),
    "keyfill.acceptProposal": () => parts.chat.proposals.accept(),
    "keyfill.discardProposal": () => parts.chat.proposals.discard(),
    "keyfill.showMenu": () => showMenu(parts),
    "keyfill.toggle": () => flip(switches, (document) => switches.toggle(document)),
    "keyfill.toggleLanguage": () =>
      flip(switches, (document) => document && switches.toggleLanguage(document)),
    "keyfill.toggleFile": () => flip(switches, (document) => document && switches.toggleFile(document)),
    "keyfill.snooze": async (minutes) => {
      const chosen = typeof minutes === "number" ? minutes : await pickSnooze();
      if (chosen !== undefined) await switches.snooze(chosen);
    },
    "keyfill.endSnooze": () => switches.snooze(0),
    "keyfill.explain": () => explain(parts),
    "keyfill.explainInFull": () => parts.inspector.show("why"),
    "keyfill.inspectPrompt": () => parts.inspector.show("prompt"),
    "keyfill.writeCommitMessage": (place) => parts.commitMessages.write(place),
    "keyfill.stopCommitMessage": () => parts.commitMessages.stop(),
    "keyfill.goOnToday": () => goOnToday(parts),
    "keyfill.setApiKey": () => setApiKey(parts),
    "keyfill.testProvider": () => testProvider(parts),
    "keyfill.showLog": () => parts.log.show(true),
    "keyfill.restartServer": () => parts.server.restart(),
    "keyfill.showIndex": () => showIndex(parts),
    "keyfill.pauseIndex": () => pauseIndex(parts),
    "keyfill.rebuildIndex": () => rebuildIndex(parts),
    "keyfill.indexMeanings": () => indexMeanings(parts.server),
    "keyfill.pauseMeanings": () => pauseMeanings(parts.server),
  };
  return Object.entries(table).map(([command, run]) => commands.registerCommand(command, run));
}

/** In a remote window most of ours stand beside the user's own, under the machine's name. */
function openSettings(): Thenable<unknown> {
  const query = "@ext:keyfill.keyfill";
  return env.remoteName === undefined
    ? commands.executeCommand("workbench.action.openSettings", query)
    : commands.executeCommand("workbench.action.openRemoteSettings", { query });
}

/** Turns a switch, and says for a moment how things are now. */
async function flip(
  switches: Switches,
  turn: (document: TextDocument | undefined) => Promise<void> | undefined,
): Promise<void> {
  const document = window.activeTextEditor?.document;
  await turn(document);
  const words = offWords(switches, document);
  window.setStatusBarMessage(words === "" ? l10n.t("Keyfill: on.") : `Keyfill: ${words}`, 3000);
}

async function goOnToday({ server, statusBar }: Parts): Promise<void> {
  await server.goOnToday();
  statusBar.ready();
  window.setStatusBarMessage(l10n.t("Keyfill goes on, whatever it costs today."), 3000);
}

async function setApiKey({ server, apiKeys }: Parts): Promise<void> {
  const provider = await pickProvider(server, l10n.t("Keyfill: API key"));
  if (provider === undefined) return;
  const key = await window.showInputBox({
    title: l10n.t("Keyfill: API key for {0}", provider),
    prompt: l10n.t("Kept in the secret store of your system. Leave it empty to remove the key."),
    password: true,
    ignoreFocusOut: true,
  });
  if (key === undefined) return;
  await apiKeys.set(provider, key.trim());
}

function askIndex(server: Server, params: IndexParams): Promise<IndexStatus | undefined> {
  return server.request<IndexStatus>(INDEX_REQUEST, params);
}

/** What is in the index, and which files are not and why, as a document. */
async function showIndex({ server }: Parts): Promise<void> {
  const status = await askIndex(server, {});
  if (!status) return;
  const document = await workspace.openTextDocument({
    language: "json",
    content: JSON.stringify(status, null, 2),
  });
  await window.showTextDocument(document, { preview: true });
}

async function pauseIndex({ server }: Parts): Promise<void> {
  const before = await askIndex(server, {});
  const status = await askIndex(server, { action: before?.state === "paused" ? "resume" : "pause" });
  const isPaused = status?.state === "paused";
  window.setStatusBarMessage(
    isPaused
      ? l10n.t("Keyfill no longer follows the workspace's files.")
      : l10n.t("Keyfill follows the workspace's files."),
    3000,
  );
}

async function rebuildIndex({ server }: Parts): Promise<void> {
  const title = l10n.t("Keyfill indexes the workspace anew…");
  await window.withProgress({ location: ProgressLocation.Window, title }, () =>
    askIndex(server, { action: "rebuild" }),
  );
}

async function testProvider({ server, log }: Parts): Promise<void> {
  const provider = await pickProvider(server, l10n.t("Keyfill: Test provider"));
  if (provider === undefined) return;
  const title = l10n.t("Keyfill fills a few holes with {0}…", provider);
  const found = await window.withProgress({ location: ProgressLocation.Notification, title }, () =>
    server.probe(provider),
  );
  if (!found) return;
  const { ok, why, advice = "", told = [], timeToFirstTokenMs: ms = 0 } = found;
  log.info(`test of ${provider}: ${why} ${advice}`);
  // A notification shows one line: the figure or the advice goes first, the rest is in the log.
  const message = ok
    ? l10n.t("Keyfill: {0} completes, the first text after {1} ms.", provider, Math.round(ms))
    : l10n.t("Keyfill: {0} does not complete. {1}", provider, said(...told));
  const show = ok ? window.showInformationMessage : window.showWarningMessage;
  const showLog = l10n.t("Show Log");
  if ((await show(message, showLog)) === showLog) log.show(true);
}

/** Asks only when there are several. */
async function pickProvider(server: Server, title: string): Promise<string | undefined> {
  const setup = await server.providers();
  if (!setup || setup.instances.length === 0) {
    const providers = l10n.t("Providers…");
    const answer = await window.showInformationMessage(l10n.t("No provider is set up yet."), providers);
    if (answer === providers) await commands.executeCommand("keyfill.providers");
    return undefined;
  }
  const { instances } = setup;
  return instances.length === 1
    ? instances[0]
    : window.showQuickPick(instances, { title, placeHolder: l10n.t("Which provider?") });
}
