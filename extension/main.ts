/** Where VS Code enters: creates the parts of the client and connects them. The server starts after activation, and nothing waits for it. */
import { type ExtensionContext, window } from "vscode";

import { ApiKeys } from "./api-keys.ts";
import { registerCommands } from "./commands.ts";
import { Server } from "./server.ts";
import { editorAnswers } from "./setup/editor-answers.ts";
import { ProvidersPage } from "./setup/page.ts";
import { StatusBar } from "./status-bar.ts";

export function activate(context: ExtensionContext): { readonly activationMs: number } {
  const started = performance.now();
  const log = window.createOutputChannel("Keyfill", { log: true });
  const statusBar = new StatusBar();
  const apiKeys = new ApiKeys(context.secrets);
  const server = new Server(context, { log, apiKeys, statusBar });
  const providersPage = new ProvidersPage(context, { server, answers: editorAnswers({ apiKeys, log }) });
  const parts = { server, log, apiKeys, providersPage };
  context.subscriptions.push(server, statusBar, log, providersPage, ...registerCommands(parts));
  // Out of VS Code's way: it counts the time until this returns.
  setImmediate(() => void server.start());
  return { activationMs: performance.now() - started };
}
