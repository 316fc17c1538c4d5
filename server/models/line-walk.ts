/**
 * The two walks of `line-fit`. A unit is what lies between two neighbouring places where the text can be cut: mostly one
 * line, with the blank lines after it or the line end before it, as the vocabulary's rule has it. Units are counted alone
 * and add up to the whole.
 */
import type { Fit, Walk } from "../completion/ports.ts";
import type { Cut } from "./vocabulary/cuts.ts";

export interface Counting {
  readonly count: (text: string) => number;
  readonly cut: Cut;
}

/** A counted unit, with the lines that its count depends on. */
export interface Unit {
  readonly size: number;
  /** The first of its lines for a walk downwards, the last for one upwards; the others, when there are more. */
  readonly line: string | undefined;
  readonly more: readonly string[];
  /** The line beyond the unit, which decides where it is cut. */
  readonly beyond: string | undefined;
  /** What of the line before belongs to this unit, and how many characters of its own last line do not. */
  readonly lead: string;
  readonly left: number;
  readonly tokens: number;
  /** What it costs where the text begins; for a walk downwards, what is to be added where the text ends, with it. */
  readonly outermost: number;
}

type Kept = (Unit | undefined)[];

export function fitAbove({ document, start, edge, budget }: Walk, counting: Counting, kept: Kept): Fit {
  const { lines } = document;
  const atEdge = countAbove({ lines, end: start, edge }, counting);
  if (atEdge.size > 0 && atEdge.outermost > budget) return { lines: 0, tokens: counting.count(edge) };
  let end = start - atEdge.size;
  let { tokens: inner, outermost: tokens } = atEdge;
  let left = atEdge.lead.length;
  while (end > 0 && tokens <= budget) {
    let unit = kept[end - 1];
    if (unit?.left !== left || !isSameAbove(unit, lines, end)) {
      unit = countAbove({ lines, end, left }, counting);
      kept[end - 1] = unit;
    }
    const all = inner + unit.outermost;
    if (all > budget) break;
    tokens = all;
    inner += unit.tokens;
    end -= unit.size;
    left = unit.lead.length;
  }
  return { lines: start - end, tokens };
}

function isSameAbove(unit: Unit, lines: readonly string[], end: number): boolean {
  const { size, more } = unit;
  if (lines[end - 1] !== unit.line || lines[end - size - 1] !== unit.beyond) return false;
  for (let index = 0; index < more.length; index++)
    if (lines[end - size + index] !== more[index]) return false;
  return true;
}

interface Above {
  readonly lines: readonly string[];
  /** The line behind the unit's last. */
  readonly end: number;
  /** For the unit at the cursor. */
  readonly edge?: string;
  readonly left?: number;
}

function countAbove({ lines, end, edge, left = 0 }: Above, { count, cut }: Counting): Unit {
  const lineAt = (index: number): string => (index === end ? edge : lines[index]) ?? "";
  let first = edge === undefined ? end - 1 : end;
  let leadLength = -1;
  for (; first > 0; first--) {
    leadLength = cut(lineAt(first - 1), lineAt(first));
    if (leadLength >= 0) break;
  }
  const own = lines.slice(first, end);
  const joined = own.join("") + (edge ?? "");
  const text = joined.slice(0, joined.length - left);
  const beyond = lines[first - 1];
  const lead = leadLength > 0 ? lineAt(first - 1).slice(-leadLength) : "";
  const outermost = count(text);
  const tokens = lead === "" ? outermost : count(lead + text);
  return {
    size: own.length,
    line: own.at(-1),
    more: own.slice(0, -1),
    beyond,
    lead,
    left,
    tokens,
    outermost,
  };
}

export function fitBelow({ document, start, edge, budget }: Walk, counting: Counting, kept: Kept): Fit {
  const { lines } = document;
  const atEdge = countBelow({ lines, from: start, edge, lead: "" }, counting);
  let tokens = atEdge.tokens + atEdge.outermost;
  if (atEdge.size > 0 && tokens > budget) return { lines: 0, tokens: counting.count(edge) };
  let inner = atEdge.tokens;
  let from = start + atEdge.size;
  let lead = endOf(atEdge, atEdge.size === 0 ? edge : lines[from - 1]);
  while (from < lines.length && tokens <= budget) {
    // Kept by the distance from the document's end, which an edit above leaves as it is.
    const slot = lines.length - from;
    let unit = kept[slot];
    if (unit?.lead !== lead || !isSameBelow(unit, lines, from)) {
      unit = countBelow({ lines, from, lead }, counting);
      kept[slot] = unit;
    }
    const all = inner + unit.tokens + unit.outermost;
    if (all > budget) break;
    tokens = all;
    inner += unit.tokens;
    from += unit.size;
    lead = endOf(unit, lines[from - 1]);
  }
  return { lines: from - start, tokens };
}

/** What a unit leaves of its last line to the next. */
function endOf({ left }: Unit, line = ""): string {
  return left === 0 ? "" : line.slice(-left);
}

function isSameBelow(unit: Unit, lines: readonly string[], from: number): boolean {
  const { size, more } = unit;
  if (lines[from] !== unit.line || lines[from + size] !== unit.beyond) return false;
  for (let index = 0; index < more.length; index++) if (lines[from + 1 + index] !== more[index]) return false;
  return true;
}

interface Below {
  readonly lines: readonly string[];
  readonly from: number;
  /** For the unit at the cursor. */
  readonly edge?: string;
  readonly lead: string;
}

function countBelow({ lines, from, edge, lead }: Below, { count, cut }: Counting): Unit {
  let end = edge === undefined ? from + 1 : from;
  let left = -1;
  for (; end < lines.length; end++) {
    left = cut(end === from ? (edge ?? "") : (lines[end - 1] ?? ""), lines[end] ?? "");
    if (left >= 0) break;
  }
  left = Math.max(0, left);
  const own = lines.slice(from, end);
  const text = lead + (edge ?? "") + own.join("");
  const tokens = count(text.slice(0, text.length - left));
  const outermost = left === 0 ? 0 : count(text.slice(-left));
  return {
    size: own.length,
    line: own[0],
    more: own.slice(1),
    beyond: lines[end],
    lead,
    left,
    tokens,
    outermost,
  };
}
