/** From lines to a tree: anew, or by what became another since the last tree. Others may work meanwhile. */
import { Edit, Parser, type Point, type Tree } from "web-tree-sitter";

import { type Change, changeBetween } from "./change.ts";
import type { Grammar } from "./grammars.ts";

/** For so long nothing else is done in this thread. */
const SLICE_MS = 15;
/** What takes longer is not code that somebody edits. */
const MAX_PARSE_MS = 30_000;
/** As much text as is given to the parser at once. */
const PIECE_CHARS = 4000;

export interface Parsed {
  readonly lines: readonly string[];
  readonly tree: Tree;
}

/**
 * The tree of these lines; undefined if it took too long, or nobody wants it any more. The tree before is of no use
 * afterwards, and is left to be deleted.
 */
export async function parse(
  lines: readonly string[],
  { language }: Pick<Grammar, "language">,
  { before, isWanted = () => true }: { before?: Parsed | undefined; isWanted?: () => boolean } = {},
): Promise<Tree | undefined> {
  const change = before && changeBetween(before.lines, lines);
  if (before && change) editTree(before, change);
  const parser = new Parser();
  try {
    parser.setLanguage(language);
    return await inSlices(parser, lines, { old: before?.tree, isWanted });
  } finally {
    parser.delete();
  }
}

async function inSlices(
  parser: Parser,
  lines: readonly string[],
  { old, isWanted }: { old: Tree | undefined; isWanted: () => boolean },
): Promise<Tree | undefined> {
  const read = reader(lines);
  let spent = 0;
  while (spent < MAX_PARSE_MS && isWanted()) {
    const started = performance.now();
    const pause = () => performance.now() - started > SLICE_MS;
    // Stopped by the callback, it goes on from there at the next call.
    const tree = parser.parse(read, old, { progressCallback: pause });
    if (tree) return tree;
    spent += performance.now() - started;
    await new Promise((resolve) => setImmediate(resolve));
  }
  return undefined;
}

/** The parser knows one line's end only; a lone carriage return is one as well. */
function reader(lines: readonly string[]): (index: number, at: Point) => string {
  return (_, { row, column }) => {
    let piece = asParsed(lines[row] ?? "").slice(column);
    for (let next = row + 1; next < lines.length && piece.length < PIECE_CHARS; next++) {
      piece += asParsed(lines[next] ?? "");
    }
    return piece;
  };
}

function asParsed(line: string): string {
  return line.endsWith("\r") ? `${line.slice(0, -1)}\n` : line;
}

function editTree({ tree, lines }: Parsed, { start, oldEnd, newEnd, removed, added, line }: Change): void {
  let startIndex = start.column;
  for (let above = 0; above < line; above++) startIndex += lines[above]?.length ?? 0;
  const length = (texts: readonly string[]) => texts.reduce((sum, text) => sum + text.length, 0);
  const tail = length(removed) - endOffset(oldEnd, line, removed);
  tree.edit(
    new Edit({
      startIndex,
      oldEndIndex: startIndex - start.column + length(removed) - tail,
      newEndIndex: startIndex - start.column + length(added) - tail,
      startPosition: start,
      oldEndPosition: oldEnd,
      newEndPosition: newEnd,
    }),
  );
}

/** From the beginning of the first of these lines. */
function endOffset({ row, column }: Point, first: number, texts: readonly string[]): number {
  return texts.slice(0, row - first).reduce((sum, text) => sum + text.length, 0) + column;
}
