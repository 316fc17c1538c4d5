/** Finds tokens by their bytes: one open-addressing table over a vocabulary. */
import type { CompactVocabulary } from "./compact.ts";

/** Some of the bytes of a text, with their hash; made once and changed from look-up to look-up, since there are so many. */
export interface Span {
  bytes: Uint8Array;
  from: number;
  to: number;
  hash: number;
}

/**
 * The key of the token with exactly these bytes, or -1. Keys are in the order of the ranks: where the token's bytes start
 * among all, and how many they are, in one number. That saves a look-up by rank.
 */
export type Find = (span: Span) => number;

export interface TokenTable {
  readonly find: Find;
  /** As `find`, but knows only tokens that merging arrives at. */
  readonly findMerged: Find;
  readonly rankOf: (key: number) => number;
  readonly maxLength: number;
}

export const HASH_BASE = 0x01000193;
const LENGTH_BITS = 10;
const MAX_LENGTH = 2 ** LENGTH_BITS - 1;
const MAX_START = 2 ** (31 - LENGTH_BITS);

export function createSpan(): Span {
  return { bytes: new Uint8Array(0), from: 0, to: 0, hash: 0 };
}

export function hashBytes(bytes: Uint8Array, from: number, to: number): number {
  let hash = 0;
  for (let at = from; at < to; at++) hash = (Math.imul(hash, HASH_BASE) + (bytes[at] ?? 0)) | 0;
  return hash;
}

/** The hash is a polynomial, good for taking parts out of a longer one; its low bits alone are poor. */
export function spread(hash: number): number {
  const mixed = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return mixed ^ (mixed >>> 13);
}

function keyOf(starts: Int32Array, rank: number): number {
  const start = starts[rank] ?? 0;
  return (start << LENGTH_BITS) | ((starts[rank + 1] ?? 0) - start);
}

/** Two numbers a slot: the hash and the key, which is never zero, so that zero is an empty slot. */
function build({ bytes, starts, head }: CompactVocabulary, mask: number): Int32Array {
  const slots = new Int32Array((mask + 1) * 2);
  for (let rank = 0; rank < head.count; rank++) {
    const hash = hashBytes(bytes, starts[rank] ?? 0, starts[rank + 1] ?? 0);
    let slot = spread(hash) & mask;
    while (slots[slot * 2 + 1] !== 0) slot = (slot + 1) & mask;
    slots[slot * 2] = hash;
    slots[slot * 2 + 1] = keyOf(starts, rank);
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
  if (maxLength > MAX_LENGTH || bytes.length > MAX_START)
    throw new RangeError(`${head.name} has too long tokens`);

  function find({ bytes: other, from, to, hash }: Span): number {
    const length = to - from;
    for (let slot = spread(hash) & mask; ; slot = (slot + 1) & mask) {
      const key = slots[slot * 2 + 1] ?? 0;
      if (key === 0) return -1;
      if (slots[slot * 2] !== hash || (key & MAX_LENGTH) !== length) continue;
      const start = key >> LENGTH_BITS;
      let index = 0;
      while (index < length && bytes[start + index] === other[from + index]) index++;
      if (index === length) return key;
    }
  }

  const unreachable = new Set(head.unreachable.map((rank) => keyOf(starts, rank)));
  const findMerged: Find = (span) => {
    const key = find(span);
    return unreachable.has(key) ? -1 : key;
  };
  return {
    find,
    findMerged: unreachable.size === 0 ? find : findMerged,
    rankOf: (key) => rankAt(starts, key >> LENGTH_BITS),
    maxLength,
  };
}

function rankAt(starts: Int32Array, start: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((starts[middle] ?? 0) < start) low = middle + 1;
    else high = middle;
  }
  return low;
}
