/** All kinds of providers, the user's own before those that ship, in the order of lists. */
import type { Selection } from "../knowledge/selection.ts";
import type { Kinds } from "./recognise.ts";

export function kindsOf({ known }: Pick<Selection, "known">): Kinds {
  const { shipped, own } = known();
  const all = new Map([...shipped.providers, ...own.providers].map(([id, { spec }]) => [id, spec]));
  return [...all].toSorted(([, a], [, b]) => a.rank - b.rank || a.name.localeCompare(b.name));
}
