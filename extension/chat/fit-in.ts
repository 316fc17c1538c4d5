/**
 * Where a piece of code from an answer belongs in a file: declarations take the place of those with their name, a piece whose
 * first and last line are there takes the place between them, and what is new stands at the cursor. What comes of it is
 * shown as a diff before anything is done.
 */

import { patched } from "./patched.ts";

/** Lines count from 0; without a selection `last` is before `first`. */
export interface Selected {
  readonly first: number;
  readonly last: number;
}

export function fitIn(text: string, code: string, selected: Selected): string {
  const asPatch = patched(text, code);
  if (asPatch !== undefined) return asPatch;
  const [lines, piece] = [text.split("\n"), trimmedLines(code)];
  const found = isWhole(lines, piece) ? piece : (between(lines, piece) ?? byNames(lines, piece));
  const result = found ?? atCursor(lines, piece, selected);
  return result.at(-1) === "" || !text.endsWith("\n") ? result.join("\n") : `${result.join("\n")}\n`;
}

type Lines = readonly string[];

function trimmedLines(code: string): Lines {
  return code
    .replace(/^\s*\n/, "")
    .trimEnd()
    .split("\n");
}

/** What tells lines apart: a bracket alone does not. */
function telling(lines: Lines): Lines {
  return lines.map((line) => line.trim()).filter((line) => /\w{2}/.test(line));
}

/** It says again most of what the file says. */
function isWhole(lines: Lines, piece: Lines): boolean {
  const [known, said] = [telling(lines), new Set(telling(piece))];
  return known.length === 0 || known.filter((line) => said.has(line)).length >= known.length * 0.6;
}

const DECLARATION =
  /^\s*(?:(?:export|default|public|private|protected|internal|static|abstract|final|async|override|pub(?:\([\w:]+\))?|open|suspend|inline|unsafe)\s+)*(?:function\*?|class|interface|type|enum|namespace|module|def|fn|func|fun|struct|trait|impl|record|object|const|let|var|val)\s+(?:\([^)]*\)\s*)?([\w$]+)/;
const IMPORT = /^\s*(?:import\b|from\s+\S+\s+import\b|use\s|#include\b|using\s|require\b)/;

function indentOf(line: string): number {
  return /^[ \t]*/.exec(line)?.[0].length ?? 0;
}

interface Range {
  readonly from: number;
  /** The line behind the last. */
  readonly to: number;
}

const ABOVE = /^\s*(?:\/\/\/?|\*|\/\*|#|@|--)/;
const CLOSING = /^\s*[)\]}]/;

/** From the comments and decorators above it to the end of its block. */
function blockAt(lines: Lines, at: number): Range {
  const indent = indentOf(lines[at] ?? "");
  const begins = (line: string) => !ABOVE.test(line) || indentOf(line) < indent;
  const from = lines.slice(0, at).findLastIndex((line) => begins(line)) + 1;
  const below = lines.findIndex((line, index) => index > at && !isWithin(line, indent));
  const end = below < 0 ? lines.length : below;
  const close = lines[end] ?? "";
  if (CLOSING.test(close) && indentOf(close) === indent) return { from, to: end + 1 };
  return { from, to: lines.slice(0, end).findLastIndex((line) => line.trim() !== "") + 1 };
}

function isWithin(line: string, indent: number): boolean {
  return (
    line.trim() === "" ||
    indentOf(line) > indent ||
    /^\s*[)\]}]\s*(?:[:={]|=>|->|else|catch|finally|while)/.test(line)
  );
}

function declarations(lines: Lines, indent: number): ReadonlyMap<string, number> {
  const named = lines.flatMap((line, at): readonly (readonly [string, number])[] => {
    const [, name] = DECLARATION.exec(line) ?? [];
    return name === undefined || indentOf(line) !== indent ? [] : [[name, at]];
  });
  return new Map(named);
}

/** Each declaration of the piece in place of the one with its name; new ones behind the one before. Undefined when none is known, or when there is more in the piece. */
function byNames(lines: Lines, piece: Lines): Lines | undefined {
  const least = Math.min(...piece.filter((line) => line.trim() !== "").map((line) => indentOf(line)));
  const wanted = [...declarations(piece, least)];
  const place = (name: string, within: Lines) =>
    within.findIndex((line) => DECLARATION.exec(line)?.[1] === name);
  if (wanted.every(([name]) => place(name, lines) < 0) || hasMore(piece, wanted)) return undefined;
  let result = withImports(lines, piece);
  let behind: number | undefined;
  for (const [name, at] of wanted) {
    const { from, to } = blockAt(piece, at);
    const there = place(name, result);
    const range =
      there < 0 ? { from: behind ?? result.length, to: behind ?? result.length } : blockAt(result, there);
    const block = moved(
      piece.slice(from, to),
      (there < 0 ? 0 : indentOf(result[there] ?? "")) - least,
      result,
    );
    const gap = there < 0 ? ["", ...block] : block;
    // The comments above it stay where the piece has none.
    const start = there >= 0 && from === at ? there : range.from;
    result = [...result.slice(0, start), ...gap, ...result.slice(range.to)];
    behind = start + gap.length;
  }
  return result;
}

function hasMore(piece: Lines, wanted: readonly (readonly [string, number])[]): boolean {
  const blocks = wanted.map(([, at]) => blockAt(piece, at));
  return piece.some(
    (line, at) =>
      /\w{2}/.test(line) && !IMPORT.test(line) && !blocks.some(({ from, to }) => at >= from && at < to),
  );
}

function withImports(lines: Lines, piece: Lines): Lines {
  const fresh = piece.filter(
    (line) => IMPORT.test(line) && !lines.some((known) => known.trim() === line.trim()),
  );
  const last = lines.findLastIndex((line) => IMPORT.test(line));
  return [...lines.slice(0, last + 1), ...fresh, ...lines.slice(last + 1)];
}

/** By so many columns, in the file's own kind of indentation. */
function moved(block: Lines, by: number, lines: Lines): Lines {
  if (by === 0) return block;
  const unit = lines.some((line) => line.startsWith("\t")) ? "\t" : " ";
  return block.map((line) => {
    if (line.trim() === "") return "";
    return by > 0 ? unit.repeat(by) + line : line.slice(Math.min(-by, indentOf(line)));
  });
}

/** Its first and its last line stand in the file: it takes the place between them. */
function between(lines: Lines, piece: Lines): Lines | undefined {
  const [first, last] = [telling(piece.slice(0, 1))[0], telling(piece.slice(-1))[0]];
  if (first === undefined || last === undefined || piece.length < 2) return undefined;
  const from = onlyAt(lines, first);
  const to = onlyAt(lines, last);
  if (from === undefined || to === undefined || to < from) return undefined;
  const block = moved(piece, indentOf(lines[from] ?? "") - indentOf(piece[0] ?? ""), lines);
  return [...lines.slice(0, from), ...block, ...lines.slice(to + 1)];
}

function onlyAt(lines: Lines, wanted: string): number | undefined {
  const places = lines.flatMap((line, at) => (line.trim() === wanted ? [at] : []));
  return places.length === 1 ? places[0] : undefined;
}

function atCursor(lines: Lines, piece: Lines, { first, last }: Selected): Lines {
  const indent = indentOf(lines[Math.min(first, lines.length - 1)] ?? "") - indentOf(piece[0] ?? "");
  return [...lines.slice(0, first), ...moved(piece, Math.max(0, indent), lines), ...lines.slice(last + 1)];
}
