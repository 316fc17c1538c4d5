/** The life of the parsing thread: started when there is something to say to it, ended when it is idle, replaced when it breaks. */
import { Worker } from "node:worker_threads";

import type { Shipped } from "./grammars.ts";
import type { FromWorker, ToWorker } from "./messages.ts";
import type { Outline } from "./outline.ts";

export interface SyntaxFiles extends Shipped {
  /** The script of the thread. */
  readonly worker: string | URL;
  /** After so long without anything to do, the thread is given back. */
  readonly idleMs?: number;
}

interface Listener {
  readonly told: (message: Exclude<FromWorker, { kind: "answer" }>) => void;
  /** Something was asked of the thread that it has not told yet. */
  readonly isWaiting: () => boolean;
  /** The thread is gone and with it all that it knew; it broke, or was not needed. */
  readonly lost: (broke: boolean) => void;
}

/** It costs some 50 MB with its first grammar, which nobody should pay who has stopped typing. */
const IDLE_MS = 5 * 60_000;
/** Then something is wrong with more than one document. */
const MAX_BREAKS = 10;

interface Life {
  worker?: Worker | undefined;
  idle?: NodeJS.Timeout;
  breaks: number;
  requests: number;
}

export class Thread {
  readonly #files: SyntaxFiles;
  readonly #warn: (line: string) => void;
  readonly #life: Life = { breaks: 0, requests: 0 };
  readonly #waiting = new Map<number, (outline: Outline | undefined) => void>();
  #listener: Listener | undefined;

  constructor(files: SyntaxFiles, warn: (line: string) => void) {
    this.#files = files;
    this.#warn = warn;
  }

  listen(listener: Listener): void {
    this.#listener = listener;
  }

  post(message: ToWorker): void {
    if (this.#life.breaks > MAX_BREAKS) return;
    this.#life.worker ??= this.#start();
    this.#life.worker.postMessage(message, []);
    this.#restUntilIdle();
  }

  #restUntilIdle(): void {
    clearTimeout(this.#life.idle);
    const end = () => {
      if (this.#waiting.size > 0 || this.#listener?.isWaiting()) this.#restUntilIdle();
      else void this.#end();
    };
    this.#life.idle = setTimeout(end, this.#files.idleMs ?? IDLE_MS).unref();
  }

  async outline(languageId: string, text: string): Promise<Outline | undefined> {
    if (this.#life.breaks > MAX_BREAKS) return undefined;
    const request = ++this.#life.requests;
    const { promise, resolve } = Promise.withResolvers<Outline | undefined>();
    this.#waiting.set(request, resolve);
    this.post({ kind: "outline", request, languageId, text });
    this.hold();
    return promise;
  }

  /** The process does not end before the thread has answered. */
  hold(): void {
    this.#life.worker?.ref();
  }

  release(): void {
    if (this.#waiting.size === 0) this.#life.worker?.unref();
  }

  async close(): Promise<void> {
    clearTimeout(this.#life.idle);
    await this.#end();
  }

  #start(): Worker {
    const { worker: script, folder, runtime } = this.#files;
    const worker = new Worker(script, { workerData: { folder, runtime } });
    worker.on("message", (message: FromWorker) => {
      if (message.kind === "answer") this.#answer(message.request, message.outline);
      else this.#listener?.told(message);
    });
    const broke = (how: string) => {
      if (this.#life.worker !== worker) return;
      this.#warn(`the syntax thread broke: ${how}`);
      this.#life.breaks++;
      this.#gone(true);
    };
    worker.on("error", (error) => broke(String(error)));
    worker.on("exit", (code) => broke(`exit code ${String(code)}`));
    // A command that is done does not wait for it.
    worker.unref();
    return worker;
  }

  #answer(request: number, outline: Outline | undefined): void {
    this.#waiting.get(request)?.(outline);
    this.#waiting.delete(request);
    this.release();
  }

  #gone(broke: boolean): void {
    this.#life.worker = undefined;
    for (const request of this.#waiting.keys()) this.#answer(request, undefined);
    this.#listener?.lost(broke);
  }

  async #end(): Promise<void> {
    const { worker } = this.#life;
    if (!worker) return;
    this.#gone(false);
    await worker.terminate();
  }
}
