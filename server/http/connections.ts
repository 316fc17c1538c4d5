/**
 * All connections along one route. HTTP/2 shares one. With HTTP/1.1 an abort costs the connection, so that spare ones are
 * held ready and replaced when one is taken: the request after an abort finds one open.
 */
import type { Signal } from "../completion/ports.ts";
import type { Connection } from "./connection.ts";
import { HttpError } from "./http-error.ts";
import { Opener, type OpenerGround } from "./opener.ts";
import type { SocketOptions } from "./options.ts";
import { WaitingLine } from "./waiting-line.ts";

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

/** For so long after a request spares are replaced. */
const SPARE_MS = 5_000;
/** And for so long one connection is, when the server closes it, as many do after 5 s. */
const KEEP_MS = 30_000;
/** A server that closes sooner than this does not want to be kept. */
const SHORT_LIFE_MS = 1_000;

export class Connections {
  readonly #ground: Ground;
  readonly #opener: Opener;
  readonly #opening = new Set<Promise<void>>();
  readonly #waiting = new WaitingLine();
  readonly #leased = new Set<Lease>();
  /** HTTP/1.1's, the most recently used last. */
  readonly #idle: Connection[] = [];
  readonly #idleTimer: NodeJS.Timeout;
  /** HTTP/2's. */
  #shared: Connection | undefined;
  #last: {
    readonly usedAt: number;
    readonly openedAt: number;
    readonly brokenAt: number;
    readonly connectMs: number;
  };
  #isRetired = false;

  constructor(ground: Ground) {
    this.#ground = ground;
    const { idleMs } = ground.sockets;
    this.#opener = new Opener({ ...ground, idleMs });
    this.#last = { usedAt: Date.now(), openedAt: 0, brokenAt: 0, connectMs: 0 };
    this.#idleTimer = setTimeout(() => this.#leased.size === 0 && ground.onIdle(), idleMs).unref();
  }

  /** Opens what the next request will need. Resolves when that stands or cannot; what is wrong, the request will tell. */
  async warm(connectMs: number): Promise<void> {
    this.#touch(connectMs);
    this.#fill(Math.max(1, this.#spares()));
    await Promise.all(this.#opening);
  }

  async lease(connectMs: number, signal: Signal): Promise<Lease> {
    this.#touch(connectMs);
    const ready = this.#ready();
    // Not before the request is on its way.
    setImmediate(() => this.#fill());
    if (ready) return this.#lend(ready, true);
    const coming = this.#waiting.join(signal);
    this.#fill();
    return this.#lend(await coming, false);
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
    this.#waiting.shortenTo(0, new HttpError("aborted", "the client was closed"));
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

  #lend(connection: Connection, waited: boolean): Lease {
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
        if (how === "broken") this.#last = { ...this.#last, brokenAt: Date.now() };
      },
    };
    this.#leased.add(lease);
    return lease;
  }

  #spares(): number {
    const { spares, sparesFromMs } = this.#ground.sockets;
    const { protocol, fastestMs } = this.#opener;
    const { usedAt, brokenAt } = this.#last;
    const now = Date.now();
    if (protocol !== "h1" || fastestMs === Infinity || now - usedAt >= SPARE_MS) return 0;
    if (fastestMs >= sparesFromMs) return spares;
    // Near by, opening costs only work: but work that a keystroke would wait for, while typing goes on and aborts.
    return now - brokenAt < SPARE_MS ? Math.min(spares, 1) : 0;
  }

  /** Opens what is waited for, and so many to spare. */
  #fill(spares = this.#spares()): void {
    if (this.#shared?.stands()) return;
    // One handshake tells whether all can share its connection; until then nobody opens a second.
    const most = this.#opener.protocol === "h1" ? Infinity : 1;
    const wanted = Math.min(this.#waiting.length + (this.#isRetired ? 0 : spares), most);
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
    const served = this.#waiting.serve(connection);
    if (connection.protocol === "h2" && !this.#isRetired) {
      const earlier = this.#shared;
      this.#shared = connection;
      if (earlier) this.#closeUnlessUsed(earlier);
    } else if (served === 0) {
      if (this.#isRetired) void connection.close();
      else this.#idle.push(connection);
    }
    setImmediate(() => this.#fill());
  }

  /** Whoever waits and has no other connection on its way is told. */
  #failed(error: HttpError): void {
    this.#waiting.shortenTo(this.#opening.size, error);
  }

  #gone(connection: Connection): void {
    const at = this.#idle.indexOf(connection);
    if (at !== -1) this.#idle.splice(at, 1);
    if (connection === this.#shared) this.#shared = undefined;
    this.#closeUnlessUsed(connection);
    const { usedAt, openedAt } = this.#last;
    const now = Date.now();
    const isKept = now - usedAt < KEEP_MS && now - openedAt > SHORT_LIFE_MS;
    this.#fill(isKept && this.#opener.fastestMs >= this.#ground.sockets.sparesFromMs ? 1 : 0);
  }

  #closeUnlessUsed(connection: Connection): void {
    const isUsed = [...this.#leased].some((lease) => lease.connection === connection);
    if (!isUsed) void connection.close();
  }
}
