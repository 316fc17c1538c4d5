/** Counts a text's tokens word by word: a table look-up for most, a small cache of merged ones, merging for the rest. */
import { createByteMerging } from "./byte-pair.ts";
import type { ByteText } from "./byte-text.ts";
import type { CompactVocabulary } from "./compact.ts";
import type { Scan } from "./patterns.ts";
import { createSpan, createTokenTable, hashBytes, type TokenTable } from "./token-table.ts";
import { createWordCache } from "./word-cache.ts";

export interface WordCounting {
  /** Tokens of the whole of `text`, which is not changed. */
  count(text: ByteText): number;
  /** Rank of the token that is the whole of `text`, or -1. */
  rankOf(text: ByteText): number;
}

export function createWordCounting(vocabulary: CompactVocabulary, scan: Scan): WordCounting {
  const { unit, wholeWords } = vocabulary.head;
  const table = createTokenTable(vocabulary);
  const countMerged = createByteMerging({ table, unit, missing: unit === "byte" ? missingBytes(table) : [] });
  const findWord = wholeWords ? table.find : table.findMerged;
  const cache = createWordCache();
  const span = createSpan();

  return {
    count(text) {
      const { bytes, length } = text;
      span.bytes = bytes;
      let count = 0;
      for (let from = 0; from < length; from = span.to) {
        span.from = from;
        span.to = scan(text, from);
        span.hash = hashBytes(bytes, from, span.to);
        if (findWord(span) >= 0) {
          count++;
          continue;
        }
        let tokens = cache.get(span);
        if (tokens === 0) {
          tokens = countMerged(bytes, from, span.to);
          cache.set(span, tokens);
        }
        count += tokens;
      }
      return count;
    },
    rankOf({ bytes, length }) {
      const key = table.find({ bytes, from: 0, to: length, hash: hashBytes(bytes, 0, length) });
      return key < 0 ? -1 : table.rankOf(key);
    },
  };
}

/** Bytes that no token stands for; the reference leaves them out before it merges. */
function missingBytes({ find }: TokenTable): number[] {
  return Array.from({ length: 256 }, (_, byte) => byte).filter((byte) => {
    const bytes = Uint8Array.of(byte);
    return find({ bytes, from: 0, to: 1, hash: hashBytes(bytes, 0, 1) }) < 0;
  });
}
