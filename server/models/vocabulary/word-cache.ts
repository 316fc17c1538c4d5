/** How many tokens the last longer words had. Fixed in size; a new word takes the place of the one in its slot. */
import { hashBytes } from "./hash-bytes.ts";
import type { Span } from "./token-table.ts";

export interface WordCache {
  /** 0 when the word is not there. */
  get(word: Span): number;
  set(word: Span, tokens: number): void;
}

const SLOTS = 1 << 14;
/** A slot holds the number of tokens, the word's length, and its bytes. */
const SLOT_BYTES = 64;
const LONGEST = SLOT_BYTES - 2;

export function createWordCache(): WordCache {
  const slots = new Uint8Array(SLOTS * SLOT_BYTES);

  return {
    get({ bytes, from, to }) {
      const length = to - from;
      if (length > LONGEST) return 0;
      const slot = (hashBytes(bytes, from, to) & (SLOTS - 1)) * SLOT_BYTES;
      if (slots[slot + 1] !== length) return 0;
      for (let index = 0; index < length; index++) {
        if (slots[slot + 2 + index] !== bytes[from + index]) return 0;
      }
      return slots[slot] ?? 0;
    },
    set({ bytes, from, to }, tokens) {
      const length = to - from;
      if (length > LONGEST) return;
      const slot = (hashBytes(bytes, from, to) & (SLOTS - 1)) * SLOT_BYTES;
      slots[slot] = tokens;
      slots[slot + 1] = length;
      for (let index = 0; index < length; index++) slots[slot + 2 + index] = bytes[from + index] ?? 0;
    },
  };
}
