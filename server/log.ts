/** The log: lines for people, in which no key ever appears. Where they go is the root's affair. */

type Level = "debug" | "info" | "warn" | "error";

export interface Log {
  readonly write: (level: Level, line: string) => void;
  /** From now on this text is blotted out of every line. */
  readonly conceal: (secret: string) => void;
  /** A text without what is blotted out of lines. */
  readonly blot: (text: string) => string;
  /** How much of a text's end may be the beginning of what is blotted out. */
  readonly begun: (text: string) => number;
}

const SHORTEST_SECRET = 6;

export function createLog(sink: (level: Level, line: string) => void): Log {
  const secrets = new Set<string>();
  const blot = (text: string) =>
    [...secrets].reduce((clean, secret) => clean.replaceAll(secret, "***"), text);
  return {
    blot,
    begun: (text) => Math.max(0, ...[...secrets].map((secret) => overlap(text, secret))),
    write: (level, line) => sink(level, blot(line)),
    conceal(secret) {
      if (secret.length >= SHORTEST_SECRET) secrets.add(secret);
    },
  };
}

/** How much of the secret's beginning the text ends with. */
function overlap(text: string, secret: string): number {
  let length = Math.min(text.length, secret.length - 1);
  while (length > 0 && !text.endsWith(secret.slice(0, length))) length--;
  return length;
}
