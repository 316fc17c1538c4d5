/**
 * The places in known code that look like the cursor's, and what stands there. They are found by the last few tokens
 * before the cursor, or some way before it, and weighed by how far back they agree. Does not decide what is proposed.
 */
import { align, bare, type Alignment } from "./align.ts";
import type { Cursor } from "./cursor.ts";
import { BOUNDARY, endsLine, type Lexicon } from "./lexicon.ts";
import { isKin, renameBetween, renamed, type Rename } from "./rename.ts";
import { ORDER, placesAfter, type Extent, type Shelf } from "./shelf.ts";

interface Place {
  readonly shelf: Shelf;
  readonly place: number;
  readonly alignment: Alignment;
  /** What its renames mean for other names. */
  readonly parts: readonly Rename[];
  /** How many of its renames keep a part of the name. */
  readonly kin: number;
}

export interface Witness extends Place {
  /** The token that stands there, in the names of the cursor's place. */
  readonly says: number;
  readonly odds: number;
}

/** Where to look: the shelves, and what to leave out. */
export interface Scene {
  readonly words: Lexicon;
  readonly shelves: readonly Shelf[];
  readonly languageId: string;
  /** The names near the cursor. */
  readonly familiar: ReadonlySet<number>;
  /** The shelf of the cursor's own document. */
  readonly own: Shelf | undefined;
  readonly hole: Extent | undefined;
}

/** So far back may the last agreement in so many tokens be that leads to a place. */
const ANCHORS = 10;
const PLACES_PER_SHELF = 32;
const MAX_WITNESSES = 256;
const OTHER_LANGUAGE = 0.4;

/** All who can be heard at the end of this context, those who are `known` to be among them first. */
export function witnesses(
  context: Cursor["context"],
  scene: Scene,
  known: readonly Witness[] = [],
): Witness[] {
  const found = [...known];
  const seen = new Map<Shelf, Set<number>>(scene.shelves.map((shelf) => [shelf, new Set()]));
  for (const { shelf, place } of known) seen.get(shelf)?.add(place);
  for (const { shelf, place, back } of placesLike(context, scene, known.length > 0 ? 0 : ANCHORS)) {
    if (found.length >= MAX_WITNESSES) break;
    const places = seen.get(shelf);
    if (!places || places.has(place)) continue;
    places.add(place);
    const witness = heard({ shelf, place }, context, scene);
    if (witness && witness.alignment.length >= back + ORDER) found.push(witness);
  }
  return found;
}

/** Where a line of tokens like the context's last may end: the same tokens stand some way back. */
function* placesLike(context: Cursor["context"], { shelves }: Scene, anchors: number) {
  for (let back = 0; back <= anchors; back++) {
    const [a, b, c] = context.slice(context.length - back - ORDER);
    if (a === undefined || b === undefined || c === undefined || back + ORDER > context.length) return;
    for (const shelf of shelves) {
      for (const anchor of placesAfter(shelf, [a, b, c], PLACES_PER_SHELF)) {
        yield { shelf, place: anchor + back, back };
      }
    }
  }
}

function heard(
  { shelf, place }: Pick<Witness, "shelf" | "place">,
  context: readonly number[],
  scene: Scene,
): Witness | undefined {
  const { hole, words } = scene;
  if (place >= shelf.length || inHole(shelf, place, hole)) return undefined;
  const floor = hole?.shelf === shelf && place >= hole.end ? hole.end : 0;
  const alignment = align(context, { tokens: shelf.tokens, place, floor }, words);
  const renames = [...alignment.renames].map(([from, to]) => [words.text(from), words.text(to)] as const);
  const kin = renames.filter(([from, to]) => isKin(from, to)).length;
  const parts = renames.flatMap(([from, to]) => renameBetween(from, to) ?? []);
  return testify({ shelf, place, alignment, parts, kin }, scene);
}

function inHole(shelf: Shelf, place: number, hole: Extent | undefined): boolean {
  return hole?.shelf === shelf && place >= hole.start && place < hole.end;
}

function testify(at: Place, scene: Scene): Witness {
  const token = at.shelf.tokens[at.place] ?? BOUNDARY;
  const says = inOurNames(token, at, scene.words);
  return { ...at, says, odds: odds(at, says, scene) };
}

/** What stands there, in the names of the cursor's place. */
function inOurNames(token: number, { alignment, parts }: Place, words: Lexicon): number {
  const name = bare(token);
  if (alignment.renames.size === 0 || !words.isName(token) || alignment.same.has(name)) return token;
  const to = alignment.renames.get(name);
  if (to !== undefined) return to | (token & 1);
  for (const part of parts) {
    const now = renamed(words.text(name), part);
    if (now !== undefined) return words.token(now, (token & 1) === 1);
  }
  return token;
}

/**
 * How likely a witness is right: a logistic regression, fitted once to 15,000 places in the Python library and in four
 * TypeScript and JavaScript packages, each as a whole and cut into workspaces of eight files, which came out the same.
 */
function odds(witness: Place, says: number, scene: Scene): number {
  const { shelf, alignment, kin } = witness;
  const { firm, length, renames } = alignment;
  const score =
    -2.65 +
    0.78 * Math.log1p(firm) +
    1.58 * Math.log1p(length) -
    0.025 * Math.min(length, 100) -
    0.27 * renames.size +
    0.37 * kin +
    (shelf === scene.own ? 0.25 : 0) +
    (scene.words.isName(says) ? nameScore(witness, says, scene) : 0);
  return (shelf.languageId === scene.languageId ? 1 : OTHER_LANGUAGE) * Math.exp(score);
}

/** A name is easily wrong, less so one that the cursor's surroundings know already, or that takes another's part. */
function nameScore({ shelf, place, alignment }: Place, says: number, { familiar }: Scene): number {
  const name = bare(says);
  const replaced = name !== bare(shelf.tokens[place] ?? BOUNDARY);
  return (
    -2.67 - (replaced ? 0.41 : 0) + (alignment.same.has(name) ? 1.18 : 0) + (familiar.has(name) ? 0.9 : 0)
  );
}

/** Those that said this token, one place further on, where they agree with the cursor by one token more. */
export function following(heard: readonly Witness[], token: number, scene: Scene): Witness[] {
  const next: Witness[] = [];
  for (const { shelf, place, alignment, parts, kin, says } of heard) {
    if (!(says === token || (endsLine(token) && endsLine(says)))) continue;
    if (place + 1 >= shelf.length || inHole(shelf, place + 1, scene.hole)) continue;
    const literal = says === shelf.tokens[place] && scene.words.isName(says);
    const longer = extended(alignment, literal ? bare(says) : undefined);
    next.push(testify({ shelf, place: place + 1, alignment: longer, parts, kin }, scene));
  }
  return next;
}

function extended(before: Alignment, name: number | undefined): Alignment {
  const same = name === undefined || before.same.has(name) ? before.same : new Set(before.same).add(name);
  return { ...before, firm: before.firm + 1, length: before.length + 1, same };
}
