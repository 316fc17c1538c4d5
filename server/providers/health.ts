/** How each provider instance has fared since the engine started: its last success, its last failure, how soon it speaks. */
import type { Failure, GenerateEvent, Prompt, Signal } from "../completion/ports.ts";
import type { Target } from "./target.ts";

export interface Health {
  readonly lastSuccess?: Date;
  readonly lastFailure?: { readonly at: Date; readonly failure: Failure };
  /** Of the last answers, the newest last. */
  readonly firstTextMs: readonly number[];
}

export interface HealthRecords {
  readonly of: (instance: string) => Health;
  /** The same stream, with a note of what becomes of it. */
  readonly watched: Generate;
  /** After a success or a failure. */
  readonly onNews: (listener: () => void) => void;
}

type Generate = (target: Target, prompt: Prompt, signal: Signal) => AsyncIterable<GenerateEvent>;

const UNKNOWN: Health = { firstTextMs: [] };
const KEPT = 100;

export function watchHealth(generate: Generate, now: () => number): HealthRecords {
  const records = new Map<string, Health>();
  const listeners: (() => void)[] = [];
  const note = (instance: string, change: (before: Health) => Health) => {
    records.set(instance, change(records.get(instance) ?? UNKNOWN));
    for (const listen of listeners) listen();
  };
  return {
    of: (instance) => records.get(instance) ?? UNKNOWN,
    onNews: (listener) => void listeners.push(listener),
    async *watched(target, prompt, signal) {
      const started = now();
      let spoke = false;
      for await (const event of generate(target, prompt, signal)) {
        if (event.kind === "failed") {
          const { failure } = event;
          note(target.instance, (before) => ({ ...before, lastFailure: { at: new Date(), failure } }));
        } else if (!spoke && event.kind === "text") {
          spoke = true;
          const ms = now() - started;
          note(target.instance, ({ firstTextMs, ...before }) => ({
            ...before,
            lastSuccess: new Date(),
            firstTextMs: [...firstTextMs, ms].slice(-KEPT),
          }));
        }
        yield event;
      }
    },
  };
}
