/** What became another between two states of a document, as one replaced range. */
import { lineEdit } from "../completion/line-edit.ts";

export interface Point {
  readonly row: number;
  /** In UTF-16 units. */
  readonly column: number;
}

export interface Change {
  readonly start: Point;
  readonly oldEnd: Point;
  readonly newEnd: Point;
  /** The first line that is another, how many stood there, and what stands there now. */
  readonly line: number;
  readonly removed: readonly string[];
  readonly added: readonly string[];
}

/** Undefined when both say the same. */
export function changeBetween(before: readonly string[], after: readonly string[]): Change | undefined {
  if (before === after) return undefined;
  const edit = lineEdit(before, after);
  if (edit.removed === 0 && edit.added.length === 0) return undefined;
  let { from: line } = edit;
  let same = before.length - line - edit.removed;
  // A line on both sides, so that the ends are points of it.
  if (edit.removed === 0 || edit.added.length === 0) {
    if (same > 0) same--;
    else if (line > 0) line--;
  }
  const removed = before.slice(line, before.length - same);
  const added = after.slice(line, after.length - same);
  return { line, removed, added, ...points(line, removed, added) };
}

function points(row: number, removed: readonly string[], added: readonly string[]) {
  const [first = "", newFirst = ""] = [removed[0], added[0]];
  const [last = "", newLast = ""] = [removed.at(-1), added.at(-1)];
  let column = 0;
  while (column < Math.min(first.length, newFirst.length) && first[column] === newFirst[column]) column++;
  const room = (line: string, lines: readonly string[]) =>
    lines.length === 1 ? line.length - column : line.length;
  const most = Math.min(room(last, removed), room(newLast, added));
  let tail = 0;
  while (tail < most && last.at(-1 - tail) === newLast.at(-1 - tail)) tail++;
  return {
    start: { row, column },
    oldEnd: endPoint(row + removed.length - 1, last, tail),
    newEnd: endPoint(row + added.length - 1, newLast, tail),
  };
}

/** What lies behind a line's terminator is the beginning of the next line. */
function endPoint(row: number, line: string, tail: number): Point {
  return tail === 0 && /[\r\n]$/.test(line)
    ? { row: row + 1, column: 0 }
    : { row, column: line.length - tail };
}
