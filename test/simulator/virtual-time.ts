/** Time that passes as soon as there is nothing left to do but to wait: hours of typing in seconds, the same on every run. */
import type { Clock, Signal } from "../../server/completion/ports.ts";

export interface VirtualTime extends Clock {
  /** Runs the work to its end. */
  run<Result>(work: () => Promise<Result>): Promise<Result>;
}

interface Sleeper {
  readonly until: number;
  readonly wake: () => void;
}

export function virtualTime(): VirtualTime {
  let now = 0;
  const sleepers = new Set<Sleeper>();
  return {
    now: () => now,
    sleep: (ms: number, signal: Signal) =>
      new Promise((resolve) => {
        const wake = () => {
          sleepers.delete(sleeper);
          signal.removeEventListener("abort", wake);
          resolve();
        };
        const sleeper: Sleeper = { until: now + ms, wake };
        sleepers.add(sleeper);
        signal.addEventListener("abort", wake);
        if (signal.aborted) wake();
      }),
    async run(work) {
      const done = new AbortController();
      const result = work().finally(() => done.abort());
      for (;;) {
        // Everything that can happen without waiting has happened by then.
        await new Promise((resolve) => setImmediate(resolve));
        if (done.signal.aborted) return result;
        const next = [...sleepers].reduce<Sleeper | undefined>(
          (first, sleeper) => (first && first.until <= sleeper.until ? first : sleeper),
          undefined,
        );
        if (!next) continue;
        now = Math.max(now, next.until);
        next.wake();
      }
    },
  };
}
