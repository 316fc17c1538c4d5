/** How likely each declaration of the workspace is what comes next at the cursor. */
import type { Declaration, DeclarationKind, IndexedFile } from "../index/workspace-index.ts";
import { type Evidence, evidenceFor } from "./evidence.ts";
import type { Expectation } from "./expectation.ts";
import { type Containers, expectedContainers, isType } from "./receiver-types.ts";
import type { Scene } from "./scene.ts";
import { containersOfSiblings } from "./siblings.ts";
import { SIGNS, type Sign, WEIGHTS } from "./weights.ts";

export interface Candidate {
  readonly declaration: Declaration;
  /** The logarithm of how likely it is, up to a constant. */
  readonly score: number;
}

type WordsOf = (name: string) => readonly string[];
type Modules = ReadonlyMap<IndexedFile, number>;
type Signs = Readonly<Partial<Record<Sign, number>>>;

const CALLABLE = new Set<DeclarationKind>(["function", "method", "class", "macro"]);
const TEST = /(?:^|[/_.-])(?:tests?|specs?|__tests__|testing|e2e|fixtures)(?:[/_.-]|$)/i;
const MAX_FILES = 45;
const MAX_NAMES = 250;
const MAX_NAMESAKES = 30;

export interface Ranking {
  readonly candidates: readonly Candidate[];
  /** By use alone, whether or not anybody knows where the name is declared. */
  readonly names: ReadonlyMap<string, number>;
}

export function rankDeclarations(scene: Scene, wordsOf: WordsOf): Ranking {
  const evidence = evidenceFor(scene);
  const modules = {
    specified: specifiedModules(scene),
    named: modulesNamed(scene, scene.imported.get(scene.expectation.receiver)),
  };
  const receiver = expectedContainers(scene);
  const told = tellingNames(evidence);
  const pool = poolOf(scene, told, [
    ...modules.specified.keys(),
    ...modules.named.keys(),
    ...receiver.keys(),
  ]);
  const nearWords = new Set([...scene.near].flatMap(wordsOf));
  const ofName = nameScores({ evidence, pool, nearWords, wordsOf });
  const ofPlace = placeScores(scene, { receiver, modules, nearWords, wordsOf });
  const candidates = pool.map((declaration) => ({
    declaration,
    score:
      ofTyped(declaration.name, scene.typed) +
      ofName(declaration.name) +
      ofPlace(declaration) +
      scoreOf(signsOfKind(declaration, scene.expectation)),
  }));
  const names = new Map(told.map((name) => [name, ofName(name)]));
  return { candidates: candidates.toSorted(byScore), names };
}

/** Not learned: in what was learned from, nothing was typed yet. */
const BEGINS_AS_TYPED = 4;

function ofTyped(name: string, typed: string): number {
  return typed !== "" && name.toLowerCase().startsWith(typed) ? BEGINS_AS_TYPED : 0;
}

function scoreOf(signs: Signs): number {
  let score = 0;
  for (const sign of SIGNS) score += WEIGHTS[sign] * (signs[sign] ?? 0);
  return score;
}

function byScore(a: Candidate, b: Candidate): number {
  return b.score - a.score || a.declaration.line - b.declaration.line;
}

/** The names that speak most for themselves. */
function tellingNames(evidence: ReadonlyMap<string, Evidence>): readonly string[] {
  return [...evidence]
    .map(([name, { here, asMember, inSimilar, used }]) => ({
      name,
      weight: here * 3 + asMember * 0.5 + inSimilar + used * 0.2,
    }))
    .toSorted((a, b) => b.weight - a.weight)
    .slice(0, MAX_NAMES)
    .map(({ name }) => name);
}

interface NameParts {
  readonly evidence: ReadonlyMap<string, Evidence>;
  readonly pool: readonly Declaration[];
  readonly nearWords: ReadonlySet<string>;
  readonly wordsOf: WordsOf;
}

/** What a name's own signs come to, for each once. */
function nameScores({ evidence, pool, nearWords, wordsOf }: NameParts): (name: string) => number {
  const namesakes = new Map<string, number>();
  for (const { name } of pool) namesakes.set(name, (namesakes.get(name) ?? 0) + 1);
  const known = new Map<string, number>();
  return (name) => {
    const found = known.get(name);
    if (found !== undefined) return found;
    const score = scoreOf({
      ...signsOfEvidence(evidence.get(name)),
      namesakes: Math.log(namesakes.get(name) ?? 1),
      wordsNear: share(wordsOf(name), nearWords),
    });
    known.set(name, score);
    return score;
  };
}

interface PlaceParts {
  readonly receiver: Containers;
  readonly modules: { readonly specified: Modules; readonly named: Modules };
  readonly nearWords: ReadonlySet<string>;
  readonly wordsOf: WordsOf;
}

/** What the signs of a file and container come to, for each once. */
function placeScores(
  scene: Scene,
  { receiver, modules, nearWords, wordsOf }: PlaceParts,
): (declaration: Declaration) => number {
  const { expectation, neighbours } = scene;
  const siblings = containersOfSiblings(scene);
  const receiverWords = new Set([...wordsOf(expectation.receiver), ...wordsOf(expectation.resultOf)]);
  const ofContainer = (file: IndexedFile, container: string): Signs => ({
    ofReceiver: receiver.get(file)?.get(container) ?? 0,
    ofSiblings: Math.min(3, siblings.get(file)?.get(container) ?? 0),
    containerNear: share(wordsOf(container), nearWords),
    containerLikeReceiver: share(wordsOf(container), receiverWords),
  });
  const known = new Map<IndexedFile, Map<string, number>>();
  return ({ file, container }) => {
    const ofFile = known.get(file) ?? new Map<string, number>();
    known.set(file, ofFile);
    const found = ofFile.get(container);
    if (found !== undefined) return found;
    const score = scoreOf({
      ...(container === ""
        ? { isTop: 1, ofModule: modules.named.get(file) ?? 0 }
        : ofContainer(file, container)),
      imported: neighbours.get(file)?.isImported ? 1 : 0,
      inTest: TEST.test(file.path) ? 1 : 0,
      ofSpecifier: modules.specified.get(file) ?? 0,
    });
    ofFile.set(container, score);
    return score;
  };
}

function signsOfKind(declaration: Declaration, { isCalled }: Expectation): Signs {
  const callable = CALLABLE.has(declaration.kind) ? 1 : -1;
  return {
    callable: isCalled ? callable : 0,
    callableUncalled: isCalled ? 0 : -callable,
    isType: isType(declaration) ? 1 : 0,
  };
}

function signsOfEvidence(evidence: Evidence | undefined): Signs {
  if (!evidence) return {};
  return {
    used: Math.log1p(evidence.used),
    asMember: Math.log1p(evidence.asMember),
    here: Math.log1p(evidence.here * 3),
    inSimilar: Math.log1p(evidence.inSimilar),
  };
}

function share(words: readonly string[], of: ReadonlySet<string>): number {
  if (words.length === 0 || of.size === 0) return 0;
  return words.filter((word) => of.has(word)).length / words.length;
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
