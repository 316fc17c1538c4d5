/**
 * How many tokens the last words of up to eight bytes had, which most words of a program are. A word is two numbers here, so
 * that finding it takes no look at its bytes one by one.
 */

export interface ShortWords {
  /** 0 when the word is not there. */
  get(low: number, high: number, length: number): number;
  set(word: { readonly low: number; readonly high: number; readonly length: number }, tokens: number): void;
}

export const SHORT_WORD_BYTES = 8;
const SLOTS = 1 << 14;
/** Low, high, and the length with the tokens. */
const SLOT_SIZE = 4;

function slotOf(low: number, high: number, length: number): number {
  const mixed = Math.imul(low ^ Math.imul(high, 0x2c1b3c6d) ^ length, 0x297a2d39);
  return ((mixed ^ (mixed >>> 15)) & (SLOTS - 1)) * SLOT_SIZE;
}

export function createShortWords(): ShortWords {
  const slots = new Int32Array(SLOTS * SLOT_SIZE);

  return {
    get(low, high, length) {
      const slot = slotOf(low, high, length);
      if (slots[slot] !== low || slots[slot + 1] !== high) return 0;
      const entry = slots[slot + 2] ?? 0;
      return entry >>> 8 === length ? entry & 255 : 0;
    },
    set({ low, high, length }, tokens) {
      const slot = slotOf(low, high, length);
      slots[slot] = low;
      slots[slot + 1] = high;
      slots[slot + 2] = (length << 8) | tokens;
    },
  };
}
