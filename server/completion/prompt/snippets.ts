/** Which snippets go into a prompt, and in which order: what is likely to stand in the next prompt too stands first. */
import type { Snippet } from "../ports.ts";

/** Of what all snippets may cost, what is left for those that change as the user types. */
const VOLATILE_SHARE = 1 / 3;

export interface Chosen {
  readonly snippets: readonly Snippet[];
  readonly tokens: number;
}

/** The first that fit, since they come best first. A server's cache ends with the first difference, so the order of the lasting ones is not their rank. */
export function chooseSnippets(
  snippets: readonly Snippet[],
  budget: number,
  cost: (snippet: Snippet) => number,
): Chosen {
  const changing = take(
    snippets.filter(({ volatile }) => volatile),
    budget * VOLATILE_SHARE,
    cost,
  );
  const lasting = take(
    snippets.filter(({ volatile }) => !volatile),
    budget - changing.tokens,
    cost,
  );
  return {
    // The best of those that change anyway stands next to the cursor.
    snippets: [...byFile(lasting.snippets), ...changing.snippets.toReversed()],
    tokens: lasting.tokens + changing.tokens,
  };
}

function take(snippets: readonly Snippet[], budget: number, cost: (snippet: Snippet) => number): Chosen {
  const taken: Snippet[] = [];
  let tokens = 0;
  for (const snippet of snippets) {
    const price = cost(snippet);
    if (tokens + price > budget) continue;
    taken.push(snippet);
    tokens += price;
  }
  return { snippets: taken, tokens };
}

/** Pieces of one file as one, in the order of their lines; the files by their paths. */
function byFile(snippets: readonly Snippet[]): readonly Snippet[] {
  const files = Map.groupBy(snippets, ({ path }) => path);
  return [...files.values()].map(joined).toSorted((a, b) => compare(a.path, b.path));
}

function joined(pieces: readonly Snippet[]): Snippet {
  const texts = pieces.toSorted((a, b) => (a.line ?? 0) - (b.line ?? 0)).map(({ text }) => text.trimEnd());
  const [first = { path: "", text: "", score: 0, source: "" }] = pieces;
  return pieces.length === 1 ? first : { ...first, text: `${texts.join("\n\n")}\n` };
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
