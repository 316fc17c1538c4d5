/** The language client: how the server is reached, which documents it sees, and what it is told beside them. */
import { connect } from "node:net";

import { type ExtensionContext, type LogOutputChannel, workspace } from "vscode";
import {
  type ConfigurationRequest,
  LanguageClient,
  type LanguageClientOptions,
  RevealOutputChannelOn,
  type ServerOptions,
  type StreamInfo,
  TransportKind,
} from "vscode-languageclient/node";

import {
  API_KEY_REQUEST,
  type ApiKeyParams,
  type ApiKeyResult,
  type ClientAbilities,
  type Status,
  STATUS_NOTIFICATION,
} from "../server/protocol.ts";
import type { ApiKeys } from "./api-keys.ts";
import type { StatusBar } from "./status-bar.ts";

export interface ClientParts {
  readonly log: LogOutputChannel;
  readonly apiKeys: ApiKeys;
  readonly statusBar: StatusBar;
}

export function createLanguageClient(
  context: ExtensionContext,
  { log, apiKeys, statusBar }: ClientParts,
): LanguageClient {
  const abilities: ClientAbilities = { apiKeys: true, trusted: workspace.isTrusted };
  const options: LanguageClientOptions = {
    // Not "**": that would catch the input boxes of other extensions as well.
    documentSelector: [{ scheme: "file" }, { scheme: "untitled" }, { scheme: "vscode-notebook-cell" }],
    outputChannel: log,
    // Else every failed request pops up, and that would be every keystroke.
    revealOutputChannelOn: RevealOutputChannelOn.Never,
    initializationOptions: abilities,
    middleware: { workspace: { configuration: withLanguageOverrides } },
  };
  const client = new LanguageClient("keyfill", "Keyfill", serverOptions(context), options);
  client.onRequest(API_KEY_REQUEST, ({ provider }: ApiKeyParams): Promise<ApiKeyResult> =>
    apiKeys.get(provider),
  );
  client.onNotification(STATUS_NOTIFICATION, (status: Status) => statusBar.show(status));
  return client;
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
      reject(new Error(`no server answers at ${address} (setting keyfill.server.attach)`)),
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
    return {
      ...answer,
      enabled: workspace.getConfiguration("keyfill", document).get<boolean>("enabled", true),
    };
  });
};
