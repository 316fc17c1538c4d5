/** The time, as the core may know it. */
import type { Clock } from "./completion/ports.ts";

/** Not `performance`: to load what else belongs to that takes a megabyte. */
function now(): number {
  const [seconds, nanoseconds] = process.hrtime();
  return seconds * 1e3 + nanoseconds / 1e6;
}

export const clock: Clock = {
  now,
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
