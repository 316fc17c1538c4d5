/**
 * All connections along one route. HTTP/2 shares one. With HTTP/1.1 an abort costs the connection, so that spare ones are
 * held ready and replaced when one is taken: the request after an abort finds one open.
 */
import type { Signal } from "../completion/ports.ts";
import type { Connection } from "./connection.ts";
import { HttpError } from "./http-error.ts";
import { Opener, type OpenerGround } from "./opener.ts";
import type { SocketOptions } from "./options.ts";

export interface Lease {
  readonly connection: Connection;
  /** It stood before it was asked for: the server may have closed it without our knowing yet. */
  readonly waited: boolean;
  /** `broken` when the answer did not come whole; `silent` when none came, which puts the way itself in doubt. */
  readonly release: (how: "whole" | "broken" | "silent") => void;
}

export interface Ground extends Omit<OpenerGround, "idleMs"> {
  readonly sockets: SocketOptions;
  /** Nobody has used these connections for a while: they are to be retired. */
  readonly onIdle: () => void;
}

interface Waiter {
  readonly resolve: (connection: Connection) => void;
  readonly reject: (error: HttpError) => void;
}

/** For so long after its last use one connection is opened anew when the server closes it, as many do after 5 s. */
const KEEP_MS = 30_000;
/** A server that closes sooner than this does not want to be kept. */
const SHORT_LIFE_MS = 1_000;

export class Connections {
  readonly #ground: Ground;
  readonly #opener: Opener;
  readonly #opening = new Set<Promise<void>>();
  readonly #waiting = new Set<Waiter>();
  readonly #leased = new Set<Lease>();
  /** HTTP/1.1's, the most recently used last. */
  readonly #idle: Connection[] = [];
  readonly #idleTimer: NodeJS.Timeout;
  /** HTTP/2's. */
  #shared: Connection | undefined;
  #last: { readonly usedAt: number; readonly openedAt: number; readonly connectMs: number };
  #isRetired = false;

  constructor(ground: Ground) {
    this.#ground = ground;
    const { idleMs } = ground.sockets;
    this.#opener = new Opener({ ...ground, idleMs });
    this.#last = { usedAt: Date.now(), openedAt: 0, connectMs: 0 };
    this.#idleTimer = setTimeout(() => this.#leased.size === 0 && ground.onIdle(), idleMs).unref();
  }

  /** Opens what the next request will need. Resolves when that stands or cannot; what is wrong, the request will tell. */
  async warm(connectMs: number): Promise<void> {
    this.#touch(connectMs);
    this.#fill(1);
    await Promise.all(this.#opening);
  }

  async lease(connectMs: number, signal: Signal): Promise<Lease> {
    this.#touch(connectMs);
    const ready = this.#ready();
    // Not before the request is on its way.
    void 0;
    return this.#lend(ready ?? (await this.#wait(signal)), ready !== undefined);
  }

  /** What stands may lead nowhere any more: whoever comes next gets a new connection. */
  distrust(): void {
    const doubtful = [...this.#idle.splice(0), ...(this.#shared ? [this.#shared] : [])];
    this.#shared = undefined;
    for (const connection of doubtful) this.#closeUnlessUsed(connection);
  }

  /** No more requests will come; those under way finish. */
  retire(): void {
    this.#isRetired = true;
    clearTimeout(this.#idleTimer);
    this.distrust();
  }

  async close(): Promise<void> {
    this.retire();
    this.#opener.close();
    const used = new Set([...this.#leased].map(({ connection }) => connection));
    await Promise.all([...used].map((connection) => connection.close()));
    await Promise.all(this.#opening);
  }

  #touch(connectMs: number): void {
    const now = Date.now();
    // After a laptop has slept, timers are late, and the other side is long gone.
    if (now - this.#last.usedAt > this.#ground.sockets.idleMs && this.#leased.size === 0) this.distrust();
    this.#last = { ...this.#last, usedAt: now, connectMs };
    this.#idleTimer.refresh();
  }

  #ready(): Connection | undefined {
    if (this.#shared?.stands()) return this.#shared;
    for (;;) {
      const connection = this.#idle.pop();
      if (!connection || connection.stands()) return connection;
      this.#closeUnlessUsed(connection);
    }
  }

  #wait(signal: Signal): Promise<Connection> {
    const { promise, resolve, reject } = Promise.withResolvers<Connection>();
    const waiter = { resolve, reject };
    const onAbort = () => {
      this.#waiting.delete(waiter);
      reject(new HttpError("aborted", "the request was aborted"));
    };
    this.#waiting.add(waiter);
    if (signal.aborted) onAbort();
    signal.addEventListener("abort", onAbort);
    this.#fill();
    return promise.finally(() => signal.removeEventListener("abort", onAbort));
  }

  #lend(connection: Connection, waited: boolean): Lease {
    connection.use();
    const lease: Lease = {
      connection,
      waited,
      release: (how) => {
        if (!this.#leased.delete(lease)) return;
        this.#last = { ...this.#last, usedAt: Date.now() };
        this.#idleTimer.refresh();
        if (how === "silent") this.distrust();
        const isReusable = connection.protocol === "h1" && how === "whole" && connection.stands();
        if (isReusable && !this.#isRetired) this.#idle.push(connection);
        else if (connection !== this.#shared) this.#closeUnlessUsed(connection);
      },
    };
    this.#leased.add(lease);
    return lease;
  }

  /** Opens what is waited for, and the spares; at least so many in all. */
  #fill(least = 0): void {
    if (this.#shared) return;
    const { protocol, fastestMs } = this.#opener;
    const { spares, sparesFromMs } = this.#ground.sockets;
    const pays = protocol === "h1" && fastestMs >= sparesFromMs && fastestMs < Infinity;
    const spare = this.#isRetired ? 0 : Math.max(least, pays ? spares : 0);
    // One handshake tells whether all can share its connection; until then nobody opens a second.
    const wanted = Math.min(this.#waiting.size + spare, protocol === "h1" ? Infinity : 1);
    for (let open = this.#idle.length + this.#opening.size; open < wanted; open++) this.#open();
  }

  #open(): void {
    this.#last = { ...this.#last, openedAt: Date.now() };
    const opened = this.#opener.open(this.#last.connectMs, (connection) => this.#gone(connection));
    const opening: Promise<void> = opened.then(
      (connection) => this.#settle(opening, () => this.#arrived(connection)),
      (error: HttpError) => this.#settle(opening, () => this.#failed(error)),
    );
    this.#opening.add(opening);
  }

  #settle(opening: Promise<void>, then: () => void): void {
    this.#opening.delete(opening);
    then();
  }

  #arrived(connection: Connection): void {
    const waiters = [...this.#waiting];
    const served = connection.protocol === "h2" ? waiters : waiters.slice(0, 1);
    for (const waiter of served) {
      this.#waiting.delete(waiter);
      waiter.resolve(connection);
    }
    if (this.#isRetired) {
      if (served.length === 0) void connection.close();
    } else if (connection.protocol === "h2") this.#shared = connection;
    else if (served.length === 0) this.#idle.push(connection);
    void 0;
  }

  /** Whoever waits and has no other connection on its way is told. */
  #failed(error: HttpError): void {
    for (const waiter of this.#waiting) {
      if (this.#waiting.size <= this.#opening.size) return;
      this.#waiting.delete(waiter);
      waiter.reject(error);
    }
  }

  #gone(connection: Connection): void {
    const at = this.#idle.indexOf(connection);
    const wasReady = at !== -1 || connection === this.#shared;
    if (at !== -1) this.#idle.splice(at, 1);
    if (connection === this.#shared) this.#shared = undefined;
    this.#closeUnlessUsed(connection);
    const { usedAt, openedAt } = this.#last;
    const now = Date.now();
    const isKept = now - usedAt < KEEP_MS && now - openedAt > SHORT_LIFE_MS;
    if (wasReady && isKept && this.#opener.fastestMs >= this.#ground.sockets.sparesFromMs) this.#fill(1);
  }

  #closeUnlessUsed(connection: Connection): void {
    const isUsed = [...this.#leased].some((lease) => lease.connection === connection);
    if (!isUsed) void connection.close();
  }
}
