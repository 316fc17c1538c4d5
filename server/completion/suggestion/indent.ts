/** How far the lines of an answer are indented: as if the document had gone on by itself. */
import type { Hole } from "../hole.ts";
import type { Language } from "../language.ts";
import { columns, indentation, withoutTerminator } from "../lines.ts";
import { isDefinition, opensIndentedBlock, startsWithCloser } from "./blocks.ts";
import type { Indenting } from "./indenting.ts";
import { shifted } from "./shift.ts";

const ITEM = /^\s*- /;

/** For a cursor before which there is nothing but white space. */
export function onEmptyLine(text: string, indenting: Indenting): string {
  const { hole } = indenting;
  const code = withoutEmptyLines(text, indenting);
  const lines = inOwnSteps(code.split("\n"), hole);
  const [first = ""] = lines;
  if (first.trim() === "") return code.startsWith("\n") || lines.length > 1 ? code : "";
  const given = indentation(first);
  const wanted = branchIndent(first, { hole, wanted: firstIndent(lines, indenting) });
  if (wanted === undefined) return "";
  const start = wanted.startsWith(hole.before) ? wanted.slice(hole.before.length) : "";
  const rest = shifted(lines, { by: columns(wanted) - columns(given), indenting, given: columns(given) });
  return [start + first.trimStart(), ...rest].join("\n");
}

/** Written from the left edge of the line, by steps of another width. */
function inOwnSteps(lines: readonly string[], hole: Hole): readonly string[] {
  const { unit, linesAbove, language, before } = hole;
  const [first = ""] = lines;
  const given = columns(indentation(first));
  if (unit === undefined || unit === "\t" || linesAbove[0] === undefined || language.prose || before === "")
    return lines;
  const expected = columns(expectedIndent(hole, { above: linesAbove[0], given: indentation(first) }));
  const step = (given / expected) * unit.length;
  const fits = (line: string) => line.trim() === "" || columns(indentation(line)) % step === 0;
  if (lines.length < 2 || given <= expected || ![2, 4, 8].includes(step) || !lines.every(fits)) return lines;
  return lines.map((line) => unit.repeat(columns(indentation(line)) / step) + line.trimStart());
}

/** One may be wanted between what stands above and what follows; none is on a line that was indented for it. */
function withoutEmptyLines(text: string, { hole, isChat }: Indenting): string {
  const { place, before } = hole;
  const above = withoutTerminator(place.document.lines[place.line - 1] ?? "");
  const keepsSome = !isChat && before === "" && above.trim() !== "" && !opensAbove(hole, above);
  // Python has two before what is defined.
  const most =
    hole.language.blocks === "indentation" && isDefinition(text.trimStart(), hole.language) ? 2 : 1;
  return text.replace(/^(?:[ \t]*\n)+/, (lines) =>
    keepsSome ? "\n".repeat(Math.min(most, lines.split("\n").length - 1)) : "",
  );
}

/** What the first line shall begin with, as white space. */
function firstIndent(lines: readonly string[], { hole, extent }: Indenting): string {
  const { before, linesAbove, language } = hole;
  const [first = ""] = lines;
  const given = indentation(first);
  const readings = readingsOf(given, before);
  const above = linesAbove[0];
  if (above === undefined || language.prose) return readings[0];
  const expected = besideItem(first, hole) ?? expectedIndent(hole, { above, given });
  if (extent.kind === "block" && isMissing(first, { hole, expected })) return expected;
  const fitting = readings.find((reading) => columns(reading) === columns(expected));
  if (fitting !== undefined) return expected.startsWith(before) ? expected : fitting;
  if (columns(given) > columns(expected) && !isAlignedFreely(hole)) return longer(before, expected);
  return alignedWith(lines.slice(1), readings) ?? longest(given, before);
}

/** The items of a list stand below one another. */
function besideItem(first: string, { before, linesAbove, language }: Hole): string | undefined {
  if (language.blocks !== "indentation" || !ITEM.test(first)) return undefined;
  const above = linesAbove.find((line) => columns(indentation(line)) <= columns(before) || ITEM.test(line));
  const indent = indentation(above ?? "");
  return above !== undefined && ITEM.test(above) && indent.startsWith(before) ? indent : undefined;
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
  if (startsWithCloser(first, hole.language)) return false;
  return opensAbove(hole, above) || isInBody(first, hole);
}

/** Nothing but a label, or what speaks to a preprocessor, stands as far left as the head of its block. */
function isInBody(first: string, { before, linesAbove, nesting, language }: Hole): boolean {
  const top = nesting.at(-1);
  if (language.blocks !== "braces" || top?.opener !== "{" || before !== "") return false;
  return columns(indentation(linesAbove[0] ?? "")) > top.indent && !/^#|:\s*$/.test(first);
}

function longest(given: string, before: string): string {
  return given.startsWith(before) ? longer(given, before) : before;
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
  // Where tabs are law, an answer may not know better.
  const unit = hole.unit ?? (hole.language.step === "\t" ? "\t" : undefined);
  if (unit !== undefined) return own + unit;
  return longer(own, given === "" ? own + hole.language.step : given);
}
