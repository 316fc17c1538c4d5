/** One life of the index's thread: what is sent to it, and who waits for an answer. When it dies, they get none. */
import { Worker } from "node:worker_threads";

import type { Happening } from "./indexer.ts";
import type { FromThread, ThreadSetup, ToThread } from "./messages.ts";
import type { PrivacyWishes } from "../../privacy/privacy.ts";
import type { Recipient } from "../../privacy/recipient.ts";
import type { IndexStatus } from "../../protocol.ts";
import type { QuestionName, Questions } from "./questions.ts";

export interface LinkParts {
  readonly script: string;
  readonly setup: ThreadSetup;
  readonly note: (line: string) => void;
  readonly statusChanged: (status: IndexStatus) => void;
  /** Not when it was closed. */
  readonly died: () => void;
}

/** It keeps what it knows for the next time, and is ended when that takes longer. */
const CLOSE_LIMIT_MS = 2_000;
/** However much there is to do, every question gets its turn long before: it hangs, perhaps in an expression without end. */
const ANSWER_LIMIT_MS = 15_000;
/** A small nursery: at rest the thread would keep a large one, and most of what it makes are numbers in tables. */
const LIMITS = { maxOldGenerationSizeMb: 1024, maxYoungGenerationSizeMb: 4 };

export class ThreadLink {
  readonly #worker: Worker;
  readonly #parts: LinkParts;
  readonly #waiting = new Map<number, (answer: unknown) => void>();
  readonly #gone = Promise.withResolvers<void>();
  #lastId = 0;
  #isClosing = false;

  constructor(parts: LinkParts) {
    this.#parts = parts;
    this.#worker = new Worker(parts.script, {
      workerData: parts.setup,
      resourceLimits: LIMITS,
      name: "index",
    });
    // Who waits for it keeps the process alive, not the thread itself.
    this.#worker.unref();
    this.#worker.on("message", (message: FromThread) => this.#take(message));
    this.#worker.on("error", (error) => parts.note(`the index's thread failed: ${String(error)}`));
    this.#worker.on("exit", () => this.#end());
  }

  async happened(happening: Happening): Promise<void> {
    await this.#send((id) => ({ kind: "happened", id, happening }));
  }

  wish(wishes: PrivacyWishes): void {
    this.#post({ kind: "wished", wishes });
  }

  /** Undefined when the thread cannot say. */
  async ask<Name extends QuestionName>(
    name: Name,
    asked: Questions[Name]["asked"],
    to: Recipient,
  ): Promise<Questions[Name]["answer"] | undefined> {
    const hanging = setTimeout(() => this.#kill(name), ANSWER_LIMIT_MS);
    const answer = await this.#send((id) => ({ kind: "asked", id, name, asked, to }));
    clearTimeout(hanging);
    // What `answers.ts` answers to this name is of this type.
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion
    return answer as Questions[Name]["answer"] | undefined;
  }

  async close(): Promise<void> {
    this.#isClosing = true;
    const limit = setTimeout(() => void this.#worker.terminate(), CLOSE_LIMIT_MS);
    this.#post({ kind: "close" });
    await this.#gone.promise;
    clearTimeout(limit);
  }

  #kill(name: QuestionName): void {
    this.#parts.note(`index: no answer to “${name}” within ${String(ANSWER_LIMIT_MS / 1000)} s`);
    void this.#worker.terminate();
  }

  #send(message: (id: number) => ToThread): Promise<unknown> {
    const id = ++this.#lastId;
    const { promise, resolve } = Promise.withResolvers<unknown>();
    this.#waiting.set(id, resolve);
    this.#worker.ref();
    this.#post(message(id));
    return promise;
  }

  #post(message: ToThread): void {
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- That is for windows.
    this.#worker.postMessage(message);
  }

  #take(message: FromThread): void {
    switch (message.kind) {
      case "answer":
        return this.#settle(message.id, message.answer);
      case "failed":
        this.#parts.note(`index: ${message.why}`);
        return message.id === undefined ? undefined : this.#settle(message.id, undefined);
      case "status":
        return this.#parts.statusChanged(message.status);
      case "closed":
        void this.#worker.terminate();
    }
  }

  #settle(id: number, answer: unknown): void {
    this.#waiting.get(id)?.(answer);
    this.#waiting.delete(id);
    if (this.#waiting.size === 0) this.#worker.unref();
  }

  #end(): void {
    for (const id of this.#waiting.keys()) this.#settle(id, undefined);
    this.#gone.resolve();
    if (!this.#isClosing) this.#parts.died();
  }
}
