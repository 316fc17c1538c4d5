/**
 * Fits pieces of files into a budget by what each is worth per token: its own value, and what it tells that has not been
 * told yet. Pieces of one file that lie close together become one snippet when the lines between them cost no more than
 * naming the file again.
 */
import type { Snippet } from "../completion/ports.ts";

export interface Piece {
  readonly path: string;
  /** By their numbers; of the whole file, or as many as are near the piece. */
  readonly lines: Readonly<Record<number, string>>;
  readonly start: number;
  /** The last line of it. */
  readonly end: number;
  /** What it is worth to see just this, 0 to 1. */
  readonly value: number;
  /** The names in it. */
  readonly tells: readonly string[];
  readonly source: string;
}

export interface PackedSnippet extends Snippet {
  /** Lines count from 0; both ends belong to it. */
  readonly startLine: number;
  readonly endLine: number;
  readonly tokens: number;
}

export interface Packed {
  readonly snippets: readonly PackedSnippet[];
  readonly tokens: number;
  readonly leftOut: readonly Piece[];
}

export interface Packing {
  readonly budget: number;
  readonly count: (text: string) => number;
  /** What it is worth to see a name anywhere, 0 to 1. */
  readonly worthOf: (name: string) => number;
}

/** What stands around a snippet in a prompt besides its path. */
const MARKER_TOKENS = 3;
/** To see a name declared is worth so much more than to see it used. */
const DECLARED = 0.5;
/** Close enough to weigh by: only what is taken is counted. */
const CHARS_PER_TOKEN = 3.6;
const PRICE_EXPONENT = 0.7;
const MAX_BRIDGE_LINES = 4;
const LEAST_WORTH = 1e-7;

interface Range {
  readonly start: number;
  readonly end: number;
  readonly value: number;
  readonly source: string;
  readonly tokens: number;
}

interface File {
  readonly lines: Piece["lines"];
  readonly header: number;
  ranges: readonly Range[];
}

export function pack(pieces: readonly Piece[], packing: Packing): Packed {
  const { budget, count } = packing;
  const files = new Map<string, File>();
  const told = new Set<string>();
  const leftOut: Piece[] = [];
  let tokens = 0;
  for (const piece of byWorth(pieces, packing, told)) {
    const { path, lines } = piece;
    const file: File = files.get(path) ?? { lines, header: count(path) + MARKER_TOKENS, ranges: [] };
    const fit = fitInto(file, piece, count);
    if (tokens + fit.cost > budget) {
      leftOut.push(piece);
      continue;
    }
    tokens += fit.cost;
    file.ranges = fit.ranges;
    files.set(path, file);
    for (const name of piece.tells) told.add(name);
  }
  const snippets = files
    .entries()
    .flatMap(([path, { lines, ranges }]) => ranges.map((range) => snippetOf(path, lines, range)))
    .toArray()
    .toSorted((a, b) => b.score - a.score);
  return { snippets, tokens, leftOut };
}

function snippetOf(path: string, lines: Piece["lines"], range: Range): PackedSnippet {
  const { start, end, value, source, tokens } = range;
  return {
    path,
    text: textOf(lines, start, end),
    score: value,
    source,
    startLine: start,
    endLine: end,
    tokens,
  };
}

/** The best first. Since what a piece is worth only shrinks as more is told, it is weighed anew just before its turn. */
function* byWorth(
  pieces: readonly Piece[],
  { worthOf }: Packing,
  told: ReadonlySet<string>,
): Generator<Piece> {
  const weigh = (piece: Piece, price: number) => {
    let worth = piece.value * DECLARED;
    for (const name of piece.tells) if (!told.has(name)) worth += worthOf(name);
    return worth / price;
  };
  const queue = pieces
    .map((piece) => {
      const price = (lengthOf(piece) / CHARS_PER_TOKEN + MARKER_TOKENS * 3) ** PRICE_EXPONENT;
      return { piece, price, worth: weigh(piece, price) };
    })
    .toSorted((a, b) => a.worth - b.worth);
  for (let first = queue.pop(); first; first = queue.pop()) {
    const worth = weigh(first.piece, first.price);
    const next = queue.at(-1);
    if (next && worth < next.worth) {
      insert(queue, { ...first, worth });
      continue;
    }
    if (worth < LEAST_WORTH) return;
    yield first.piece;
  }
}

function insert<Weighed extends { readonly worth: number }>(queue: Weighed[], weighed: Weighed): void {
  let low = 0;
  let high = queue.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((queue[middle]?.worth ?? 0) < weighed.worth) low = middle + 1;
    else high = middle;
  }
  queue.splice(low, 0, weighed);
}

/** The ranges of a file with the piece among them, and what that costs more than before. */
function fitInto(
  { lines, header, ranges }: File,
  piece: Piece,
  count: (text: string) => number,
): { ranges: readonly Range[]; cost: number } {
  const cost = (start: number, end: number) => count(textOf(lines, start, end));
  const apart: Range[] = [];
  let merged: Omit<Range, "tokens"> = piece;
  let before = 0;
  for (const range of ranges) {
    const [upper, lower] = range.start <= merged.start ? [range, merged] : [merged, range];
    const gap = lower.start - upper.end - 1;
    if (gap > MAX_BRIDGE_LINES || (gap > 0 && cost(upper.end + 1, lower.start - 1) > header)) {
      apart.push(range);
      continue;
    }
    before += range.tokens;
    const { value, source } = range.value > merged.value ? range : merged;
    merged = { start: upper.start, end: Math.max(upper.end, lower.end), value, source };
  }
  const { start, end, value, source } = merged;
  const tokens = cost(start, end) + header;
  return { ranges: [...apart, { start, end, value, source, tokens }], cost: tokens - before };
}

function lengthOf({ lines, start, end }: Piece): number {
  let length = 0;
  for (let line = start; line <= end; line++) length += lines[line]?.length ?? 0;
  return length;
}

function textOf(lines: Piece["lines"], start: number, end: number): string {
  let text = "";
  for (let line = start; line <= end; line++) text += lines[line] ?? "";
  return text;
}
