/** Which names the neighbours use, and how they use them in a place like this. Names that the document has are no news. */
import type { Hit } from "../index/workspace-index.ts";
import type { Scene } from "./scene.ts";
import { namesIn } from "./tokens.ts";
import { behind } from "./usage.ts";

export interface Evidence {
  /** By how many neighbours, as far as they count. */
  used: number;
  /** Behind a dot. */
  asMember: number;
  /** Behind what stands before the cursor. */
  here: number;
  /** In code like that around the cursor. */
  inSimilar: number;
}

const MAX_TIMES = 3;
const MAX_CHUNKS = 15;

export function evidenceFor(scene: Scene): ReadonlyMap<string, Evidence> {
  const { neighbours, studies, expectation } = scene;
  const { before, receiver, resultOf } = expectation;
  const key = behind(before[0], resultOf === "" ? receiver.replace(/.*\[\]$/, "]") : ")");
  const found = new Map<string, Evidence>();
  const of = (name: string) => {
    const known = found.get(name);
    if (known) return known;
    const made: Evidence = { used: 0, asMember: 0, here: 0, inSimilar: 0 };
    found.set(name, made);
    return made;
  };
  for (const [file, { weight }] of neighbours) {
    const { names, following } = studies.of(file).usage;
    for (const [name, isMember] of names) {
      if (scene.usage.names.has(name)) continue;
      const evidence = of(name);
      evidence.used += weight;
      if (isMember) evidence.asMember += weight;
    }
    for (const [name, times] of following.get(key) ?? []) {
      if (!scene.usage.names.has(name)) of(name).here += weight * Math.min(MAX_TIMES, times);
    }
  }
  for (const { file, startLine, endLine, score } of similarChunks(scene)) {
    for (const name of new Set(namesIn(studies.of(file).lines.slice(startLine, endLine).join("")))) {
      if (!scene.usage.names.has(name)) of(name).inSimilar += score;
    }
  }
  return found;
}

export function similarChunks({ neighbours }: Scene): readonly Hit[] {
  return neighbours
    .values()
    .flatMap(({ similar }) => similar)
    .toArray()
    .toSorted((a, b) => b.score - a.score)
    .slice(0, MAX_CHUNKS);
}
