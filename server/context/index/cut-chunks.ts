/**
 * Where a file is cut into chunks: in front of declarations, behind blank lines, and where the text is indented least, so
 * that a chunk is something whole; and never longer than a snippet should be.
 */

const MAX_LINES = 40;
const MAX_BYTES = 1500;
/** Of one file; whoever has more is cut no further: nobody has written that. */
export const MAX_CHUNKS_OF_FILE = 20_000;
/** Before that, a cut would only make crumbs. */
const MIN_LINES = 8;

const NEWLINE = 10;
const RETURN = 13;
const SPACE = 32;
const TAB = 9;
const TAB_WIDTH = 4;

/** How much better it is to cut there than one step of indentation less. */
const BEHIND_BLANK = 8;
const BEFORE_DECLARATION = 12;

export interface Text {
  readonly bytes: Uint8Array;
  /** Where each line begins, and where the text ends. */
  readonly lineStart: Uint32Array;
  readonly lines: number;
}

/**
 * Line starts of a text, into a table that has room for them; answers how many lines there are. A lone carriage return
 * ends a line for an editor, and becomes a line feed in these bytes.
 */
export function findLines(bytes: Uint8Array, into: { lineStart: Uint32Array }): number {
  const { length } = bytes;
  for (let at = bytes.indexOf(RETURN); at >= 0; at = bytes.indexOf(RETURN, at + 1)) {
    if (bytes[at + 1] !== NEWLINE) bytes[at] = NEWLINE;
  }
  let lines = 0;
  let at = 0;
  while (at < length) {
    if (lines + 2 > into.lineStart.length) into.lineStart = larger(into.lineStart);
    into.lineStart[lines++] = at;
    const end = bytes.indexOf(NEWLINE, at);
    at = end < 0 ? length : end + 1;
  }
  into.lineStart[lines] = length;
  return lines;
}

function larger(table: Uint32Array): Uint32Array {
  const larger = new Uint32Array(table.length * 2);
  larger.set(table);
  return larger;
}

/** The first line of each chunk. `declared` are the lines where a declaration begins, ascending. */
export function cutChunks(text: Text, declared: readonly number[]): readonly number[] {
  const starts: number[] = [];
  const isDeclared = new Set(declared);
  for (let start = 0; start < text.lines && starts.length < MAX_CHUNKS_OF_FILE;) {
    starts.push(start);
    start = nextCut(text, start, isDeclared);
  }
  return starts;
}

function nextCut(text: Text, start: number, declared: ReadonlySet<number>): number {
  const end = farthest(text, start);
  if (end >= text.lines) return text.lines;
  let best = end;
  let bestWorth = -Infinity;
  for (let line = end; line >= Math.min(end, start + MIN_LINES); line--) {
    const worth = worthOfCut(text, line, declared);
    if (worth <= bestWorth) continue;
    best = line;
    bestWorth = worth;
  }
  return best;
}

/** The last line before which the chunk may end; at least one line on, however long it is. */
function farthest({ lineStart, lines }: Text, start: number): number {
  const from = lineStart[start] ?? 0;
  let end = start + 1;
  while (end < lines && end - start < MAX_LINES && (lineStart[end + 1] ?? 0) - from <= MAX_BYTES) end++;
  return end;
}

function worthOfCut(text: Text, line: number, declared: ReadonlySet<number>): number {
  const indentation = indentationOf(text, line);
  // A blank line belongs to what is above it.
  if (indentation === undefined) return -100;
  const behindBlank = indentationOf(text, line - 1) === undefined ? BEHIND_BLANK : 0;
  return behindBlank + (declared.has(line) ? BEFORE_DECLARATION : 0) - indentation;
}

/** In columns; undefined for a line without text. */
function indentationOf({ bytes, lineStart }: Text, line: number): number | undefined {
  const end = lineStart[line + 1] ?? 0;
  let columns = 0;
  for (let at = lineStart[line] ?? 0; at < end; at++) {
    const byte = bytes[at];
    if (byte === NEWLINE || byte === RETURN) return undefined;
    if (byte === TAB) columns += TAB_WIDTH;
    else if (byte === SPACE) columns++;
    else return columns;
  }
  return undefined;
}
