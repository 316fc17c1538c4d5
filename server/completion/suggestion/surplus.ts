/** Of two ways to read an answer the one is right that closes less of what is none of its business. */
import type { Hole } from "../hole.ts";
import { nestingAfter } from "../nesting.ts";

/** How much a reading of the answer closes that nobody opened. */
export function surplus(text: string, { nesting, language, closed, after }: Hole): number {
  let count = 0;
  let least = nesting.length;
  nestingAfter(text, {
    language,
    from: nesting,
    step({ kind, depth }) {
      if (kind === "stray") count++;
      if (kind !== "closes" || depth >= least) return;
      least = depth;
      if (closed[depth] === "below" || (closed[depth] === "here" && !text.includes(after.trim()))) count++;
    },
  });
  return count;
}
