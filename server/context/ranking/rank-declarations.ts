/** How likely each declaration of the workspace is what comes next at the cursor. */
import type { Declaration, DeclarationKind, IndexedFile } from "../index/workspace-index.ts";
import { type Evidence, evidenceFor } from "./evidence.ts";
import type { Expectation } from "./expectation.ts";
import { type Containers, expectedContainers, isType } from "./receiver-types.ts";
import { fileOf } from "./imported.ts";
import type { Scene } from "./scene.ts";
import { namesIn } from "./tokens.ts";
import { SIGNS, type Sign, WEIGHTS } from "./weights.ts";

export interface Candidate {
  readonly declaration: Declaration;
  /** The logarithm of how likely it is, up to a constant. */
  readonly score: number;
}

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

export function rankDeclarations(scene: Scene, wordsOf: (name: string) => readonly string[]): Ranking {
  const { pool, signs, ofName, used } = signReader(scene, wordsOf);
  const candidates = pool.map((declaration) => ({ declaration, score: scoreOf(signs(declaration)) }));
  const names = new Map(Array.from(used, (name) => [name, scoreOf({ ...ofName(name), namesakes: 0 })]));
  return { candidates: candidates.toSorted(byScore), names };
}

function scoreOf(signs: Signs, weights: Readonly<Record<Sign, number>> = WEIGHTS): number {
  let score = 0;
  for (const sign of SIGNS) score += weights[sign] * (signs[sign] ?? 0);
  return score;
}

function byScore(a: Candidate, b: Candidate): number {
  return b.score - a.score || a.declaration.line - b.declaration.line;
}

/** What tells of each declaration that comes into question. */
function signReader(scene: Scene, wordsOf: (name: string) => readonly string[]) {
  const { expectation, neighbours, place } = scene;
  const evidence = evidenceFor(scene);
  const receiver = expectedContainers(scene);
  const siblings = containersOfSiblings(scene);
  const specified = modulesNamed(
    scene,
    expectation.specifier === ""
      ? undefined
      : fileOf(expectation.specifier, scene.place.document, scene.index),
  );
  const modules = modulesNamed(scene, scene.imported.get(expectation.receiver));
  const nearWords = new Set([...scene.near].flatMap(wordsOf));
  const receiverWords = new Set([...wordsOf(expectation.receiver), ...wordsOf(expectation.resultOf)]);
  const files = [...specified.keys(), ...modules.keys(), ...receiver.keys()];
  const pool = poolOf(scene, evidence, new Set(files)).filter(
    ({ file, name }) => file.uri !== place.document.uri && name.length > 1 && !scene.usage.names.has(name),
  );
  const namesakes = Map.groupBy(pool, ({ name }) => name);
  const byName = new Map<string, Signs>();
  const ofName = (name: string): Signs => {
    const known = byName.get(name);
    if (known) return known;
    const signs = {
      ...signsOfEvidence(evidence.get(name)),
      namesakes: Math.log(namesakes.get(name)?.length ?? 1),
      wordsNear: share(wordsOf(name), nearWords),
    };
    byName.set(name, signs);
    return signs;
  };
  return {
    pool,
    ofName,
    used: evidence.keys(),
    signs: (declaration: Declaration): Signs => {
      const { file, container, name } = declaration;
      const words = container === "" ? [] : wordsOf(container);
      return {
        ...ofName(name),
        ...signsOfKind(declaration, expectation),
        imported: neighbours.get(file)?.isImported ? 1 : 0,
        ofReceiver: receiver.get(file)?.get(container) ?? 0,
        ofSiblings: Math.min(3, siblings.get(file)?.get(container) ?? 0),
        containerNear: share(words, nearWords),
        containerLikeReceiver: share(words, receiverWords),
        inTest: TEST.test(file.path) ? 1 : 0,
        ofSpecifier: specified.get(file) ?? 0,
        ofModule: container === "" ? (modules.get(file) ?? 0) : 0,
      };
    },
  };
}

function signsOfKind(declaration: Declaration, { isCalled }: Expectation): Signs {
  const callable = CALLABLE.has(declaration.kind) ? 1 : -1;
  return {
    callable: isCalled ? callable : 0,
    callableUncalled: isCalled ? 0 : -callable,
    isType: isType(declaration) ? 1 : 0,
    isTop: declaration.container === "" ? 1 : 0,
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

/** All that the nearest files declare, and what is declared elsewhere by the names that speak for themselves. */
function poolOf(
  { neighbours, index, studies }: Scene,
  evidence: ReadonlyMap<string, Evidence>,
  others: ReadonlySet<IndexedFile>,
): readonly Declaration[] {
  const files = new Set([...[...neighbours.keys()].slice(0, MAX_FILES), ...others]);
  const pool = [...files].flatMap((file) => studies.of(file).declarations);
  const names = [...evidence]
    .map(([name, { here, asMember, inSimilar, used }]) => ({
      name,
      weight: here * 3 + asMember * 0.5 + inSimilar + used * 0.2,
    }))
    .toSorted((a, b) => b.weight - a.weight)
    .slice(0, MAX_NAMES);
  for (const { name } of names) {
    const declared = index.declarationsNamed(name);
    const elsewhere = declared.filter(({ file }) => !files.has(file));
    if (declared.length <= MAX_NAMESAKES) pool.push(...elsewhere);
  }
  return pool;
}

/** Of the keys beside this one, or of the members that were asked of the same receiver. */
function containersOfSiblings(scene: Scene): Containers {
  const { expectation, usage, index } = scene;
  const { kind, receiver } = expectation;
  const names =
    kind === "key" ? keysAround(scene) : kind === "member" ? usage.following.get(`${receiver}.`)?.keys() : [];
  const containers = new Map<IndexedFile, Map<string, number>>();
  for (const name of new Set(names)) {
    const declared = index.declarationsNamed(name);
    if (declared.length > MAX_NAMESAKES * 2) continue;
    const weight = 1 / Math.log2(1 + declared.length);
    for (const { file, container } of declared) {
      if (container === "") continue;
      const known = containers.get(file) ?? new Map<string, number>();
      containers.set(file, known.set(container, (known.get(container) ?? 0) + weight));
    }
  }
  return containers;
}

const KEY_LINES = 12;

function* keysAround({ place }: Scene): Generator<string> {
  const { lines } = place.document;
  const own = lines[place.line] ?? "";
  const indent = /^[ \t]*/.exec(own)?.[0] ?? "";
  const around = lines.slice(Math.max(0, place.line - KEY_LINES), place.line + KEY_LINES);
  for (const line of around) {
    const [, before, key] = /^([ \t]*)([\p{L}_$][\p{L}\p{N}_$]*)\s*\??[:(,=]/u.exec(line) ?? [];
    if (key !== undefined && before === indent) yield key;
  }
  for (const part of own.match(/[\p{L}_$][\p{L}\p{N}_$]*\s*[:=,]/gu) ?? []) yield* namesIn(part);
}

/** A module hands on what it imports itself. */
function modulesNamed({ index }: Scene, file: IndexedFile | undefined): ReadonlyMap<IndexedFile, number> {
  const modules = new Map<IndexedFile, number>();
  if (!file) return modules;
  modules.set(file, 1);
  for (const { file: next } of index.importsOf(file)) {
    if (!next || modules.has(next)) continue;
    modules.set(next, 0.5);
    for (const { file: last } of index.importsOf(next))
      if (last && !modules.has(last)) modules.set(last, 0.25);
  }
  return modules;
}
