/** How many tokens words have that are not tokens themselves. Fixed in size; a new word takes the place of the one in its slot. */
import { HASH_BASE, type ByteText } from "./byte-text.ts";

export interface WordCache {
  /** 0 when the word is not there. */
  get(text: ByteText, from: number, to: number): number;
  set(text: ByteText, word: { readonly from: number; readonly to: number }, tokens: number): void;
}

const SLOTS = 1 << 13;
const LONGEST = 126;
/** A slot holds the number of tokens, the word's length, and its bytes. */
const SLOT_BYTES = 128;

export function createWordCache(): WordCache {
  const slots = new Uint8Array(SLOTS * SLOT_BYTES);
  const powers = new Int32Array(LONGEST + 1).fill(1);
  for (let index = 1; index <= LONGEST; index++) powers[index] = Math.imul(powers[index - 1] ?? 0, HASH_BASE);

  function slotOf({ hashes }: ByteText, from: number, to: number): number {
    const hash = ((hashes[to] ?? 0) - Math.imul(hashes[from] ?? 0, powers[to - from] ?? 0)) | 0;
    const mixed = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
    return ((mixed ^ (mixed >>> 13)) & (SLOTS - 1)) * SLOT_BYTES;
  }

  return {
    get(text, from, to) {
      const length = to - from;
      if (length > LONGEST) return 0;
      const slot = slotOf(text, from, to);
      if (slots[slot + 1] !== length) return 0;
      const { bytes } = text;
      for (let index = 0; index < length; index++) {
        if (slots[slot + 2 + index] !== bytes[from + index]) return 0;
      }
      return slots[slot] ?? 0;
    },
    set(text, { from, to }, tokens) {
      const length = to - from;
      if (length > LONGEST) return;
      const slot = slotOf(text, from, to);
      slots[slot] = tokens;
      slots[slot + 1] = length;
      slots.set(text.bytes.subarray(from, to), slot + 2);
    },
  };
}
