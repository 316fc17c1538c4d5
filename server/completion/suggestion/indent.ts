/** How far the lines of an answer are indented: as if the document had gone on by itself. */
import type { Extent } from "../extent.ts";
import type { Hole } from "../hole.ts";
import type { Language } from "../language.ts";
import { columns, indentation, withoutTerminator } from "../lines.ts";
import { isDefinition, opensIndentedBlock, startsWithCloser } from "./blocks.ts";

export interface Indenting {
  readonly hole: Hole;
  readonly extent: Extent;
  /** It came by way of a conversation, in which indentation is easily lost. */
  readonly isChat: boolean;
}

/** For a cursor before which there is nothing but white space. */
export function onEmptyLine(text: string, indenting: Indenting): string {
  const { hole } = indenting;
  const code = withoutEmptyLines(text, indenting);
  const lines = code.split("\n");
  const [first = ""] = lines;
  if (first.trim() === "") return code.startsWith("\n") || lines.length > 1 ? code : "";
  const given = indentation(first);
  const wanted = branchIndent(first, { hole, wanted: firstIndent(lines, indenting) });
  if (wanted === undefined) return "";
  const start = wanted.startsWith(hole.before) ? wanted.slice(hole.before.length) : "";
  const rest = shifted(lines, { by: columns(wanted) - columns(given), indenting, given: columns(given) });
  return [start + first.trimStart(), ...rest].join("\n");
}

/** One may be wanted between what stands above and what follows; none is on a line that was indented for it. */
function withoutEmptyLines(text: string, { hole, isChat }: Indenting): string {
  const { place, before } = hole;
  const above = withoutTerminator(place.document.lines[place.line - 1] ?? "");
  const keepsOne = !isChat && before === "" && above.trim() !== "" && !opensAbove(hole, above);
  return text.replace(/^(?:[ \t]*\n)+/, keepsOne ? "\n" : "");
}

/** What the first line shall begin with, as white space. */
function firstIndent(lines: readonly string[], { hole, extent }: Indenting): string {
  const { before, linesAbove, language } = hole;
  const [first = ""] = lines;
  const given = indentation(first);
  const readings = readingsOf(given, before);
  const above = linesAbove[0];
  if (above === undefined || language.prose) return readings[0];
  const expected = expectedIndent(hole, { above, given });
  if (extent.kind === "block" && isMissing(first, { hole, expected })) return expected;
  const fitting = readings.find((reading) => columns(reading) === columns(expected));
  if (fitting !== undefined) return fitting;
  if (columns(given) > columns(expected) && !isAlignedFreely(hole)) return longer(before, expected);
  return alignedWith(lines.slice(1), readings) ?? (given.startsWith(before) ? readings[0] : before);
}

/** A branch such as `else` stands where something above is that it belongs to; undefined when it would have to stand further left. */
function branchIndent(first: string, { hole, wanted }: { hole: Hole; wanted: string }): string | undefined {
  const { place, language, before } = hole;
  if (language.blocks !== "indentation" || language.closes?.test(first) !== true) return wanted;
  const places = openedAbove(place.document.lines.slice(0, place.line), language);
  if (places.includes(wanted)) return wanted;
  return places.findLast((indent) => indent.startsWith(before));
}

/** The indentation of the blocks that are open behind these lines and may have another branch, the innermost first. */
function openedAbove(lines: readonly string[], language: Language): string[] {
  const open: string[] = [];
  let least = Infinity;
  for (const line of lines.toReversed()) {
    const indent = indentation(line);
    if (line.trim() === "" || columns(indent) >= least) continue;
    const isBranching = language.opens?.test(withoutTerminator(line)) && !isDefinition(line, language);
    if (isBranching && least !== Infinity) open.push(indent);
    least = columns(indent);
    if (least === 0) break;
  }
  return open;
}

/** Below what opens a block, no indentation at all. */
function isMissing(first: string, { hole, expected }: { hole: Hole; expected: string }): boolean {
  const [above = ""] = hole.linesAbove;
  if (indentation(first) !== "" || !expected.startsWith(hole.before)) return false;
  if (hole.indent > columns(indentation(above))) return false;
  return opensAbove(hole, above) && !startsWithCloser(first, hole.language);
}

/** The answer may have begun at the line's left edge, at the cursor, or with a blank out of habit. */
function readingsOf(given: string, before: string): readonly [string, ...string[]] {
  return given.startsWith(before)
    ? [longer(given, before), before + given, before]
    : [before + given, before];
}

function alignedWith(following: readonly string[], readings: readonly string[]): string | undefined {
  const second = following.find((line) => line.trim() !== "");
  return readings.find((reading) => second && columns(indentation(second)) === columns(reading));
}

function longer(a: string, b: string): string {
  return a.length > b.length ? a : b;
}

/** Within brackets, strings and comments people align as they like. */
function isAlignedFreely({ nesting, language }: Hole): boolean {
  const top = nesting.at(-1);
  return (
    language.blocks === "none" || top?.opener === "(" || top?.kind === "comment" || top?.kind === "string"
  );
}

function opensAbove({ language, nesting }: Hole, above: string): boolean {
  const top = nesting.at(-1);
  return (
    opensIndentedBlock(above, language) ||
    (top?.kind === "element" && above.includes(top.opener) && !above.includes(top.closer))
  );
}

/** In a document that does not indent yet, the answer says by how much. */
function expectedIndent(hole: Hole, { above, given }: { above: string; given: string }): string {
  const own = indentation(above);
  if (!opensAbove(hole, above)) return own;
  if (hole.unit !== undefined) return own + hole.unit;
  return longer(own, given === "" ? own + hole.language.step : given);
}

/** The lines behind the first: moved with it, when they were written as if the line began at its left edge, or too far right. */
function shifted(
  lines: readonly string[],
  { by, given, indenting }: { readonly by: number; readonly given: number; readonly indenting: Indenting },
): readonly string[] {
  const rest = lines.slice(1);
  const second = rest.find((line) => line.trim() !== "");
  if (by === 0 || second === undefined) return rest;
  const edge = edgeOf(lines, indenting.hole);
  const start = given + by;
  const isMoved = edge > given ? edge !== start : isRelative(lines, { given, indenting });
  if (!isMoved) return rest;
  return rest.map((line) => {
    if (line.trim() === "") return line;
    const width = Math.max(0, start + columns(indentation(line)) - edge);
    const tabs = indenting.hole.unit === "\t" ? Math.floor(Math.min(width, start) / 4) : 0;
    return "\t".repeat(tabs) + " ".repeat(width - tabs * 4) + line.trimStart();
  });
}

/**
 * Where the end of the block stands that the first line opens, if that is to the right of it: the line's own place was left
 * out. Where brackets are no blocks, they may end deeper than they began.
 */
function edgeOf(lines: readonly string[], { language, indent }: Hole): number {
  const [first = "", ...rest] = lines;
  const given = columns(indentation(first));
  const [second = "", ...others] = rest.filter((line) => line.trim() !== "");
  const end = others.find((line) => columns(indentation(line)) < columns(indentation(second)));
  const closes = end !== undefined && opensIndentedBlock(first, language) && startsWithCloser(end, language);
  const edge = closes ? columns(indentation(end)) : given;
  const isBlock = language.blocks === "braces" && /\{\s*$/.test(first);
  return edge > indent && !isBlock ? given : Math.max(given, edge);
}

/** A block, or an element. */
function opensLines(line: string, language: Language): boolean {
  const isElement = language.tags !== "none" && /^\s*<[A-Za-z][^<>]*(?<!\/)>\s*$/.test(line);
  return isElement || opensIndentedBlock(line, language);
}

/** Were the lines behind the first written with the same left edge as the first? */
function isRelative(
  lines: readonly string[],
  { given, indenting }: { readonly given: number; readonly indenting: Indenting },
): boolean {
  const { hole, isChat } = indenting;
  const [first = "", ...rest] = lines;
  const second = rest.find((line) => line.trim() !== "") ?? "";
  const at = columns(indentation(second));
  if (given > hole.indent) return at >= given;
  // Below a line that opens a block stands what is indented deeper, or its end.
  if (opensLines(first, hole.language))
    return at <= hole.indent && (at > given || startsWithCloser(second, hole.language));
  return (
    isChat &&
    given < hole.indent &&
    at === given &&
    rest[0]?.trim() !== "" &&
    !startsWithCloser(second, hole.language)
  );
}
