/** The parts that a word is merged from: where they start, and the rank of what any neighbours would make together. */
import { MAX_TOKEN_LENGTH } from "./compact.ts";
import { createSpan, HASH_BASE, type TokenTable } from "./token-table.ts";

export interface Word {
  readonly bytes: Uint8Array;
  readonly from: number;
  readonly to: number;
}

export interface Parts {
  /** Takes over a word and writes where its first parts start, and where the last ends; gives back how many there are. */
  readonly open: (word: Word, starts: Int32Array) => number;
  /** The order in which the token with these bytes of the word is made; `NEVER` when there is none. */
  readonly rankOf: (from: number, to: number) => number;
  /** How many tokens a part is that nothing more can be merged with. */
  readonly weigh: (from: number, to: number) => number;
}

export const NEVER = 0x7fffffff;
const USUAL_LENGTH = 64;

function powersOfBase(): Int32Array {
  const powers = new Int32Array(MAX_TOKEN_LENGTH + 1).fill(1);
  for (let index = 1; index < powers.length; index++)
    powers[index] = Math.imul(powers[index - 1] ?? 0, HASH_BASE);
  return powers;
}

export function createParts(
  { findMerged }: Pick<TokenTable, "findMerged">,
  unit: "byte" | "character",
): Parts {
  const span = createSpan();
  const powers = powersOfBase();
  const usualHashes = new Int32Array(USUAL_LENGTH + 1);
  /** `hashes[i]` covers the word's first `i` bytes, which begin at `origin`. */
  let hashes = usualHashes;
  let origin = 0;

  function rankOf(from: number, to: number): number {
    const length = to - from;
    if (length > MAX_TOKEN_LENGTH) return NEVER;
    const before = Math.imul(hashes[from - origin] ?? 0, powers[length] ?? 0);
    span.from = from;
    span.to = to;
    span.hash = ((hashes[to - origin] ?? 0) - before) | 0;
    const key = findMerged(span);
    return key < 0 ? NEVER : key;
  }

  return {
    open({ bytes, from, to }, starts) {
      const length = to - from;
      hashes = length <= USUAL_LENGTH ? usualHashes : new Int32Array(length + 1);
      origin = from;
      span.bytes = bytes;
      let hash = 0;
      let seen = 0;
      let parts = 0;
      for (let at = from; at < to; at++) {
        const byte = bytes[at] ?? 0;
        seen |= byte;
        if (unit === "byte" || (byte & 0xc0) !== 0x80) starts[parts++] = at;
        hash = (Math.imul(hash, HASH_BASE) + byte) | 0;
        hashes[at - from + 1] = hash;
      }
      span.isAscii = seen < 128;
      starts[parts] = to;
      return parts;
    },
    rankOf,
    // A character that the vocabulary lacks is as many tokens as it has bytes.
    weigh: (from, to) => (unit === "byte" || rankOf(from, to) !== NEVER ? 1 : to - from),
  };
}
