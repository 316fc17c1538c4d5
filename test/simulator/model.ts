/** A model that knows what somebody is about to write, except for some words: there it says something else, and the same each time. */
import { random } from "../support/random.ts";
import type { Job } from "./job.ts";

export interface Knowledge {
  readonly seed: number;
  /** The share of words that it knows, 0 to 1. */
  readonly accuracy: number;
}

const SIGHT = 80;

/** What it says to fill the hole behind a prefix, while this job is done. */
export function answerTo(prefix: string, { before, want }: Job, { seed, accuracy }: Knowledge): string {
  const goal = before + want;
  const seen = prefix.slice(-SIGHT);
  const at = goal.lastIndexOf(seen);
  // Somebody has mistyped: whatever it says does not matter.
  if (seen === "" || at < 0 || at + seen.length < before.length) return "unknown()";
  const start = at + seen.length - before.length;
  const words = [...want.matchAll(/[\p{L}\p{N}_$]+/gu)];
  const wrong = words.find(
    ({ index, 0: word }) =>
      index + word.length > start && random(seed * 7919 + index)(1000) >= accuracy * 1000,
  );
  if (!wrong) return want.slice(start);
  const known = want.slice(start, Math.max(start, wrong.index));
  return `${known}${wrong.index < start ? "" : "other"}Thing(value);`;
}

/** As tokens: words, white space and signs. */
export function piecesOf(text: string): readonly string[] {
  return text.match(/\s+|[\p{L}\p{N}_$]{1,6}|[^\s\p{L}\p{N}_$]/gu) ?? [];
}
