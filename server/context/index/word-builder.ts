/**
 * Gathers the words of chunks, and turns them into an inverted index at the end. How much a word counts in a chunk is
 * BM25's share of that chunk alone, so that it never changes; how rare the word is, the search finds out.
 */
import { bytes, integers } from "./growable.ts";
import type { WordTable } from "./segment.ts";
import type { Work } from "./turn.ts";
import { EMPTY_WORDS, hashesOf, hashWords, type Span, type Words } from "./words.ts";

/** Of BM25: how soon a word that comes again counts no more, and how much a long chunk is held against it. */
const K = 1.2;
const B = 0.6;
/** A chunk as long as most are. A constant, and not the average of now, which every edit would shift. */
const USUAL_WORDS = 160;

const MAX_COUNT = 255;
const CHUNKS_A_STEP = 1024;

/** A slot of the table of words: these four lie together, since all are needed at once. */
const SLOT = 4;
const HASH = 0;
/** The word's number plus one; zero in an empty slot. */
const NUMBER = 1;
/** The last chunk that it was in, and its entry there. */
const CHUNK = 2;
const ENTRY = 3;
const FIRST_SLOTS = 1 << 12;

const EMPTY = EMPTY_WORDS.flatMap(hashesOf);

export class WordBuilder {
  /** Open addressing, by hash. */
  #slots = new Uint32Array(FIRST_SLOTS * SLOT);
  #mask = FIRST_SLOTS - 1;
  readonly #hash = integers();
  readonly #firstEntry = integers();
  readonly #entryWord = integers();
  readonly #entryCount = bytes();
  readonly #length = integers();
  readonly #found: { hashes: Uint32Array; count: number } = { hashes: new Uint32Array(4096), count: 0 };
  readonly #empty: number;

  constructor() {
    for (const hash of EMPTY) this.#slotOf(hash);
    this.#empty = this.#hash.length;
  }

  add(chunk: Span): void {
    const { hashes, count } = this.#wordsOf(chunk);
    const number = this.#length.length + 1;
    let length = 0;
    this.#firstEntry.push(this.#entryWord.length);
    for (let at = 0; at < count; at++) {
      const slot = this.#slotOf(hashes[at] ?? 0);
      const word = (this.#slots[slot + NUMBER] ?? 0) - 1;
      if (word < this.#empty) continue;
      length++;
      if (this.#slots[slot + CHUNK] === number) {
        this.#countAgain(this.#slots[slot + ENTRY] ?? 0);
        continue;
      }
      this.#slots[slot + CHUNK] = number;
      this.#slots[slot + ENTRY] = this.#entryWord.length;
      this.#entryWord.push(word);
      this.#entryCount.push(1);
    }
    this.#length.push(length);
  }

  #wordsOf(chunk: Span): Words {
    const room = chunk.end - chunk.start + 1;
    if (this.#found.hashes.length < room) this.#found.hashes = new Uint32Array(room * 2);
    hashWords(chunk, this.#found);
    return this.#found;
  }

  #countAgain(entry: number): void {
    const count = this.#entryCount.values[entry] ?? 0;
    if (count < MAX_COUNT) this.#entryCount.values[entry] = count + 1;
  }

  #slotOf(hash: number): number {
    let slot = (hash & this.#mask) * SLOT;
    while (this.#slots[slot + NUMBER] !== 0) {
      if (this.#slots[slot + HASH] === hash) return slot;
      slot = (slot + SLOT) & (this.#slots.length - 1);
    }
    this.#hash.push(hash);
    this.#slots[slot + HASH] = hash;
    this.#slots[slot + NUMBER] = this.#hash.length;
    if (this.#hash.length * 2 <= this.#mask) return slot;
    this.#growSlots();
    return this.#slotOf(hash);
  }

  #growSlots(): void {
    const before = this.#slots;
    this.#slots = new Uint32Array(before.length * 2);
    this.#mask = this.#slots.length / SLOT - 1;
    for (let from = 0; from < before.length; from += SLOT) {
      if (before[from + NUMBER] === 0) continue;
      let slot = ((before[from + HASH] ?? 0) & this.#mask) * SLOT;
      while (this.#slots[slot + NUMBER] !== 0) slot = (slot + SLOT) & (this.#slots.length - 1);
      this.#slots.set(before.subarray(from, from + SLOT), slot);
    }
  }

  *build(): Work<WordTable> {
    const { hash, rank } = this.#byHash();
    yield;
    const entries = this.#entryWord.length;
    const start = this.#starts(hash.length, rank);
    yield;
    const chunk = new Uint16Array(entries);
    const impact = new Uint8Array(entries);
    const next = start.slice();
    this.#firstEntry.push(entries);
    for (let of = 0; of < this.#length.length; of++) {
      if (of % CHUNKS_A_STEP === 0) yield;
      const end = this.#firstEntry.values[of + 1] ?? 0;
      const length = this.#length.values[of] ?? 0;
      for (let entry = this.#firstEntry.values[of] ?? 0; entry < end; entry++) {
        const word = rank[this.#entryWord.values[entry] ?? 0] ?? 0;
        const to = next[word] ?? 0;
        next[word] = to + 1;
        chunk[to] = of;
        impact[to] = impactOf(this.#entryCount.values[entry] ?? 0, length);
      }
    }
    return { hash, start, chunk, impact };
  }

  /** Where the postings of each word begin. */
  #starts(words: number, rank: Uint32Array): Uint32Array {
    const start = new Uint32Array(words + 1);
    for (const word of this.#entryWord.values.subarray(0, this.#entryWord.length)) {
      const at = (rank[word] ?? 0) + 1;
      start[at] = (start[at] ?? 0) + 1;
    }
    for (let at = 1; at <= words; at++) start[at] = (start[at] ?? 0) + (start[at - 1] ?? 0);
    return start;
  }

  /** The words that are in a chunk, by ascending hash, and the place of each word in that order. */
  #byHash(): { hash: Uint32Array; rank: Uint32Array } {
    const used: number[] = [];
    for (let word = this.#empty; word < this.#hash.length; word++) used.push(word);
    const keys = Float64Array.from(
      used,
      (word) => (this.#hash.values[word] ?? 0) * 2 ** 21 + word,
    ).toSorted();
    const hash = new Uint32Array(keys.length);
    const rank = new Uint32Array(this.#hash.length);
    for (const [at, key] of keys.entries()) {
      hash[at] = Math.floor(key / 2 ** 21);
      rank[key % 2 ** 21] = at;
    }
    return { hash, rank };
  }
}

function impactOf(count: number, length: number): number {
  const share = count / (count + K * (1 - B + (B * length) / USUAL_WORDS));
  return Math.max(1, Math.round(share * 255));
}
