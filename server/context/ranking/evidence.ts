/** Which names the neighbours use, and how they use them in a place like this. Names that the document has are no news. */
import type { Hit } from "../index/workspace-index.ts";
import { best } from "./best.ts";
import type { Scene } from "./scene.ts";
import type { Study } from "./studies.ts";
import { isDot } from "./tokens.ts";
import { AS_MEMBER, behind } from "./usage.ts";

export interface Evidence {
  readonly name: string;
  /** By how many neighbours, as far as they count. */
  readonly used: number;
  /** Behind a dot. */
  readonly asMember: number;
  /** In the manner in which it would be used here. */
  readonly inManner: number;
  /** Behind what stands before the cursor. */
  readonly here: number;
  /** Within a call of the function that is called around the cursor. */
  readonly inCall: number;
  /** Asked of what has the same origin as the receiver. */
  readonly ofKin: number;
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
  const { neighbours, studies, expectation, usage } = scene;
  const { before, receiver, resultOf, call } = expectation;
  const isOfResult = resultOf !== "";
  const origin = isOfResult ? `${resultOf}(` : usage.origins.get(receiver);
  const keys = {
    here: behind(before[0], isOfResult ? ")" : receiver.replace(/.*\[\]$/, "]")),
    inCall: call,
    ofKin: isDot(before[0]) && origin !== undefined ? behind(before[0], origin) : "",
  };
  // All names have their numbers before anything is summed up by them.
  const studied = Array.from(neighbours, ([file, { weight }]) => {
    const { used, usage } = studies.of(file);
    return { used, following: usage.following, weight };
  });
  const sums = new Sums(scene);
  for (const { used, following, weight } of studied) {
    sums.addUse(used, weight);
    for (const sign of ["here", "inCall", "ofKin"] as const) {
      for (const [name, times] of following.get(keys[sign]) ?? [])
        sums.addTo(sums[sign], name, weight * Math.min(MAX_TIMES, times));
    }
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
  readonly inCall: Float64Array;
  readonly ofKin: Float64Array;
  readonly inSimilar: Float64Array;
  readonly #used: Float64Array;
  readonly #asMember: Float64Array;
  readonly #inManner: Float64Array;
  readonly #manner: number;
  readonly #states: Uint8Array;
  readonly #found: number[] = [];
  readonly #names: Scene["studies"]["names"];

  constructor({ studies, usage, expectation }: Scene) {
    this.#names = studies.names;
    const { size } = this.#names;
    this.here = new Float64Array(size);
    this.inCall = new Float64Array(size);
    this.ofKin = new Float64Array(size);
    this.inSimilar = new Float64Array(size);
    this.#used = new Float64Array(size);
    this.#asMember = new Float64Array(size);
    this.#inManner = new Float64Array(size);
    this.#manner = expectation.manner;
    this.#states = new Uint8Array(size);
    for (const name of usage.names.keys()) {
      const number = this.#names.known(name);
      if (number !== undefined) this.#states[number] = OWN;
    }
  }

  addUse({ numbers, manners }: Study["used"], weight: number): void {
    const [used, asMember, inManner] = [this.#used, this.#asMember, this.#inManner];
    for (let at = 0; at < numbers.length; at++) {
      const number = numbers[at] ?? 0;
      if (!this.#isNews(number)) continue;
      used[number] = (used[number] ?? 0) + weight;
      const manner = manners[at] ?? 0;
      if ((manner & AS_MEMBER) > 0) asMember[number] = (asMember[number] ?? 0) + weight;
      if ((manner & this.#manner) === 0) continue;
      inManner[number] = (inManner[number] ?? 0) + weight;
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
    return number === undefined
      ? {
          name,
          used: 0,
          asMember: 0,
          inManner: 0,

          here: 0,
          inCall: 0,
          ofKin: 0,
          inSimilar: 0,
        }
      : this.#at(number);
  }

  mostTelling(most: number): readonly Evidence[] {
    const [used, inManner, here, inCall, inSimilar] = [
      this.#used,
      this.#inManner,
      this.here,
      this.inCall,
      this.inSimilar,
    ];
    const weightOf = (number: number) =>
      (here[number] ?? 0) * 3 +
      (inCall[number] ?? 0) * 0.5 +
      (this.ofKin[number] ?? 0) * 2 +
      (inManner[number] ?? 0) * 0.5 +
      (inSimilar[number] ?? 0) +
      (used[number] ?? 0) * 0.2;
    return best(this.#found, weightOf, most).map((number) => this.#at(number));
  }

  #at(number: number): Evidence {
    return {
      name: this.#names.name(number),
      used: this.#used[number] ?? 0,
      asMember: this.#asMember[number] ?? 0,
      inManner: this.#inManner[number] ?? 0,
      here: this.here[number] ?? 0,
      inCall: this.inCall[number] ?? 0,
      ofKin: this.ofKin[number] ?? 0,
      inSimilar: this.inSimilar[number] ?? 0,
    };
  }
}
