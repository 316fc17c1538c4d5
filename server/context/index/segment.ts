/**
 * A segment: the index of some files as flat arrays of numbers, made at once and never changed. A file in it is a unit;
 * its chunks, declarations and imports lie next to each other. What became of a unit later is not known here.
 */

/** Of one segment: their numbers make up most of it, and fit in 16 bits. */
export const MAX_CHUNKS = 1 << 16;

export interface Segment {
  readonly units: UnitTable;
  readonly chunks: ChunkTable;
  readonly words: WordTable;
  readonly names: NameTable;
  readonly declarations: DeclarationTable;
  readonly imports: ImportTable;
}

/** Where what belongs to a unit begins; one entry more than there are units. */
export interface UnitTable {
  readonly lines: Uint32Array;
  readonly chunks: Uint32Array;
  readonly declarations: Uint32Array;
  readonly imports: Uint32Array;
}

export interface ChunkTable {
  readonly unit: Uint32Array;
  /** Its first line; it ends where the next one of its unit begins. */
  readonly line: Uint32Array;
}

/** The inverted index: word → the chunks that it is in, with how much it counts there, of 255. */
export interface WordTable {
  /** Ascending. */
  readonly hash: Uint32Array;
  /** Where its postings begin; one entry more than there are words. */
  readonly start: Uint32Array;
  readonly chunk: Uint16Array;
  readonly impact: Uint8Array;
}

/** Names of declarations and imports, each once, by ascending hash. */
export interface NameTable {
  readonly hash: Uint32Array;
  /** Where its letters begin, in UTF-8; one entry more than there are names. */
  readonly start: Uint32Array;
  readonly letters: Buffer;
}

export interface DeclarationTable {
  readonly name: Uint32Array;
  readonly container: Uint32Array;
  readonly kind: Uint8Array;
  readonly line: Uint32Array;
  /** From its line on. */
  readonly signatureLines: Uint8Array;
  readonly lines: Uint32Array;
  /** All declarations, by their names. */
  readonly byName: Uint32Array;
}

export interface ImportTable {
  readonly name: Uint32Array;
  /** Hashes of the parts of what is imported, ascending, and the units that import something with such a part. */
  readonly part: Uint32Array;
  readonly partUnit: Uint32Array;
}

/** The first of what has this hash; the length of the table when there is none. */
export function firstWith(hashes: Uint32Array, hash: number): number {
  let low = 0;
  let high = hashes.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((hashes[middle] ?? 0) < hash) low = middle + 1;
    else high = middle;
  }
  return hashes[low] === hash ? low : hashes.length;
}

export function nameAt({ letters, start }: NameTable, name: number): string {
  return letters.toString("utf8", start[name] ?? 0, start[name + 1] ?? 0);
}
