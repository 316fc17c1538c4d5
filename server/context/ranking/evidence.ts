/** Which names the neighbours use, and how they use them in a place like this. Names that the document has are no news. */
import type { Hit } from "../index/workspace-index.ts";
import { best } from "./best.ts";
import type { Scene } from "./scene.ts";
import type { Study } from "./studies.ts";
import { behind } from "./usage.ts";

export interface Evidence {
  readonly name: string;
  /** By how many neighbours, as far as they count. */
  readonly used: number;
  /** Behind a dot. */
  readonly asMember: number;
  /** Behind what stands before the cursor. */
  readonly here: number;
  /** In code like that around the cursor. */
  readonly inSimilar: number;
}

export interface AllEvidence {
  readonly of: (name: string) => Evidence;
  /** Of the names that speak most for themselves. */
  readonly mostTelling: (most: number) => readonly Evidence[];
}

const MAX_TIMES = 3;
const MAX_CHUNKS = 15;

export function evidenceFor(scene: Scene): AllEvidence {
  const { neighbours, studies, expectation } = scene;
  const { before, receiver, resultOf } = expectation;
  const key = behind(before[0], resultOf === "" ? receiver.replace(/.*\[\]$/, "]") : ")");
  const studied = Array.from(neighbours, ([file, { weight }]) => ({ study: studies.of(file), weight }));
  const sums = new Sums(scene);
  for (const { study, weight } of studied) {
    sums.addUse(study.used, weight);
    for (const [name, times] of study.usage.following.get(key) ?? [])
      sums.addTo(sums.here, name, weight * Math.min(MAX_TIMES, times));
  }
  addSimilar(scene, sums);
  return sums;
}

function addSimilar(scene: Scene, sums: Sums): void {
  for (const { file, startLine, endLine, score } of similarChunks(scene)) {
    for (const name of scene.studies.of(file).namesIn(startLine, endLine - 1)) {
      sums.addTo(sums.inSimilar, name, score);
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

const UNKNOWN = 0;
const KNOWN = 1;
/** In the document. */
const OWN = 2;

/** What speaks for each name, by its number: there are very many, and few of them are told of. */
class Sums implements AllEvidence {
  readonly here: Float64Array;
  readonly inSimilar: Float64Array;
  readonly #used: Float64Array;
  readonly #asMember: Float64Array;
  readonly #states: Uint8Array;
  readonly #found: number[] = [];
  readonly #names: Scene["studies"]["names"];

  constructor({ studies, usage }: Scene) {
    this.#names = studies.names;
    const { size } = this.#names;
    this.here = new Float64Array(size);
    this.inSimilar = new Float64Array(size);
    this.#used = new Float64Array(size);
    this.#asMember = new Float64Array(size);
    this.#states = new Uint8Array(size);
    for (const name of usage.names.keys()) {
      const number = this.#names.known(name);
      if (number !== undefined) this.#states[number] = OWN;
    }
  }

  addUse({ numbers, isMember }: Study["used"], weight: number): void {
    const [used, asMember] = [this.#used, this.#asMember];
    for (let at = 0; at < numbers.length; at++) {
      const number = numbers[at] ?? 0;
      if (!this.#isNews(number)) continue;
      used[number] = (used[number] ?? 0) + weight;
      if (isMember[at] === 1) asMember[number] = (asMember[number] ?? 0) + weight;
    }
  }

  addTo(sums: Float64Array, name: string, weight: number): void {
    const number = this.#names.known(name);
    if (number !== undefined && this.#isNews(number)) sums[number] = (sums[number] ?? 0) + weight;
  }

  #isNews(number: number): boolean {
    const state = this.#states[number];
    if (state === UNKNOWN) {
      this.#states[number] = KNOWN;
      this.#found.push(number);
    }
    return state !== OWN;
  }

  of(name: string): Evidence {
    const number = this.#names.known(name);
    return number === undefined ? { name, used: 0, asMember: 0, here: 0, inSimilar: 0 } : this.#at(number);
  }

  mostTelling(most: number): readonly Evidence[] {
    const [used, asMember, here, inSimilar] = [this.#used, this.#asMember, this.here, this.inSimilar];
    const weightOf = (number: number) =>
      (here[number] ?? 0) * 3 +
      (asMember[number] ?? 0) * 0.5 +
      (inSimilar[number] ?? 0) +
      (used[number] ?? 0) * 0.2;
    return best(this.#found, weightOf, most).map((number) => this.#at(number));
  }

  #at(number: number): Evidence {
    return {
      name: this.#names.name(number),
      used: this.#used[number] ?? 0,
      asMember: this.#asMember[number] ?? 0,
      here: this.here[number] ?? 0,
      inSimilar: this.inSimilar[number] ?? 0,
    };
  }
}
