/** The language client: how the server is reached, which documents it sees, and what it is told beside them. */
import { connect } from "node:net";

import { type ExtensionContext, extensions, type LogOutputChannel, workspace, l10n } from "vscode";
import {
  type ConfigurationRequest,
  LanguageClient,
  type LanguageClientOptions,
  type MessageSignature,
  RevealOutputChannelOn,
  type ServerOptions,
  State,
  type StreamInfo,
  TransportKind,
} from "vscode-languageclient/node";

import {
  API_KEY_REQUEST,
  type ApiKeyParams,
  type ApiKeyResult,
  type ClientAbilities,
  DEFINITIONS_REQUEST,
  type DefinitionsParams,
  type Figures,
  FIGURES_NOTIFICATION,
  INDEX_NOTIFICATION,
  type IndexStatus,
  type Status,
  STATUS_NOTIFICATION,
} from "../server/protocol.ts";
import { EMBEDDINGS_NOTIFICATION, type EmbeddingsStatus } from "../server/protocol/embeddings.ts";
import { PROBE_PROGRESS, type ProbeProgressParams, SETUP_CHANGED } from "../server/protocol/setup.ts";
import type { ApiKeys } from "./api-keys.ts";
import { answerEngine } from "./chat/editor-side.ts";
import type { TerminalWatch } from "./chat/terminal-watch.ts";
import { definitionsAt } from "./editor-view.ts";
import { withEditorFacts } from "./editor-facts.ts";
import type { StatusBar } from "./status-bar.ts";
import type { Switches } from "./switches.ts";
import { translateDiagnostics } from "./translated-diagnostics.ts";

export interface ClientParts {
  readonly log: LogOutputChannel;
  readonly apiKeys: ApiKeys;
  readonly statusBar: StatusBar;
  readonly setupNews: (news: ProbeProgressParams | undefined) => void;
  readonly switches: Switches;
  readonly terminals: TerminalWatch;
}

export function createLanguageClient(
  context: ExtensionContext,
  { log, apiKeys, statusBar, switches, terminals, setupNews }: ClientParts,
): LanguageClient {
  const options: LanguageClientOptions = {
    // Not "**": that would catch the input boxes of other extensions as well.
    documentSelector: [{ scheme: "file" }, { scheme: "untitled" }, { scheme: "vscode-notebook-cell" }],
    outputChannel: log,
    traceOutputChannel: withoutContents(log),
    // Else every failed request pops up, and that would be every keystroke.
    revealOutputChannelOn: RevealOutputChannelOn.Never,
    // A function, because the client also starts again after a crash, and trust may be granted by then.
    initializationOptions: (): ClientAbilities => ({
      apiKeys: true,
      definitions: true,
      chatEditor: true,
      reportsAcceptance: true,
      trusted: workspace.isTrusted,
      completesYaml: extensions.getExtension("redhat.vscode-yaml") !== undefined,
      storage: context.globalStorageUri.fsPath,
    }),
    middleware: {
      workspace: { configuration: withLanguageOverrides },
      handleDiagnostics(uri, diagnostics, next) {
        translateDiagnostics(diagnostics);
        next(uri, diagnostics);
      },
      sendRequest: (type, params, ...[token, next]) =>
        next(type, asksForCompletion(type) ? withEditorFacts(params, switches) : params, token),
    },
  };
  const client = new LanguageClient("keyfill", "Keyfill", serverOptions(context), options);
  client.onRequest(API_KEY_REQUEST, ({ provider }: ApiKeyParams): Promise<ApiKeyResult> =>
    apiKeys.get(provider),
  );
  answerEngine(client, terminals);
  client.onRequest(DEFINITIONS_REQUEST, (params: DefinitionsParams) => definitionsAt(params));
  client.onNotification(STATUS_NOTIFICATION, (status: Status) => statusBar.show(status));
  client.onNotification(INDEX_NOTIFICATION, (status: IndexStatus) => statusBar.showIndex(status));
  client.onNotification(EMBEDDINGS_NOTIFICATION, (status: EmbeddingsStatus) =>
    statusBar.showMeanings(status),
  );
  client.onNotification(FIGURES_NOTIFICATION, (figures: Figures) => statusBar.showFigures(figures));
  client.onNotification(SETUP_CHANGED, () => setupNews(undefined));
  client.onNotification(PROBE_PROGRESS, (progress: ProbeProgressParams) => setupNews(progress));
  return client;
}

export function showState(state: State, statusBar: StatusBar): void {
  switch (state) {
    case State.Starting:
      return statusBar.starting();
    case State.Running:
      return statusBar.ready();
    case State.Stopped:
    case State.StartFailed:
      return statusBar.stopped(l10n.t("the server ended. Run “Keyfill: Restart Server”."));
  }
}

/** The trace names the messages but never shows what is in them: API keys and the user's code. */
function withoutContents(log: LogOutputChannel): LogOutputChannel {
  return {
    ...log,
    get logLevel() {
      return log.logLevel;
    },
    trace: (text) => {
      // As text, the client puts the contents below the first line; as JSON, the line is the whole message.
      const [name = ""] = text.split("\n");
      if (!name.startsWith("{")) log.trace(name);
    },
  };
}

function asksForCompletion(type: string | MessageSignature): boolean {
  return (typeof type === "string" ? type : type.method) === "textDocument/inlineCompletion";
}

function serverOptions(context: ExtensionContext): ServerOptions {
  const attach = workspace.getConfiguration("keyfill").get<string>("server.attach", "");
  if (attach !== "") return () => connectTo(attach);
  return { module: context.asAbsolutePath("dist/server/main.cjs"), transport: TransportKind.ipc };
}

function connectTo(address: string): Promise<StreamInfo> {
  const [, host = "127.0.0.1", port] = /^(.*):(\d+)$/.exec(address) ?? [];
  return new Promise((resolve, reject) => {
    const socket = connect({ host: host.replace(/^\[|\]$/g, ""), port: Number(port) });
    socket.once("connect", () => resolve({ reader: socket, writer: socket }));
    socket.once("error", () =>
      reject(new Error(l10n.t("no server answers at {0} (setting keyfill.server.attach)", address))),
    );
  });
}

/** The client asks VS Code by URI alone, which knows no language: `[python]` sections would not count. */
const withLanguageOverrides: ConfigurationRequest.MiddlewareSignature = async (params, token, next) => {
  const answers: unknown = await next(params, token);
  if (!Array.isArray(answers)) return [];
  return answers.map((answer: unknown, index) => {
    const uri = params.items[index]?.scopeUri;
    const document = workspace.textDocuments.find((open) => open.uri.toString() === uri);
    if (!document || typeof answer !== "object" || answer === null) return answer;
    const here = workspace.getConfiguration("keyfill", document);
    return {
      ...answer,
      enabled: here.get<boolean>("enabled", true),
      completion: here.get<object>("completion", {}),
    };
  });
};
