/** Counts a text's tokens word by word: a table look-up for most, a small cache of merged ones, merging for the rest. */
import type { ByteText } from "./byte-text.ts";
import { createByteMerging } from "./byte-pair.ts";
import type { CompactVocabulary } from "./compact.ts";
import type { Scan } from "./patterns.ts";
import { createTokenTable } from "./token-table.ts";
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
  const countMerged = createByteMerging({ find: table.findMerged, unit });
  const findWord = wholeWords ? table.find : table.findMerged;
  const cache = createWordCache();

  return {
    rankOf(text) {
      const key = table.find(text, 0, text.length);
      return key < 0 ? -1 : table.rankOf(key);
    },
    count(text) {
      const { length } = text;
      let count = 0;
      for (let from = 0; from < length;) {
        const to = scan(text, from);
        if (findWord(text, from, to) >= 0) {
          count++;
        } else {
          let tokens = cache.get(text, from, to);
          if (tokens === 0) {
            tokens = countMerged(text, from, to);
            cache.set(text, { from, to }, tokens);
          }
          count += tokens;
        }
        from = to;
      }
      return count;
    },
  };
}
