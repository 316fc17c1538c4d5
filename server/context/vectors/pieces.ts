/** The chunks of a file: what of each may be embedded, and which of the vectors is its own. */
import { hash as digest } from "node:crypto";

import type { Passage } from "../index/questions.ts";
import { Turn } from "../index/turn.ts";
import type { View } from "../index/views.ts";
import type { IndexedFile } from "../index/workspace-index.ts";

/** As many characters as every embedding model has room for; chunks are shorter but where a line is very long. */
const MAX_CHARS = 2000;
const HASH_CHARS = 16;
/** The row of what has no vector. */
export const NONE = -1;

/** As the one who asks sees the workspace. */
export type Seen = Pick<View, "index" | "show" | "isCovered">;

/** The chunks of one file. */
export interface Pieces {
  readonly edition: object | undefined;
  /** Where each begins, and where the last one ends. */
  readonly lines: Uint32Array;
  readonly rows: Int32Array;
  /** Chunk → the hash of what is not embedded yet. */
  readonly missing: Map<number, string>;
}

/** A chunk. */
export interface Piece {
  readonly file: IndexedFile;
  readonly pieces: Pieces;
  readonly at: number;
}

interface Part {
  readonly path: string;
  readonly lines: readonly string[];
  readonly start: number;
  readonly end: number;
}

function rangeOf({ lines }: Pieces, at: number): Pick<Part, "start" | "end"> {
  return { start: lines[at] ?? 0, end: (lines[at + 1] ?? 0) - 1 };
}

function textIn(seen: Seen, { file, pieces, at }: Piece): string | undefined {
  const lines = seen.index.linesOf(file);
  return lines && textOf(seen, { path: file.path, lines, ...rangeOf(pieces, at) });
}

/** Those that are as they were when they were looked at: the others are found the next time. */
export async function textsOf(
  seen: Seen,
  missing: readonly (readonly [hash: string, pieces: readonly Piece[]] | undefined)[],
): Promise<readonly { readonly hash: string; readonly text: string }[]> {
  const turn = new Turn();
  const texts: { readonly hash: string; readonly text: string }[] = [];
  let read: { readonly file: IndexedFile; readonly lines: readonly string[] | undefined } | undefined;
  for (const [hash, [piece]] of missing.filter((one) => one !== undefined)) {
    if (!piece) continue;
    const { file, pieces, at } = piece;
    if (read?.file !== file) read = { file, lines: seen.index.linesOf(file) };
    const text = read.lines && textOf(seen, { path: file.path, lines: read.lines, ...rangeOf(pieces, at) });
    if (text !== undefined && hashOf(text) === hash) texts.push({ hash, text });
    if (turn.isOver()) await turn.giveWay();
  }
  return texts;
}

/** As it may be shown; undefined for what says nothing. */
export function textOf({ show }: Seen, { end, lines, ...part }: Part): string | undefined {
  const last = Math.min(end, lines.length - 1);
  if (last < part.start) return undefined;
  const text = show({ ...part, lines, end: last }).slice(0, MAX_CHARS);
  return /[\p{L}\p{N}]/u.test(text) ? text : undefined;
}

export function hashOf(text: string): string {
  return digest("sha256", text, "base64url").slice(0, HASH_CHARS);
}

export function missingIn(all: ReadonlyMap<IndexedFile, Pieces>): Map<string, readonly Piece[]> {
  const missing = new Map<string, Piece[]>();
  for (const [file, pieces] of all) {
    for (const [at, hash] of pieces.missing) {
      const same = missing.get(hash);
      if (same) same.push({ file, pieces, at });
      else missing.set(hash, [{ file, pieces, at }]);
    }
  }
  return missing;
}

/** Of the chunk with this line, else of the nearest one that has a vector; of two as near the one above. */
export function rowNear(pieces: Pieces | undefined, line: number): number | undefined {
  if (!pieces) return undefined;
  let best: { readonly row: number; readonly distance: number } | undefined;
  for (const [at, row] of pieces.rows.entries()) {
    const { start, end } = rangeOf(pieces, at);
    const distance = Math.max(start - line, line - end, 0);
    if (row !== NONE && (!best || distance < best.distance)) best = { row, distance };
  }
  return best?.row;
}

/** How near it is. */
export interface Place extends Piece {
  readonly score: number;
}

export function passagesAt(seen: Seen, places: readonly Place[], limit: number): readonly Passage[] {
  const passages: Passage[] = [];
  for (const { score, ...piece } of places) {
    const text = textIn(seen, piece);
    if (text === undefined) continue;
    const { path, uri } = piece.file;
    const { start, end } = rangeOf(piece.pieces, piece.at);
    passages.push({ path, uri, line: start, endLine: end, text, score });
    if (passages.length === limit) break;
  }
  return passages;
}
