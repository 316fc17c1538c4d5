/** For one line of an answer: does it lie outside of what was wanted, or does it complete it? */
import type { Extent } from "../extent.ts";
import type { Hole } from "../hole.ts";
import { columns, indentation } from "../lines.ts";
import type { Nesting } from "../nesting.ts";
import { isDefinition, leaderOf, opensIndentedBlock, startsWithCloser } from "./blocks.ts";
import { reachesSuffix } from "./suffix.ts";

/** An answer being read, at one of its lines. */
export interface Reading {
  readonly lines: readonly string[];
  readonly index: number;
  /** More of this line will not come. */
  readonly isWhole: boolean;
  /** More of the answer will not come. */
  readonly isOver: boolean;
  /** What is open: where the line begins, or where it has ended. */
  readonly open: Nesting;
  readonly header: string;
  /** The columns of the block, or of the line. */
  readonly base: number;
  readonly hole: Hole;
  readonly extent: Extent;
}

const UNFINISHED = /(?:(?:^|[^=!<>])=|(?:^|[^+])\+|&&|\|\||=>|\\)\s*$/;
const GOES_ON = /^\s*(?:\?\.|\.(?!\.)|&&|\|\|)/;
const LONE_BRACE = /^\s*\}\s*$/;
const NEXT_BRANCH = /^\s*(?:else|catch|finally)\b/;

/** Strings and comments over several lines are indented as they like. */
export function isText(open: Nesting): boolean {
  const kind = open.at(-1)?.kind;
  return kind === "string" || kind === "comment";
}

/** `e` may become `end`, or `else`. */
export function mayBecomeCloser(line: string, { language }: Hole): boolean {
  return /^\s*\\?\w*$/.test(line) && (language.closes !== undefined || language.blocks === "braces");
}

/** A new line is begun where one was to be ended: nothing was to be added to it, unless the new one belongs to it. */
export function beginsAnew(reading: Reading): boolean {
  const { lines, index, hole, extent } = reading;
  if (extent.kind === "block" || saidBefore(lines, index)) return false;
  if (UNFINISHED.test(hole.before) || leavesOpen(reading, hole.nesting)) return false;
  const line = lines[index] ?? "";
  return !/^\s*\{/.test(line) && !GOES_ON.test(line);
}

/** What was wanted here is left out: the first line is the one below already. */
export function comesTooLate({ lines, index, isWhole, hole, extent }: Reading): boolean {
  if (!isWhole || extent.kind === "line" || hole.before.trim() !== "") return false;
  return !startsWithCloser(lines[index] ?? "", hole.language) && reachesSuffix(lines, index, hole);
}

function saidBefore(lines: readonly string[], index: number): boolean {
  return lines.slice(0, index).some((line) => line.trim() !== "");
}

export function isOutside(reading: Reading): boolean {
  const { lines, index, isWhole, open, hole, extent } = reading;
  if (isWhole && reachesSuffix(lines, index, hole)) return true;
  if (extent.kind === "line" || isText(open) || open.length > hole.nesting.length) return false;
  const line = lines[index] ?? "";
  const indent = columns(indentation(line));
  // What a bracket closes is known from the bracket.
  if (indent > extent.indent || isBracket(line, hole)) return false;
  if (startsWithCloser(line, hole.language)) return closesElsewhere(line, reading);
  if (indent < extent.indent) return true;
  return extent.opened ? !isNextBranch(reading) : followsBlank(reading);
}

function isBracket(line: string, { language: { tags } }: Hole): boolean {
  return (tags === "none" ? /^\s*[)\]}]/ : /^\s*(?:[)\]}]|<\/)/).test(line);
}

/** A word such as `end` that stands below already, for a block that is indented as far, or that ends an outer block. */
function closesElsewhere(line: string, { hole: { linesBelow, language }, base }: Reading): boolean {
  const indent = columns(indentation(line));
  if (indent < base && language.blocks !== "words") return true;
  const next = linesBelow.find((line) => columns(indentation(line)) <= indent);
  if (next === undefined || columns(indentation(next)) !== indent || !startsWithCloser(next, language))
    return false;
  // A branch is no end, and may well stand before one.
  return indent < base || firstWord(line) === firstWord(next);
}

function firstWord(line: string): string | undefined {
  return /^\s*(\S\w*)/.exec(line)?.[1];
}

function isNextBranch({ lines, index }: Reading): boolean {
  return NEXT_BRANCH.test(lines[index] ?? "") && LONE_BRACE.test(lines[index - 1] ?? "");
}

function followsBlank({ lines, index }: Reading): boolean {
  return lines[index - 1]?.trim() === "" && saidBefore(lines, index);
}

/** Is this, at the end of a line, what was wanted? */
export function completes(reading: Reading): boolean {
  const { lines, index, open, hole, extent } = reading;
  if (!saidBefore(lines, index + 1)) return false;
  if (isLoneComma(reading)) return false;
  if (extent.kind === "line") return !leavesOpen(reading, open) && !goesOnBelow(reading);
  if (isText(open) || goesOnBelow(reading)) return false;
  if (open.length < hole.nesting.length) return true;
  return extent.opened ? endsByWord(reading) : endsDefinition(reading);
}

/** It only leads over to what comes next. */
function isLoneComma({ lines, index, hole }: Reading): boolean {
  const said = lines.slice(0, index + 1).join("");
  return hole.nesting.at(-1)?.kind === "bracket" && said.trim() === ",";
}

/** Something that the cursor's line opened, or the answer, and that nothing right of the cursor closes. */
function leavesOpen({ hole, extent }: Reading, open: Nesting): boolean {
  if (extent.kind === "line" && !extent.wraps) return false;
  return open.some((_, index) => index >= hole.openedAbove && hole.closed[index] === undefined);
}

function endsByWord({ lines, index, base, hole: { language } }: Reading): boolean {
  const line = lines[index] ?? "";
  if (language.blocks !== "words" || index === 0 || columns(indentation(line)) !== base) return false;
  return startsWithCloser(line, language) && !opensIndentedBlock(line, language);
}

/** One function is a thought; the next is another. */
function endsDefinition({ lines, index, open, header, base, hole }: Reading): boolean {
  const line = lines[index] ?? "";
  // Where nothing stood on the line, the answer says how far it is indented.
  const edge = hole.before === "" && header === lines[0] ? columns(indentation(header)) : base;
  if (index === 0 || open.length !== hole.nesting.length || columns(indentation(line)) !== edge) return false;
  const isEnd = LONE_BRACE.test(line) || (hole.language.blocks === "words" && /^\s*end\s*$/.test(line));
  return isEnd && isDefinition(header, hole.language);
}

/** A line that ends with an operator, or is followed by one that begins with it. */
function goesOnBelow(reading: Reading): boolean {
  const { lines, index, hole } = reading;
  const line = lines[index] ?? "";
  const leader = leaderOf(hole.before);
  if (leader !== undefined) return mayBeginWith(leader, reading);
  if (hole.language.prose) return false;
  if (UNFINISHED.test(line) || hole.language.blocks !== "braces") return UNFINISHED.test(line);
  // However much has arrived by then, the end of the line decides.
  if (!mayGoOn(line, hole)) return false;
  const next = nextLine(reading);
  if (next === undefined) return true;
  return GOES_ON.test(next) || (LONE_BRACE.test(line) && NEXT_BRANCH.test(next));
}

/** So does the next line, or it may come to. */
function mayBeginWith(leader: string, { lines, index, isOver }: Reading): boolean {
  const next = lines[index + 1]?.trimStart() ?? "";
  const isHalf = !isOver && index + 2 === lines.length && leader.startsWith(next);
  return isHalf || next.startsWith(leader);
}

/** The next that says something, once it has said enough. */
function nextLine({ lines, index, isOver }: Reading): string | undefined {
  const next = lines.slice(index + 1).find((line) => line.trim() !== "");
  const isHalf = !isOver && next === lines.at(-1) && /^\s*\w*$/.test(next ?? "");
  return isHalf ? undefined : next;
}

/** Where branches begin a line of their own, and statements end with a semicolon, it pays to wait for the next word. */
function mayGoOn(line: string, { linesAbove, linesBelow }: Hole): boolean {
  const around = [...linesAbove, ...linesBelow];
  if (GOES_ON.test(linesAbove[0] ?? "") || GOES_ON.test(linesBelow[0] ?? "")) return !/[;,]\s*$/.test(line);
  if (LONE_BRACE.test(line)) return around.some((line) => NEXT_BRANCH.test(line));
  return /[\w)\]]\s*$/.test(line) && around.filter((line) => line.trimEnd().endsWith(";")).length > 1;
}
