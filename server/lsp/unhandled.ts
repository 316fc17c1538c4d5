/** Rejections that nobody handles: a fault of ours, but no reason to take the ghost text of every window down. */
import { createLog, type Log } from "../log.ts";

/**
 * From now on such a rejection is a line for the sink, and no end of the process. What comes back makes a log blot its
 * secrets out of these lines, too.
 */
export function surviveRejections(sink: (line: string) => void): (log: Log) => Log {
  const own = createLog((_level, line) => sink(line));
  process.on("unhandledRejection", (reason) => {
    const what = reason instanceof Error ? (reason.stack ?? reason.message) : String(reason);
    own.write("error", `unhandled: ${what}`);
  });
  return ({ conceal, ...log }) => ({
    ...log,
    conceal(secret) {
      conceal(secret);
      own.conceal(secret);
    },
  });
}
