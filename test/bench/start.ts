/** From the start of the built server's process to its answer to `initialize`, and what it weighs when it idles. */
import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

import { startFakeProvider } from "../support/fake-provider.ts";
import { LspClient } from "../support/lsp-client.ts";
import { until } from "../support/until.ts";
import { build, root } from "../tools/build.ts";
import { activations } from "./activation.ts";
import { compared, type Group, limited, median, type Metrics } from "./metric.ts";

const STARTS = 15;
const IDLES = 3;
const SETTLE_MS = 1000;
const SERVER = join(root, "dist/server/main.cjs");
const INITIALIZE = {
  jsonrpc: "2.0",
  id: 1,
  method: "initialize",
  params: { processId: process.pid, rootUri: null, capabilities: {} },
};

async function untilMessage(script: string, args: readonly string[], first?: object): Promise<number> {
  const started = performance.now();
  const child = fork(script, args, { env: { PATH: process.env["PATH"] }, silent: true });
  if (first) child.send(first);
  await once(child, "message");
  const ms = performance.now() - started;
  child.kill();
  return ms;
}

async function starts(folder: string): Promise<Metrics> {
  const bareScript = join(folder, "bare.cjs");
  writeFileSync(bareScript, "process.send({})");
  const ours: number[] = [];
  const baseline: number[] = [];
  for (let round = 0; round < STARTS; round++) {
    baseline.push(await untilMessage(bareScript, []));
    ours.push(await untilMessage(SERVER, ["--node-ipc"], INITIALIZE));
  }
  const aim = "≤ 2.2 times a bare Node";
  return { initialize: compared({ unit: "ms", ours, baseline, aim, minRatio: 1 / 2.2 }) };
}

/** Linux tells; elsewhere there is nothing to read, and the figure is not a number. */
function residentMegabytes({ pid }: ChildProcess): number {
  const status = readFileSync(`/proc/${String(pid)}/status`, "utf8");
  return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1]) / 1000;
}

async function idle(folder: string, use: (client: LspClient) => Promise<void>, env = {}): Promise<number> {
  const client = await LspClient.start({ env: { KEYFILL_HOME: folder, ...env } });
  await until(() => client.log.some((line) => line.startsWith("serving: ")), "the engine is up");
  await use(client);
  await sleep(SETTLE_MS);
  const megabytes = residentMegabytes(client.process);
  await client.stop();
  return megabytes;
}

/** The server that answered and was asked nothing more: the engine is not loaded. */
async function afterInitialize(): Promise<number> {
  const child = fork(SERVER, ["--node-ipc"], { env: { PATH: process.env["PATH"] }, silent: true });
  child.send(INITIALIZE);
  await once(child, "message");
  const megabytes = residentMegabytes(child);
  child.kill();
  return megabytes;
}

async function weights(folder: string): Promise<Metrics> {
  const provider = await startFakeProvider({ kind: "stream", pieces: ["1"] });
  const env = { KEYFILL_BASE_URL: provider.url, KEYFILL_MODEL: "qwen2.5-coder" };
  const answered: number[] = [];
  const resting: number[] = [];
  const working: number[] = [];
  const parsing: number[] = [];
  for (let round = 0; round < IDLES; round++) {
    answered.push(await afterInitialize());
    resting.push(await idle(folder, () => Promise.resolve()));
    working.push(await idle(folder, completing("file:///w/a.txt"), env));
    parsing.push(await idle(folder, completing("file:///w/a.py"), env));
  }
  await provider.close();
  return {
    "memory after initialize": limited(median(answered), "MB", 60),
    "memory at rest": limited(median(resting), "MB", 60),
    "with vocabulary and HTTP": limited(median(working), "MB", 75),
    "with a grammar besides": limited(median(parsing), "MB", 125),
  };
}

/** Prose has no grammar, and no thread that parses. */
function completing(uri: string): (client: LspClient) => Promise<void> {
  return async (client) => void (await client.complete("x = ▮", { uri }));
}

export const start: Group = {
  name: "start",
  about:
    "the extension, against the same in one file; the server's process, against a bare Node that only says hello",
  async measure() {
    await build();
    const folder = mkdtempSync(join(tmpdir(), "keyfill-bench-"));
    try {
      return { ...(await activations(folder)), ...(await starts(folder)), ...(await weights(folder)) };
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};
