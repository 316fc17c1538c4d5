/** Counts a text's tokens word by word: a table look-up for most, a small cache of merged ones, merging for the rest. */
import { createByteMerging } from "./byte-pair.ts";
import type { ByteText } from "./byte-text.ts";
import type { CompactVocabulary } from "./compact.ts";
import type { Scan } from "./patterns.ts";
import { createShortWords, SHORT_WORD_BYTES } from "./short-words.ts";
import { createSpan, createTokenTable, hashBytes } from "./token-table.ts";
import { createWordCache } from "./word-cache.ts";

export interface WordCounting {
  /** Tokens of the whole of `text`, which is not changed. */
  count(text: ByteText): number;
  /** Rank of the token that is the whole of `text`, or -1. */
  rankOf(text: ByteText): number;
}

export function createWordCounting(vocabulary: CompactVocabulary, scan: Scan): WordCounting {
  const { unit, wholeWords, missing } = vocabulary.head;
  const table = createTokenTable(vocabulary);
  const countMerged = createByteMerging({ table, unit, missing });
  const findWord = wholeWords ? table.find : table.findMerged;
  const longWords = createWordCache();
  const shortWords = createShortWords();
  const span = createSpan();

  function countWord(): number {
    span.hash = hashBytes(span.bytes, span.from, span.to);
    if (findWord(span) >= 0) return 1;
    const known = longWords.get(span);
    if (known > 0) return known;
    const tokens = countMerged(span);
    longWords.set(span, tokens);
    return tokens;
  }

  return {
    count(text) {
      const { bytes, length } = text;
      span.bytes = bytes;
      span.isAscii = text.isAscii;
      let count = 0;
      for (let from = 0; from < length;) {
        const to = scan(text, from);
        span.from = from;
        span.to = to;
        if (to - from > SHORT_WORD_BYTES) {
          count += countWord();
        } else {
          let low = 0;
          let high = 0;
          for (let at = from; at < to; at++) {
            high = (high << 8) | (low >>> 24);
            low = (low << 8) | (bytes[at] ?? 0);
          }
          let tokens = shortWords.get(low, high, to - from);
          if (tokens === 0) {
            tokens = countWord();
            shortWords.set({ low, high, length: to - from }, tokens);
          }
          count += tokens;
        }
        from = to;
      }
      return count;
    },
    rankOf({ bytes, length }) {
      const key = table.find({
        bytes,
        from: 0,
        to: length,
        hash: hashBytes(bytes, 0, length),
        isAscii: false,
      });
      return key < 0 ? -1 : table.rankOf(key);
    },
  };
}
