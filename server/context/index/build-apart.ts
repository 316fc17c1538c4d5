/**
 * Builds the index of a folder of many files in a process of its own, which leaves it in the store, and takes along when it
 * ends what the building needed: a thread would keep that memory for good.
 */
import { fork } from "node:child_process";

import type { BuildOrder } from "./messages.ts";
import type { Building } from "./scans.ts";

/** Resolves when it has ended, however that was: what is in the store then is an index, or nothing is. */
export async function buildApart(
  script: string,
  order: BuildOrder,
  { signal, progress }: Building,
): Promise<void> {
  const child = fork(script, {
    execArgv: [],
    // In VS Code, Node's program is Electron's.
    env: { ...process.env, ELECTRON_RUN_AS_NODE: "1" },
    stdio: ["ignore", "ignore", "ignore", "ipc"],
  });
  const stop = () => void child.kill();
  signal.addEventListener("abort", stop);
  const { promise: ended, resolve } = Promise.withResolvers<void>();
  child.on("exit", resolve).on("error", () => resolve());
  child.on("message", (files) => progress(Number(files)));
  // One that is gone already is no fault: it has ended.
  child.send(order, () => undefined);
  await ended;
  signal.removeEventListener("abort", stop);
}
