/** The log: lines for people, in which no key ever appears. Where they go is the root's affair. */

type Level = "debug" | "info" | "warn" | "error";

export interface Log {
  readonly write: (level: Level, line: string) => void;
  /** From now on this text is blotted out of every line. */
  readonly conceal: (secret: string) => void;
  /** A text without what is blotted out of lines. */
  readonly blot: (text: string) => string;
}

const SHORTEST_SECRET = 6;

export function createLog(sink: (level: Level, line: string) => void): Log {
  const secrets = new Set<string>();
  const blot = (text: string) =>
    [...secrets].reduce((clean, secret) => clean.replaceAll(secret, "***"), text);
  return {
    blot,
    write: (level, line) => sink(level, blot(line)),
    conceal(secret) {
      if (secret.length >= SHORTEST_SECRET) secrets.add(secret);
    },
  };
}
