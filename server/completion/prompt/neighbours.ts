/** A cell of a notebook with the other cells around it, as if they were one text. */
import type { Place } from "../request.ts";

export function withNeighbours(place: Place): Place {
  const { document, line, character } = place;
  const { lines, around, ...rest } = document;
  if (!around) return place;
  const own = lines.at(-1) ?? "";
  const last = around.below.length > 0 ? `${own}\n` : own;
  const all = [...around.above, ...lines.slice(0, -1), last, ...around.below];
  return { document: { ...rest, lines: all }, line: line + around.above.length, character };
}
