/** The hole that is to be filled: what stands around the cursor, read once for all who decide about a suggestion. */
import { type Around, readAround } from "./around.ts";
import type { Language } from "./language.ts";
import { columns, indentation } from "./lines.ts";
import { type Nesting, nestingAfter } from "./nesting.ts";
import { lineAfter, lineBefore } from "./place.ts";
import type { Place } from "./request.ts";
import type { SyntaxAt } from "./syntax-at.ts";

export interface Hole {
  readonly place: Place;
  readonly language: Language;
  /** On the cursor's line. */
  readonly before: string;
  readonly after: string;
  /** The columns of the cursor's line. */
  readonly indent: number;
  /** What is open at the cursor. */
  readonly nesting: Nesting;
  /** How many of these were opened above the cursor's line. */
  readonly openedAbove: number;
  /** Which of these the text after the cursor closes: on the cursor's line, or below. */
  readonly closed: readonly ("here" | "below" | undefined)[];
  /** The lines next to it that say something, without what ends them; the nearest first. */
  readonly linesAbove: readonly string[];
  readonly linesBelow: readonly string[];
  /** How the document indents by one step; undefined when it does not. */
  readonly unit: string | undefined;
  /** What the grammar says, where that is known by now. */
  readonly syntax?: SyntaxAt | undefined;
  readonly eol: "\r\n" | "\n";
}

const kept = new WeakMap<Place, Hole>();

export function holeAt(place: Place, language: Language, syntax?: SyntaxAt): Hole {
  const hole = holeInText(place, language);
  return syntax ? { ...hole, syntax } : hole;
}

/** Several steps of one request look at the same hole. */
function holeInText(place: Place, language: Language): Hole {
  const hole = kept.get(place);
  if (hole?.language === language) return hole;
  const made = readHole(place, language);
  kept.set(place, made);
  return made;
}

function readHole(place: Place, language: Language): Hole {
  const { lines } = place.document;
  const before = lineBefore(place);
  const after = lineAfter(place);
  const around = readAround(place, language);
  const { opened, linesAbove, linesBelow } = around;
  const nesting = nestingAfter(before, { language, from: opened });
  return {
    place,
    language,
    before,
    after,
    indent: columns(indentation(before)),
    nesting,
    openedAbove: commonLength(opened, nesting),
    closed: closedAfter({ nesting, after, around }, language),
    linesAbove,
    linesBelow,
    // The cursor's own line says how far it is indented, even when nothing stands on it yet.
    unit: around.unitWith(before + after),
    eol: lines[0]?.endsWith("\r\n") ? "\r\n" : "\n",
  };
}

function commonLength(a: Nesting, b: Nesting): number {
  const different = a.findIndex((open, index) => open !== b[index]);
  return different < 0 ? a.length : different;
}

function closedAfter(
  { nesting, after, around }: { nesting: Nesting; after: string; around: Around },
  language: Language,
): Hole["closed"] {
  const closed = nesting.map((): "here" | "below" | undefined => undefined);
  let left = nesting.length;
  const open = nestingAfter(`${after}\n`, {
    language,
    from: nesting,
    aligned: true,
    step({ kind, depth }) {
      if (kind !== "closes" || depth >= left) return;
      left = depth;
      closed[depth] = "here";
    },
  });
  // What ended with the line is closed by nothing below it.
  for (const depth of around.closedBelow(open, Math.min(left, open.length))) closed[depth] = "below";
  return closed;
}
