/** Does the answer write once more what stands below the cursor? */
import type { Hole } from "../hole.ts";
import { columns, indentation } from "../lines.ts";

/** How much two lines may differ and still be taken for the same, when the next two are alike as well. */
const MAX_DIFFERENCE = 0.15;
const MIN_FUZZY_LENGTH = 12;

export function reachesSuffix(lines: readonly string[], index: number, hole: Hole): boolean {
  const { linesBelow } = hole;
  const [line = "", following = ""] = lines.slice(index);
  const [next, ...others] = linesBelow;
  if (next === undefined) return false;
  if (
    isSameLine(line, next) ||
    (isMisplaced(lines, { index, hole }) && isSameLine(line.trim(), next.trim()))
  ) {
    return true;
  }
  // A line that is still growing is no evidence.
  return following.trim() !== "" && index + 2 < lines.length && rejoins([line, following], [next, ...others]);
}

/** Two lines in a row that are those below, or nearly so; or those but one. */
function rejoins([line, following]: readonly [string, string], below: readonly string[]): boolean {
  const [next = "", afterNext = "", third = ""] = below;
  if (isAlike(line, next)) return isSameLine(following, afterNext) || isAlike(following, afterNext);
  return isSameLine(line, afterNext) && isSameLine(following, third) && hasWords(line);
}

/** Indented deeper than the line before it, which is a whole statement: its indentation says nothing. */
function isMisplaced(
  lines: readonly string[],
  { index, hole: { indent, language } }: { readonly index: number; readonly hole: Hole },
): boolean {
  const previous = lines[index - 1] ?? "";
  const deeper =
    columns(indentation(lines[index] ?? "")) > (index === 1 ? indent : columns(indentation(previous)));
  const isStatement = language.blocks === "indentation" ? /[\w)\]}"']$/ : /[;}]$/;
  return deeper && hasWords(lines[index] ?? "") && isStatement.test(previous.trimEnd());
}

/** But for blanks, the kind of quotes, and what may or may not end a line. */
function isSameLine(a: string, b: string): boolean {
  if (a.trimEnd() === b.trimEnd()) return true;
  return columns(indentation(a)) === columns(indentation(b)) && hasWords(a) && plain(a) === plain(b);
}

function plain(line: string): string {
  return line.replace(/\s+/g, "").replace(/["'`]/g, '"').replace(/[;,]$/, "");
}

function hasWords(line: string): boolean {
  return /\w{2}/.test(line) && line.trim().length > 3;
}

function isAlike(a: string, b: string): boolean {
  const [x, y] = [plain(a), plain(b)];
  const length = Math.max(x.length, y.length);
  if (Math.min(x.length, y.length) < MIN_FUZZY_LENGTH || numbers(x) !== numbers(y)) return false;
  return distance(x, y, Math.floor(length * MAX_DIFFERENCE)) <= length * MAX_DIFFERENCE;
}

/** Rows of a table are alike, too, and differ in their numbers. */
function numbers(line: string): string {
  return line.replace(/\D+/g, " ");
}

/** Levenshtein's, given up above a limit. */
function distance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
