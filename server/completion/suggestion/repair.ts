/** Step 10: makes the answer fit what surrounds the cursor. Never touches the document's own text. */
import { lineAfter, lineBefore } from "../place.ts";
import type { Place } from "../request.ts";

/** The repairs that need only the beginning of the answer, so that a half-arrived one can be compared with what is typed. */
export function repairStart(text: string, place: Place): string {
  const before = lineBefore(place);
  // Codestral, for one, often begins with a blank although there is one before the cursor already.
  return /[ \t]$/.test(before) && before.trim() !== "" ? text.replace(/^[ \t]+/, "") : text;
}

export function repairEnd(text: string, place: Place): string {
  return withEol(withoutOverlap(text.trimEnd(), lineAfter(place)), place);
}

/** The end of the answer must not write once more what stands right of the cursor. */
function withoutOverlap(text: string, after: string): string {
  const rest = after.trim();
  if (rest === "") return text;
  for (let length = Math.min(text.length, rest.length); length > 0; length--) {
    if (text.endsWith(rest.slice(0, length)) && !opensInside(text, length)) return text.slice(0, -length);
  }
  return text;
}

const PAIRS: Readonly<Record<string, string>> = { ")": "(", "]": "[", "}": "{" };

/** A closer that belongs to an opener of the answer itself is no overlap: `f(▮)` may well be filled with `g(x)`. */
function opensInside(text: string, length: number): boolean {
  const head = text.slice(0, -length);
  const closer = text.slice(-length)[0] ?? "";
  const opener = PAIRS[closer];
  return opener !== undefined && head.split(opener).length > head.split(closer).length;
}

function withEol(text: string, { document }: Place): string {
  return document.lines[0]?.endsWith("\r\n") ? text.replace(/\r?\n/g, "\r\n") : text;
}
