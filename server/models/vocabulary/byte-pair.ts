/**
 * Byte-pair merging of one word, for its number of tokens only. The pair to merge next is the one whose joined bytes are
 * the token of the lowest rank; that this equals the order of the model's own list of merges is checked by the builder.
 */
import type { ByteText } from "./byte-text.ts";
import { characterEnd } from "./runs.ts";
import type { Find } from "./token-table.ts";

export type CountMerged = (text: ByteText, from: number, to: number) => number;

interface Options {
  readonly find: Find;
  readonly unit: "byte" | "character";
}

/** Above this, looking through all pairs for each merge costs more than a heap does. */
const SHORT_WORD = 64;
const LONGEST_UNIT = 4;
const NEVER = 0x7fffffff;
/** A heap's key is the rank times this, plus the position: as many as still make an exact number of both. */
const POSITIONS = 2 ** 22;

export function createByteMerging({ find, unit }: Options): CountMerged {
  const starts = new Int32Array(SHORT_WORD + 2);
  const ranks = new Int32Array(SHORT_WORD + 2);

  /** Writes where each part starts, and the end after the last; gives back how many there are. */
  function split(text: ByteText, word: { from: number; to: number }, into: Int32Array): number {
    let parts = 0;
    for (let at = word.from; at < word.to; parts++) {
      into[parts] = at;
      at = unit === "byte" ? at + 1 : characterEnd(text, at);
    }
    into[parts] = word.to;
    return parts;
  }

  function rankOf(text: ByteText, from: number, to: number): number {
    const key = find(text, from, to);
    return key < 0 ? NEVER : key;
  }

  /** A character that the vocabulary lacks is as many tokens as it has bytes; a byte that it lacks is dropped. */
  function weigh(text: ByteText, from: number, to: number): number {
    const size = to - from;
    if (size > LONGEST_UNIT || (unit === "byte" && size > 1) || find(text, from, to) >= 0) return 1;
    return unit === "byte" ? 0 : size;
  }

  function countShort(text: ByteText, from: number, to: number): number {
    let parts = split(text, { from, to }, starts);
    for (let index = 0; index + 1 < parts; index++)
      ranks[index] = rankOf(text, starts[index] ?? 0, starts[index + 2] ?? 0);
    for (;;) {
      let best = NEVER;
      let at = -1;
      for (let index = 0; index + 1 < parts; index++) {
        if ((ranks[index] ?? 0) < best) {
          best = ranks[index] ?? 0;
          at = index;
        }
      }
      if (at < 0) break;
      starts.copyWithin(at + 1, at + 2, parts + 1);
      ranks.copyWithin(at + 1, at + 2, parts);
      parts--;
      if (at + 1 < parts) ranks[at] = rankOf(text, starts[at] ?? 0, starts[at + 2] ?? 0);
      if (at > 0) ranks[at - 1] = rankOf(text, starts[at - 1] ?? 0, starts[at + 1] ?? 0);
    }
    let count = 0;
    for (let index = 0; index < parts; index++)
      count += weigh(text, starts[index] ?? 0, starts[index + 1] ?? 0);
    return count;
  }

  function countLong(text: ByteText, from: number, to: number): number {
    const length = to - from;
    const bounds = new Int32Array(length + 1);
    const parts = split(text, { from, to }, bounds);
    const next = new Int32Array(parts + 1);
    const previous = new Int32Array(parts + 1);
    for (let index = 0; index <= parts; index++) {
      next[index] = index + 1;
      previous[index] = index - 1;
    }
    const pairRanks = new Int32Array(parts + 1).fill(NEVER);
    const heap = createHeap(parts * 3);
    const consider = (index: number): void => {
      const middle = next[index] ?? parts;
      const end = middle < parts ? (next[middle] ?? parts) : parts + 1;
      const rank = end > parts ? NEVER : rankOf(text, bounds[index] ?? 0, bounds[end] ?? 0);
      pairRanks[index] = rank;
      if (rank !== NEVER) heap.push(rank * POSITIONS + index);
    };
    for (let index = 0; index < parts; index++) consider(index);
    for (let key = heap.pop(); key >= 0; key = heap.pop()) {
      const index = key % POSITIONS;
      if (pairRanks[index] !== Math.floor(key / POSITIONS)) continue;
      const gone = next[index] ?? parts;
      const after = next[gone] ?? parts;
      pairRanks[gone] = NEVER;
      next[index] = after;
      previous[after] = index;
      consider(index);
      const before = previous[index] ?? -1;
      if (before >= 0) consider(before);
    }
    let count = 0;
    for (let index = 0; index < parts; index = next[index] ?? parts)
      count += weigh(text, bounds[index] ?? 0, bounds[next[index] ?? parts] ?? 0);
    return count;
  }

  return (text, from, to) =>
    to - from <= SHORT_WORD ? countShort(text, from, to) : countLong(text, from, to);
}

interface Heap {
  push(key: number): void;
  /** The smallest key, or -1. */
  pop(): number;
}

function createHeap(capacity: number): Heap {
  const keys = new Float64Array(capacity + 1);
  let size = 0;
  return {
    push(key) {
      let at = size++;
      while (at > 0) {
        const parent = (at - 1) >> 1;
        const above = keys[parent] ?? 0;
        if (above <= key) break;
        keys[at] = above;
        at = parent;
      }
      keys[at] = key;
    },
    pop() {
      if (size === 0) return -1;
      const top = keys[0] ?? 0;
      const key = keys[--size] ?? 0;
      let at = 0;
      for (let child = 1; child < size; child = at * 2 + 1) {
        if (child + 1 < size && (keys[child + 1] ?? 0) < (keys[child] ?? 0)) child++;
        if ((keys[child] ?? 0) >= key) break;
        keys[at] = keys[child] ?? 0;
        at = child;
      }
      keys[at] = key;
      return top;
    },
  };
}
