/** Requests that wait for a connection, first come first served. Who gives up leaves the line at once. */
import type { Signal } from "../completion/ports.ts";
import type { Connection } from "./connection.ts";
import { HttpError } from "./http-error.ts";

interface Waiter {
  readonly resolve: (connection: Connection) => void;
  readonly reject: (error: HttpError) => void;
}

export class WaitingLine {
  readonly #waiters = new Set<Waiter>();

  get length(): number {
    return this.#waiters.size;
  }

  join(signal: Signal): Promise<Connection> {
    const { promise, resolve, reject } = Promise.withResolvers<Connection>();
    const waiter = { resolve, reject };
    const onAbort = () => {
      this.#waiters.delete(waiter);
      reject(new HttpError("aborted", "the request was aborted"));
    };
    this.#waiters.add(waiter);
    if (signal.aborted) onAbort();
    signal.addEventListener("abort", onAbort);
    return promise.finally(() => signal.removeEventListener("abort", onAbort));
  }

  /** All of them when they can share it, else the first. Answers how many that were. */
  serve(connection: Connection): number {
    const served = [...this.#waiters].slice(0, connection.protocol === "h2" ? undefined : 1);
    for (const waiter of served) {
      this.#waiters.delete(waiter);
      waiter.resolve(connection);
    }
    return served.length;
  }

  /** Sends the first ones away until no more are left than that. */
  shortenTo(length: number, error: HttpError): void {
    for (const waiter of this.#waiters) {
      if (this.#waiters.size <= length) return;
      this.#waiters.delete(waiter);
      waiter.reject(error);
    }
  }
}
