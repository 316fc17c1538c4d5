/** Finds tokens by their bytes: one open-addressing table over a vocabulary, asked with hashes that the text already has. */
import { HASH_BASE, type ByteText } from "./byte-text.ts";
import type { CompactVocabulary } from "./compact.ts";

/** Rank of the token with exactly these bytes, or -1. */
export type Find = (text: ByteText, from: number, to: number) => number;

export interface TokenTable {
  readonly find: Find;
  /** As `find`, but knows only tokens that merging arrives at. */
  readonly findMerged: Find;
}

/** `HASH_BASE` to the power of each length, for taking a span's hash out of the running one. */
function powers(count: number): Int32Array {
  const result = new Int32Array(count + 1).fill(1);
  for (let index = 1; index <= count; index++) result[index] = Math.imul(result[index - 1] ?? 0, HASH_BASE);
  return result;
}

function spread(hash: number): number {
  const mixed = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return mixed ^ (mixed >>> 13);
}

/** Two numbers a slot: the hash, and the rank plus one, so that zero is an empty slot. */
function build({ bytes, starts, head }: CompactVocabulary, mask: number): Int32Array {
  const slots = new Int32Array((mask + 1) * 2);
  let at = 0;
  for (let rank = 0; rank < head.count; rank++) {
    const end = starts[rank + 1] ?? 0;
    let hash = 0;
    for (; at < end; at++) hash = (Math.imul(hash, HASH_BASE) + (bytes[at] ?? 0)) | 0;
    let slot = spread(hash) & mask;
    while (slots[slot * 2 + 1] !== 0) slot = (slot + 1) & mask;
    slots[slot * 2] = hash;
    slots[slot * 2 + 1] = rank + 1;
  }
  return slots;
}

function longest(starts: Int32Array): number {
  let result = 0;
  for (let rank = 1; rank < starts.length; rank++)
    result = Math.max(result, (starts[rank] ?? 0) - (starts[rank - 1] ?? 0));
  return result;
}

export function createTokenTable(vocabulary: CompactVocabulary): TokenTable {
  const { bytes, starts, head } = vocabulary;
  const mask = 2 ** Math.ceil(Math.log2(head.count * 1.5)) - 1;
  const slots = build(vocabulary, mask);
  const maxLength = longest(starts);
  const powersOf = powers(maxLength);
  const unreachable = new Set(head.unreachable);

  function equals(text: ByteText, from: number, rank: number): boolean {
    const start = starts[rank] ?? 0;
    const length = (starts[rank + 1] ?? 0) - start;
    const other = text.bytes;
    for (let index = 0; index < length; index++) {
      if (bytes[start + index] !== other[from + index]) return false;
    }
    return true;
  }

  function find(text: ByteText, from: number, to: number): number {
    const length = to - from;
    if (length > maxLength) return -1;
    const { hashes } = text;
    const hash = ((hashes[to] ?? 0) - Math.imul(hashes[from] ?? 0, powersOf[length] ?? 0)) | 0;
    for (let slot = spread(hash) & mask; ; slot = (slot + 1) & mask) {
      const rank = (slots[slot * 2 + 1] ?? 0) - 1;
      if (rank < 0) return -1;
      if (slots[slot * 2] !== hash) continue;
      if ((starts[rank + 1] ?? 0) - (starts[rank] ?? 0) === length && equals(text, from, rank)) return rank;
    }
  }

  if (unreachable.size === 0) return { find, findMerged: find };
  return {
    find,
    findMerged(text, from, to) {
      const rank = find(text, from, to);
      return unreachable.has(rank) ? -1 : rank;
    },
  };
}
