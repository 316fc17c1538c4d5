/** The bytes of an answer: those that have come and were not read yet. Whoever stops reading early closes the request. */
import type { HttpError } from "./http-error.ts";

const MAX_BYTES = 64 * 1024 * 1024;

export class Body implements AsyncIterable<Uint8Array> {
  readonly #chunks: Uint8Array[] = [];
  readonly #onLeave: () => void;
  #state: { readonly received: number; readonly ended?: { readonly error?: HttpError } } = { received: 0 };
  #wake: () => void = () => undefined;

  constructor(onLeave: () => void) {
    this.#onLeave = onLeave;
  }

  /** False when that was too much. */
  push(chunk: Uint8Array): boolean {
    this.#chunks.push(chunk);
    this.#state = { ...this.#state, received: this.#state.received + chunk.length };
    this.#wake();
    return this.#state.received <= MAX_BYTES;
  }

  end(error?: HttpError): void {
    this.#state = { ...this.#state, ended: error ? { error } : {} };
    this.#wake();
  }

  async *[Symbol.asyncIterator](): AsyncIterator<Uint8Array> {
    try {
      for (;;) {
        const chunk = this.#chunks.shift();
        if (chunk) yield chunk;
        else if (this.#state.ended?.error) throw this.#state.ended.error;
        else if (this.#state.ended) return;
        else await new Promise<void>((wake) => (this.#wake = wake));
      }
    } finally {
      this.#onLeave();
    }
  }
}
