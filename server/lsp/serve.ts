/**
 * The language server's routing table: which message goes to whom. It answers `initialize` before the engine exists;
 * what needs the engine waits for it.
 */
import type {
  Connection,
  InitializeParams,
  InitializeResult,
  WorkspaceFoldersChangeEvent,
} from "vscode-languageserver";

import type { Engine, Surroundings } from "../engine.ts";
import { createLog, type Log } from "../log.ts";
import {
  ACCEPTED_NOTIFICATION,
  type AcceptedParams,
  API_KEY_CHANGED,
  GO_ON_NOTIFICATION,
  TRUST_GRANTED,
} from "../protocol.ts";
import { applySettings } from "./apply-settings.ts";
import { routeChat } from "./chat.ts";
import { Configuration } from "./configuration.ts";
import { type Listener, syncDocuments } from "./document-sync.ts";
import { Documents } from "./documents.ts";
import { routeEmbeddings } from "./embeddings.ts";
import { routeIndex, watchFiles } from "./indexing.ts";
import { inlineCompletion } from "./inline-completion.ts";
import { routeLanguageModels } from "./language-models.ts";
import { DidChangeConfigurationNotification, TextDocumentSyncKind } from "./library.ts";
import { syncNotebooks } from "./notebooks.ts";
import { figuresReporter, routeInspection } from "./inspection.ts";
import { routeProbe } from "./probe.ts";
import { checkProviderFiles, completeProviderFiles } from "./provider-files.ts";
import { abilitiesShown, ownSide, trustOf } from "./own-client.ts";
import { routeSetup } from "./setup.ts";
import { routeUsage } from "./usage.ts";
import { statusReporter } from "./status.ts";
import { workspaceFolders } from "./workspace-folders.ts";

/** What the engine gets from an editor. */
export type EditorSide = Omit<Surroundings, "shippedFiles" | "env" | "watch" | "contextMs">;

export type StartEngine = (editor: EditorSide) => Promise<Engine>;

const CAPABILITIES: InitializeResult = {
  capabilities: {
    textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
    // Of a notebook's cells one is completed with the others in view.
    notebookDocumentSync: { notebookSelector: [{ notebook: "*" }] },
    inlineCompletionProvider: true,
    workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
  },
  serverInfo: { name: "Keyfill" },
};

export function serve(connection: Connection, startEngine: StartEngine): void {
  connection.onInitialize((params) => {
    route(connection, params, startEngine);
    return CAPABILITIES;
  });
  connection.listen();
}

function route(connection: Connection, params: InitializeParams, startEngine: StartEngine): void {
  const log = logTo(connection);
  let folders = workspaceFolders(foldersAtStart(params));
  const documents = new Documents((uri) => folders.pathOf(uri));
  const created = Promise.withResolvers<Engine>();
  const ready = Promise.withResolvers<Engine>();
  const configuration = new Configuration(connection, {
    engine: created.promise,
    canAsk: params.capabilities.workspace?.configuration === true,
  });
  let engine: Engine | undefined;
  const files = { documents, ready: ready.promise };
  const report = statusReporter(connection);
  const trust = trustOf(connection, params);

  connection.onInitialized(async () => {
    registerLate(connection, params, (event) => {
      folders = folders.after(event);
      for (const { uri } of event.added) void engine?.addFolder(uri);
      for (const { uri } of event.removed) engine?.removeFolder(uri);
    });
    void watchFiles(connection, params, ready.promise);
    completeProviderFiles(connection, params, files);
    try {
      const own = ownSide(connection, params);
      const seen = { openDocuments: () => documents.all(), folders: () => folders.uris };
      engine = await startEngine({ log, ...seen, ...trust.side, ...own });
      for (const document of documents.all()) engine.documentChanged(document);
      created.resolve(engine);
      await applySettings(engine, configuration);
      ready.resolve(engine);
      for (const uri of folders.uris) void engine.addFolder(uri);
    } catch (error) {
      for (const waiting of [created, ready]) giveUp(waiting, error);
      log.write("error", `the engine did not start: ${String(error)}`);
      report({ state: "failing", target: "", last: `The engine did not start: ${String(error)}` });
    }
  });
  connection.onDidChangeConfiguration(() => {
    configuration.forget();
    if (engine) void applySettings(engine, configuration);
  });
  const listener = telling(configuration, () => engine, checkProviderFiles(connection, files));
  const client = { ...sync(connection, documents, listener), ...abilitiesShown(params) };
  const fared = figuresReporter(connection, ready.promise);
  const room = { ...client, configuration, engine: ready.promise, log, report, fared };
  connection.languages.inlineCompletion.on((asked, token) => inlineCompletion(asked, room, token));
  routeOwn(connection, {
    ready: ready.promise,
    keysChanged: () => engine?.keysChanged(),
    trustGranted() {
      trust.grant();
      engine?.keysChanged();
    },
  });
  connection.onShutdown(() => engine?.close());
}

/** Who is told of the client's documents. */
function telling(configuration: Configuration, engine: () => Engine | undefined, files: Listener): Listener {
  return {
    changed(document) {
      engine()?.documentChanged(document);
      files.changed(document);
    },
    closed(uri) {
      configuration.forget(uri);
      engine()?.documentClosed(uri);
      files.closed(uri);
    },
  };
}

/** What the client has open, as it changes. */
function sync(connection: Connection, documents: Documents, listener: Listener) {
  syncDocuments(connection, documents, listener);
  return { documents, notebooks: syncNotebooks(connection, documents, listener) };
}

/** Who waits is told; else everything would wait for ever. */
function giveUp({ promise, reject }: PromiseWithResolvers<Engine>, error: unknown): void {
  promise.catch(() => undefined);
  reject(error);
}

/** Not before: each registers a capability, and a client takes none until it is initialized. */
function registerLate(
  connection: Connection,
  { capabilities: { workspace } }: InitializeParams,
  foldersChanged: (event: WorkspaceFoldersChangeEvent) => void,
): void {
  if (workspace?.workspaceFolders) connection.workspace.onDidChangeWorkspaceFolders(foldersChanged);
  if (!workspace?.didChangeConfiguration?.dynamicRegistration) return;
  const told = connection.client.register(DidChangeConfigurationNotification.type, {
    section: ["keyfill", "http", "files.exclude", "search.exclude"],
  });
  // It goes on with the settings that it has.
  told.catch((error: unknown) =>
    connection.console.warn(`changes of settings will not be told: ${String(error)}`),
  );
}

interface OwnMessages {
  readonly ready: Promise<Engine>;
  readonly keysChanged: () => void;
  readonly trustGranted: () => void;
}

/** The messages beside LSP. */
function routeOwn(connection: Connection, { ready, keysChanged, trustGranted }: OwnMessages): void {
  routeProbe(connection, ready);
  routeSetup(connection, ready);
  routeIndex(connection, ready);
  routeEmbeddings(connection, ready);
  routeInspection(connection, ready);
  routeUsage(connection, ready);
  routeChat(connection, ready);
  routeLanguageModels(connection, ready);
  connection.onNotification(TRUST_GRANTED, trustGranted);
  connection.onNotification(API_KEY_CHANGED, keysChanged);
  connection.onNotification(ACCEPTED_NOTIFICATION, async ({ name }: AcceptedParams) => {
    (await ready).usage.accepted(name);
  });
  connection.onNotification(GO_ON_NOTIFICATION, async () => (await ready).usage.goOn());
}

/** An older client names one folder, as its root. */
function foldersAtStart({ workspaceFolders, rootUri }: InitializeParams): readonly string[] {
  return workspaceFolders?.map(({ uri }) => uri) ?? (rootUri === null ? [] : [rootUri]);
}

function logTo({ console }: Connection): Log {
  return createLog((level, line) => console[level](line));
}
