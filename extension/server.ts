/** The life of the language server as the extension sees it: started once, restarted when asked or when its address changes. */
import { type Disposable, type ExtensionContext, type LogOutputChannel, workspace } from "vscode";
import type { LanguageClient } from "vscode-languageclient/node";

import { API_KEY_CHANGED, PROVIDERS_REQUEST, type ProvidersResult } from "../server/protocol.ts";
import type { ApiKeys } from "./api-keys.ts";
import type { StatusBar } from "./status-bar.ts";

export interface ServerSurroundings {
  readonly log: LogOutputChannel;
  readonly apiKeys: ApiKeys;
  readonly statusBar: StatusBar;
}

export class Server implements Disposable {
  readonly #context: ExtensionContext;
  readonly #surroundings: ServerSurroundings;
  readonly #subscriptions: Disposable[];
  #client: LanguageClient | undefined;

  constructor(context: ExtensionContext, surroundings: ServerSurroundings) {
    this.#context = context;
    this.#surroundings = surroundings;
    this.#subscriptions = [
      surroundings.apiKeys.onChange(() => void this.#client?.sendNotification(API_KEY_CHANGED)),
      workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration("keyfill.server.attach")) void this.restart();
      }),
    ];
  }

  async start(): Promise<void> {
    const { log, statusBar } = this.#surroundings;
    try {
      const { createLanguageClient } = await import("./language-client.ts");
      this.#client = createLanguageClient(this.#context, this.#surroundings);
      await this.#client.start();
      statusBar.ready();
      log.info("ready");
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      statusBar.stopped(message);
      log.error(`the server did not start: ${message}`);
    }
  }

  async restart(): Promise<void> {
    await this.#client?.dispose();
    this.#client = undefined;
    await this.start();
  }

  async providers(): Promise<ProvidersResult | undefined> {
    return this.#client?.sendRequest<ProvidersResult>(PROVIDERS_REQUEST);
  }

  dispose(): Thenable<void> | undefined {
    for (const subscription of this.#subscriptions) subscription.dispose();
    return this.#client?.dispose();
  }
}
