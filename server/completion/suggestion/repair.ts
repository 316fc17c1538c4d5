/** Step 10: makes the answer fit what surrounds the cursor. Never touches the document's own text. */
import { indentation } from "../lines.ts";
import { lineAfter, lineBefore } from "../place.ts";
import type { Place } from "../request.ts";
import { type Quirk, withoutQuirks } from "./quirks.ts";

/** The repairs that need only the beginning of the answer, so that a half-arrived one can be compared with what is typed. */
export function repairStart(text: string, place: Place, quirks?: readonly Quirk[]): string {
  return withEol(withoutBlanks(withoutQuirks(text, place, quirks), lineBefore(place)), place);
}

/** Models write a blank, or the indentation, although it is there already: Codestral, for one, and those that chat. */
function withoutBlanks(text: string, before: string): string {
  if (before.trim() !== "") return /[ \t]$/.test(before) ? text.replace(/^[ \t]+/, "") : text;
  return indentation(text).startsWith(before) ? text.slice(before.length) : text;
}

export function repairEnd(text: string, place: Place): string {
  return withoutOverlap(text.trimEnd(), lineAfter(place));
}

/** The end of the answer must not write once more what stands right of the cursor. */
function withoutOverlap(text: string, after: string): string {
  const rest = after.trim();
  if (rest === "") return text;
  for (let length = Math.min(text.length, rest.length); length > 0; length--) {
    if (!text.endsWith(rest.slice(0, length))) continue;
    if (splitsWord(rest, length) || splitsWord(text, text.length - length)) continue;
    if (!opensInside(text, length)) return text.slice(0, -length);
  }
  return text;
}

const WORD = /[\p{L}\p{N}_$]/u;

/** Half of a word is no overlap: `for ▮ in items` may well be filled with `i`. */
function splitsWord(text: string, at: number): boolean {
  return WORD.test(text.charAt(at - 1)) && WORD.test(text.charAt(at));
}

const PAIRS: Readonly<Record<string, string>> = { ")": "(", "]": "[", "}": "{" };

/** A closer that belongs to an opener of the answer itself is no overlap: `f(▮)` may well be filled with `g(x)`. */
function opensInside(text: string, length: number): boolean {
  const head = text.slice(0, -length);
  const closer = text.slice(-length)[0] ?? "";
  const opener = PAIRS[closer];
  return opener !== undefined && head.split(opener).length > head.split(closer).length;
}

/** With the document's own line ends: what is typed is compared with it. */
function withEol(text: string, { document }: Place): string {
  // A line end may be cut in two between the pieces of a stream.
  const whole = text.replace(/\r$/, "");
  return whole.replace(/\r?\n/g, document.lines[0]?.endsWith("\r\n") ? "\r\n" : "\n");
}
