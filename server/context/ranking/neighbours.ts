/** Files that a place has to do with, and how much: the same folder, imports both ways, code like that around the cursor. */
import type { Hit, IndexedFile, Term } from "../index/workspace-index.ts";
import { best } from "./best.ts";
import { isOwn } from "./expectation.ts";
import type { Neighbour, Scene } from "./scene.ts";
import { add } from "./sums.ts";

type Bare = Omit<Scene, "neighbours">;

const WEIGHTS = {
  imported: 0.4,
  importedThere: 0.1,
  importer: 0.3,
  similar: 1.5,
  sameFolder: 0.5,
  nextFolder: 0.2,
  sharesReceiver: 0.15,
  aboutReceiver: 0.2,
};
const MAX_NEIGHBOURS = 60;
const MAX_SIBLINGS = 40;
/** What very many use says nothing of those who do. */
const MAX_USERS = 40;
const MAX_HITS = 60;
/** Chunks. */
const MAX_ABOUT_RECEIVER = 16;
const FAR_TERM = 0.35;
const MAX_FAR_TERMS = 60;

export function neighboursOf(scene: Bare): ReadonlyMap<IndexedFile, Neighbour> {
  const { file, imported } = scene;
  const weights = new Map<IndexedFile, number>();
  for (const [other, weight] of relations(scene)) if (other !== file) add(weights, other, weight);
  const similar = Map.groupBy(similarChunks(scene), (hit) => hit.file);
  for (const [other, [first]] of similar) add(weights, other, WEIGHTS.similar * (first?.score ?? 0));
  const direct = new Set(imported.values());
  const all = Array.from(weights, ([other, weight]) => [other, weight + closeness(scene, other)] as const);
  return new Map(
    best(all, ([, weight]) => weight, MAX_NEIGHBOURS).map(([other, weight]) => [
      other,
      { weight, isImported: direct.has(other), similar: similar.get(other) ?? [] },
    ]),
  );
}

/** One and the same file may come several times. */
function* relations(scene: Bare): Generator<readonly [IndexedFile, number]> {
  const { index, studies, file, imported, expectation } = scene;
  for (const other of new Set(imported.values())) {
    yield [other, WEIGHTS.imported];
    for (const further of studies.of(other).imports) yield [further, WEIGHTS.importedThere];
  }
  if (file) for (const importer of studies.importersOf(file)) yield [importer, WEIGHTS.importer];
  for (const sibling of siblings(scene)) yield [sibling, 0];
  const users = expectation.receiver === "" ? [] : index.filesUsing(expectation.receiver.replace("[]", ""));
  if (users.length <= MAX_USERS) for (const user of users) yield [user, WEIGHTS.sharesReceiver];
  for (const about of filesAboutReceiver(scene)) yield [about, WEIGHTS.aboutReceiver];
}

/** A `payment_driver` may be of a class in files where payments and drivers are dealt with, whatever it is called. */
function filesAboutReceiver({ index, file, expectation }: Bare): ReadonlySet<IndexedFile> {
  if (isOwn(expectation)) return new Set();
  const terms = (expectation.receiver.match(WORD) ?? []).map((word) => ({
    text: word.toLowerCase(),
    weight: 1,
  }));
  const hits = terms.length === 0 ? [] : index.search({ terms, limit: MAX_ABOUT_RECEIVER, without: file });
  return new Set(hits.map((hit) => hit.file));
}

/** Of an identifier; a shorter one tells nothing. */
const WORD = /\p{Lu}?[\p{Ll}\d]{2,}|\p{Lu}{3,}/gu;

function similarChunks({ index, file, near, usage }: Bare): readonly Hit[] {
  const far = [...usage.names.keys()].filter((name) => !near.has(name)).slice(-MAX_FAR_TERMS);
  const terms: Term[] = [
    ...Array.from(near, (text) => ({ text, weight: 1 })),
    ...far.map((text) => ({ text, weight: FAR_TERM })),
  ];
  const hits = index.search({ terms, limit: MAX_HITS, without: file });
  const best = hits[0]?.score ?? 1;
  return hits.map((hit) => ({ ...hit, score: hit.score / best }));
}

function* siblings({ index, place }: Bare): Generator<IndexedFile> {
  let count = 0;
  for (const other of index.filesIn(folderOf(place.document.uri))) {
    if (count++ >= MAX_SIBLINGS) return;
    yield other;
  }
}

function closeness({ place }: Bare, { path }: IndexedFile): number {
  const steps = distance(place.document.path, path);
  return steps === 0 ? WEIGHTS.sameFolder : steps === 1 ? WEIGHTS.nextFolder : 0;
}

function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf("/")));
}

/** Folders to walk through from one file to the other. */
function distance(from: string, to: string): number {
  const a = from.split("/").slice(0, -1);
  const b = to.split("/").slice(0, -1);
  let shared = 0;
  while (shared < a.length && a[shared] === b[shared]) shared++;
  return a.length + b.length - 2 * shared;
}
