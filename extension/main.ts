/** Where VS Code enters: creates the parts of the client and connects them. The server starts after activation, and nothing waits for it. */
import { type ExtensionContext, window } from "vscode";

import { ApiKeys } from "./api-keys.ts";
import { ChatPages } from "./chat/view.ts";
import { offerCodeActions } from "./chat/code-actions.ts";
import { offerCodeLenses } from "./chat/code-lenses.ts";
import { ChatModels } from "./chat/models.ts";
import { registerCommands } from "./commands.ts";
import { CommitMessages } from "./commit/commit-message.ts";
import { EditorWatch } from "./editor-view.ts";
import { Inspector } from "./inspector.ts";
import { offerLanguageModels } from "./language-models/language-models.ts";
import { Server } from "./server.ts";
import { editorAnswers } from "./setup/editor-answers.ts";
import { offerLocalServer } from "./setup/first-offer.ts";
import { ProvidersPage } from "./setup/page.ts";
import { statisticsPage } from "./statistics/page.ts";
import { TerminalWatch } from "./chat/terminal-watch.ts";
import { StatusBar } from "./status-bar.ts";
import { Switches } from "./switches.ts";

export function activate(context: ExtensionContext): { readonly activationMs: number } {
  const started = performance.now();
  const log = window.createOutputChannel("Keyfill", { log: true });
  const switches = new Switches(context);
  const statusBar = new StatusBar(switches);
  const apiKeys = new ApiKeys(context.secrets);
  const terminals = new TerminalWatch();
  const server = new Server(context, { log, apiKeys, statusBar, switches, terminals });
  const providersPage = new ProvidersPage(context, {
    server,
    answers: editorAnswers({ server, apiKeys, log }),
  });
  const inspector = new Inspector(server, switches);
  const statistics = statisticsPage(context, server);
  const chat = new ChatPages(context, { engine: server, log, showProviders: () => providersPage.show() });
  const watch = new EditorWatch((view) => void server.tellView(view));
  const models = new ChatModels(server);
  const commitMessages = new CommitMessages({ server, models });
  const commands = registerCommands({
    commitMessages,
    models,
    statistics,
    inspector,
    server,
    log,
    apiKeys,
    statusBar,
    switches,
    providersPage,
    chat,
  });
  context.subscriptions.push(
    watch,
    terminals,
    server,
    statusBar,
    switches,
    log,
    providersPage,
    statistics,
    inspector,
    chat,
    models,
    commitMessages,
    offerLanguageModels({ server, models }),
    offerCodeActions(models),
    offerCodeLenses(models),
    ...commands,
  );
  // Out of VS Code's way: it counts the time until this returns.
  const offer = { server, log, providersPage, remembered: context.globalState };
  setImmediate(() => void server.start().then(() => offerLocalServer(offer)));
  return { activationMs: performance.now() - started };
}
