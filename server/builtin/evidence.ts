/**
 * The places in known code that look like the cursor's, and what stands there. They are found by the last few tokens
 * before the cursor, or some way before it, and weighed by how far back they agree. Does not decide what is proposed.
 */
import { align, bare, type Alignment } from "./align.ts";
import type { Cursor } from "./cursor.ts";
import { BOUNDARY, endsLine, type Lexicon } from "./lexicon.ts";
import { renameBetween, renamed, type Rename } from "./rename.ts";
import { ORDER, placesAfter, type Extent, type Shelf } from "./shelf.ts";

interface Place {
  readonly shelf: Shelf;
  readonly place: number;
  readonly alignment: Alignment;
  /** What its renames mean for other names. */
  readonly parts: readonly Rename[];
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
export function witnesses(context: Cursor["context"], scene: Scene, known: readonly Witness[] = []): Witness[] {
  const found = [...known];
  const seen = new Map<Shelf, Set<number>>(scene.shelves.map((shelf) => [shelf, new Set()]));
  for (const { shelf, place } of known) seen.get(shelf)?.add(place);
  const anchors = known.length > 0 ? 0 : ANCHORS;
  for (let back = 0; back <= anchors; back++) {
    const end = context.length - back;
    const [a, b, c] = [context[end - 3], context[end - 2], context[end - 1]];
    if (a === undefined || b === undefined || c === undefined) break;
    for (const [shelf, places] of seen) {
      for (const anchor of placesAfter(shelf, [a, b, c], PLACES_PER_SHELF)) {
        const place = anchor + back;
        if (found.length >= MAX_WITNESSES) return found;
        if (places.has(place)) continue;
        places.add(place);
        const witness = heard({ shelf, place }, context, scene);
        if (witness && witness.alignment.length >= back + ORDER) found.push(witness);
      }
    }
  }
  return found;
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
  const parts = [...alignment.renames].flatMap(
    ([from, to]) => renameBetween(words.text(from), words.text(to)) ?? [],
  );
  return testify({ shelf, place, alignment, parts }, scene);
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
function inOurNames(
  token: number,
  { alignment, parts }: Place,
  words: Lexicon,
): number {
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
 * How likely a witness is right: a logistic regression, fitted once to 17,000 places in the Python library and in four
 * TypeScript and JavaScript packages, each as a whole and cut into workspaces of eight files, which came out the same.
 */
function odds(witness: Place, says: number, scene: Scene): number {
  const { shelf, alignment } = witness;
  const { exact, exactNames, length, same, renames } = alignment;
  const score =
    -0.67 +
    0.12 * Math.min(exact, 16) +
    0.81 * Math.log1p(exact) +
    0.04 * Math.min(exactNames, 6) +
    0.14 * Math.min(same.size - exactNames, 6) +
    0.08 * Math.min(length - exact, 40) -
    0.12 * renames.size +
    (shelf === scene.own ? 0.25 : 0) +
    (scene.words.isName(says) ? nameScore(witness, says, scene) : 0);
  return (shelf.languageId === scene.languageId ? 1 : OTHER_LANGUAGE) * Math.exp(score);
}

/** A name is easily wrong, less so one that the cursor's surroundings know already, or that takes another's part. */
function nameScore(witness: Place, says: number, { familiar }: Scene): number {
  const { same, renames } = witness.alignment;
  const there = bare(witness.shelf.tokens[witness.place] ?? BOUNDARY);
  const name = bare(says);
  const replaced = name === there ? 0 : renames.has(there) ? -0.44 : -0.88;
  return -2.78 + replaced + (same.has(name) ? 1.2 : 0) + (familiar.has(name) ? 1.13 : 0);
}

/** Those that said this token, one place further on, where they agree with the cursor by one token more. */
export function following(heard: readonly Witness[], token: number, scene: Scene): Witness[] {
  const next: Witness[] = [];
  for (const { shelf, place, alignment, parts, says } of heard) {
    if (!(says === token || (endsLine(token) && endsLine(says)))) continue;
    if (place + 1 >= shelf.length || inHole(shelf, place + 1, scene.hole)) continue;
    const name = scene.words.isName(says) ? bare(says) : undefined;
    const longer = says === shelf.tokens[place] ? extended(alignment, name) : renamedHere(alignment);
    next.push(testify({ shelf, place: place + 1, alignment: longer, parts }, scene));
  }
  return next;
}

function extended(
  { exact, exactNames, length, same, renames }: Alignment,
  name: number | undefined,
): Alignment {
  const names = name === undefined || same.has(name) ? same : new Set(same).add(name);
  const count = exactNames + (name === undefined ? 0 : 1);
  return { exact: exact + 1, exactNames: count, length: length + 1, same: names, renames };
}

/** A name of the place's own stands there: what agrees to the letter starts anew behind it. */
function renamedHere({ length, same, renames }: Alignment): Alignment {
  return { exact: 0, exactNames: 0, length: length + 1, same, renames };
}
