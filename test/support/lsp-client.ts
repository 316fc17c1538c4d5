/** An LSP client for tests: starts the built server as an editor does, over node-ipc, and speaks to it with the protocol's own library. */
import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

import {
  CancellationTokenSource,
  createProtocolConnection,
  type InitializeResult,
  type InlineCompletionItem,
  InlineCompletionTriggerKind,
  IPCMessageReader,
  IPCMessageWriter,
  type ProtocolConnection,
} from "vscode-languageserver-protocol/node";

import type { Place } from "../../server/completion/request.ts";
import { EDITOR_FACTS, type EditorFacts } from "../../server/protocol.ts";
import { placeIn } from "./marked-text.ts";
import { until } from "./until.ts";

const server = join(import.meta.dirname, "..", "..", "dist", "server", "main.cjs");

interface Start {
  readonly env?: Readonly<Record<string, string>>;
  readonly folder?: string;
  /** What the client answers when asked for its settings. */
  readonly settings?: object;
  /** And for those of the editor itself, by section. */
  readonly otherSettings?: Readonly<Record<string, object>>;
  readonly initializationOptions?: object;
}

export interface Asked {
  readonly items: Promise<readonly InlineCompletionItem[] | null>;
  readonly cancel: () => void;
}

interface AskOptions {
  readonly manual?: boolean;
  readonly uri?: string;
  /** What Keyfill's own client would tell. */
  readonly facts?: EditorFacts;
}

export class LspClient {
  readonly connection: ProtocolConnection;
  readonly log: string[] = [];
  readonly messagesShown: string[] = [];
  readonly process: ChildProcess;
  initialized: InitializeResult | undefined;
  settings: object;
  readonly otherSettings: Readonly<Record<string, object>>;
  readonly #versions = new Map<string, number>();

  constructor(process: ChildProcess, { settings = {}, otherSettings = {} }: Start) {
    this.process = process;
    this.settings = settings;
    this.otherSettings = otherSettings;
    this.connection = createProtocolConnection(new IPCMessageReader(process), new IPCMessageWriter(process));
    this.connection.onNotification(
      "window/logMessage",
      ({ message }: { message: string }) => void this.log.push(message),
    );
    this.connection.onNotification(
      "window/showMessage",
      ({ message }: { message: string }) => void this.messagesShown.push(message),
    );
    this.connection.onRequest(
      "workspace/configuration",
      ({ items }: { items: readonly { readonly section?: string }[] }) =>
        items.map(({ section }) =>
          section === "keyfill" ? this.settings : this.otherSettings[section ?? ""],
        ),
    );
    this.connection.listen();
  }

  static async start(options: Start = {}): Promise<LspClient> {
    const { env = {}, folder, initializationOptions = {} } = options;
    const child = fork(server, ["--node-ipc"], {
      env: { PATH: process.env["PATH"], HOME: "/nonexistent", ...env },
    });
    const client = new LspClient(child, options);
    client.initialized = await client.connection.sendRequest("initialize", {
      processId: process.pid,
      rootUri: null,
      workspaceFolders: folder === undefined ? null : [{ uri: pathToFileURL(folder).href, name: "w" }],
      initializationOptions,
      capabilities: {
        workspace: {
          configuration: true,
          workspaceFolders: true,
          didChangeConfiguration: { dynamicRegistration: true },
        },
      },
    });
    await client.connection.sendNotification("initialized", {});
    return client;
  }

  /** Opens the document, or changes it to this state. */
  async put(marked: string, uri = "file:///w/a.py"): Promise<Place> {
    const place = placeIn(marked, { uri });
    const text = place.document.lines.join("");
    const version = (this.#versions.get(uri) ?? 0) + 1;
    this.#versions.set(uri, version);
    if (version === 1) {
      const languageId = { txt: "plaintext", yaml: "yaml" }[uri.split(".").at(-1) ?? ""] ?? "python";
      const textDocument = { uri, languageId, version, text };
      await this.connection.sendNotification("textDocument/didOpen", { textDocument });
    } else {
      const textDocument = { uri, version };
      await this.connection.sendNotification("textDocument/didChange", {
        textDocument,
        contentChanges: [{ text }],
      });
    }
    return place;
  }

  /** A keystroke as an editor sends it: the change, then the question. */
  async ask(
    marked: string,
    { manual = false, uri = "file:///w/a.py", facts }: AskOptions = {},
  ): Promise<Asked> {
    const { line, character } = await this.put(marked, uri);
    const source = new CancellationTokenSource();
    const triggerKind = manual ? InlineCompletionTriggerKind.Invoked : InlineCompletionTriggerKind.Automatic;
    const params = {
      textDocument: { uri },
      position: { line, character },
      context: { triggerKind, [EDITOR_FACTS]: facts },
    };
    const items = this.connection.sendRequest<readonly InlineCompletionItem[] | null>(
      "textDocument/inlineCompletion",
      params,
      source.token,
    );
    return { items, cancel: () => source.cancel() };
  }

  async complete(marked: string, options?: AskOptions): Promise<string | undefined> {
    const told = this.#outcomes();
    const items = await (await this.ask(marked, options)).items;
    // The log line follows the answer.
    await until(() => this.#outcomes() > told, "the log tells the outcome");
    return typeof items?.[0]?.insertText === "string" ? items[0].insertText : undefined;
  }

  #outcomes(): number {
    return this.log.filter((line) => / → /.test(line)).length;
  }

  async stop(): Promise<void> {
    const exited = once(this.process, "exit");
    await this.connection.sendRequest("shutdown");
    await this.connection.sendNotification("exit");
    await exited;
    this.connection.dispose();
  }
}
