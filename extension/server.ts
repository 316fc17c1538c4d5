/** The life of the language server as the extension sees it: started once, restarted when asked or when its address changes. */
import { setTimeout } from "node:timers/promises";

import {
  type CancellationToken,
  type Disposable,
  EventEmitter,
  type ExtensionContext,
  workspace,
  l10n,
} from "vscode";
import type { LanguageClient } from "vscode-languageclient/node";

import {
  ACCEPTED_NOTIFICATION,
  type AcceptedParams,
  API_KEY_CHANGED,
  EDITOR_VIEW_NOTIFICATION,
  type EditorView,
  GO_ON_NOTIFICATION,
  INSPECT_REQUEST,
  type InspectParams,
  type InspectResult,
  PROVIDERS_REQUEST,
  type ProvidersResult,
  TRUST_GRANTED,
  PROBE_REQUEST,
  type ProbeParams,
  type ProbeResult,
} from "../server/protocol.ts";
import {
  CHAT_EVENTS,
  type Answer as ChatAnswer,
  type Asked as ChatAsked,
  type ChatEventsParams,
  chatMethod,
  type ChatQuestion,
  CHATS_CHANGED,
} from "../server/protocol/chat/questions.ts";
import {
  type Answer,
  type Asked,
  type ProbeProgressParams,
  SERVER_NEAR_REQUEST,
  setupMethod,
  type SetupQuestion,
} from "../server/protocol/setup.ts";
import {
  type Summary,
  USAGE_CLEAR,
  USAGE_EXPORT,
  USAGE_REQUEST,
  type UsageParams,
} from "../server/protocol/usage.ts";
import type { ClientParts } from "./language-client.ts";
import { LentModels } from "./language-models/lent-models.ts";

const START_LIMIT_MS = 30_000;

export class Server implements Disposable {
  readonly #context: ExtensionContext;
  readonly #parts: Omit<ClientParts, "setupNews">;
  readonly #setupNews = new EventEmitter<ProbeProgressParams | undefined>();
  readonly #chatEvents = new EventEmitter<ChatEventsParams | undefined>();
  readonly #restarted = new EventEmitter<void>();
  /** The user's models, for others than our own chat. */
  readonly lent = new LentModels();
  readonly #subscriptions: Disposable[];
  #client: LanguageClient | undefined;
  readonly #startedOnce = Promise.withResolvers<void>();
  /** Starts and stops follow one another: a client that is starting can't be stopped. */
  #settled: Promise<void> = Promise.resolve();
  /** From then on the log is closed too, and throws when it is written to. */
  #disposed = false;

  constructor(context: ExtensionContext, parts: Omit<ClientParts, "setupNews">) {
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

  start(): Promise<void> {
    return this.#then(async () => {
      await this.#launch();
      this.#startedOnce.resolve();
    });
  }

  restart(): Promise<void> {
    return this.#then(async () => {
      await this.#stop();
      await this.#launch();
    });
  }

  async accepted(name: string): Promise<void> {
    const params: AcceptedParams = { name };
    await this.#client?.sendNotification(ACCEPTED_NOTIFICATION, params);
  }

  async inspect(params: InspectParams): Promise<InspectResult | undefined> {
    return this.#client?.sendRequest<InspectResult>(INSPECT_REQUEST, params);
  }

  async tellView(view: EditorView): Promise<void> {
    if (this.#client?.isRunning()) await this.#client.sendNotification(EDITOR_VIEW_NOTIFICATION, view);
  }

  async goOnToday(): Promise<void> {
    await this.#client?.sendNotification(GO_ON_NOTIFICATION);
  }

  async probe(provider: string): Promise<ProbeResult | undefined> {
    const params: ProbeParams = { provider };
    return this.#client?.sendRequest<ProbeResult>(PROBE_REQUEST, params);
  }

  /** Of the providers page: what it shows has changed, or how far a probe has come. */
  get onSetupNews() {
    return this.#setupNews.event;
  }

  async ask<Q extends SetupQuestion>(question: Q, asked: Asked<Q>): Promise<Answer<Q>> {
    return this.#running().sendRequest<Answer<Q>>(setupMethod(question), asked);
  }

  /** Another process answers from now on. */
  get onRestarted() {
    return this.#restarted.event;
  }

  /** What happened in a chat; without anything, the list of chats or of models is not what it was. */
  get onChatEvents() {
    return this.#chatEvents.event;
  }

  async askChat<Q extends ChatQuestion>(
    question: Q,
    asked: ChatAsked<Q>,
    token?: CancellationToken,
  ): Promise<ChatAnswer<Q>> {
    // A page comes back with its window, before the server has started.
    await this.#startedOnce.promise;
    await this.#settled;
    return this.#running().sendRequest<ChatAnswer<Q>>(chatMethod(question), asked, token);
  }

  /** Whether nothing is set up, and a server listens where local ones usually do. */
  async isServerNear(): Promise<boolean> {
    return this.#running().sendRequest<boolean>(SERVER_NEAR_REQUEST);
  }

  async usage(params: UsageParams): Promise<Summary> {
    return this.#running().sendRequest<Summary>(USAGE_REQUEST, params);
  }

  async exportUsage(): Promise<string> {
    return this.#running().sendRequest<string>(USAGE_EXPORT);
  }

  async clearUsage(): Promise<void> {
    await this.#running().sendRequest(USAGE_CLEAR);
  }

  async providers(): Promise<ProvidersResult | undefined> {
    return this.#client?.sendRequest<ProvidersResult>(PROVIDERS_REQUEST);
  }

  /** Of what else there is to ask; undefined while no server runs. */
  async request<Answered>(method: string, params?: object): Promise<Answered | undefined> {
    return this.#client?.sendRequest<Answered>(method, params);
  }

  dispose(): Promise<void> {
    this.#disposed = true;
    for (const subscription of this.#subscriptions) subscription.dispose();
    return this.#then(() => this.#stop());
  }

  #running(): LanguageClient {
    if (!this.#client)
      throw new Error(l10n.t("Keyfill's server is not running. Run “Keyfill: Restart Server”."));
    return this.#client;
  }

  #then(step: () => Promise<void>): Promise<void> {
    this.#settled = this.#settled.then(step);
    return this.#settled;
  }

  async #launch(): Promise<void> {
    const { log, statusBar } = this.#parts;
    try {
      const { createLanguageClient, showState } = await import("./language-client.ts");
      if (this.#disposed) return;
      const client = createLanguageClient(this.#context, {
        ...this.#parts,
        setupNews: (news) => this.#setupNews.fire(news),
      });
      this.#client = client;
      this.lent.follow(client);
      client.onNotification(CHAT_EVENTS, (events: ChatEventsParams) => this.#chatEvents.fire(events));
      client.onNotification(CHATS_CHANGED, () => this.#chatEvents.fire(undefined));
      client.onDidChangeState(({ newState }) => {
        // One that is no longer ours is being stopped by us, which is no news.
        if (client !== this.#client) return;
        showState(newState, statusBar);
        if (client.isRunning()) this.#restarted.fire();
      });
      await Promise.race([client.start(), startLimit()]);
      if (!this.#disposed) log.info("ready");
    } catch (error) {
      if (this.#disposed) return;
      const message = messageOf(error);
      statusBar.stopped(message);
      log.error(`the server did not start: ${message}`);
    }
  }

  async #stop(): Promise<void> {
    const client = this.#client;
    this.#client = undefined;
    try {
      await client?.dispose();
    } catch (error) {
      // So it is for every client that failed to start; its process is ended all the same.
      if (!this.#disposed) this.#parts.log.warn(`the server did not stop in order: ${messageOf(error)}`);
    }
  }
}

/** Without it, a server that never answers would keep a restart waiting for ever. */
async function startLimit(): Promise<never> {
  await setTimeout(START_LIMIT_MS, undefined, { ref: false });
  throw new Error(l10n.t("no answer within {0} s", START_LIMIT_MS / 1000));
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
