/** Runs a program without a shell, for so long and no longer; when it is stopped, all that it started is. */
import { type ChildProcess, execFile, spawn } from "node:child_process";
import { StringDecoder } from "node:string_decoder";

import type { Signal } from "../../completion/ports.ts";

export interface Running {
  readonly program: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  readonly limitMs: number;
  readonly output: (text: string) => void;
  /** On Windows the arguments are one line already, as the shell wants it. */
  readonly verbatim?: boolean;
}

export type Ended =
  | { readonly kind: "exited"; readonly code: number }
  | { readonly kind: "killed"; readonly signal: string }
  | { readonly kind: "time" }
  | { readonly kind: "stopped" }
  | { readonly kind: "failed"; readonly why: string };

/** What outlives it may hold its output open. */
const LINGER_MS = 300;

export function runProcess(running: Running, signal: Signal): Promise<Ended> {
  const { promise, resolve } = Promise.withResolvers<Ended>();
  if (signal.aborted) return Promise.resolve({ kind: "stopped" });
  const { program, args, cwd, env, limitMs, output, verbatim = false } = running;
  const child = spawn(program, args, {
    cwd,
    env,
    stdio: ["ignore", "pipe", "pipe"],
    windowsHide: true,
    windowsVerbatimArguments: verbatim,
    // A process group of its own, so that it can be ended as a whole.
    detached: process.platform !== "win32",
  });
  for (const stream of [child.stdout, child.stderr]) {
    const decoder = new StringDecoder("utf8");
    stream.on("data", (bytes: Buffer) => output(decoder.write(bytes)));
  }
  const end = (ended: Ended) => {
    clearTimeout(timer);
    signal.removeEventListener("abort", stop);
    killAll(child);
    resolve(ended);
  };
  const timer = setTimeout(() => end({ kind: "time" }), limitMs);
  const stop = () => end({ kind: "stopped" });
  signal.addEventListener("abort", stop);
  child.once("error", (error) => end({ kind: "failed", why: whyOf(error, program) }));
  const exited = (code: number | null, by: string | null) =>
    end(code === null ? { kind: "killed", signal: by ?? "" } : { kind: "exited", code });
  child.once("close", exited);
  child.once("exit", (code, by) => setTimeout(() => exited(code, by), LINGER_MS));
  return promise;
}

function killAll({ pid, stdout, stderr }: ChildProcess): void {
  stdout?.destroy();
  stderr?.destroy();
  if (pid === undefined) return;
  if (process.platform === "win32") {
    execFile("taskkill", ["/pid", String(pid), "/T", "/F"], () => undefined);
    return;
  }
  try {
    process.kill(-pid, "SIGKILL");
  } catch {
    // All of it has ended.
  }
}

function whyOf(error: Error, program: string): string {
  const { code } = Object(error);
  if (code === "ENOENT") return `There is no program ${program} on this machine.`;
  return code === "EACCES" ? `${program} may not be run.` : error.message;
}
