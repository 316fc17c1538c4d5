/** What speaks for a declaration: the signs of its name, of its place and of its kind, each found out and weighed once. */
import type { DeclarationKind } from "../../declared.ts";
import type { Declaration, IndexedFile } from "../index/workspace-index.ts";
import type { AllEvidence, Evidence } from "./evidence.ts";
import type { Modules } from "./modules.ts";
import { isOwn } from "./expectation.ts";
import { parametersAround } from "./parameters.ts";
import { type Containers, isType } from "./receiver-types.ts";
import type { Scene } from "./scene.ts";
import { containersOfSiblings } from "./siblings.ts";
import { type Sign, USE_SIGNS, USE_WEIGHTS, type UseSign, WEIGHTS } from "./weights.ts";

export type Signs = Readonly<Partial<Record<Sign, number>>>;

export interface Part {
  readonly signs: Signs;
  readonly score: number;
}

export interface Known {
  readonly evidence: AllEvidence;
  readonly pool: readonly Declaration[];
  readonly receiver: Containers;
  /** The modules that an import names, and those that the receiver is. */
  readonly specified: Modules;
  readonly asked: Modules;
  readonly wordsOf: (name: string) => readonly string[];
}

export interface PartsOf {
  readonly ofName: (name: string) => Part;
  readonly ofPlace: (declaration: Declaration) => Part;
  readonly ofKind: (kind: DeclarationKind) => Part;
}

const CALLABLE = new Set<DeclarationKind>(["function", "method", "class", "macro"]);
const TEST = /(?:^|[/_.-])(?:tests?|specs?|__tests__|testing|e2e|fixtures)(?:[/_.-]|$)/i;
const MOST_SIBLINGS = 3;

const FIELDS = new Set<DeclarationKind>(["field", "property", "enum-member", "constant", "variable"]);

export function signsAt(scene: Scene, known: Known): PartsOf {
  const { isCalled, kind } = scene.expectation;
  const nearWords = wordsNear(scene, known.wordsOf);
  const isMember = kind === "member";
  return {
    ofName: once(
      nameSigns(known, {
        isMember,
        nearWords,
        parameters: parametersAround(scene),
        isOfSelf: isOwn(scene.expectation),
      }),
    ),
    ofPlace: oncePerContainer(placeSigns(scene, known, nearWords)),
    ofKind: once((declared) => {
      const callable = CALLABLE.has(declared) ? 1 : -1;
      return {
        [isCalled ? "callable" : "callableUncalled"]: isCalled ? callable : -callable,
        [isMember ? "isTypeAsMember" : "isType"]: isType({ kind: declared }) ? 1 : 0,
        fieldAsKey: kind === "key" && FIELDS.has(declared) ? 1 : 0,
        fieldAsMember: isMember && FIELDS.has(declared) ? 1 : 0,
      };
    }),
  };
}

interface Around {
  readonly isMember: boolean;
  readonly nearWords: ReadonlySet<string>;
  /** Names in the signature of what is called around the cursor. */
  readonly parameters: ReadonlySet<string>;
  readonly isOfSelf: boolean;
}

function nameSigns(
  { evidence, pool, specified, asked, wordsOf }: Known,
  { isMember, nearWords, parameters, isOfSelf }: Around,
): (name: string) => Signs {
  const namesakes = new Map<string, number>();
  for (const { name } of pool) namesakes.set(name, (namesakes.get(name) ?? 0) + 1);
  return (name) => {
    const { used, asMember, inManner, here, inCall, ofKin, inSimilar } = evidence.of(name);
    return {
      used: Math.log1p(used),
      asMember: isMember ? Math.log1p(asMember) : 0,
      asMemberElsewhere: isMember ? 0 : Math.log1p(asMember),
      inManner: Math.log1p(inManner),
      here: Math.log1p(here * 3),
      inCall: Math.log1p(inCall),
      ofKin: Math.log1p(ofKin * 3),
      isParameter: parameters.has(name) ? 1 : 0,
      isPrivate: !isOfSelf && name.startsWith("_") ? 1 : 0,
      inSimilar: Math.log1p(inSimilar),
      handedOn: specified.names.has(name) || asked.names.has(name) ? 1 : 0,
      namesakes: Math.log(namesakes.get(name) ?? 1),
      wordsNear: share(wordsOf(name), nearWords),
    };
  };
}

function placeSigns(
  scene: Scene,
  { receiver, specified, asked, wordsOf }: Known,
  nearWords: ReadonlySet<string>,
): (file: IndexedFile) => (container: string) => Signs {
  const { expectation, neighbours, place } = scene;
  const siblings = containersOfSiblings(scene);
  const receiverWords = new Set([...wordsOf(expectation.receiver), ...wordsOf(expectation.resultOf)]);
  const isInTest = TEST.test(place.document.path);
  const top = expectation.kind === "member" ? "isTopAsMember" : "isTop";
  const ofContainer = (file: IndexedFile, container: string): Signs => ({
    ofReceiver: receiver.get(file)?.get(container) ?? 0,
    ofSiblings: Math.min(MOST_SIBLINGS, siblings.get(file)?.get(container) ?? 0),
    containerNamed: scene.usage.names.has(container) ? 1 : 0,
    containerNear: share(wordsOf(container), nearWords),
    containerLikeReceiver: share(wordsOf(container), receiverWords),
  });
  return (file) => {
    const ofFile = {
      imported: neighbours.get(file)?.isImported ? 1 : 0,
      inNeighbour: Math.log1p(neighbours.get(file)?.weight ?? 0),
      sameFolder: folderOf(file.path) === folderOf(place.document.path) ? 1 : 0,
      inTest: !isInTest && TEST.test(file.path) ? 1 : 0,
      ofSpecifier: specified.files.get(file) ?? 0,
      fileLikeReceiver: share([...receiverWords], new Set(wordsOf(endOf(file.path)))),
    };
    const ofTop = { [top]: 1, ofModule: asked.files.get(file) ?? 0 };
    return (container) => ({ ...(container === "" ? ofTop : ofContainer(file, container)), ...ofFile });
  };
}

function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf("/")));
}

/** Its name, and that of its folder. */
function endOf(path: string): string {
  return path
    .replace(/\.\w+$/, "")
    .split("/")
    .slice(-2)
    .join("/");
}

/** By its use alone, whether or not it is in question. */
export function useSigns(
  scene: Scene,
  wordsOf: Known["wordsOf"],
): (evidence: Evidence) => Record<UseSign, number> {
  const isMember = scene.expectation.kind === "member";
  const nearWords = wordsNear(scene, wordsOf);
  return ({ name, used, asMember, inManner, here, inCall, ofKin, inSimilar }) => ({
    used: Math.log1p(used),
    asMember: isMember ? Math.log1p(asMember) : 0,
    inManner: Math.log1p(inManner),
    here: Math.log1p(here * 3),
    inCall: Math.log1p(inCall),
    ofKin: Math.log1p(ofKin * 3),
    inSimilar: Math.log1p(inSimilar),
    wordsNear: share(wordsOf(name), nearWords),
    undeclared: scene.studies.isDeclared(name) ? 0 : 1,
    always: 1,
  });
}

function wordsNear({ near }: Scene, wordsOf: Known["wordsOf"]): ReadonlySet<string> {
  return new Set([...near].flatMap(wordsOf));
}

function share(words: readonly string[], of: ReadonlySet<string>): number {
  if (words.length === 0 || of.size === 0) return 0;
  let shared = 0;
  for (const word of words) if (of.has(word)) shared++;
  return shared / words.length;
}

function once<Key>(signsOf: (key: Key) => Signs): (key: Key) => Part {
  const known = new Map<Key, Part>();
  return (key) => {
    const found = known.get(key);
    if (found) return found;
    const part = weighed(signsOf(key));
    known.set(key, part);
    return part;
  };
}

function oncePerContainer(
  signsOf: (file: IndexedFile) => (container: string) => Signs,
): (declaration: Declaration) => Part {
  const ofFile = new Map<IndexedFile, (container: string) => Part>();
  return ({ file, container }) => {
    let ofContainer = ofFile.get(file);
    if (!ofContainer) {
      ofContainer = once(signsOf(file));
      ofFile.set(file, ofContainer);
    }
    return ofContainer(container);
  };
}

export function scoreOfUse(signs: Readonly<Record<UseSign, number>>): number {
  let score = 0;
  for (const sign of USE_SIGNS) score += USE_WEIGHTS[sign] * signs[sign];
  return score;
}

function weighed(signs: Signs): Part {
  let score = 0;
  let sign: Sign;
  for (sign in signs) score += WEIGHTS[sign] * (signs[sign] ?? 0);
  return { signs, score };
}
