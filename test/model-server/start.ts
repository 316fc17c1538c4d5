/**
 * Starts the real llama-server with one of the made models on a free port of this machine, and
 * stops it. The log holds all that the server said.
 */
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { llamaServerBinary } from "./build.ts";
import { modelFile, type ModelName } from "./make-models.ts";

export interface LlamaServer {
  readonly url: string;
  stop(): Promise<void>;
  log(): string;
}

export interface LlamaServerOptions {
  readonly model: ModelName;
  readonly contextTokens?: number;
  readonly apiKey?: string;
  /** The id under which /v1/models lists the model; by default one that says its family. */
  readonly alias?: string;
  /** Any that is free, if nothing is said. */
  readonly port?: number;
}

const readyWithinMs = 60_000;
const stoppedWithinMs = 5_000;

export async function startLlamaServer(options: LlamaServerOptions): Promise<LlamaServer> {
  const binary = await llamaServerBinary();
  if (typeof binary !== "string") throw new Error(`llama-server needs ${binary.missing}`);
  const args = await serverArguments(options);
  const child = spawn(binary, args, { stdio: ["ignore", "pipe", "pipe"] });
  let said = "";
  const keep = (chunk: Buffer): void => {
    said += chunk.toString();
  };
  child.stdout.on("data", keep);
  child.stderr.on("data", keep);
  const kill = (): void => {
    child.kill("SIGKILL");
  };
  process.once("exit", kill);
  const stop = async (): Promise<void> => {
    process.off("exit", kill);
    await stopped(child);
  };
  try {
    return { url: await ready(child, () => said), stop, log: () => said };
  } catch (error) {
    await stop();
    throw new Error(`llama-server did not start:\n${said}`, { cause: error });
  }
}

async function serverArguments(options: LlamaServerOptions): Promise<string[]> {
  const { model, contextTokens = 4_096, apiKey, alias = `qwen2.5-coder-${model}`, port = 0 } = options;
  const flags = {
    "--model": await modelFile(model),
    "--alias": alias,
    "--host": "127.0.0.1",
    // Of 0 the server makes a free one, and says which.
    "--port": String(port),
    "--ctx-size": String(contextTokens),
    // One slot and no second cache, so that a test knows whose prompt is in the cache.
    "--parallel": "1",
    "--cache-ram": "0",
    // Threads wait for each other spinning: beside other tests, one alone is five times as fast.
    "--threads": "1",
    ...(apiKey === undefined ? {} : { "--api-key": apiKey }),
  };
  return [...Object.entries(flags).flat(), "--offline", "--no-ui", "--slots"];
}

async function ready(child: ChildProcess, log: () => string): Promise<string> {
  const deadline = Date.now() + readyWithinMs;
  while (Date.now() < deadline && child.exitCode === null) {
    const [url] = /http:\/\/127\.0\.0\.1:[1-9]\d*/.exec(log()) ?? [];
    if (url !== undefined && (await isHealthy(url))) return url;
    await sleep(20);
  }
  throw new Error(child.exitCode === null ? "it is not ready in time" : "it has ended");
}

async function isHealthy(url: string): Promise<boolean> {
  try {
    return (await fetch(`${url}/health`)).ok;
  } catch {
    // It prints its address before it listens.
    return false;
  }
}

async function stopped(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const closed = once(child, "close");
  child.kill("SIGTERM");
  const patience = setTimeout(() => child.kill("SIGKILL"), stoppedWithinMs);
  await closed;
  clearTimeout(patience);
}
