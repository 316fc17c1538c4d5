/** Step 4: how much to suggest. Decided from the text around the cursor alone, by indentation. */
import { indentation, withoutTerminator } from "./lines.ts";
import { lineAfter, lineBefore, linesBelow } from "./place.ts";
import type { CompletionTarget } from "./ports.ts";
import type { CompletionRequest, Place } from "./request.ts";

export type Extent =
  | { readonly kind: "line" }
  /** Lines may follow; one that is indented less than `indent` columns lies outside. */
  | { readonly kind: "block"; readonly indent: number; readonly opened: boolean };

/** What a line ends with when its block is still to come. */
const OPENER = /(?:[{([:]|=>|->|\b(?:then|do|else|begin))\s*$/;
const ONLY_CLOSERS = /^[\s)\]}>"'`;:,]*$/;
const TAB_COLUMNS = 4;

export function opensBlock(line: string): boolean {
  return OPENER.test(line);
}

export function columns(whitespace: string): number {
  return whitespace.length + (TAB_COLUMNS - 1) * (whitespace.split("\t").length - 1);
}

export function extent(
  { place, trigger }: CompletionRequest,
  { multiline = true }: Pick<CompletionTarget, "multiline"> = {},
): Extent {
  if (!multiline || !ONLY_CLOSERS.test(lineAfter(place))) return { kind: "line" };
  const before = lineBefore(place);
  const indent = columns(indentation(before));
  if (opensBlock(before)) {
    return isFilled(place, indent) ? { kind: "line" } : { kind: "block", indent, opened: true };
  }
  const startsStatement = before.trim() === "" && lineAfter(place).trim() === "";
  return startsStatement || trigger === "manual"
    ? { kind: "block", indent, opened: false }
    : { kind: "line" };
}

/** An opened block that already has its lines below needs no second body. */
function isFilled(place: Place, indent: number): boolean {
  const next = linesBelow(place).find((line) => line.trim() !== "");
  return next !== undefined && columns(indentation(withoutTerminator(next))) > indent;
}
