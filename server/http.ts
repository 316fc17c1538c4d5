/**
 * The only HTTP client: connection pools per origin, time-outs, abort, and answers as a stream of bytes. It knows status
 * codes, and nothing of providers, keys or models.
 */
import type { Dispatcher, Pool } from "undici";

import type { Signal } from "./completion/ports.ts";

export interface HttpRequest {
  readonly url: string;
  readonly method: "GET" | "POST";
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly timeouts?: Partial<Timeouts>;
}

export interface Timeouts {
  readonly connectMs: number;
  /** From the request to the first byte of the body: a large model on a small machine takes its time. */
  readonly firstByteMs: number;
  /** Between two pieces of the body. */
  readonly stallMs: number;
}

export interface HttpResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: AsyncIterable<Uint8Array>;
}

export type HttpErrorKind =
  "unreachable" | "timeout" | "broken-off" | "aborted" | "bad-address" | "too-large";

export class HttpError extends Error {
  readonly kind: HttpErrorKind;

  constructor(kind: HttpErrorKind, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "HttpError";
    this.kind = kind;
  }
}

const DEFAULT_TIMEOUTS: Timeouts = { connectMs: 5_000, firstByteMs: 30_000, stallMs: 15_000 };
const MAX_BODY_BYTES = 64 * 1024 * 1024;

export class Http {
  readonly #pools = new Map<string, Promise<Pool>>();

  /** Resolves with the head of the answer, whatever its status; rejects with an HttpError. */
  async send(request: HttpRequest, signal: Signal): Promise<HttpResponse> {
    const url = parseUrl(request.url);
    const timeouts = { ...DEFAULT_TIMEOUTS, ...request.timeouts };
    const pool = await this.#pool(url.origin, timeouts.connectMs);
    return exchange(pool, { request, url, timeouts }, signal);
  }

  async close(): Promise<void> {
    const pools = [...this.#pools.values()];
    this.#pools.clear();
    await Promise.all(pools.map(async (pool) => (await pool).destroy()));
  }

  #pool(origin: string, connectMs: number): Promise<Pool> {
    let pool = this.#pools.get(origin);
    if (!pool) {
      pool = openPool(origin, connectMs);
      this.#pools.set(origin, pool);
    }
    return pool;
  }
}

async function openPool(origin: string, connectMs: number): Promise<Pool> {
  // Loaded on first use: it is two thirds of the bundle, and the server has to answer `initialize` first.
  const { default: Pool } = await import("undici/lib/dispatcher/pool.js");
  return new Pool(origin, {
    connections: 6,
    // The time-outs below are exact and our own; undici's tick once a second.
    headersTimeout: 0,
    bodyTimeout: 0,
    connect: { timeout: connectMs },
    keepAliveTimeout: 60_000,
  });
}

function parseUrl(text: string): URL {
  const url = URL.parse(text);
  if (url && /^https?:$/.test(url.protocol)) return url;
  throw new HttpError("bad-address", `"${text}" is not an http or https address`);
}

interface Exchange {
  readonly request: HttpRequest;
  readonly url: URL;
  readonly timeouts: Timeouts;
}

function exchange(pool: Pool, { request, url, timeouts }: Exchange, signal: Signal): Promise<HttpResponse> {
  return new Promise((resolve, reject) => {
    const body = new Body();
    let controller: Dispatcher.DispatchController | undefined;
    let timer: NodeJS.Timeout | undefined;
    let ended = false;

    const end = (error?: HttpError) => {
      if (ended) return;
      ended = true;
      clearTimeout(timer);
      signal.removeEventListener("abort", onAbort);
      body.end(error);
      if (!error) return;
      controller?.abort(error);
      reject(error);
    };
    const expectWithin = (ms: number, what: string) => {
      clearTimeout(timer);
      timer = setTimeout(() => end(new HttpError("timeout", `${what} within ${String(ms)} ms`)), ms);
    };
    const onAbort = () => end(new HttpError("aborted", "the request was aborted"));
    body.onLeave = onAbort;

    if (signal.aborted) return onAbort();
    signal.addEventListener("abort", onAbort);
    expectWithin(timeouts.firstByteMs, `${url.host} sent no answer`);
    pool.dispatch(
      {
        path: url.pathname + url.search,
        method: request.method,
        headers: request.headers,
        body: request.body ?? null,
      },
      {
        onRequestStart(started) {
          controller = started;
          if (ended) started.abort(new HttpError("aborted", "the request was aborted"));
        },
        onResponseStart(_controller, status, headers) {
          resolve({ status, headers: flatten(headers), body });
        },
        onResponseData(_controller, chunk) {
          expectWithin(timeouts.stallMs, `${url.host} stopped sending: nothing came`);
          if (!body.push(chunk)) end(new HttpError("too-large", `${url.host} sent more than 64 MB`));
        },
        onResponseEnd: () => end(),
        onResponseError: (_controller, error) => end(asHttpError(error, url)),
      },
    );
  });
}

/** The bytes that have come and were not read yet. Whoever stops reading early closes the request. */
class Body implements AsyncIterable<Uint8Array> {
  onLeave: () => void = () => undefined;
  readonly #chunks: Uint8Array[] = [];
  #state: { readonly received: number; readonly ended?: { readonly error?: HttpError } } = { received: 0 };
  #wake: () => void = () => undefined;

  push(chunk: Uint8Array): boolean {
    this.#chunks.push(chunk);
    this.#state = { ...this.#state, received: this.#state.received + chunk.length };
    this.#wake();
    return this.#state.received <= MAX_BODY_BYTES;
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
      this.onLeave();
    }
  }
}

function flatten(headers: Record<string, string | string[] | undefined>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value ?? "")]));
}

const BROKEN_OFF = new Set(["UND_ERR_SOCKET", "ECONNRESET", "EPIPE", "UND_ERR_RES_CONTENT_LENGTH_MISMATCH"]);

function asHttpError(error: Error, { host }: URL): HttpError {
  if (error instanceof HttpError) return error;
  const code = "code" in error ? String(error.code) : error.name;
  const options = { cause: error };
  if (code === "UND_ERR_CONNECT_TIMEOUT") {
    return new HttpError("timeout", `${host} did not accept a connection in time`, options);
  }
  if (BROKEN_OFF.has(code) || code.startsWith("HPE_")) {
    return new HttpError("broken-off", `${host} closed the connection in the middle of its answer`, options);
  }
  return new HttpError("unreachable", `${host} could not be reached (${code})`, options);
}
