/** Step 11: is the suggestion worth showing? */
import type { Hole } from "../hole.ts";
import { withoutTerminator } from "../lines.ts";
import type { Edit, Reason } from "../outcome.ts";
import { lineAfter, lineBefore, linesBelow } from "../place.ts";
import type { CompletionRequest, Place } from "../request.ts";
import { isPlaceholder, isRefusal } from "./talk.ts";

/** A reason not to show it; undefined means: show it. */
export function judge(
  { text, replaces }: Edit,
  { place }: CompletionRequest,
  hole?: Hole,
): Reason | undefined {
  const addsNothing = replaces > 0 && text === lineAfter(place).slice(0, replaces);
  if (text.trim() === "" || addsNothing || endsNothing(text, place)) return "empty";
  return repeats(text, place) ?? (hole && talk(text, hole));
}

/** The end of a statement that is not there; only behind a loop's head it says something. */
function endsNothing(text: string, place: Place): boolean {
  const above = place.document.lines[place.line - 1] ?? "";
  return text.trim() === ";" && lineBefore(place).trim() === "" && !above.trimEnd().endsWith(")");
}

function repeats(text: string, place: Place): Reason | undefined {
  const [first = "", ...others] = text.split("\n").map(withoutTerminator);
  const written = [lineBefore(place) + first, ...others];
  if (repeatsAbove(written, place.document.lines.slice(0, place.line))) return "repeats-line-above";
  return repeatsBelow(written, linesBelow(place)) ? "repeats-line-below" : undefined;
}

function talk(text: string, hole: Hole): Reason | undefined {
  if (isPlaceholder(text, hole)) return "placeholder";
  return isRefusal(text, hole) ? "refusal" : undefined;
}

/** All of the suggestion is what the lines above say, or the nearest of them time and again. */
function repeatsAbove(written: readonly string[], above: readonly string[]): boolean {
  const lines = saying(written);
  const last = saying(above.slice(-2 * written.length - 20)).slice(-lines.length);
  const nearest = lines.map(() => last.at(-1) ?? "");
  return isSame(lines, last) || isSame(lines, nearest);
}

/** All of the suggestion is what the lines below say. */
function repeatsBelow(written: readonly string[], below: readonly string[]): boolean {
  const lines = saying(written);
  return isSame(lines, saying(below.slice(0, 2 * written.length + 20)).slice(0, lines.length));
}

function saying(lines: readonly string[]): string[] {
  return lines.map((line) => line.trim()).filter(Boolean);
}

/** Brackets and the like repeat by right. */
function isSame(a: readonly string[], b: readonly string[]): boolean {
  return a.join("\n") === b.join("\n") && a.some((line) => line.length > 2);
}
