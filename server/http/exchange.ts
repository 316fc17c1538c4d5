/** One request and its answer over a connection in hand: time-outs, abort, and the answer as it comes. */
import type { Dispatcher } from "undici";

import type { Signal } from "../completion/ports.ts";
import { told, toTell } from "../completion/told.ts";
import { Body } from "./body.ts";
import type { Lease } from "./connections.ts";
import { explain } from "./explain.ts";
import { HttpError } from "./http-error.ts";

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

export interface Exchange {
  readonly message: Dispatcher.DispatchOptions;
  /** For messages. */
  readonly host: string;
  readonly timeouts: Timeouts;
  /** Statuses that are no answer to the request. */
  readonly refusal?: (status: number) => HttpError | undefined;
}

/** Resolves with the head of the answer; the connection is released when the answer has ended. */
export function exchange(
  { connection, release }: Lease,
  { message, host, timeouts, refusal }: Exchange,
  signal: Signal,
): Promise<HttpResponse> {
  const { promise, resolve, reject } = Promise.withResolvers<HttpResponse>();
  let controller: Dispatcher.DispatchController | undefined;
  let timer: NodeJS.Timeout | undefined;
  let state: "asked" | "answering" | "ended" = "asked";

  const end = (error?: HttpError) => {
    if (state === "ended") return;
    const isSilent = error?.kind === "timeout" && state === "asked";
    state = "ended";
    clearTimeout(timer);
    signal.removeEventListener("abort", onAbort);
    body.end(error);
    if (error) controller?.abort(error);
    release(!error ? "whole" : isSilent ? "silent" : "broken");
    if (error) reject(error);
  };
  const expectWithin = (ms: number, late: string) => {
    clearTimeout(timer);
    timer = setTimeout(() => end(new HttpError("timeout", told(late, host, String(ms)))), ms);
  };
  const onAbort = () => end(new HttpError("aborted", "the request was aborted"));
  const body = new Body(onAbort);

  if (signal.aborted) {
    onAbort();
    return promise;
  }
  signal.addEventListener("abort", onAbort);
  expectWithin(timeouts.firstByteMs, toTell("{0} sent no answer within {1} ms"));
  connection.client.dispatch(message, {
    onRequestStart(started) {
      controller = started;
      if (state === "ended") started.abort(new HttpError("aborted", "the request was aborted"));
    },
    onResponseStart(_controller, status, headers) {
      // What comes before the answer proper, such as 103 Early Hints.
      if (status < 200) return;
      const refused = refusal?.(status);
      if (refused) end(refused);
      else resolve({ status, headers: flatten(headers), body });
    },
    onResponseData(_controller, chunk) {
      state = "answering";
      expectWithin(timeouts.stallMs, toTell("{0} stopped sending: nothing came within {1} ms"));
      if (!body.push(chunk)) end(new HttpError("too-large", told("{0} sent more than 64 MB", host)));
    },
    onResponseEnd: () => end(),
    onResponseError: (_controller, error) => end(explain(connection.fault() ?? error, host)),
  });
  return promise;
}

function flatten(headers: Record<string, string | string[] | undefined>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value ?? "")]));
}
