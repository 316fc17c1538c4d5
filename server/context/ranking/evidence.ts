/** Which names the neighbours use, and how they use them in a place like this. Names that the document has are no news. */
import type { Hit } from "../index/workspace-index.ts";
import type { Scene } from "./scene.ts";
import { behind } from "./usage.ts";

export interface Evidence {
  readonly name: string;
  /** By how many neighbours, as far as they count. */
  used: number;
  /** Behind a dot. */
  asMember: number;
  /** Behind what stands before the cursor. */
  here: number;
  /** In code like that around the cursor. */
  inSimilar: number;
}

export interface AllEvidence {
  readonly all: readonly Evidence[];
  readonly of: (name: string) => Evidence | undefined;
}

const MAX_TIMES = 3;
const MAX_CHUNKS = 15;

export function evidenceFor(scene: Scene): AllEvidence {
  const { neighbours, studies, expectation } = scene;
  const { before, receiver, resultOf } = expectation;
  const key = behind(before[0], resultOf === "" ? receiver.replace(/.*\[\]$/, "]") : ")");
  const studied = Array.from(neighbours, ([file, { weight }]) => ({ study: studies.of(file), weight }));
  const found = new Found(scene);
  for (const { study, weight } of studied) {
    const { numbers, isMember } = study.used;
    for (let at = 0; at < numbers.length; at++) {
      const evidence = found.at(numbers[at] ?? 0);
      if (!evidence) continue;
      evidence.used += weight;
      if (isMember[at] === 1) evidence.asMember += weight;
    }
    for (const [name, times] of study.usage.following.get(key) ?? []) {
      const evidence = found.of(name);
      if (evidence) evidence.here += weight * Math.min(MAX_TIMES, times);
    }
  }
  addSimilar(scene, found);
  return { all: found.all, of: (name) => found.of(name) };
}

function addSimilar(scene: Scene, found: Found): void {
  for (const { file, startLine, endLine, score } of similarChunks(scene)) {
    for (const name of scene.studies.of(file).namesIn(startLine, endLine - 1)) {
      const evidence = found.of(name);
      if (evidence) evidence.inSimilar += score;
    }
  }
}

export function similarChunks({ neighbours }: Scene): readonly Hit[] {
  return neighbours
    .values()
    .flatMap(({ similar }) => similar)
    .toArray()
    .toSorted((a, b) => b.score - a.score)
    .slice(0, MAX_CHUNKS);
}

const OWN = -1;

/** Evidence by the number of its name. */
class Found {
  readonly all: Evidence[] = [];
  /** One more than the place of each in `all`. */
  readonly #places: Int32Array;
  readonly #names: Scene["studies"]["names"];

  constructor({ studies, usage }: Scene) {
    this.#names = studies.names;
    this.#places = new Int32Array(this.#names.size);
    for (const name of usage.names.keys()) {
      const number = this.#names.known(name);
      if (number !== undefined) this.#places[number] = OWN;
    }
  }

  of(name: string): Evidence | undefined {
    const number = this.#names.known(name);
    return number === undefined ? undefined : this.at(number);
  }

  at(number: number): Evidence | undefined {
    const place = this.#places[number] ?? OWN;
    if (place === OWN) return undefined;
    if (place > 0) return this.all[place - 1];
    const made = { name: this.#names.name(number), used: 0, asMember: 0, here: 0, inSimilar: 0 };
    this.#places[number] = this.all.push(made);
    return made;
  }
}
