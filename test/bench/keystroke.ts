/**
 * A keystroke, end to end: from the question of the editor to the bytes at a provider on this machine, with every answer useless
 * by the next key, so that each request follows an abort. Times are taken twice: outside, from the editor's question until the
 * provider sees the bytes, with both ways and both wake-ups; and inside the server, from the receipt of the question until the
 * kernel has the bytes. The rest that the engine chose is taken off, as it tells it itself.
 */
import { fork } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { pathToFileURL } from "node:url";

import { build as bundle } from "esbuild";
import {
  createProtocolConnection,
  IPCMessageReader,
  IPCMessageWriter,
} from "vscode-languageserver-protocol/node";
import * as z from "zod";

import { missingTools } from "../model-server/build.ts";
import { LspClient } from "../support/lsp-client.ts";
import { until } from "../support/until.ts";
import { build, root } from "../tools/build.ts";
import { compared, type Group, limited, median, type Metrics, percentile } from "./metric.ts";
import { startEcho } from "./typing/echo.ts";
import { reuse } from "./typing/prompt-cache.ts";
import type { Noted } from "./typing/watched-server.ts";
import { type Key, TYPED, Typist } from "./typing/typist.ts";
import { type Arrival, startWire, type Wire } from "./typing/wire.ts";

const WARM_UP_KEYS = 40;
const NAIVE_KEYS = 20;
/** No continuation of anything: the next key diverges from it, unless that is of the indentation that the engine mends it with. */
const USELESS = "\u00a7";
/** Then the request on its way is adopted, and none arrives. */
const LONGEST_MS = 1000;
const SUGGESTED = "const recalled = compute(first, second, third);";

interface Sample {
  /** Which of all questions it was. */
  readonly index: number;
  readonly key: Key;
  readonly arrival: Arrival;
  readonly restMs: number;
  readonly cpuMs: number;
  readonly echoMs: number;
  readonly abortMs: number;
}

async function startServer(wire: Wire, folder: string, notes: string): Promise<LspClient> {
  const watched = pathToFileURL(join(import.meta.dirname, "typing/watched-server.ts"));
  const env = {
    NODE_OPTIONS: `--import ${watched.href}`,
    KEYFILL_BENCH_NOTES: notes,
    KEYFILL_HOME: folder,
    KEYFILL_PROVIDER: "llamacpp",
    KEYFILL_BASE_URL: wire.url.replace(/\/v1$/, ""),
    KEYFILL_MODEL: "qwen2.5-coder",
  };
  const client = await LspClient.start({ env });
  await until(() => client.log.some((line) => line.includes("serving: ")), "the engine is up");
  return client;
}

/** Linux counts a thread's time on a processor in nanoseconds; elsewhere this is not a number. */
function cpuMs(pid: number): number {
  try {
    return (
      Number(readFileSync(`/proc/${String(pid)}/task/${String(pid)}/schedstat`, "utf8").split(" ")[0]) / 1e6
    );
  } catch {
    return NaN;
  }
}

/** The log tells it under the place of the cursor. */
function restOf({ line, character }: Key, log: readonly string[]): number {
  const told = log.findLast((text) =>
    text.includes(`typed.js:${String(line + 1)}:${String(character + 1)} `),
  );
  return Number(/\brest ([\d.]+)/.exec(told ?? "")?.[1] ?? 0);
}

async function typeThrough(wire: Wire, client: LspClient, ask: () => Promise<unknown>): Promise<Sample[]> {
  wire.answer = { text: USELESS, ends: false };
  const { pid = 0 } = client.process;
  const typist = new Typist(client.connection);
  await typist.open();
  const samples: Omit<Sample, "restMs">[] = [];
  let gone: Promise<number> | undefined;
  for (const [index, letter] of Array.from(TYPED).entries()) {
    const echoed = performance.now();
    await ask();
    const echoMs = performance.now() - echoed;
    const arriving = wire.arrival();
    const key = await typist.type(letter);
    const before = cpuMs(pid);
    const arrival = await Promise.race([
      arriving,
      key.items.then(
        () => undefined,
        () => undefined,
      ),
      sleep(LONGEST_MS, undefined),
    ]);
    const after = cpuMs(pid);
    const abortMs = gone && arrival ? (await gone) - key.changedAt : NaN;
    gone = arrival && wire.gone();
    if (arrival) samples.push({ index, key, arrival, cpuMs: after - before, echoMs, abortMs });
  }
  // The log follows the answers.
  await sleep(500);
  return samples.slice(WARM_UP_KEYS).map((sample) => ({ ...sample, restMs: restOf(sample.key, client.log) }));
}

/** A suggestion that is there already, typed letter by letter. */
async function typeSuggested(wire: Wire, client: LspClient, ask: () => Promise<unknown>) {
  wire.answer = { text: SUGGESTED.slice(1), ends: true };
  const typist = new Typist(client.connection);
  await typist.open();
  const ours: number[] = [];
  const echoes: number[] = [];
  for (const [index, letter] of Array.from(SUGGESTED.slice(0, -1)).entries()) {
    const echoed = performance.now();
    await ask();
    echoes.push(performance.now() - echoed);
    const { askedAt, items } = await typist.type(letter);
    const answer = await items;
    if (index === 0) continue;
    if (answer?.[0] === undefined) throw new Error(`nothing was suggested after ${String(index)} letters`);
    ours.push(performance.now() - askedAt);
  }
  return { ours, echoes };
}

/** From the question to the wire, with the rest: what a user waits for. */
async function typeNaively(wire: Wire, folder: string): Promise<number[]> {
  wire.answer = { text: "", ends: true };
  const outfile = join(folder, "naive-server.cjs");
  const entry = join(import.meta.dirname, "typing/naive-server.ts");
  await bundle({ entryPoints: [entry], outfile, bundle: true, platform: "node", format: "cjs" });
  const child = fork(outfile, [wire.url, root, "--node-ipc"]);
  const connection = createProtocolConnection(new IPCMessageReader(child), new IPCMessageWriter(child));
  connection.listen();
  await connection.sendRequest("initialize", { processId: process.pid, rootUri: null, capabilities: {} });
  await connection.sendNotification("initialized", {});
  const typist = new Typist(connection);
  await typist.open();
  const samples: number[] = [];
  for (const letter of TYPED.slice(0, NAIVE_KEYS)) {
    const arriving = wire.arrival();
    const { askedAt, items } = await typist.type(letter);
    samples.push((await arriving).at - askedAt);
    await items;
  }
  connection.dispose();
  child.kill();
  return samples.slice(1);
}

const notedSchema = z.array(
  z.object({ askedAt: z.number(), ms: z.number().exactOptional(), cpuMs: z.number().exactOptional() }),
);
const bodySchema = z.looseObject({ prompt: z.string() });

/** What stands around the cursor, by characters: the window moves with each key. */
function naiveBodies(bodies: readonly z.infer<typeof bodySchema>[]): object[] {
  const longest = Math.min(...bodies.map(({ prompt }) => prompt.length));
  return bodies.map(({ prompt, ...body }) => {
    const [, before = "", after = ""] = /^(.*)<\|fim_suffix\|>(.*)<\|fim_middle\|>$/s.exec(prompt) ?? [];
    const [share, rest] = [Math.floor(longest * 0.6), Math.floor(longest * 0.2)];
    return {
      ...body,
      n_cache_reuse: 0,
      prompt: `<|fim_prefix|>${before.slice(-share)}<|fim_suffix|>${after.slice(0, rest)}<|fim_middle|>`,
    };
  });
}

async function promptCache(samples: readonly Sample[]): Promise<Metrics> {
  if (missingTools() !== undefined) return {};
  const bodies = await Promise.all(
    samples.map(async ({ arrival }) => bodySchema.parse(JSON.parse(await arrival.body))),
  );
  const [ours, naive] = [await reuse(bodies), await reuse(naiveBodies(bodies))];
  const value = ours * 100;
  return {
    "prompt cache reused": {
      value,
      unit: "%",
      baseline: naive * 100,
      ratio: ours / naive,
      aim: "≥ 90 % of the prompt's tokens",
      ok: value >= 90,
    },
  };
}

function figures(samples: readonly Sample[]): Metrics {
  const wire = samples.map(({ key, arrival, restMs }) => arrival.at - key.askedAt - restMs);
  const echoes = samples.map(({ echoMs }) => echoMs);
  const late = samples.filter(({ key, arrival }) => arrival.openedAt > key.askedAt);
  return {
    "to the wire p50": compared({
      unit: "ms",
      ours: wire,
      baseline: echoes,
      aim: "≤ 1.2 ms, ≤ 3 bare echoes",
      minRatio: 1 / 3,
    }),
    "to the wire p99": limited(percentile(wire, 0.99), "ms", 2.5),
    "server's CPU p50": limited(median(samples.map(({ cpuMs }) => cpuMs)), "ms", 0.5),
    "abort seen p50": limited(median(samples.map(({ abortMs }) => abortMs).filter((ms) => ms >= 0)), "ms", 2),
    "new connections waited for": limited(late.length, "of all", 0),
  };
}

/** By the words of the issue: from the server's receipt to the wire, or to an answer that nobody had to be asked for. */
function withinServer(samples: readonly Sample[], noted: readonly Noted[]): Metrics {
  const sent = samples.flatMap(({ index, restMs }) => {
    const { ms, cpuMs } = noted[index] ?? {};
    return ms === undefined || cpuMs === undefined ? [] : [{ ms: ms - restMs, cpuMs }];
  });
  const ms = sent.map((one) => one.ms);
  const recalled = noted.slice(TYPED.length + 1).flatMap((one) => one.ms ?? []);
  return {
    "receipt to wire p50": limited(median(ms), "ms", 1.2),
    "receipt to wire p99": limited(percentile(ms, 0.99), "ms", 2.5),
    "receipt to wire, CPU p50": limited(median(sent.map(({ cpuMs }) => cpuMs)), "ms", 0.5),
    "receipt to answer, typed as suggested": limited(median(recalled), "ms", 1),
  };
}

export const keystroke: Group = {
  name: "keystroke",
  about:
    "from the question to the provider's door at twelve keys a second, the chosen rest left out; against a bare echo",
  async measure() {
    await build();
    const folder = mkdtempSync(join(tmpdir(), "keyfill-bench-"));
    const wire = await startWire();
    const echo = startEcho(folder);
    try {
      const notes = join(folder, "notes.json");
      const client = await startServer(wire, folder, notes);
      const samples = await typeThrough(wire, client, echo.ask);
      const suggested = await typeSuggested(wire, client, echo.ask);
      await client.stop();
      const naive = await typeNaively(wire, folder);
      const felt = samples.map(({ key, arrival }) => arrival.at - key.askedAt);
      return {
        ...figures(samples),
        ...withinServer(samples, notedSchema.parse(JSON.parse(readFileSync(notes, "utf8")))),
        "to the wire, with the rest": compared({
          unit: "ms",
          ours: felt,
          baseline: naive,
          aim: "≥ 5 times sooner than the naive way",
          minRatio: 5,
        }),
        "typed as suggested": compared({
          unit: "ms",
          ours: suggested.ours,
          baseline: suggested.echoes,
          aim: "≤ 1 ms, ≤ 3 bare echoes",
          minRatio: 1 / 3,
        }),
        ...(await promptCache(samples)),
      };
    } finally {
      echo.stop();
      await wire.close();
      rmSync(folder, { recursive: true, force: true });
    }
  },
};
