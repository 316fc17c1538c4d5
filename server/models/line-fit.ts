/**
 * How many of a document's lines fit into a budget, walking away from the cursor, and what they cost to the token. Counts
 * are kept per line: a keystroke changes one line, and all others are recognised as the strings they were. It knows lines
 * and numbers, no vocabularies.
 */
import type { Fit, Walk } from "../completion/ports.ts";
import { fitAbove, fitBelow, type Counting, type Unit } from "./line-walk.ts";

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
    grow(above, walk.document.lines.length + 1);
    grow(below, walk.document.lines.length + 1);
    return walk.step < 0 ? fitAbove(walk, counting, above) : fitBelow(walk, counting, below);
  };
}

/** An array with holes would be many times slower. */
function grow(units: (Unit | undefined)[], length: number): void {
  while (units.length < length) units.push(undefined);
}
