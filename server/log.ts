/** The log: lines for people, in which no key ever appears. Where they go is the root's affair. */

type Level = "debug" | "info" | "warn" | "error";

export interface Log {
  readonly write: (level: Level, line: string) => void;
  /** From now on this text is blotted out of every line. */
  readonly conceal: (secret: string) => void;
}

const SHORTEST_SECRET = 6;

export function createLog(sink: (level: Level, line: string) => void): Log {
  const secrets = new Set<string>();
  return {
    write(level, line) {
      sink(
        level,
        [...secrets].reduce((clean, secret) => clean.replaceAll(secret, "***"), line),
      );
    },
    conceal(secret) {
      if (secret.length >= SHORTEST_SECRET) secrets.add(secret);
    },
  };
}
