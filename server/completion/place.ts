/** Reading text around a cursor. Works on shared lines, so that two states of a document compare by pointer, not by content. */
import { withoutTerminator } from "./lines.ts";
import type { Place, Snapshot } from "./request.ts";

export function lineBefore({ document, line, character }: Place): string {
  return (document.lines[line] ?? "").slice(0, character);
}

/** What stands right of the cursor on its line, without the line's terminator. */
export function lineAfter({ document, line, character }: Place): string {
  return withoutTerminator((document.lines[line] ?? "").slice(character));
}

/** The lines below the cursor's own. */
export function linesBelow({ document, line }: Place): readonly string[] {
  return document.lines.slice(line + 1);
}

/**
 * The text that stands now between what stood left of `from` and what stood right of it, `skipped` units further on;
 * undefined when the document changed anywhere else. Where the cursor is now is not asked.
 */
export function grownSince(from: Place, document: Snapshot, skipped = 0): string | undefined {
  const added = document.lines.length - from.document.lines.length;
  if (from.document.uri !== document.uri || added < 0) return undefined;
  const line = from.line + added;
  const end = document.lines[line] ?? "";
  const behind = (from.document.lines[from.line] ?? "").slice(from.character + skipped);
  // The cursor's own line is where two states usually differ, so it is looked at first.
  if (!end.endsWith(behind)) return undefined;
  const start = lineBefore(from);
  const before = document.lines.slice(from.line, line).join("");
  const grown = before + end.slice(0, end.length - behind.length);
  // Not shorter than what stood before it: the two must not overlap.
  if (!grown.startsWith(start) || !sameElsewhere(from, document)) return undefined;
  return grown.slice(start.length);
}

function sameElsewhere({ document, line }: Place, now: Snapshot): boolean {
  const added = now.lines.length - document.lines.length;
  return document.lines.every((text, index) => {
    if (index === line) return true;
    return text === now.lines[index < line ? index : index + added];
  });
}

/** How many UTF-16 units lie between two places of one document; negative when the second comes first. */
export function distance(from: Pick<Place, "line" | "character">, to: Place): number {
  if (to.line < from.line) return -1;
  const between = to.document.lines.slice(from.line, to.line);
  return between.reduce((sum, line) => sum + line.length, 0) + to.character - from.character;
}

/** What was typed between two places of one document; undefined when the second does not simply follow from the first. */
export function typedBetween(from: Place, to: Place): string | undefined {
  const grown = grownSince(from, to.document);
  return grown?.length === distance(from, to) ? grown : undefined;
}
