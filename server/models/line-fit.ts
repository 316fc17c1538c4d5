/**
 * How many of a document's lines fit into a budget, walking away from the cursor, and what they cost to the token. Counts
 * are kept per line: a keystroke changes one line, and all others are recognised as the strings they were. It knows lines
 * and numbers, no vocabularies.
 */
import { fitAbove, fitBelow, type Counting, type Fit, type Unit, type Walk } from "./line-walk.ts";

/** Documents whose counts are kept; the cursor rarely wanders among more. */
const MAX_DOCUMENTS = 16;

interface Kept {
  readonly above: (Unit | undefined)[];
  readonly below: (Unit | undefined)[];
}

export function createLineFit(counting: Counting): (walk: Walk) => Fit {
  const kept = new Map<string, Kept>();

  function keptFor(uri: string): Kept {
    const found = kept.get(uri);
    if (found) return found;
    if (kept.size >= MAX_DOCUMENTS) kept.clear();
    const made = { above: [], below: [] };
    kept.set(uri, made);
    return made;
  }

  return function fit(walk) {
    const { above, below } = keptFor(walk.document.uri);
    return walk.step < 0 ? fitAbove(walk, counting, above) : fitBelow(walk, counting, below);
  };
}
