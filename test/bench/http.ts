/**
 * The request after an aborted one, over a simulated round trip of 40 ms: what typing does all the time. The floor is half
 * a round trip. The usual way is Node's own client with connections kept alive.
 */
import { request as plain, Agent as PlainAgent } from "node:http";
import { request as secure, Agent as SecureAgent } from "node:https";

import { Http } from "../../server/http.ts";
import { delayed } from "../server/http/delayed.ts";
import { pem, startOrigin, type Wire } from "../server/http/origin.ts";
import { compared, type Group, limited, type Metrics, percentile } from "./metric.ts";

const ONE_WAY_MS = 20;
const ROUNDS = 100;
/** Not counted: the code is cold then. */
const WARM_UP_ROUNDS = 5;
/** Twelve keys in a second. */
const PAUSE_MS = 83;
const BODY = "x".repeat(19_000);
const CA = pem("ca");

type Send = (signal: AbortSignal) => Promise<unknown>;

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

function usual(url: string): { readonly send: Send; readonly close: () => void } {
  const isPlain = url.startsWith("http:");
  const agent = isPlain ? new PlainAgent({ keepAlive: true }) : new SecureAgent({ keepAlive: true, ca: CA });
  const request = isPlain ? plain : secure;
  return {
    send: (signal) =>
      new Promise((resolve) => {
        request(url, { method: "POST", agent, signal }).on("error", resolve).end(BODY);
      }),
    close: () => agent.destroy(),
  };
}

async function measureWire(wire: Wire): Promise<{ ours: number[]; baseline: number[]; aborts: number[] }> {
  const origin = await startOrigin(wire);
  const far = await delayed(origin.port, ONE_WAY_MS);
  const url = origin.url.replace(String(origin.port), String(far.port));
  // The simulated way takes time to send, not to connect where there is no TLS: spares are not left to be judged by that.
  const http = new Http({ ca: [CA], sockets: { sparesFromMs: 0 } });
  const timeouts = { firstByteMs: 60_000 };
  let arrived: (at: number) => void = () => undefined;
  origin.answer((request) => request.resume().on("end", () => arrived(performance.now())));

  /** Aborts the last request and sends the next; the time until that has arrived whole. */
  const typist = (send: Send) => {
    let last = new AbortController();
    return {
      stop: () => last.abort(),
      async type(): Promise<number> {
        const arrival = new Promise<number>((resolve) => (arrived = resolve));
        const began = performance.now();
        last.abort();
        last = new AbortController();
        void send(last.signal);
        return (await arrival) - began;
      },
    };
  };
  const own = typist((signal) =>
    http.send({ url, method: "POST", headers: {}, body: BODY, timeouts }, signal).catch(() => undefined),
  );
  const node = usual(url);
  const other = typist(node.send);
  await http.warm({ url });
  await pause(10 * ONE_WAY_MS);
  const samples = { ours: [] as number[], baseline: [] as number[], aborts: [] as number[] };
  for (let round = -WARM_UP_ROUNDS; round < ROUNDS; round++) {
    const ours = await own.type();
    await pause(PAUSE_MS / 2);
    const baseline = await other.type();
    await pause(PAUSE_MS / 2);
    if (round < 0) continue;
    samples.ours.push(ours);
    samples.baseline.push(baseline);
  }
  own.stop();
  other.stop();
  node.close();
  await http.close();
  await far.close();

  const near = new Http({ ca: [CA] });
  for (let round = 0; round < ROUNDS; round++) samples.aborts.push(await timeAbort(near, origin));
  await near.close();
  await origin.close();
  return samples;
}

/** From the abort until the server has seen it, without any way between. */
async function timeAbort(http: Http, origin: Awaited<ReturnType<typeof startOrigin>>): Promise<number> {
  const abort = new AbortController();
  const asked = origin.requests.length;
  const sending = http
    .send({ url: origin.url, method: "GET", headers: {} }, abort.signal)
    .catch(() => undefined);
  while (origin.requests.length === asked) await pause(1);
  const aborted = origin.aborted();
  const began = performance.now();
  abort.abort();
  while (origin.aborted() === aborted) await new Promise((resolve) => setImmediate(resolve));
  const took = performance.now() - began;
  await sending;
  return took;
}

/** Ours and the usual way's, each at its worst but one in a hundred. */
function rare(ours: readonly number[], baseline: readonly number[], minRatio: number): Metrics[string] {
  const aim = `≤ 30 ms, ≥ ${String(minRatio)} times better`;
  const [own, usual] = [percentile(ours, 0.99), percentile(baseline, 0.99)];
  return compared({ unit: "ms", ours: [own], baseline: [usual], aim, minRatio });
}

async function measure(): Promise<Metrics> {
  const metrics: Record<string, Metrics[string]> = {};
  for (const [name, wire, minRatio] of [
    ["plain", "h1", 2.5],
    ["tls", "h1 over TLS", 4],
    ["h2", "h2", 4],
  ] as const) {
    const { ours, baseline, aborts } = await measureWire(wire);
    const aim = `≤ 22 ms, ≥ ${String(minRatio)} times better`;
    metrics[`${name}.afterAbortP50`] = compared({ unit: "ms", ours, baseline, aim, minRatio });
    metrics[`${name}.afterAbortP99`] = rare(ours, baseline, minRatio * 0.7);
    metrics[`${name}.abortSeenP50`] = limited(percentile(aborts, 0.5), "ms", 1);
  }
  return metrics;
}

export const http: Group = {
  name: "http",
  about: "the request after an aborted one, 40 ms away; against Node's client with connections kept alive",
  measure,
};
