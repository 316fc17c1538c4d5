/**
 * Loaded into the server before it: notes of each question for a suggestion when Node handed it over, when the kernel had the
 * bytes of the request that it led to, or when it was answered without one, and what the thread worked in between.
 */
import { writeFileSync } from "node:fs";
import { Socket } from "node:net";
import { isMainThread } from "node:worker_threads";

export interface Noted {
  readonly askedAt: number;
  /** To the wire, or to the answer where nobody had to be asked. */
  readonly ms?: number;
  readonly cpuMs?: number;
}

interface Question {
  readonly id: unknown;
  readonly askedAt: number;
  readonly cpuMs: number;
}

const path = process.env["KEYFILL_BENCH_NOTES"];
if (isMainThread && path !== undefined && process.argv[1]?.endsWith("main.cjs")) watch(path);

function watch(path: string): void {
  const all: Noted[] = [];
  let open: Question | undefined;
  const cpuMs = () => {
    const { user, system } = process.threadCpuUsage();
    return (user + system) / 1000;
  };
  const done = () => {
    if (!open) return;
    const { askedAt } = open;
    all[all.length - 1] = { askedAt, ms: performance.now() - askedAt, cpuMs: cpuMs() - open.cpuMs };
    open = undefined;
  };

  process.prependListener("message", (message: unknown) => {
    const { method, id }: { method?: unknown; id?: unknown } = Object(message);
    if (method !== "textDocument/inlineCompletion") return;
    open = { id, askedAt: performance.now(), cpuMs: cpuMs() };
    all.push({ askedAt: open.askedAt });
  });
  for (const name of ["_write", "_writev"] as const) {
    const write: unknown = Reflect.get(Socket.prototype, name);
    if (typeof write !== "function") throw new Error(`Node's sockets have no ${name} any more`);
    Reflect.set(Socket.prototype, name, function (this: Socket, ...args: unknown[]) {
      Reflect.apply(write, this, args);
      // Not those of standard output.
      if (open && Reflect.get(this, "_handle")?.constructor.name === "TCP") done();
    });
  }
  const send = process.send?.bind(process);
  process.send = (message: unknown, ...more: never[]): boolean => {
    const told = send?.(message, ...more) ?? false;
    if (open && Reflect.get(Object(message), "id") === open.id && "result" in Object(message)) done();
    return told;
  };
  process.on("exit", () => writeFileSync(path, JSON.stringify(all)));
}
