/**
 * Of which types what stands before the dot may be, and so whose members may come next: what the document says of it, what
 * the neighbours say of a thing of that name, the signatures of what it came from, and what it has been asked already.
 */
import type { DeclarationKind } from "../../declared.ts";
import type { Declaration, IndexedFile } from "../index/workspace-index.ts";
import { best } from "./best.ts";
import { declaredNear } from "./declared-near.ts";
import { isOwn } from "./expectation.ts";
import type { Scene } from "./scene.ts";
import { add } from "./sums.ts";
import { namesIn } from "./tokens.ts";

/** Of each file, the containers whose members may come next, and how likely, up to 1. */
export type Containers = ReadonlyMap<IndexedFile, ReadonlyMap<string, number>>;

const TYPES = new Set<DeclarationKind>(["class", "interface", "type", "enum", "struct", "trait", "module"]);
const SAYS = {
  document: 10,
  itself: 10,
  base: 10,
  result: 5,
  capitalised: 3,
  signature: 2,
  sameName: 1,
  lastWord: 0.3,
  element: 0.7,
};
const MAX_DECLARATIONS = 12;
const MAX_TYPES = 8;
const MAX_DEPTH = 5;
/** What is inherited is asked for a little less. */
const INHERITED = 0.85;
const DERIVED = 0.5;
const SIGNATURE_LINES = 12;

export function isType({ kind }: Pick<Declaration, "kind">): boolean {
  return TYPES.has(kind);
}

export function expectedContainers(scene: Scene): Containers {
  const votes = typesOfReceiver(scene);
  const most = Math.max(...votes.values());
  const containers = new Map<IndexedFile, Map<string, number>>();
  const spread = (type: string, strength: number, seen: Set<string>) => {
    if (seen.has(type) || seen.size > MAX_DEPTH * MAX_TYPES) return;
    seen.add(type);
    const declared = declaredNear(scene, type).filter(isType);
    for (const declaration of declared.slice(0, MAX_TYPES)) {
      const share = strength * (declared.length === 1 ? 1 : certainty(scene, declaration));
      const known = containers.get(declaration.file) ?? new Map<string, number>();
      containers.set(declaration.file, known.set(type, Math.max(known.get(type) ?? 0, share)));
      for (const base of basesOf(scene, declaration)) spread(base, share * INHERITED, seen);
    }
  };
  const likely = best([...votes], ([, vote]) => vote, MAX_TYPES);
  for (const [type, vote] of likely) spread(type, vote / most, new Set());
  addDerived(scene, new Map(likely.map(([type, vote]) => [type, vote / most])), containers);
  return containers;
}

/** What is known as a `Shape` may well be a `Circle`. */
function addDerived(
  scene: Scene,
  types: ReadonlyMap<string, number>,
  containers: Map<IndexedFile, Map<string, number>>,
): void {
  if (types.size === 0) return;
  for (const file of scene.neighbours.keys()) {
    for (const declaration of scene.studies.of(file).declarations) {
      if (declaration.kind !== "class") continue;
      const strength = Math.max(0, ...basesOf(scene, declaration).map((base) => types.get(base) ?? 0));
      const known = containers.get(file) ?? new Map<string, number>();
      if (strength === 0 || known.has(declaration.name)) continue;
      containers.set(file, known.set(declaration.name, strength * DERIVED));
    }
  }
}

function typesOfReceiver(scene: Scene): ReadonlyMap<string, number> {
  const votes = new Map<string, number>();
  const vote = (type: string, weight: number) => add(votes, type, weight);
  const { kind, receiver, resultOf } = scene.expectation;
  if (kind !== "member") return votes;
  if (isOwn(scene.expectation)) {
    for (const base of basesAround(scene)) vote(base, SAYS.base);
    return votes;
  }
  if (resultOf !== "") {
    if (isCapital(resultOf)) vote(resultOf, SAYS.capitalised);
    for (const [type, weight] of resultsOf(scene, resultOf)) vote(type, weight);
    return votes;
  }
  if (receiver !== "") for (const [type, weight] of typesOfName(scene, receiver)) vote(type, weight);
  return votes;
}

function* typesOfName(scene: Scene, receiver: string): Generator<readonly [string, number]> {
  const name = receiver.replace("[]", "");
  yield* typesNamed(scene, name);
  const collection = name === receiver ? scene.usage.elements.get(name) : name;
  if (collection === undefined) return;
  yield* typesBySpelling(scene, singular(collection));
  if (collection === name) return;
  for (const [type, weight] of typesNamed(scene, collection)) yield [type, weight * SAYS.element];
}

/** As English has it, near enough. */
function singular(name: string): string {
  return name.replace(/ies$/, "y").replace(/(?<=[^s])s$/, "");
}

function* typesNamed(scene: Scene, name: string): Generator<readonly [string, number]> {
  const { neighbours, studies, usage } = scene;
  for (const [type, times] of usage.types.get(name) ?? []) yield [type, SAYS.document * times];
  for (const [file, { weight }] of neighbours) {
    for (const [type, times] of studies.of(file).usage.types.get(name) ?? [])
      yield [type, weight * Math.min(3, times)];
  }
  yield* typesBySignature(scene, name);
  yield* typesBySpelling(scene, name);
  const made = madeBy(scene, name);
  if (made !== undefined) yield* resultsOf(scene, made);
}

/** A `shape` may be a `Shape`, and so may be a `nextShape` or a `next_shape`. */
function* typesBySpelling(scene: Scene, name: string): Generator<readonly [string, number]> {
  const words = name.match(/\p{Lu}?[\p{Ll}\d]+|\p{Lu}+(?!\p{Ll})/gu) ?? [];
  const capitalised = words.map(withCapital).join("");
  if (capitalised === name) yield [name, SAYS.capitalised];
  else if (declaredNear(scene, capitalised).some(isType)) yield [capitalised, SAYS.sameName];
  const lastWord = withCapital(words.at(-1) ?? "");
  if (lastWord !== capitalised && declaredNear(scene, lastWord).some(isType)) yield [lastWord, SAYS.lastWord];
}

function withCapital(word: string): string {
  return word.slice(0, 1).toUpperCase() + word.slice(1);
}

/** Of whatever is declared by that name: the type itself, or what its signature says. */
function* typesBySignature(scene: Scene, name: string): Generator<readonly [string, number]> {
  const declared = declaredNear(scene, name);
  for (const declaration of nearest(scene, declared)) {
    const weight = certainty(scene, declaration) / Math.sqrt(declared.length);
    if (isType(declaration)) yield [name, SAYS.itself * weight];
    else for (const type of typesIn(scene, declaration)) yield [type, SAYS.signature * weight];
  }
}

function typesIn(scene: Scene, declaration: Declaration): readonly string[] {
  const signature = signatureOf(scene, declaration);
  const said = signature.slice(signature.indexOf(declaration.name) + declaration.name.length);
  const annotation = /^[?!]?\s*(?:\(\s*(?:self)?\s*\))?\s*(?::|->)\s*((?:\[[^\]]*\]|<[^>]*>|[^=;,){])+)/.exec(
    said,
  )?.[1];
  const made = /=\s*(?:new\s+)?(\p{Lu}[\p{L}\p{N}_$]*)/u.exec(said)?.[1];
  return [...namesIn(annotation ?? "").filter(isCapital), ...(made === undefined ? [] : [made])];
}

function* resultsOf(scene: Scene, name: string): Generator<readonly [string, number]> {
  for (const declaration of nearest(scene, declaredNear(scene, name))) {
    const weight = SAYS.result * certainty(scene, declaration);
    if (isType(declaration)) yield [name, weight];
    const result = /(?:->|\)\s*:|=>)\s*([^:{=]+)/.exec(signatureOf(scene, declaration))?.[1] ?? "";
    for (const type of namesIn(result).filter(isCapital)) yield [type, weight];
  }
}

/** The function that made what has that name: `shape = this.shapes.find(`. */
function madeBy({ place }: Scene, name: string): string | undefined {
  const above = place.document.lines.slice(Math.max(0, place.line - 200), place.line + 1).toReversed();
  for (const line of above) {
    const at = line.indexOf(name);
    if (at < 0) continue;
    const made =
      /^\s*=\s*(?:await\s+|yield\s+)?(?:[\p{L}_$][\p{L}\p{N}_$]*\??\.)*([\p{L}_$][\p{L}\p{N}_$]*)\(/u;
    const found = made.exec(line.slice(at + name.length))?.[1];
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Of the class around the cursor. */
function basesAround({ place }: Scene): readonly string[] {
  const { lines, languageId } = place.document;
  const opens = /^\s*(?:(?:export|default|abstract|public|final)\s+)*class\s+[\p{L}_$][\p{L}\p{N}_$]*(.*)/u;
  for (let line = place.line; line >= 0; line--) {
    const found = opens.exec(lines[line] ?? "");
    if (found)
      return basesIn(lines.slice(line, line + 8).join(""), {
        languageId,
        from: found[0].length - (found[1] ?? "").length,
      });
  }
  return [];
}

function basesOf(scene: Scene, declaration: Declaration): readonly string[] {
  const signature = signatureOf(scene, declaration);
  const from = signature.indexOf(declaration.name) + declaration.name.length;
  if (declaration.kind === "type")
    return namesIn(signature.slice(from)).filter(isCapital).slice(0, MAX_TYPES);
  return basesIn(signature, { languageId: declaration.file.languageId, from });
}

function basesIn(
  text: string,
  { languageId, from }: { languageId: string; from: number },
): readonly string[] {
  const head = text.slice(from);
  if (languageId === "python") return namesIn(/^\s*\(([^)]*)\)/.exec(head)?.[1] ?? "");
  const until = head.indexOf("{");
  const heritage = /\b(?:extends|implements)\b([^]*)|:([^]*)/.exec(until < 0 ? head : head.slice(0, until));
  return namesIn(heritage?.[1] ?? heritage?.[2] ?? "")
    .filter((name) => name !== "implements")
    .slice(0, MAX_TYPES);
}

/** How sure it is that this declaration is the one that is meant. */
function certainty({ neighbours }: Scene, { file }: Declaration): number {
  const neighbour = neighbours.get(file);
  return neighbour ? (neighbour.isImported ? 1 : Math.min(1, 0.3 + neighbour.weight * 0.3)) : 0.1;
}

export function nearest(scene: Scene, declared: readonly Declaration[]): readonly Declaration[] {
  return best(declared, (declaration) => certainty(scene, declaration), MAX_DECLARATIONS);
}

export function signatureOf({ studies }: Scene, { file, line, signatureEnd }: Declaration): string {
  const { lines } = studies.of(file);
  return lines.slice(line, Math.min(signatureEnd, line + SIGNATURE_LINES) + 1).join("");
}

function isCapital(name: string): boolean {
  return /^\p{Lu}/u.test(name);
}
