/** The life of the language server as the extension sees it: started once, restarted when asked or when its address changes. */
import { type Disposable, type ExtensionContext, workspace } from "vscode";
import type { LanguageClient } from "vscode-languageclient/node";

import {
  API_KEY_CHANGED,
  PROVIDERS_REQUEST,
  type ProvidersResult,
  TRUST_GRANTED,
  PROBE_REQUEST,
  type ProbeParams,
  type ProbeResult,
} from "../server/protocol.ts";
import type { ClientParts } from "./language-client.ts";

export class Server implements Disposable {
  readonly #context: ExtensionContext;
  readonly #parts: ClientParts;
  readonly #subscriptions: Disposable[];
  #client: LanguageClient | undefined;

  constructor(context: ExtensionContext, parts: ClientParts) {
    this.#context = context;
    this.#parts = parts;
    this.#subscriptions = [
      parts.apiKeys.onChange(() => void this.#client?.sendNotification(API_KEY_CHANGED)),
      workspace.onDidGrantWorkspaceTrust(() => void this.#client?.sendNotification(TRUST_GRANTED)),
      workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration("keyfill.server.attach")) void this.restart();
      }),
    ];
  }

  async start(): Promise<void> {
    const { log, statusBar } = this.#parts;
    try {
      const { createLanguageClient } = await import("./language-client.ts");
      this.#client = createLanguageClient(this.#context, this.#parts);
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

  async probe(provider: string): Promise<ProbeResult | undefined> {
    const params: ProbeParams = { provider };
    return this.#client?.sendRequest<ProbeResult>(PROBE_REQUEST, params);
  }

  async providers(): Promise<ProvidersResult | undefined> {
    return this.#client?.sendRequest<ProvidersResult>(PROVIDERS_REQUEST);
  }

  dispose(): Thenable<void> | undefined {
    for (const subscription of this.#subscriptions) subscription.dispose();
    return this.#client?.dispose();
  }
}
