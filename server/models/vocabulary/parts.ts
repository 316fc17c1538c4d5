/** The parts that a word is merged from: where they start, and the rank of what any neighbours would make together. */
import { createSpan, type TokenTable } from "./token-table.ts";

export interface Word {
  readonly bytes: Uint8Array;
  readonly from: number;
  readonly to: number;
}

export interface Parts {
  /** Takes over a word and writes where its first parts start, and where the last ends; gives back how many there are. */
  readonly open: (word: Word, starts: Int32Array) => number;
  /** The order in which the token with these bytes of the word is made; `NEVER` when there is none. */
  readonly rankOf: (from: number, to: number) => number;
  /** How many tokens a part is that nothing more can be merged with. */
  readonly weigh: (from: number, to: number) => number;
}

export const NEVER = 0x7fffffff;

export function createParts(
  { findMerged }: Pick<TokenTable, "findMerged">,
  unit: "byte" | "character",
): Parts {
  const span = createSpan();

  function rankOf(from: number, to: number): number {
    span.from = from;
    span.to = to;
    const rank = findMerged(span);
    return rank < 0 ? NEVER : rank;
  }

  return {
    open({ bytes, from, to }, starts) {
      span.bytes = bytes;
      let parts = 0;
      for (let at = from; at < to; at++)
        if (unit === "byte" || ((bytes[at] ?? 0) & 0xc0) !== 0x80) starts[parts++] = at;
      starts[parts] = to;
      return parts;
    },
    rankOf,
    // A character that the vocabulary lacks is as many tokens as it has bytes.
    weigh: (from, to) => (unit === "byte" || rankOf(from, to) !== NEVER ? 1 : to - from),
  };
}
