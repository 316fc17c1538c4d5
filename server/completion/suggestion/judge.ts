/** Step 11: is the suggestion worth showing? */
import type { Reason } from "../outcome.ts";
import { lineBefore, linesBelow } from "../place.ts";
import type { CompletionRequest } from "../request.ts";

/** A reason not to show it; undefined means: show it. */
export function judge(text: string, { place }: CompletionRequest): Reason | undefined {
  if (text.trim() === "") return "empty";
  const written = (lineBefore(place) + text).trim();
  const above = place.document.lines.slice(0, place.line).findLast((line) => line.trim() !== "");
  if (written === above?.trim() && written.length > 2) return "repeats-line-above";
  const below = linesBelow(place).find((line) => line.trim() !== "");
  if (written === below?.trim() && written.length > 2) return "repeats-line-below";
  return undefined;
}
