/** Several layers become one segment, without what has been superseded. The same files make the same segment in any order of edits. */
import { DeclarationBuilder } from "./declaration-builder.ts";
import type { LaidDown } from "./layer.ts";
import { declarationsOf, importNamesOf } from "./read-segment.ts";
import type { ChunkTable, Segment, WordTable } from "./segment.ts";
import type { Work } from "./turn.ts";

const GONE = 0xff_ff_ff_ff;
const WORDS_A_STEP = 512;

/** The units follow each other layer by layer, as before. */
export function* merge(layers: readonly LaidDown[]): Work<Segment> {
  const declarations = new DeclarationBuilder();
  for (const { segment, alive } of layers) {
    for (let unit = 0; unit < alive.length; unit++) {
      if (!alive[unit]) continue;
      declarations.add(declarationsOf(segment, unit), importNamesOf(segment, unit));
      yield;
    }
  }
  const { units, ...tables } = yield* declarations.build();
  const { lines, firstChunk, chunks, numbers } = mergeChunks(layers);
  yield;
  const words = yield* mergeWords(layers, numbers);
  return { units: { lines, chunks: firstChunk, ...units }, chunks, words, ...tables };
}

/** `numbers`: for each layer, what becomes of its chunks' numbers. */
function mergeChunks(layers: readonly LaidDown[]) {
  const living = layers.flatMap(({ segment, alive }) =>
    Array.from(alive.keys())
      .filter((unit) => alive[unit])
      .map((unit) => ({ segment, unit })),
  );
  const firstChunk = new Uint32Array(living.length + 1);
  for (const [at, { segment, unit }] of living.entries()) {
    const { chunks } = segment.units;
    firstChunk[at + 1] = (firstChunk[at] ?? 0) + (chunks[unit + 1] ?? 0) - (chunks[unit] ?? 0);
  }
  const count = firstChunk.at(-1) ?? 0;
  const chunks: ChunkTable = { unit: new Uint32Array(count), line: new Uint32Array(count) };
  const numbers = new Map(layers.map(({ segment }) => [segment, goneNumbers(segment)]));
  for (const [at, { segment, unit }] of living.entries()) {
    const [first = 0, end = 0] = segment.units.chunks.subarray(unit, unit + 2);
    const to = firstChunk[at] ?? 0;
    chunks.line.set(segment.chunks.line.subarray(first, end), to);
    chunks.unit.fill(at, to, to + end - first);
    for (let chunk = first; chunk < end; chunk++)
      numbers.get(segment)?.fill(to + chunk - first, chunk, chunk + 1);
  }
  const lines = Uint32Array.from(living, ({ segment, unit }) => segment.units.lines[unit] ?? 0);
  return {
    lines,
    firstChunk,
    chunks,
    numbers: layers.map(({ segment }) => numbers.get(segment) ?? goneNumbers(segment)),
  };
}

function goneNumbers({ chunks }: Segment): Uint32Array {
  return new Uint32Array(chunks.line.length).fill(GONE);
}

interface Reader {
  readonly words: WordTable;
  readonly numbers: Uint32Array;
  at: number;
}

function* mergeWords(layers: readonly LaidDown[], numbers: readonly Uint32Array[]): Work<WordTable> {
  const readers: Reader[] = layers.map(({ segment }, layer) => ({
    words: segment.words,
    numbers: numbers[layer] ?? new Uint32Array(),
    at: 0,
  }));
  const size = sizeOf(readers);
  const to = {
    hash: new Uint32Array(size.words),
    start: new Uint32Array(size.words + 1),
    chunk: new Uint16Array(size.postings),
    impact: new Uint8Array(size.postings),
  };
  let words = 0;
  let posting = 0;
  for (let hash = least(readers); hash !== undefined; hash = least(readers)) {
    const before = posting;
    for (const reader of readers) {
      if (reader.words.hash[reader.at] !== hash) continue;
      posting = copyPostings(reader, to, posting);
      reader.at++;
    }
    if (posting === before) continue;
    to.hash[words++] = hash;
    to.start[words] = posting;
    if (words % WORDS_A_STEP === 0) yield;
  }
  return { ...to, hash: to.hash.slice(0, words), start: to.start.slice(0, words + 1) };
}

function sizeOf(readers: readonly Reader[]) {
  let words = 0;
  let postings = 0;
  for (const { words: table, numbers } of readers) {
    words += table.hash.length;
    for (const chunk of table.chunk) if (numbers[chunk] !== GONE) postings++;
  }
  return { words, postings };
}

function least(readers: readonly Reader[]): number | undefined {
  let least: number | undefined;
  for (const { words, at } of readers) {
    const hash = words.hash[at];
    if (hash !== undefined && (least === undefined || hash < least)) least = hash;
  }
  return least;
}

/** Answers where the next one goes. */
function copyPostings({ words, numbers, at }: Reader, to: WordTable, from: number): number {
  let posting = from;
  const end = words.start[at + 1] ?? 0;
  for (let here = words.start[at] ?? 0; here < end; here++) {
    const chunk = numbers[words.chunk[here] ?? 0] ?? GONE;
    if (chunk === GONE) continue;
    to.chunk[posting] = chunk;
    to.impact[posting++] = words.impact[here] ?? 0;
  }
  return posting;
}
