/** What a structure says of a place: what the cursor stands in, and what a suggestion there would complete. Pure. */
import { columns, indentation } from "../completion/lines.ts";
import { lineAfter, lineBefore } from "../completion/place.ts";
import type { Place } from "../completion/request.ts";
import type { SyntaxAt, SyntaxExtent } from "../completion/syntax-at.ts";
import type { Structure } from "./messages.ts";
import { compare, isWithin, nodesAround, type Position, type SyntaxNode } from "./surroundings.ts";

/** Undefined for a place that the structure does not tell of. */
export function readPlace(structure: Structure, place: Place): SyntaxAt | undefined {
  if (place.line < structure.from || place.line >= structure.to) return undefined;
  const inside = insideOf(structure, place);
  if (inside !== "code") return { inside, extent: { kind: "line" } };
  const extent = extentOf(structure, place);
  return extent ? { inside, extent } : { inside };
}

function insideOf(structure: Structure, place: Place): SyntaxAt["inside"] {
  const around = nodesAround(structure, { place }).filter((node) => {
    if (node.kind === "comment" && node.ending === "unclosed" && compare(node.end, place) === 0) return true;
    return node.kind !== "declaration" && node.kind !== "error" && isWithin(node, place);
  });
  const innermost = around.at(-1)?.kind;
  if (innermost === "string" || innermost === "comment") return innermost;
  return isInOpenString(structure, place) ? "string" : "code";
}

const ESCAPED = /\\./g;
const CLOSED_STRING = /"[^"]*"|'[^']*'|`[^`]*`/g;

/** A string that nobody has closed yet is no string to the parser. */
function isInOpenString(structure: Structure, place: Place): boolean {
  const touched = nodesAround(structure, { place }).filter(
    ({ kind, end }) => kind === "error" && compare(place, end) <= 0,
  );
  if (touched.length === 0) return false;
  const from = touched.find(({ start }) => start.line === place.line)?.start.character ?? 0;
  const before = lineBefore(place).slice(from).replaceAll(ESCAPED, "").replaceAll(CLOSED_STRING, "");
  return before.includes('"');
}

/** What may stand right of the cursor when more than a few letters are to come. */
const ONLY_CLOSERS = /^[\s)\]}>"'`;:,]*$/;

function extentOf(structure: Structure, place: Place): SyntaxExtent | undefined {
  if (!ONLY_CLOSERS.test(lineAfter(place))) return { kind: "line" };
  const isLineEmpty = lineBefore(place).trim() === "";
  const room = isLineEmpty ? roomOfLine(structure, place) : roomAt(structure, place);
  if (room === "broken") return undefined;
  return isLineEmpty ? atLineStart(room, place) : inLine(room, place);
}

function atLineStart(room: SyntaxNode | undefined, place: Place): SyntaxExtent {
  if (room?.kind === "list" && isClosedHere(room, place)) return { kind: "line" };
  return room && isEmpty(room, place) ? wholeOf(room, place) : restOf(room, place);
}

function inLine(room: SyntaxNode | undefined, place: Place): SyntaxExtent {
  if (!room || !isEmpty(room, place)) return { kind: "line" };
  const isOpenedHere = room.innerStart.line === place.line;
  // What the line begins belongs to the block; what stands behind the opener on its line is all of it.
  const isWhole = isOpenedHere ? isBlank(place, room.innerStart, place) : room.kind === "block";
  return isWhole ? wholeOf(room, place) : { kind: "line" };
}

function isClosedHere({ ending, innerEnd, innerStart }: SyntaxNode, { line }: Place): boolean {
  return innerStart.line === line || (ending === "closed" && innerEnd.line === line);
}

function isRoom({ kind }: SyntaxNode): boolean {
  return kind === "block" || kind === "list";
}

/** The block or list around a cursor that has something before it on its line. */
function roomAt(structure: Structure, place: Place): SyntaxNode | undefined | "broken" {
  const around = nodesAround(structure, { place }).filter((node) => {
    if (node.kind === "error") return compare(place, node.end) <= 0;
    if (!isRoom(node) || compare(node.innerStart, place) > 0) return false;
    return compare(place, node.ending === "closed" ? node.innerEnd : node.end) <= 0;
  });
  const room = around.findLast(isRoom);
  if (room && compare(room.innerStart, place) === 0) return room;
  return around.at(-1)?.kind === "error" ? "broken" : room;
}

/** The block or list that an empty line belongs to; where no token ends a block, the line's indentation tells. */
function roomOfLine(structure: Structure, place: Place): SyntaxNode | undefined | "broken" {
  const last = endOfTextAbove(place);
  const column = columns(lineBefore(place));
  const around = nodesAround(structure, { place, fromLine: last.line }).filter((node) => {
    if (node.kind === "error") return compare(node.start, last) < 0 && compare(place, node.end) <= 0;
    if (!isRoom(node) || compare(node.innerStart, place) > 0) return false;
    if (node.ending === "closed") return compare(place, node.innerEnd) <= 0;
    return compare(last, node.end) <= 0 && column > baseOf(node, place);
  });
  return around.at(-1)?.kind === "error" ? "broken" : around.findLast(isRoom);
}

function endOfTextAbove({ document, line }: Place): Position {
  for (let above = line - 1; above >= 0; above--) {
    const text = (document.lines[above] ?? "").trimEnd();
    if (text !== "") return { line: above, character: text.length };
  }
  return { line: 0, character: 0 };
}

/** The column of the line that opens a block. */
function baseOf({ start }: SyntaxNode, place: Place): number {
  return columnsOf(place, start.line);
}

function columnsOf({ document }: Place, line: number): number {
  return columns(indentation(document.lines[line] ?? ""));
}

/** Nothing but the cursor's line stands in it. What is indented no deeper than the block's opener belongs to others. */
function isEmpty(room: SyntaxNode, place: Place): boolean {
  const isFirst = isBlank(place, room.innerStart, { line: place.line, character: 0 });
  return isFirst && !hasMoreBelow(room, place);
}

function hasMoreBelow(room: SyntaxNode, place: Place): boolean {
  const below = nextLine(place);
  if (below === undefined) return false;
  if (room.ending === "closed" && below >= room.innerEnd.line) {
    const isCloserAlone =
      below > room.innerEnd.line || isBlank(place, { line: below, character: 0 }, room.innerEnd);
    if (isCloserAlone) return false;
  }
  return columnsOf(place, below) > baseOf(room, place);
}

/** The first line below the cursor that says something. */
function nextLine({ document, line }: Place): number | undefined {
  for (let next = line + 1; next < document.lines.length; next++) {
    if ((document.lines[next] ?? "").trim() !== "") return next;
  }
  return undefined;
}

const COMMENT_LINE = /^\s*(?:\/\/|#(?!\[)|--|\/?\*|<!--)/;

/** Nothing but white space and lines of comment. */
function isBlank({ document }: Place, from: Position, to: Position): boolean {
  if (compare(from, to) >= 0) return true;
  for (let line = from.line; line <= to.line; line++) {
    const text = document.lines[line] ?? "";
    const part = text.slice(
      line === from.line ? from.character : 0,
      line === to.line ? to.character : undefined,
    );
    if (part.trim() !== "" && !COMMENT_LINE.test(part)) return false;
  }
  return true;
}

function closerOf({ ending, innerEnd, end }: SyntaxNode, { document }: Place): string {
  if (ending !== "closed") return "";
  const line = document.lines[innerEnd.line] ?? "";
  return line.slice(innerEnd.character, end.line === innerEnd.line ? end.character : undefined).trimEnd();
}

function wholeOf(room: SyntaxNode, place: Place): SyntaxExtent {
  return { kind: "whole", indent: baseOf(room, place), ...endingOf(room, place) };
}

function endingOf(room: SyntaxNode | undefined, place: Place) {
  return { closer: room ? closerOf(room, place) : "", closed: room?.ending === "closed" };
}

function restOf(room: SyntaxNode | undefined, place: Place): SyntaxExtent {
  const indent = columns(lineBefore(place));
  const below = nextLine(place);
  const followed = room
    ? hasMoreBelow(room, place)
    : below !== undefined && columnsOf(place, below) >= indent;
  return { kind: "rest", indent, followed, ...endingOf(room, place) };
}
