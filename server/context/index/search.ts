/**
 * BM25 over layers. The share of each word in each chunk was computed when it was indexed; here they are weighed by how
 * rare the word is in all that is alive now, so that the answer does not hang on how the index came about.
 */
import { inOrder } from "./in-order.ts";
import type { Layer } from "./layer.ts";
import { postingsOf } from "./read-segment.ts";
import type { Segment, WordTable } from "./segment.ts";
import type { Hit, IndexedFile, Search, Term } from "./workspace-index.ts";
import { hashOfWord } from "./words.ts";

/** A word that more chunks have tells no chunk from another. */
const MAX_SHARE = 0.1;
/** In a small workspace, a tenth is nothing. */
const ALWAYS_RARE = 20;
/** Scores are summed up as whole numbers: the same in any order, and in half the time. No sum is larger. */
const MOST = 2 ** 30;
const FULL_IMPACT = 255;

export class Searcher {
  /** Kept between searches; all zero. */
  #scores = new Int32Array();
  #touched = new Uint32Array();

  search(layers: readonly Layer[], { terms, limit, without, among = () => true }: Search): readonly Hit[] {
    const total = layers.reduce((sum, { chunks }) => sum + chunks, 0);
    if (this.#scores.length < total) {
      this.#scores = new Int32Array(Math.ceil(total * 1.2));
      // One more, in which what was touched before is written and not counted.
      this.#touched = new Uint32Array(this.#scores.length + 1);
    }
    const words = wordsIn(layers, terms);
    const scale = MOST / FULL_IMPACT / words.reduce((sum, { weight }) => sum + weight, 0);
    const best = new Best(limit);
    for (const [at, layer] of layers.entries()) {
      let touched = 0;
      for (const { weight, places } of words) {
        const unit = Math.max(1, Math.floor(weight * scale));
        touched = this.#add(layer.segment.words, { ...(places[at] ?? NOWHERE), unit }, touched);
      }
      this.#collect(layer, { touched, best, isWanted: (file) => file !== without && among(file) });
    }
    return best.hits(scale * FULL_IMPACT);
  }

  /** Answers how many chunks have a score now. Nothing in it hangs on what is touched: a guess would go wrong every other time. */
  #add({ chunk, impact }: WordTable, { start, end, unit }: Place & { unit: number }, before: number): number {
    // As constants: fields would be looked up for each posting, and there are tens of thousands.
    const [scores, touched] = [this.#scores, this.#touched];
    let count = before;
    for (let posting = start; posting < end; posting++) {
      const of = chunk[posting] ?? 0;
      const score = scores[of] ?? 0;
      touched[count] = of;
      // One for what has no score yet.
      count += (score - 1) >>> 31;
      scores[of] = score + Math.imul(unit, impact[posting] ?? 0);
    }
    return count;
  }

  #collect(layer: Layer, { touched, best, isWanted }: Scored): void {
    const [scores, chunks] = [this.#scores, this.#touched];
    const { unit } = layer.segment.chunks;
    let { least } = best;
    for (let at = 0; at < touched; at++) {
      const chunk = chunks[at] ?? 0;
      const score = scores[chunk] ?? 0;
      scores[chunk] = 0;
      if (score < least) continue;
      const its = unit[chunk] ?? 0;
      const file = layer.alive[its] ? layer.files[its] : undefined;
      if (!file || !isWanted(file)) continue;
      best.add(layer, chunk, score);
      least = best.least;
    }
  }
}

interface Scored {
  readonly touched: number;
  readonly best: Best;
  readonly isWanted: (file: IndexedFile) => boolean;
}

/** Where the postings of a word are. */
interface Place {
  readonly start: number;
  readonly end: number;
}

const NOWHERE: Place = { start: 0, end: 0 };

interface Word {
  readonly weight: number;
  /** In each layer. */
  readonly places: readonly Place[];
}

/** Each word once, if it tells anything. */
function wordsIn(layers: readonly Layer[], terms: readonly Term[]): readonly Word[] {
  const alive = layers.reduce((sum, { livingChunks }) => sum + livingChunks, 0);
  const weights = new Map<number, number>();
  for (const { text, weight } of terms) {
    const hash = hashOfWord(text);
    if (hash !== undefined) weights.set(hash, (weights.get(hash) ?? 0) + weight);
  }
  return Array.from(weights, ([hash, weight]) => {
    const places = layers.map(({ segment }) => placeOf(segment, hash));
    return { weight: weight * rarityOf(layers, places, alive), places };
  }).filter(({ weight }) => weight > 0);
}

function placeOf(segment: Segment, hash: number): Place {
  const [start, end] = postingsOf(segment, hash);
  return { start, end };
}

function rarityOf(layers: readonly Layer[], places: readonly Place[], alive: number): number {
  const having = layers.reduce((sum, layer, at) => sum + livingPostings(layer, places[at] ?? NOWHERE), 0);
  if (having === 0 || having > Math.max(alive * MAX_SHARE, ALWAYS_RARE)) return 0;
  return Math.log(1 + (alive - having + 0.5) / (having + 0.5));
}

function livingPostings({ segment, alive, deadChunks }: Layer, { start, end }: Place): number {
  if (deadChunks === 0) return end - start;
  let living = 0;
  for (let posting = start; posting < end; posting++) {
    living += alive[segment.chunks.unit[segment.words.chunk[posting] ?? 0] ?? 0] ?? 0;
  }
  return living;
}

/** The best so far, as numbers; what they are of is written out in the end. */
class Best {
  /** The best scores, ascending. */
  readonly #scores: Int32Array;
  readonly #found: { readonly layer: Layer; readonly chunk: number; readonly score: number }[] = [];

  constructor(limit: number) {
    this.#scores = new Int32Array(limit);
  }

  /** What a score must have to be taken. */
  get least(): number {
    return this.#scores[0] ?? MOST;
  }

  add(layer: Layer, chunk: number, score: number): void {
    const scores = this.#scores;
    let place = 0;
    for (; (scores[place + 1] ?? MOST) < score; place++) scores[place] = scores[place + 1] ?? 0;
    scores[place] = score;
    this.#found.push({ layer, chunk, score });
  }

  /** `one`: how much of a sum is a score of one. Equal ones stand in the order of their paths and lines. */
  hits(one: number): readonly Hit[] {
    return this.#found
      .filter(({ score }) => score >= this.least)
      .flatMap(({ layer, chunk, score }) => hitOf(layer, chunk, score / one) ?? [])
      .toSorted((a, b) => b.score - a.score || inOrder(a.file, b.file) || a.startLine - b.startLine)
      .slice(0, this.#scores.length);
  }
}

function hitOf({ segment, files }: Layer, chunk: number, score: number): Hit | undefined {
  const unit = segment.chunks.unit[chunk] ?? 0;
  const file = files[unit];
  if (!file) return undefined;
  const isLast = chunk + 1 === segment.units.chunks[unit + 1];
  const endLine = (isLast ? segment.units.lines[unit] : segment.chunks.line[chunk + 1]) ?? 0;
  return { file, startLine: segment.chunks.line[chunk] ?? 0, endLine, score };
}
