/** The thread that parses, but that a certain text breaks it as a fault in a grammar would. */
import { parentPort } from "node:worker_threads";

parentPort?.on("message", (message: { readonly text?: string }) => {
  if (message.text?.startsWith("break the thread")) throw new Error("unreachable");
});

await import("../../../server/syntax/worker.ts");
