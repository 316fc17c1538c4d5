/** Merging for long words, such as a line of dashes or an encoded picture: a heap keeps the time from growing with the square. */
import { createHeap } from "./heap.ts";
import { NEVER, type Parts, type Word } from "./parts.ts";

/** A heap's key is the rank times this, plus the position: as many as still make an exact number of both. */
export const MAX_LONG_WORD = 2 ** 22;

/** The parts of one word, as a list in which each knows its neighbours. */
interface Chain {
  readonly starts: Int32Array;
  readonly next: Int32Array;
  readonly previous: Int32Array;
  /** Of each part and the one behind it together. */
  readonly ranks: Int32Array;
  readonly length: number;
}

function createChain(starts: Int32Array, length: number): Chain {
  const next = Int32Array.from(starts, (_, index) => index + 1);
  const previous = Int32Array.from(starts, (_, index) => index - 1);
  return { starts, next, previous, ranks: new Int32Array(length + 1).fill(NEVER), length };
}

export function createLongMerging({ open, rankOf, weigh }: Parts): (word: Word) => number {
  /** The rank of the pair that begins with this part. */
  function pairRank({ starts, next, length }: Chain, part: number): number {
    const second = next[part] ?? length;
    if (second >= length) return NEVER;
    return rankOf(starts[part] ?? 0, starts[next[second] ?? length] ?? 0);
  }

  function mergeAll(chain: Chain): void {
    const { next, previous, ranks, length } = chain;
    const heap = createHeap(length * 3);
    const consider = (part: number): void => {
      const rank = pairRank(chain, part);
      ranks[part] = rank;
      if (rank !== NEVER) heap.push(rank * MAX_LONG_WORD + part);
    };
    for (let part = 0; part < length; part++) consider(part);
    for (let key = heap.pop(); key >= 0; key = heap.pop()) {
      const part = key % MAX_LONG_WORD;
      // A pair whose parts have changed since has another rank by now.
      if (ranks[part] !== Math.floor(key / MAX_LONG_WORD)) continue;
      const gone = next[part] ?? length;
      const after = next[gone] ?? length;
      ranks[gone] = NEVER;
      next[part] = after;
      previous[after] = part;
      consider(part);
      const before = previous[part] ?? -1;
      if (before >= 0) consider(before);
    }
  }

  return function countLong(word) {
    const starts = new Int32Array(word.to - word.from + 1);
    const length = open(word, starts);
    const chain = createChain(starts, length);
    mergeAll(chain);
    let count = 0;
    for (let part = 0; part < length; part = chain.next[part] ?? length)
      count += weigh(starts[part] ?? 0, starts[chain.next[part] ?? length] ?? 0);
    return count;
  };
}
