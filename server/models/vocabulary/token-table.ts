/** Finds tokens by their bytes: one open-addressing table over a vocabulary. */
import { MAX_TOKEN_LENGTH, tokenStarts, type CompactVocabulary } from "./compact.ts";

/** Some of the bytes of a text, with their hash; made once and changed from look-up to look-up, since there are so many. */
export interface Span {
  bytes: Uint8Array;
  from: number;
  to: number;
  hash: number;
  /** True only when all of the text is; saves a second look-up. */
  isAscii: boolean;
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
}

export const HASH_BASE = 0x01000193;
const SPREAD = 0x2c1b3c6d;
const LENGTH_BITS = 10;
const LENGTH_MASK = 2 ** LENGTH_BITS - 1;
const MAX_BYTES = 2 ** (31 - LENGTH_BITS);

export function createSpan(): Span {
  return { bytes: new Uint8Array(0), from: 0, to: 0, hash: 0, isAscii: false };
}

export function hashBytes(bytes: Uint8Array, from: number, to: number): number {
  let hash = 0;
  for (let at = from; at < to; at++) hash = (Math.imul(hash, HASH_BASE) + (bytes[at] ?? 0)) | 0;
  return hash;
}

/** The hash is a polynomial, good for taking parts out of a longer one; its low bits alone are poor. */
export function spread(hash: number): number {
  const mixed = Math.imul(hash ^ (hash >>> 15), SPREAD);
  return mixed ^ (mixed >>> 13);
}

/** Which of the tokens: those of ASCII alone, or the others. */
type Side = 0 | 1;

/**
 * The hashes of one side's tokens. Hashing is written out, and all is done before any hash is used: as long as the code is
 * cold, 150,000 calls would cost more than the hashing.
 */
function hashAll({ bytes, lengths, wide, head }: CompactVocabulary, side: Side): Int32Array {
  const hashes = new Int32Array(head.count);
  let at = 0;
  for (let rank = 0; rank < head.count; rank++) {
    const end = at + (lengths[rank] ?? 0) + 1;
    if ((((wide[rank >> 3] ?? 0) >> (rank & 7)) & 1) === side) {
      let hash = 0;
      for (; at < end; at++) hash = (Math.imul(hash, HASH_BASE) + (bytes[at] ?? 0)) | 0;
      hashes[rank] = hash;
    }
    at = end;
  }
  if (at !== bytes.length) throw new Error(`the vocabulary ${head.name} is cut off`);
  return hashes;
}

/** Every slot holds a key; none is zero, so that zero is an empty slot. */
function build(vocabulary: CompactVocabulary, side: Side): Int32Array {
  const { lengths, wide, head } = vocabulary;
  const hashes = hashAll(vocabulary, side);
  const mask = 2 ** Math.ceil(Math.log2(head.count * 1.5)) - 1;
  const slots = new Int32Array(mask + 1);
  let start = 0;
  for (let rank = 0; rank < head.count; rank++) {
    const length = (lengths[rank] ?? 0) + 1;
    if ((((wide[rank >> 3] ?? 0) >> (rank & 7)) & 1) === side) {
      const hash = hashes[rank] ?? 0;
      const mixed = Math.imul(hash ^ (hash >>> 15), SPREAD);
      let slot = (mixed ^ (mixed >>> 13)) & mask;
      while (slots[slot] !== 0) slot = (slot + 1) & mask;
      slots[slot] = (start << LENGTH_BITS) | length;
    }
    start += length;
  }
  return slots;
}

export function createTokenTable(vocabulary: CompactVocabulary): TokenTable {
  const { bytes, head } = vocabulary;
  if (bytes.length > MAX_BYTES) throw new RangeError(`the vocabulary ${head.name} is too large`);
  const narrow = build(vocabulary, 0);
  // A third of the tokens; made when the first text comes that is not all ASCII.
  let wide: Int32Array | undefined;

  function search(slots: Int32Array, { bytes: other, from, to, hash }: Span): number {
    const length = to - from;
    const mask = slots.length - 1;
    for (let slot = spread(hash) & mask; ; slot = (slot + 1) & mask) {
      const key = slots[slot] ?? 0;
      if (key === 0) return -1;
      if ((key & LENGTH_MASK) !== length) continue;
      const start = key >> LENGTH_BITS;
      let index = 0;
      while (index < length && bytes[start + index] === other[from + index]) index++;
      if (index === length) return key;
    }
  }

  function find(span: Span): number {
    if (span.to - span.from > MAX_TOKEN_LENGTH) return -1;
    const key = search(narrow, span);
    return key >= 0 || span.isAscii ? key : search((wide ??= build(vocabulary, 1)), span);
  }

  let starts: Int32Array | undefined;
  const rankOf = (key: number): number => (starts ??= tokenStarts(vocabulary)).indexOf(key >> LENGTH_BITS);
  if (head.unreachable.length === 0) return { find, findMerged: find, rankOf };
  const allStarts = tokenStarts(vocabulary);
  const unreachable = new Set(
    head.unreachable.map((rank) => {
      const start = allStarts[rank] ?? 0;
      return (start << LENGTH_BITS) | ((allStarts[rank + 1] ?? 0) - start);
    }),
  );
  const findMerged = (span: Span): number => {
    const key = find(span);
    return unreachable.has(key) ? -1 : key;
  };
  return { find, findMerged, rankOf };
}
