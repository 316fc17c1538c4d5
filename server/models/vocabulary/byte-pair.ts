/**
 * Byte-pair merging of one word, for its number of tokens only. The pair to merge next is the one whose joined bytes are
 * the token of the lowest rank; that this equals the order of the model's own list of merges is checked by the builder.
 */
import { createHeap } from "./heap.ts";
import { createSpan, HASH_BASE, type TokenTable } from "./token-table.ts";

export type CountMerged = (bytes: Uint8Array, from: number, to: number) => number;

interface Options {
  readonly table: Pick<TokenTable, "findMerged" | "maxLength">;
  readonly unit: "byte" | "character";
  readonly missing: readonly number[];
}

/** Above this, looking through all pairs for each merge costs more than a heap does. */
const SHORT_WORD = 64;
const NEVER = 0x7fffffff;
/** A heap's key is the rank times this, plus the position: as many as still make an exact number of both. */
const POSITIONS = 2 ** 22;

export function createByteMerging({ table, unit, missing }: Options): CountMerged {
  const { findMerged, maxLength } = table;
  const span = createSpan();
  const shortStarts = new Int32Array(SHORT_WORD + 2);
  const shortRanks = new Int32Array(SHORT_WORD + 2);
  const shortHashes = new Int32Array(SHORT_WORD + 2);
  const isMissing = new Set(missing);
  const powers = new Int32Array(maxLength + 1).fill(1);
  for (let index = 1; index <= maxLength; index++)
    powers[index] = Math.imul(powers[index - 1] ?? 0, HASH_BASE);
  let hashes = shortHashes;

  /** Takes over a word: `hashes[i]` covers its first `i` bytes. Gives back how many parts there are at first. */
  function open(word: Uint8Array, starts: Int32Array): number {
    span.bytes = word;
    let hash = 0;
    let parts = 0;
    for (let at = 0; at < word.length; at++) {
      const byte = word[at] ?? 0;
      if (unit === "byte" || (byte & 0xc0) !== 0x80) starts[parts++] = at;
      hash = (Math.imul(hash, HASH_BASE) + byte) | 0;
      hashes[at + 1] = hash;
    }
    starts[parts] = word.length;
    return parts;
  }

  function rankOf(from: number, to: number): number {
    const length = to - from;
    if (length > maxLength) return NEVER;
    span.from = from;
    span.to = to;
    span.hash = ((hashes[to] ?? 0) - Math.imul(hashes[from] ?? 0, powers[length] ?? 0)) | 0;
    const key = findMerged(span);
    return key < 0 ? NEVER : key;
  }

  /** A character that the vocabulary lacks is as many tokens as it has bytes. */
  function weigh(from: number, to: number): number {
    return unit === "byte" || rankOf(from, to) !== NEVER ? 1 : to - from;
  }

  function countShort(word: Uint8Array): number {
    const starts = shortStarts;
    const ranks = shortRanks;
    hashes = shortHashes;
    let parts = open(word, starts);
    for (let index = 0; index + 1 < parts; index++)
      ranks[index] = rankOf(starts[index] ?? 0, starts[index + 2] ?? 0);
    for (;;) {
      let best = NEVER;
      let at = -1;
      for (let index = 0; index + 1 < parts; index++) {
        const rank = ranks[index] ?? 0;
        if (rank < best) {
          best = rank;
          at = index;
        }
      }
      if (at < 0) break;
      for (let index = at + 1; index < parts; index++) {
        starts[index] = starts[index + 1] ?? 0;
        ranks[index] = ranks[index + 1] ?? 0;
      }
      parts--;
      if (at + 1 < parts) ranks[at] = rankOf(starts[at] ?? 0, starts[at + 2] ?? 0);
      if (at > 0) ranks[at - 1] = rankOf(starts[at - 1] ?? 0, starts[at + 1] ?? 0);
    }
    let count = 0;
    for (let index = 0; index < parts; index++) count += weigh(starts[index] ?? 0, starts[index + 1] ?? 0);
    return count;
  }

  function countLong(word: Uint8Array): number {
    hashes = new Int32Array(word.length + 1);
    const starts = new Int32Array(word.length + 1);
    const parts = open(word, starts);
    const next = new Int32Array(parts + 1);
    const previous = new Int32Array(parts + 1);
    const ranks = new Int32Array(parts + 1).fill(NEVER);
    const heap = createHeap(parts * 3);
    const consider = (index: number): void => {
      const middle = next[index] ?? parts;
      const rank = middle < parts ? rankOf(starts[index] ?? 0, starts[next[middle] ?? parts] ?? 0) : NEVER;
      ranks[index] = rank;
      if (rank !== NEVER) heap.push(rank * POSITIONS + index);
    };
    for (let index = 0; index <= parts; index++) {
      next[index] = index + 1;
      previous[index] = index - 1;
    }
    for (let index = 0; index < parts; index++) consider(index);
    for (let key = heap.pop(); key >= 0; key = heap.pop()) {
      const index = key % POSITIONS;
      if (ranks[index] !== Math.floor(key / POSITIONS)) continue;
      const gone = next[index] ?? parts;
      const after = next[gone] ?? parts;
      ranks[gone] = NEVER;
      next[index] = after;
      previous[after] = index;
      consider(index);
      const before = previous[index] ?? -1;
      if (before >= 0) consider(before);
    }
    let count = 0;
    for (let index = 0; index < parts; index = next[index] ?? parts)
      count += weigh(starts[index] ?? 0, starts[next[index] ?? parts] ?? 0);
    return count;
  }

  return function countMerged(bytes, from, to) {
    let count = 0;
    // A word of millions of bytes is merged in blocks: the only place where the count is not exact.
    for (let start = from; start < to; start += POSITIONS) {
      const block = bytes.subarray(start, Math.min(to, start + POSITIONS));
      const word = isMissing.size === 0 ? block : block.filter((byte) => !isMissing.has(byte));
      count += word.length <= SHORT_WORD ? countShort(word) : countLong(word);
    }
    return count;
  };
}
