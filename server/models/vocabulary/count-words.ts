/** Counts a text's tokens word by word: most were there lately, many are a token, the rest is merged. */
import { createByteMerging } from "./byte-pair.ts";
import type { ByteText } from "./byte-text.ts";
import type { CompactVocabulary } from "./compact.ts";
import type { Scan } from "./patterns.ts";
import { createShortWords, SHORT_WORD_BYTES } from "./short-words.ts";
import { createSpan, createTokenTable } from "./token-table.ts";
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

  /** A token, or merged of several. */
  function countNew(): number {
    return findWord(span) >= 0 ? 1 : countMerged(span);
  }

  function countLong(): number {
    const known = longWords.get(span);
    if (known > 0) return known;
    const tokens = countNew();
    longWords.set(span, tokens);
    return tokens;
  }

  return {
    count(text) {
      const { bytes, length } = text;
      span.bytes = bytes;
      let count = 0;
      for (let from = 0; from < length;) {
        const to = scan(text, from);
        span.from = from;
        span.to = to;
        if (to - from > SHORT_WORD_BYTES) {
          count += countLong();
        } else {
          let low = 0;
          let high = 0;
          for (let at = from; at < to; at++) {
            high = (high << 8) | (low >>> 24);
            low = (low << 8) | (bytes[at] ?? 0);
          }
          let tokens = shortWords.get(low, high, to - from);
          if (tokens === 0) {
            tokens = countNew();
            shortWords.set({ low, high, length: to - from }, tokens);
          }
          count += tokens;
        }
        from = to;
      }
      return count;
    },
    rankOf({ bytes, length }) {
      return table.find({ bytes, from: 0, to: length });
    },
  };
}
