/**
 * Finds tokens by their bytes, in the vocabulary as it was read: among those of one length, by halving. That needs nothing
 * made first. A length that is asked for as often as it has tokens gets a hash table, which finds faster.
 */
import { MAX_TOKEN_LENGTH, type CompactVocabulary } from "./compact.ts";
import { hashBytes } from "./hash-bytes.ts";

/** Some of the bytes of a text; made once and changed from look-up to look-up, since there are so many. */
export interface Span {
  bytes: Uint8Array;
  from: number;
  to: number;
}

/** The rank of the token with exactly these bytes, or -1. */
export type Find = (span: Span) => number;

export interface TokenTable {
  readonly find: Find;
  /** As `find`, but knows only tokens that merging arrives at. */
  readonly findMerged: Find;
}

/** A slot holds one more than a token's place among those of its length, and above that some of its hash. */
const PLACE_MASK = 2 ** 20 - 1;

export function createSpan(): Span {
  return { bytes: new Uint8Array(0), from: 0, to: 0 };
}

function sizeOf({ firsts }: CompactVocabulary, length: number): number {
  return (firsts[length + 1] ?? 0) - (firsts[length] ?? 0);
}

/** The place of a token among those of its length, or -1. */
function halve(vocabulary: CompactVocabulary, { bytes: other, from, to }: Span): number {
  const { bytes, starts } = vocabulary;
  const length = to - from;
  const start = starts[length] ?? 0;
  for (let low = 0, high = sizeOf(vocabulary, length); low < high;) {
    const middle = (low + high) >> 1;
    const at = start + middle * length;
    let index = 0;
    while (index < length && bytes[at + index] === other[from + index]) index++;
    if (index === length) return middle;
    if ((bytes[at + index] ?? 0) < (other[from + index] ?? 0)) low = middle + 1;
    else high = middle;
  }
  return -1;
}

function build(vocabulary: CompactVocabulary, length: number): Int32Array {
  const { bytes, starts } = vocabulary;
  const size = sizeOf(vocabulary, length);
  const mask = 2 ** Math.ceil(Math.log2(size * 1.5 + 1)) - 1;
  const slots = new Int32Array(mask + 1);
  let at = starts[length] ?? 0;
  for (let place = 1; place <= size; place++, at += length) {
    const hash = hashBytes(bytes, at, at + length);
    let slot = hash & mask;
    while (slots[slot] !== 0) slot = (slot + 1) & mask;
    slots[slot] = (hash & ~PLACE_MASK) | place;
  }
  return slots;
}

/** As `halve`. */
function lookUp(slots: Int32Array, { bytes, starts }: CompactVocabulary, span: Span): number {
  const { bytes: other, from, to } = span;
  const length = to - from;
  const start = starts[length] ?? 0;
  const mask = slots.length - 1;
  const hash = hashBytes(other, from, to);
  for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
    const entry = slots[slot] ?? 0;
    if (entry === 0) return -1;
    if (((entry ^ hash) & ~PLACE_MASK) !== 0) continue;
    const place = (entry & PLACE_MASK) - 1;
    const at = start + place * length;
    let index = 0;
    while (index < length && bytes[at + index] === other[from + index]) index++;
    if (index === length) return place;
  }
}

export function createTokenTable(vocabulary: CompactVocabulary): TokenTable {
  const { head, firsts, ranks } = vocabulary;
  const { count } = head;
  if (count > PLACE_MASK) throw new RangeError(`the vocabulary ${head.name} is too large`);
  const asked = new Int32Array(MAX_TOKEN_LENGTH + 1);
  const tables: (Int32Array | undefined)[] = Array.from({ length: MAX_TOKEN_LENGTH + 1 });

  function placeOf(span: Span): number {
    const length = span.to - span.from;
    const table = tables[length];
    if (table !== undefined) return lookUp(table, vocabulary, span);
    const times = (asked[length] ?? 0) + 1;
    asked[length] = times;
    if (times > sizeOf(vocabulary, length)) tables[length] = build(vocabulary, length);
    return halve(vocabulary, span);
  }

  function find(span: Span): number {
    const length = span.to - span.from;
    if (length < 1 || length > MAX_TOKEN_LENGTH) return -1;
    const place = placeOf(span);
    if (place < 0) return -1;
    const index = (firsts[length] ?? 0) + place;
    return (ranks[index] ?? 0) | ((ranks[count + index] ?? 0) << 8) | ((ranks[count * 2 + index] ?? 0) << 16);
  }

  if (head.unreachable.length === 0) return { find, findMerged: find };
  const unreachable = new Set(head.unreachable);
  const findMerged = (span: Span): number => {
    const rank = find(span);
    return unreachable.has(rank) ? -1 : rank;
  };
  return { find, findMerged };
}
