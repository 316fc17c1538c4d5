/** Which models there are to chat with: for menus, light bulbs and VS Code's own chat. */
import { type Disposable, EventEmitter } from "vscode";

import type { ModelView } from "../../server/protocol/chat/questions.ts";
import { contextKey } from "../context-key.ts";
import type { Server } from "../server.ts";

/** A server that did not answer may run by now. */
const FRESH_MS = 60_000;

export class ChatModels implements Disposable {
  readonly #server: Server;
  readonly #changed = new EventEmitter<void>();
  readonly #others = new EventEmitter<void>();
  readonly #subscription: Disposable;
  readonly #tellAny = contextKey("keyfill.chats");
  #known: { readonly models: Promise<readonly ModelView[]>; readonly until: number } | undefined;
  #hasAny = false;

  /** Whether there are any may be known better now. */
  readonly onChange = this.#changed.event;
  /** There may be others than before. To say so makes VS Code ask, and with it the servers of all models. */
  readonly onOthers = this.#others.event;

  constructor(server: Server) {
    this.#server = server;
    this.#subscription = server.lent.onChange(({ some, changed }) => {
      this.#hasAny = some;
      this.#tellAny(some);
      this.#known = undefined;
      this.#changed.fire();
      if (changed) this.#others.fire();
    });
  }

  get hasAny(): boolean {
    return this.#hasAny;
  }

  /** Asks their servers. */
  all(): Promise<readonly ModelView[]> {
    if (this.#known && this.#known.until > Date.now()) return this.#known.models;
    // An engine that does not start has none.
    const models = this.#server.lent.list().catch(() => []);
    this.#known = { models, until: Date.now() + FRESH_MS };
    return models;
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#changed.dispose();
    this.#others.dispose();
  }
}
