/** The time, as the core may know it. */
import { performance } from "node:perf_hooks";

import type { Clock } from "./completion/ports.ts";

export const clock: Clock = {
  now: () => performance.now(),
  sleep: (ms, signal) =>
    new Promise((resolve) => {
      const finish = () => {
        clearTimeout(timer);
        signal.removeEventListener("abort", finish);
        resolve();
      };
      const timer = setTimeout(finish, ms);
      signal.addEventListener("abort", finish);
      if (signal.aborted) finish();
    }),
};
