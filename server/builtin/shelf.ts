/**
 * The tokens of one file or of many, one behind the other, with chains that lead from a place to the one before it that
 * has the same last tokens, as in LZ77. Knows neither files nor words.
 */

/** How many tokens before a place must be the same for the place to be found. */
export const ORDER = 3;

export interface Shelf {
  readonly languageId: string;
  readonly tokens: Int32Array;
  /** For each place the nearest earlier one with the same hash, or -1. */
  readonly chain: Int32Array;
  readonly heads: Int32Array;
  length: number;
  /** How many of the tokens are erased. */
  erased: number;
}

const ERASED = -1;

/** A part of a shelf: one file's. */
export interface Extent {
  readonly shelf: Shelf;
  readonly start: number;
  readonly end: number;
}

export function newShelf(languageId: string, capacity: number): Shelf {
  const size = 1 << Math.ceil(Math.log2(Math.max(capacity, 64)));
  return {
    languageId,
    tokens: new Int32Array(size),
    chain: new Int32Array(size),
    heads: new Int32Array(size).fill(-1),
    length: 0,
    erased: 0,
  };
}

function hash(a: number, b: number, c: number): number {
  let mixed = Math.imul(a, 0x9e3779b1) ^ Math.imul(b, 0x85ebca6b) ^ Math.imul(c, 0xc2b2ae35);
  mixed ^= mixed >>> 15;
  return Math.imul(mixed, 0x2c1b3c6d) >>> 7;
}

function link(shelf: Shelf, start: number): void {
  const { tokens, chain, heads, length } = shelf;
  const mask = heads.length - 1;
  for (let at = start; at < length; at++) {
    if (at < start + ORDER) {
      chain[at] = -1;
      continue;
    }
    const slot = hash(tokens[at - 3] ?? 0, tokens[at - 2] ?? 0, tokens[at - 1] ?? 0) & mask;
    chain[at] = heads[slot] ?? -1;
    heads[slot] = at;
  }
}

/** Puts a file's tokens behind the last; there must be room. Answers where they begin. */
export function append(shelf: Shelf, tokens: readonly number[]): number {
  const start = shelf.length;
  shelf.tokens.set(tokens, start);
  shelf.length += tokens.length;
  link(shelf, start);
  return start;
}

export function roomFor(shelf: Shelf, tokens: readonly number[]): boolean {
  return shelf.length + tokens.length <= shelf.tokens.length;
}

export function erase({ shelf, start, end }: Extent): void {
  shelf.tokens.fill(ERASED, start, end);
  shelf.erased += end - start;
}

/** The places behind these tokens, the latest first; at most `limit` are looked at. */
export function placesAfter(shelf: Shelf, last: readonly [number, number, number], limit: number): number[] {
  const { tokens, chain, heads } = shelf;
  const [a, b, c] = last;
  const places: number[] = [];
  let at = heads[hash(a, b, c) & (heads.length - 1)] ?? -1;
  for (let looked = 0; at >= 0 && looked < limit; looked++) {
    if (tokens[at - 1] === c && tokens[at - 2] === b && tokens[at - 3] === a) places.push(at);
    at = chain[at] ?? -1;
  }
  return places;
}
