/** The hole that is to be filled: what stands around the cursor, read once for all who decide about a suggestion. */
import { indentUnit } from "./indent-unit.ts";
import type { Language } from "./language.ts";
import { columns, indentation, withoutTerminator } from "./lines.ts";
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

const MAX_LINES_ABOVE = 300;
const MAX_LINES_BELOW = 200;
const NEIGHBOURS = 12;

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
  const above = lines.slice(firstLine(place), place.line);
  const below = lines.slice(place.line + 1, place.line + 1 + MAX_LINES_BELOW);
  const outer = nestingAfter(above.join(""), { language });
  const nesting = nestingAfter(before, { language, from: outer });
  return {
    place,
    language,
    before,
    after,
    indent: columns(indentation(before)),
    nesting,
    openedAbove: commonLength(outer, nesting),
    closed: closedAfter({ nesting, after, below }, language),
    linesAbove: saying(above.toReversed()),
    linesBelow: saying(below),
    // The cursor's own line says how far it is indented, even when nothing stands on it yet.
    unit: indentUnit([...above, `${before}${after}.`, ...below]),
    eol: lines[0]?.endsWith("\r\n") ? "\r\n" : "\n",
  };
}

/** Nothing is known of what is open further above, so the walk begins at a line that is not indented, if it may choose. */
function firstLine({ document, line }: Place): number {
  const first = Math.max(0, line - MAX_LINES_ABOVE);
  if (first === 0) return 0;
  const outermost = document.lines.findIndex((text, index) => index >= first && /^\S/.test(text));
  return outermost < 0 || outermost > line ? first : outermost;
}

function commonLength(a: Nesting, b: Nesting): number {
  const different = a.findIndex((open, index) => open !== b[index]);
  return different < 0 ? a.length : different;
}

function saying(lines: readonly string[]): string[] {
  const found: string[] = [];
  for (const line of lines) {
    if (line.trim() !== "") found.push(withoutTerminator(line));
    if (found.length === NEIGHBOURS) break;
  }
  return found;
}

function closedAfter(
  { nesting, after, below }: { nesting: Nesting; after: string; below: readonly string[] },
  language: Language,
): Hole["closed"] {
  const closed = nesting.map((): "here" | "below" | undefined => undefined);
  let left = nesting.length;
  nestingAfter(`${after}\n${below.join("")}`, {
    language,
    from: nesting,
    aligned: true,
    step({ kind, depth, at }) {
      if (kind !== "closes" || depth >= left) return;
      left = depth;
      closed[depth] = at < after.length ? "here" : "below";
    },
  });
  return closed;
}
