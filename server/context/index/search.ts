/**
 * BM25 over layers. The share of each word in each chunk was computed when it was indexed; here they are weighed by how
 * rare the word is in all that is alive now, so that the answer does not hang on how the index came about.
 */
import { inOrder } from "./in-order.ts";
import type { Layer } from "./layer.ts";
import { postingsOf } from "./read-segment.ts";
import type { Hit, IndexedFile, Search, Term } from "./workspace-index.ts";
import { hashOfWord } from "./words.ts";

/** A word that more chunks have tells no chunk from another. */
const MAX_SHARE = 0.1;
/** In a small workspace, a tenth is nothing. */
const ALWAYS_RARE = 20;

export class Searcher {
  /** Kept between searches; all zero. */
  #scores = new Float32Array();
  #touched = new Uint32Array();

  search(layers: readonly Layer[], { terms, limit, without, among = () => true }: Search): readonly Hit[] {
    const total = layers.reduce((sum, { chunks }) => sum + chunks, 0);
    if (this.#scores.length < total) {
      this.#scores = new Float32Array(Math.ceil(total * 1.2));
      this.#touched = new Uint32Array(this.#scores.length);
    }
    const alive = layers.reduce((sum, { chunks, deadChunks }) => sum + chunks - deadChunks, 0);
    const best = new Best(limit);
    const words = wordsOf(terms);
    const rarity = words.map(({ hash }) => rarityOf(layers, hash, alive));
    for (const layer of layers) {
      const touched = this.#score(
        layer,
        words.map(({ hash, weight }, at) => ({ hash, weight: weight * (rarity[at] ?? 0) })),
      );
      this.#collect(layer, { touched, best, isWanted: (file) => file !== without && among(file) });
    }
    return best.hits();
  }

  /** Answers how many chunks have a score now. */
  #score({ segment }: Layer, words: readonly Word[]): number {
    // As constants: fields would be looked up for each posting, and there are tens of thousands.
    const [scores, touched] = [this.#scores, this.#touched];
    const { chunk, impact } = segment.words;
    let count = 0;
    for (const { hash, weight } of words) {
      if (weight === 0) continue;
      const [start, end] = postingsOf(segment, hash);
      const unit = weight / 255;
      for (let posting = start; posting < end; posting++) {
        const of = chunk[posting] ?? 0;
        const score = scores[of] ?? 0;
        if (score === 0) touched[count++] = of;
        scores[of] = score + unit * (impact[posting] ?? 0);
      }
    }
    return count;
  }

  #collect(layer: Layer, { touched, best, isWanted }: Scored): void {
    const [scores, chunks] = [this.#scores, this.#touched];
    const { unit } = layer.segment.chunks;
    for (let at = 0; at < touched; at++) {
      const chunk = chunks[at] ?? 0;
      const score = scores[chunk] ?? 0;
      scores[chunk] = 0;
      if (score < best.least) continue;
      const its = unit[chunk] ?? 0;
      const file = layer.alive[its] ? layer.files[its] : undefined;
      if (file && isWanted(file)) best.add(layer, chunk, score);
    }
  }
}

interface Scored {
  readonly touched: number;
  readonly best: Best;
  readonly isWanted: (file: IndexedFile) => boolean;
}

interface Word {
  readonly hash: number;
  readonly weight: number;
}

/** Each word once, and by its hash, so that sums come out the same whatever the order of the terms. */
function wordsOf(terms: readonly Term[]): readonly Word[] {
  const weights = new Map<number, number>();
  for (const { text, weight } of terms) {
    const hash = hashOfWord(text);
    if (hash !== undefined) weights.set(hash, (weights.get(hash) ?? 0) + weight);
  }
  return [...weights].map(([hash, weight]) => ({ hash, weight })).toSorted((a, b) => a.hash - b.hash);
}

function rarityOf(layers: readonly Layer[], hash: number, alive: number): number {
  const having = layers.reduce((sum, layer) => sum + livingPostings(layer, hash), 0);
  if (having === 0 || having > Math.max(alive * MAX_SHARE, ALWAYS_RARE)) return 0;
  return Math.log(1 + (alive - having + 0.5) / (having + 0.5));
}

function livingPostings({ segment, alive, deadChunks }: Layer, hash: number): number {
  const [start, end] = postingsOf(segment, hash);
  if (deadChunks === 0) return end - start;
  let living = 0;
  for (let posting = start; posting < end; posting++) {
    living += alive[segment.chunks.unit[segment.words.chunk[posting] ?? 0] ?? 0] ?? 0;
  }
  return living;
}

/** The best so far. Equal ones stand in the order of their paths and lines. */
class Best {
  /** What a score must have to be taken. */
  least = 0;
  readonly #limit: number;
  #hits: Hit[] = [];

  constructor(limit: number) {
    this.#limit = limit;
  }

  add({ segment, files }: Layer, chunk: number, score: number): void {
    const unit = segment.chunks.unit[chunk] ?? 0;
    const file = files[unit];
    if (!file) return;
    const isLast = chunk + 1 === segment.units.chunks[unit + 1];
    const endLine = (isLast ? segment.units.lines[unit] : segment.chunks.line[chunk + 1]) ?? 0;
    const hit = { file, startLine: segment.chunks.line[chunk] ?? 0, endLine, score };
    const place = this.#hits.findIndex((other) => before(hit, other));
    if (place < 0) this.#hits.push(hit);
    else this.#hits.splice(place, 0, hit);
    if (this.#hits.length > this.#limit) this.#hits.pop();
    if (this.#hits.length === this.#limit) this.least = this.#hits.at(-1)?.score ?? 0;
  }

  hits(): readonly Hit[] {
    return this.#hits;
  }
}

function before(a: Hit, b: Hit): boolean {
  if (a.score !== b.score) return a.score > b.score;
  if (a.file !== b.file) return inOrder(a.file, b.file) < 0;
  return a.startLine < b.startLine;
}
