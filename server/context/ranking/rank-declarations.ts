/** How likely each declaration of the workspace is what comes next at the cursor. */
import type { Declaration, IndexedFile } from "../index/workspace-index.ts";
import { type Evidence, evidenceFor } from "./evidence.ts";
import { modulesOfReceiver, specifiedModules } from "./modules.ts";
import { expectedContainers } from "./receiver-types.ts";
import type { Scene } from "./scene.ts";
import { type PartsOf, scoreOfUse, signsAt, useSigns } from "./signs.ts";
import type { UseSign } from "./weights.ts";

export interface Candidate {
  readonly declaration: Declaration;
  /** The logarithm of how likely it is, up to a constant. */
  readonly score: number;
}

type WordsOf = (name: string) => readonly string[];

const MAX_FILES = 45;
/** So many names are weighed by their use, and so many are looked up wherever they are declared. */
const MAX_USED = 700;
const MAX_NAMES = 250;
const MAX_NAMESAKES = 30;

export interface Ranking {
  /** In no order. */
  readonly candidates: readonly Candidate[];
  /** The logarithm of how likely each name is by its use alone, up to a constant. */
  readonly names: ReadonlyMap<string, number>;
}

export function rankDeclarations(scene: Scene, wordsOf: WordsOf): Ranking {
  const { pool, used, parts, signsOfUse } = inQuestion(scene, wordsOf);
  const { ofName, ofPlace, ofKind } = parts;
  const candidates = pool.map((declaration) => {
    const { name, kind } = declaration;
    const score =
      ofTyped(name, scene.typed) + ofName(name).score + ofPlace(declaration).score + ofKind(kind).score;
    return { declaration, score };
  });
  return {
    candidates,
    names: new Map(
      used.map((one) => [one.name, ofTyped(one.name, scene.typed) + scoreOfUse(signsOfUse(one))]),
    ),
  };
}

export interface InQuestion {
  readonly pool: readonly Declaration[];
  readonly parts: PartsOf;
  /** The names that speak most for themselves. */
  readonly used: readonly Evidence[];
  readonly signsOfUse: (evidence: Evidence) => Readonly<Record<UseSign, number>>;
}

export function inQuestion(scene: Scene, wordsOf: WordsOf): InQuestion {
  const evidence = evidenceFor(scene);
  const specified = specifiedModules(scene);
  const asked = modulesOfReceiver(scene);
  const receiver = expectedContainers(scene);
  const used = evidence.mostTelling(MAX_USED);
  const told = used.slice(0, MAX_NAMES).map(({ name }) => name);
  const pool = poolOf(scene, told, [...specified.files.keys(), ...asked.files.keys(), ...receiver.keys()]);
  return {
    pool,
    used,
    parts: signsAt(scene, { evidence, pool, receiver, specified, asked, wordsOf }),
    signsOfUse: useSigns(scene, wordsOf),
  };
}

/** Not learned: in what was learned from, nothing was typed yet. */
const BEGINS_AS_TYPED = 4;

function ofTyped(name: string, typed: string): number {
  return typed !== "" && name.toLowerCase().startsWith(typed) ? BEGINS_AS_TYPED : 0;
}

/** All that the nearest files declare, and what is declared elsewhere by the telling names. */
function poolOf(
  { neighbours, index, studies, place, usage }: Scene,
  names: readonly string[],
  others: readonly IndexedFile[],
): readonly Declaration[] {
  const files = new Set([...[...neighbours.keys()].slice(0, MAX_FILES), ...others]);
  const pool = [...files].flatMap((file) => studies.of(file).declarations);
  for (const name of names) {
    const declared = index.fewNamed(name, MAX_NAMESAKES) ?? [];
    pool.push(...declared.filter(({ file }) => !files.has(file)));
  }
  const own = index.fileAt(place.document.uri);
  return pool.filter(({ file, name }) => file !== own && name.length > 1 && !usage.names.has(name));
}
