/** All kinds of providers that complete or chat, the user's own before those that ship, in the order of lists. */
import type { Selection } from "../knowledge/selection.ts";
import type { Kinds } from "./recognise.ts";

export function kindsOf({ known }: Pick<Selection, "known">): Kinds {
  const { shipped, own } = known();
  const all = new Map([...shipped.providers, ...own.providers].map(([id, { spec }]) => [id, spec]));
  // Who only embeds is set up in a file: the page asks who completes.
  const talking = [...all].filter(
    ([, { transports }]) => transports.completion.length > 0 || transports.chat,
  );
  return talking.toSorted(([, a], [, b]) => a.rank - b.rank || a.name.localeCompare(b.name));
}
