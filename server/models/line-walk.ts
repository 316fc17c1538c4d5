/**
 * The two walks of `line-fit`. A unit is what lies between two neighbouring places where the text can be cut: mostly one
 * line, with the blank lines after it or the line end before it, as the vocabulary's rule has it. Units are counted alone
 * and add up to the whole.
 */
import type { Cut } from "./vocabulary/cuts.ts";

export interface Walk {
  /** Lines with their own terminators, shared between the states of a document. */
  readonly document: { readonly uri: string; readonly lines: readonly string[] };
  /** Upwards, the line above which to begin; downwards, the first line to take. */
  readonly start: number;
  readonly step: 1 | -1;
  /** The part of the cursor's own line that the lines are joined to: it ends the text upwards, and begins it downwards. */
  readonly edge: string;
  readonly budget: number;
}

export interface Fit {
  /** How many whole lines fit besides the edge. */
  readonly lines: number;
  /** What edge and lines cost as one text. More than the budget only when the edge alone is. */
  readonly tokens: number;
}

export interface Counting {
  count(text: string): number;
  readonly cut: Cut;
}

/** A counted unit, with the lines that its count depends on. */
export interface Unit {
  readonly lines: readonly string[];
  /** The lines next to the unit; they decide where it is cut. */
  readonly previous: string | undefined;
  readonly next: string | undefined;
  /** What of the line before belongs to this unit, and how many characters of its own last line do not. */
  readonly lead: string;
  readonly left: number;
  readonly tokens: number;
  /** What it costs where the text begins, or for a walk downwards what is to be added where the text ends, with it. */
  readonly outermost: number;
}

export function fitAbove(
  { document, start, edge, budget }: Walk,
  counting: Counting,
  kept: (Unit | undefined)[],
): Fit {
  const { lines } = document;
  let best: Fit = { lines: 0, tokens: counting.count(edge) };
  let inner = 0;
  let end = start;
  let left = 0;
  for (;;) {
    const known = end === start ? undefined : kept[end - 1];
    const unit =
      known && known.left === left && isUnchangedAbove(known, lines, end)
        ? known
        : countAbove({ lines, start, edge, end, left }, counting);
    if (end < start) kept[end - 1] = unit;
    const first = end - unit.lines.length;
    const tokens = inner + unit.outermost;
    if (tokens > budget && end < start) return best;
    if (tokens <= budget || first === start) best = { lines: start - first, tokens };
    else return best;
    if (first === 0) return best;
    inner += unit.tokens;
    end = first;
    left = unit.lead.length;
  }
}

function isUnchangedAbove(unit: Unit, lines: readonly string[], end: number): boolean {
  const { length } = unit.lines;
  const first = end - length;
  for (let index = length - 1; index >= 0; index--) {
    if (unit.lines[index] !== lines[first + index]) return false;
  }
  return lines[first - 1] === unit.previous;
}

interface Above {
  readonly lines: readonly string[];
  readonly start: number;
  readonly edge: string;
  readonly end: number;
  readonly left: number;
}

function countAbove({ lines, start, edge, end, left }: Above, { count, cut }: Counting): Unit {
  let first = end;
  let leadLength = -1;
  if (end < start) first--;
  for (; first > 0; first--) {
    leadLength = cut(lines[first - 1] ?? "", first === start ? edge : (lines[first] ?? ""));
    if (leadLength >= 0) break;
  }
  const own = lines.slice(first, end);
  const joined = own.join("");
  const text = end === start ? joined + edge : joined.slice(0, joined.length - left);
  const previous = lines[first - 1];
  const lead = leadLength > 0 ? (previous ?? "").slice(-leadLength) : "";
  const outermost = count(text);
  const tokens = lead === "" ? outermost : count(lead + text);
  return { lines: own, previous, next: undefined, lead, left, tokens, outermost };
}

export function fitBelow(
  { document, start, edge, budget }: Walk,
  counting: Counting,
  kept: (Unit | undefined)[],
): Fit {
  const { lines } = document;
  let best: Fit = { lines: 0, tokens: counting.count(edge) };
  let inner = 0;
  let from = start;
  let lead = "";
  for (let isEdge = true; ; isEdge = false) {
    // Kept by the distance from the document's end, which an edit above leaves as it is.
    const slot = lines.length - from;
    const known = isEdge ? undefined : kept[slot];
    const unit =
      known && known.lead === lead && isUnchangedBelow(known, lines, from)
        ? known
        : countBelow({ lines, from, lead: isEdge ? edge : lead, isEdge }, counting);
    if (!isEdge) kept[slot] = unit;
    const end = from + unit.lines.length;
    const tokens = inner + unit.tokens + unit.outermost;
    if (tokens > budget && (!isEdge || end > start)) return best;
    best = { lines: end - start, tokens };
    if (end >= lines.length) return best;
    inner += unit.tokens;
    lead = unit.left === 0 ? "" : (end === start ? edge : (lines[end - 1] ?? "")).slice(-unit.left);
    from = end;
  }
}

function isUnchangedBelow(unit: Unit, lines: readonly string[], from: number): boolean {
  const { length } = unit.lines;
  for (let index = 0; index < length; index++) {
    if (unit.lines[index] !== lines[from + index]) return false;
  }
  return lines[from + length] === unit.next;
}

interface Below {
  readonly lines: readonly string[];
  readonly from: number;
  readonly lead: string;
  readonly isEdge: boolean;
}

function countBelow({ lines, from, lead, isEdge }: Below, { count, cut }: Counting): Unit {
  let end = isEdge ? from : from + 1;
  let left = -1;
  for (; end < lines.length; end++) {
    left = cut(end === from ? lead : (lines[end - 1] ?? ""), lines[end] ?? "");
    if (left >= 0) break;
  }
  left = Math.max(0, left);
  const own = lines.slice(from, end);
  const text = lead + own.join("");
  const tokens = count(text.slice(0, text.length - left));
  const outermost = left === 0 ? 0 : count(text.slice(-left));
  return {
    lines: own,
    previous: undefined,
    next: lines[end],
    lead,
    left,
    tokens,
    outermost,
  };
}
