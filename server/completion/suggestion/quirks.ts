/**
 * What single models do wrong at the beginning of their answers, by the names that their files in `resources/models/` declare.
 * A quirk holds for a beginning that has only half arrived, too.
 */
import { lineBefore } from "../place.ts";
import type { Place } from "../request.ts";

export const QUIRKS = {
  "leading-blank": withoutLeadingBlank,
  "empty-thought": withoutEmptyThought,
} as const satisfies Record<string, (text: string, place: Place) => string>;

export type Quirk = keyof typeof QUIRKS;

export function withoutQuirks(text: string, place: Place, quirks: readonly Quirk[] = []): string {
  return quirks.reduce((mended, quirk) => QUIRKS[quirk](mended, place), text);
}

/** After these, and where a line begins, nobody writes a single blank: `f(▮`, `user.▮`, `@▮`. */
const STANDS_ALONE = /(?:^\s*|[([.!~@#])$/;

function withoutLeadingBlank(text: string, place: Place): string {
  return /^ (?:\S|$)/.test(text) && STANDS_ALONE.test(lineBefore(place)) ? text.slice(1) : text;
}

const OPEN = "<think>";
const CLOSE = "</think>";

/** Nothing was thought, and the tags, or the second of them alone, stand before the answer all the same. */
function withoutEmptyThought(text: string): string {
  const begun = text.trimStart();
  if (begun === "") return text;
  if (isHalf(begun, OPEN) || isHalf(begun, CLOSE)) return "";
  const inside = begun.startsWith(OPEN) ? begun.slice(OPEN.length).trimStart() : begun;
  if (inside === "" || isHalf(inside, CLOSE)) return "";
  return inside.startsWith(CLOSE) ? inside.slice(CLOSE.length).replace(/^[\r\n]+/, "") : text;
}

/** `<th` and `</th` may become HTML. */
function isHalf(text: string, tag: string): boolean {
  return tag.startsWith(text) && text.includes("thi");
}
