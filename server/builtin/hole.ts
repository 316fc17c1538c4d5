/**
 * Where the cursor's line is in its own document as learned, so that what the user is just typing is not taken as
 * evidence of what comes next. Goes by the lines around, because the line itself may be a keystroke older or newer.
 */
import type { Cursor } from "./cursor.ts";
import { endsLine } from "./lexicon.ts";
import type { Extent } from "./shelf.ts";

/** Enough to tell one place from another, except in text that repeats itself this long. */
const MAX_AGREEING = 1000;

/** The tokens of that line, with the breaks on both its sides; undefined when the document was learned without it. */
export function hole(file: Extent, { above, after }: Cursor): Extent | undefined {
  const { shelf, start, end } = file;
  const { tokens } = shelf;
  let best: Extent | undefined;
  let most = 0;
  for (let at = start; at < end; at++) {
    if (!endsLine(tokens[at] ?? 0)) continue;
    const before = agreeingBefore(file, at, above);
    if (before === 0 && above.length > 0) continue;
    let next = at + 1;
    while (next < end && !endsLine(tokens[next] ?? 0)) next++;
    const across = agreeingAfter(file, next + 1, after);
    const closed = agreeingAfter(file, at + 1, after);
    const agreeing = before + Math.max(across, closed);
    if (agreeing < most) continue;
    most = agreeing;
    best = { shelf, start: at, end: closed > across ? at + 1 : Math.min(next + 1, end) };
  }
  return best;
}

function agreeingBefore({ shelf, start }: Extent, at: number, above: readonly number[]): number {
  const limit = Math.min(MAX_AGREEING, above.length, at - start);
  let count = 0;
  while (count < limit && shelf.tokens[at - 1 - count] === above[above.length - 1 - count]) count++;
  return count;
}

function agreeingAfter({ shelf, end }: Extent, at: number, after: readonly number[]): number {
  const limit = Math.min(MAX_AGREEING, after.length, end - at);
  let count = 0;
  while (count < limit && shelf.tokens[at + count] === after[count]) count++;
  return count;
}
