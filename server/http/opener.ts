/** Opens connections along one route, and remembers what that taught: the protocol, and how long it takes. */
import { clock } from "../clock.ts";
import { explain } from "./explain.ts";
import { bind, type Connection, loadClient } from "./connection.ts";
import { openSocket, type Opening } from "./open-socket.ts";
import type { Route } from "./route.ts";

export interface OpenerGround extends Pick<Opening, "trust" | "systemCertificates"> {
  readonly route: Route;
  readonly idleMs: number;
}

export class Opener {
  readonly #ground: OpenerGround;
  readonly #session: Opening["session"] = {};
  readonly #closing = new AbortController();
  #learnt: { readonly protocol?: Connection["protocol"]; readonly fastestMs: number };

  constructor(ground: OpenerGround) {
    this.#ground = ground;
    const isPlain = ground.route.origin.startsWith("http:");
    this.#learnt = { ...(isPlain && { protocol: "h1" }), fastestMs: Infinity };
  }

  /** Unknown until the first handshake over TLS. */
  get protocol(): Connection["protocol"] | undefined {
    return this.#learnt.protocol;
  }

  /** Infinity until one was opened. */
  get fastestMs(): number {
    return this.#learnt.fastestMs;
  }

  /** Rejects with an HttpError. */
  async open(connectMs: number, onGone: (connection: Connection) => void): Promise<Connection> {
    const { route, idleMs } = this.#ground;
    try {
      const [socket] = await Promise.all([this.#socket(connectMs), loadClient()]);
      const reopen = () => this.#socket(connectMs);
      const connection = await bind(socket, { origin: route.origin, idleMs, reopen, onGone });
      this.#learnt = { ...this.#learnt, protocol: connection.protocol };
      return connection;
    } catch (error) {
      throw explain(error, new URL(route.origin).host);
    }
  }

  /** Whatever is being opened is given up. */
  close(): void {
    this.#closing.abort();
  }

  async #socket(connectMs: number) {
    const began = clock.now();
    const { route, trust, systemCertificates } = this.#ground;
    const { signal, leave } = endedBy(this.#closing.signal, connectMs);
    try {
      const socket = await openSocket(route, { trust, systemCertificates, session: this.#session, signal });
      const fastestMs = Math.min(this.#learnt.fastestMs, clock.now() - began);
      this.#learnt = { ...this.#learnt, fastestMs };
      return socket;
    } finally {
      leave();
    }
  }
}

/** As `AbortSignal.timeout` would, which fires and makes an error also when all went well, at every connection. */
function endedBy(closing: AbortSignal, ms: number) {
  const controller = new AbortController();
  const close = () => controller.abort();
  const late = () => controller.abort(new DOMException("too late", "TimeoutError"));
  const timer = setTimeout(late, ms).unref();
  if (closing.aborted) close();
  closing.addEventListener("abort", close);
  const leave = () => {
    clearTimeout(timer);
    closing.removeEventListener("abort", close);
  };
  return { signal: controller.signal, leave };
}
