/** Where the time of one completion went, step by step. Reads the clock it is given. */
import type { Words } from "./told.ts";
import type { Clock } from "./ports.ts";

/** `generate` runs to the first text, `cut` from there until there is enough. */
export const STEPS = [
  "gate",
  "recall",
  "rest",
  "extent",
  "retrieve",
  "fit",
  "render",
  "generate",
  "cut",
  "repair",
  "judge",
] as const;

export type Step = (typeof STEPS)[number];

/** Milliseconds per step that was reached, and `total`. */
export type Timings = { readonly [step in Step | "total"]?: number };

/** For how long typing was to rest before a target was asked, and why so long. */
export interface Rest {
  readonly ms: number;
  readonly why: Words;
}

export interface Stopwatch {
  /** Ends a step: it took the time since the last lap. */
  lap(step: Step): void;
  read(): Timings;
}

export function startStopwatch(clock: Clock): Stopwatch {
  const started = clock.now();
  const laps: { [step in Step]?: number } = {};
  let last = started;
  return {
    lap(step) {
      const now = clock.now();
      laps[step] = (laps[step] ?? 0) + now - last;
      last = now;
    },
    read() {
      // Typing rests while the prompt is made: they end in any order, and are told in theirs.
      const told: { [step in Step | "total"]?: number } = {};
      for (const step of STEPS) if (laps[step] !== undefined) told[step] = laps[step];
      told.total = clock.now() - started;
      return told;
    },
  };
}
