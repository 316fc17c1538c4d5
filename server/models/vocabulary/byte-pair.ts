/**
 * Byte-pair merging of one word, for its number of tokens only. The pair to merge next is the one whose joined bytes are
 * the token of the lowest rank; that this equals the order of the model's own list of merges is checked by the builder.
 */
import { createLongMerging, MAX_LONG_WORD } from "./long-merging.ts";
import { createParts, type Word } from "./parts.ts";
import { createShortMerging, MAX_SHORT_WORD } from "./short-merging.ts";
import type { TokenTable } from "./token-table.ts";

export type CountMerged = (word: Word) => number;

interface Options {
  readonly table: Pick<TokenTable, "findMerged">;
  readonly unit: "byte" | "character";
  /** Bytes that no token stands for; the reference leaves them out before it merges. */
  readonly missing: readonly number[];
}

export function createByteMerging({ table, unit, missing }: Options): CountMerged {
  const parts = createParts(table, unit);
  const countShort = createShortMerging(parts);
  const countLong = createLongMerging(parts);
  const isMissing = new Uint8Array(256);
  for (const byte of missing) isMissing[byte] = 1;

  function countBlock(word: Word): number {
    const { bytes, from, to } = word;
    for (let at = from; at < to; at++) {
      if (isMissing[bytes[at] ?? 0] === 1) {
        const known = bytes.slice(from, to).filter((byte) => isMissing[byte] === 0);
        return countBlock({ bytes: known, from: 0, to: known.length });
      }
    }
    return to - from <= MAX_SHORT_WORD ? countShort(word) : countLong(word);
  }

  return function countMerged({ bytes, from, to }) {
    let count = 0;
    // A word of millions of bytes is merged in blocks: the only place where the count is not exact.
    for (let start = from; start < to; start += MAX_LONG_WORD)
      count += countBlock({ bytes, from: start, to: Math.min(to, start + MAX_LONG_WORD) });
    return count;
  };
}
