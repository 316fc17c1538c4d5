/** Moves the lines of an answer behind the first one along with it, where they were written with the same left edge. */
import type { Hole } from "../hole.ts";
import type { Language } from "../language.ts";
import { lexiconOf } from "../lexicon.ts";
import { columns, indentation } from "../lines.ts";
import { opensIndentedBlock, startsWithCloser } from "./blocks.ts";
import type { Indenting } from "./indenting.ts";

/** The lines behind the first: moved with it, when they were written as if the line began at its left edge, or too far right. */
export function shifted(
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
  const name = /^\s*<([A-Za-z][\w.:-]*)[^<>]*(?<!\/)>\s*$/.exec(line)?.[1];
  const isElement = language.tags !== "none" && name !== undefined && !lexiconOf(language).isVoid(name);
  return isElement || opensIndentedBlock(line, language);
}

/** Were the lines behind the first written with the same left edge as the first? */
function isRelative(
  lines: readonly string[],
  { given, indenting }: { readonly given: number; readonly indenting: Indenting },
): boolean {
  const { hole, isChat } = indenting;
  const [first = "", ...rest] = lines;
  const second = saying(rest);
  const at = columns(indentation(second));
  if (given > hole.indent) return at >= given;
  const closes = startsWithCloser(second, hole.language);
  // Below a line that opens a block stands what is indented deeper, or its end.
  if (opensLines(first, hole.language))
    return (at <= hole.indent && (at > given || closes)) || endsAtEdge(lines, { given, hole });
  return isChat && given < hole.indent && at === given && rest[0]?.trim() !== "" && !closes;
}

function saying(lines: readonly string[]): string {
  return lines.find((line) => line.trim() !== "") ?? "";
}

/** Where nothing stands on the line, the end of the block says where its head was meant to be. */
function endsAtEdge(
  lines: readonly string[],
  { given, hole: { before, language } }: { readonly given: number; readonly hole: Hole },
): boolean {
  const isEnd = (line: string) => columns(indentation(line)) === given && startsWithCloser(line, language);
  return before === "" && lines.slice(1).some(isEnd);
}
