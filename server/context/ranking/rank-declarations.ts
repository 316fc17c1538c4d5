/** How likely each declaration of the workspace is what comes next at the cursor. */
import type { Declaration, IndexedFile } from "../index/workspace-index.ts";
import { best } from "./best.ts";
import { type AllEvidence, type Evidence, evidenceFor } from "./evidence.ts";
import { expectedContainers } from "./receiver-types.ts";
import type { Scene } from "./scene.ts";
import { type Modules, type PartsOf, signsAt } from "./signs.ts";

export interface Candidate {
  readonly declaration: Declaration;
  /** The logarithm of how likely it is, up to a constant. */
  readonly score: number;
}

type WordsOf = (name: string) => readonly string[];

const MAX_FILES = 45;
const MAX_NAMES = 250;
const MAX_NAMESAKES = 30;

export interface Ranking {
  /** In no order. */
  readonly candidates: readonly Candidate[];
  /** By use alone, whether or not anybody knows where the name is declared. */
  readonly names: ReadonlyMap<string, number>;
}

export function rankDeclarations(scene: Scene, wordsOf: WordsOf): Ranking {
  const { pool, told, parts } = inQuestion(scene, wordsOf);
  const { ofName, ofPlace, ofKind } = parts;
  const candidates = pool.map((declaration) => {
    const { name, kind } = declaration;
    const score =
      ofTyped(name, scene.typed) + ofName(name).score + ofPlace(declaration).score + ofKind(kind).score;
    return { declaration, score };
  });
  return { candidates, names: new Map(told.map((name) => [name, ofName(name).score])) };
}

export interface InQuestion {
  readonly pool: readonly Declaration[];
  /** The names that speak most for themselves. */
  readonly told: readonly string[];
  readonly parts: PartsOf;
}

export function inQuestion(scene: Scene, wordsOf: WordsOf): InQuestion {
  const evidence = evidenceFor(scene);
  const specified = specifiedModules(scene);
  const named = modulesNamed(scene, scene.imported.get(scene.expectation.receiver));
  const receiver = expectedContainers(scene);
  const told = tellingNames(evidence);
  const pool = poolOf(scene, told, [...specified.keys(), ...named.keys(), ...receiver.keys()]);
  return { pool, told, parts: signsAt(scene, { evidence, pool, receiver, specified, named, wordsOf }) };
}

/** Not learned: in what was learned from, nothing was typed yet. */
const BEGINS_AS_TYPED = 4;

function ofTyped(name: string, typed: string): number {
  return typed !== "" && name.toLowerCase().startsWith(typed) ? BEGINS_AS_TYPED : 0;
}

function tellingNames({ all }: AllEvidence): readonly string[] {
  const weightOf = ({ here, asMember, inSimilar, used }: Evidence) =>
    here * 3 + asMember * 0.5 + inSimilar + used * 0.2;
  return best(all, weightOf, MAX_NAMES).map(({ name }) => name);
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
    const declared = index.declarationsNamed(name);
    if (declared.length <= MAX_NAMESAKES) pool.push(...declared.filter(({ file }) => !files.has(file)));
  }
  const own = index.fileAt(place.document.uri);
  return pool.filter(({ file, name }) => file !== own && name.length > 1 && !usage.names.has(name));
}

/** Of what the import names, whatever it hands on. */
function specifiedModules(scene: Scene): Modules {
  const { expectation, studies, place } = scene;
  if (expectation.specifier === "") return new Map();
  return modulesNamed(scene, studies.imported(expectation.specifier, place.document));
}

/** A module hands on what it imports itself. */
function modulesNamed({ studies }: Scene, file: IndexedFile | undefined): ReadonlyMap<IndexedFile, number> {
  const modules = new Map<IndexedFile, number>();
  if (!file) return modules;
  modules.set(file, 1);
  for (const next of studies.of(file).imports) {
    if (modules.has(next)) continue;
    modules.set(next, 0.5);
    for (const last of studies.of(next).imports) if (!modules.has(last)) modules.set(last, 0.25);
  }
  return modules;
}
