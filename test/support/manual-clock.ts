/** Time that passes only when the test says so. */
import type { Clock } from "../../server/completion/ports.ts";

export interface ManualClock extends Clock {
  pass(ms: number): Promise<void>;
}

export function manualClock(): ManualClock {
  let now = 0;
  const sleepers = new Set<{ readonly until: number; readonly wake: () => void }>();
  return {
    now: () => now,
    sleep: (ms, signal) =>
      new Promise((resolve) => {
        // No time has to pass for that.
        if (ms === 0) resolve();
        const sleeper = { until: now + ms, wake: resolve };
        sleepers.add(sleeper);
        signal.addEventListener("abort", () => {
          sleepers.delete(sleeper);
          resolve();
        });
      }),
    async pass(ms) {
      // What was started before has to reach its sleep first.
      await new Promise((resolve) => setTimeout(resolve, 0));
      now += ms;
      for (const sleeper of sleepers) {
        if (sleeper.until > now) continue;
        sleepers.delete(sleeper);
        sleeper.wake();
      }
      await new Promise((resolve) => setTimeout(resolve, 0));
    },
  };
}
