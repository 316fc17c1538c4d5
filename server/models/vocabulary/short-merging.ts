/** Merging for words of the usual length: looking through all pairs for the next one is the fastest way there. */
import { NEVER, type Parts, type Word } from "./parts.ts";

export const MAX_SHORT_WORD = 64;

export function createShortMerging({ open, rankOf, weigh }: Parts): (word: Word) => number {
  const starts = new Int32Array(MAX_SHORT_WORD + 2);
  /** `ranks[i]` is that of the parts `i` and `i + 1` together. */
  const ranks = new Int32Array(MAX_SHORT_WORD + 2);
  const start = (part: number): number => starts[part] ?? 0;

  function cheapest(pairs: number): number {
    let best = NEVER;
    let at = -1;
    for (let index = 0; index < pairs; index++) {
      const rank = ranks[index] ?? 0;
      if (rank < best) {
        best = rank;
        at = index;
      }
    }
    return at;
  }

  /** Joins a part with the one behind it. */
  function join(part: number, parts: number): void {
    for (let index = part + 1; index < parts; index++) {
      starts[index] = start(index + 1);
      ranks[index] = ranks[index + 1] ?? 0;
    }
    if (part + 2 < parts) ranks[part] = rankOf(start(part), start(part + 2));
    if (part > 0) ranks[part - 1] = rankOf(start(part - 1), start(part + 1));
  }

  return function countShort(word) {
    let parts = open(word, starts);
    for (let index = 0; index + 1 < parts; index++) ranks[index] = rankOf(start(index), start(index + 2));
    for (let at = cheapest(parts - 1); at >= 0; at = cheapest(parts - 1)) join(at, parts--);
    let count = 0;
    for (let index = 0; index < parts; index++) count += weigh(start(index), start(index + 1));
    return count;
  };
}
