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

/** Asked again of the same place, it answers what it found. */
export function perPlace<Found>(find: (place: Place) => Found): (place: Place) => Found {
  const known = new WeakMap<Place, { readonly found: Found }>();
  return (place) => {
    const answer = known.get(place) ?? { found: find(place) };
    known.set(place, answer);
    return answer.found;
  };
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

/** From the cursor's line outwards: states of a document that differ do so mostly near by. */
function sameElsewhere({ document: { lines }, line }: Place, now: Snapshot): boolean {
  if (lines === now.lines) return true;
  const added = now.lines.length - lines.length;
  const furthest = Math.max(line, lines.length - 1 - line);
  for (let away = 1; away <= furthest; away++) {
    const above = line - away;
    if (above >= 0 && lines[above] !== now.lines[above]) return false;
    const below = line + away;
    if (below < lines.length && lines[below] !== now.lines[below + added]) return false;
  }
  return true;
}

/**
 * How many UTF-16 units lie between two places of one document, counted until there are `enough`; negative when the second
 * comes first.
 */
export function distance(from: Pick<Place, "line" | "character">, to: Place, enough = Infinity): number {
  if (to.line < from.line) return -1;
  let units = to.character - from.character;
  const most = enough + from.character;
  for (let line = from.line; line < to.line && units < most; line++)
    units += to.document.lines[line]?.length ?? 0;
  return units;
}

/** What was typed between two places of one document; undefined when the second does not simply follow from the first. */
export function typedBetween(from: Place, to: Place): string | undefined {
  const grown = grownSince(from, to.document);
  return grown?.length === distance(from, to) ? grown : undefined;
}
