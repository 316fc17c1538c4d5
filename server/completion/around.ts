/**
 * What the lines above and below a cursor say of it. While somebody types in a line they stay what they were, so they are read
 * once, and after Enter only the line that came in.
 */
import { indentUnit } from "./indent-unit.ts";
import type { Language } from "./language.ts";
import { indentation, withoutTerminator } from "./lines.ts";
import { type Nesting, nestingAfter } from "./nesting.ts";
import type { Place } from "./request.ts";

export interface Around {
  /** What is open where the cursor's line begins. */
  readonly opened: Nesting;
  /** The lines next to it that say something, without what ends them; the nearest first. */
  readonly linesAbove: readonly string[];
  readonly linesBelow: readonly string[];
  /** How the document indents by one step, with this as the cursor's line. */
  readonly unitWith: (own: string) => string | undefined;
  /** Which of the first `left` that are open where the cursor's line ends are closed below, by their depth. */
  readonly closedBelow: (open: Nesting, left: number) => readonly number[];
}

const MAX_LINES_BELOW = 200;
const MIN_LINES_ABOVE = 300;
/** The first line is left behind in steps, since with another one all are read anew. */
const STEP_LINES = 64;
const NEIGHBOURS = 12;

interface Read {
  readonly above: readonly string[];
  readonly below: readonly string[];
  /** What is open behind each line above. */
  readonly openAfter: readonly Nesting[];
  readonly around: Around;
}

const kept = new WeakMap<Language, Read>();

export function readAround({ document: { lines }, line }: Place, language: Language): Around {
  const above = lines.slice(firstLine(lines, line), line);
  const below = lines.slice(line + 1, line + 1 + MAX_LINES_BELOW);
  const before = kept.get(language);
  const isSame = before && isSameText(before.above, above) && isSameText(before.below, below);
  if (isSame) return before.around;
  const openAfter = walkDown(above, language, before);
  const around: Around = {
    opened: openAfter.at(-1) ?? [],
    linesAbove: saying(above.toReversed()),
    linesBelow: saying(below),
    unitWith: onceFor((indent) => indentUnit([...above, `${indent}.`, ...below]), indentation),
    closedBelow: rememberLast((open, left) => closersIn(below, { open, left, language })),
  };
  kept.set(language, { above, below, openAfter, around });
  return around;
}

/** Nothing is known of what is open further above, so the walk begins at a line that is not indented, if it may choose. */
function firstLine(lines: readonly string[], line: number): number {
  const first = Math.max(0, Math.floor((line - MIN_LINES_ABOVE) / STEP_LINES) * STEP_LINES);
  if (first === 0) return 0;
  for (let index = first; index <= line; index++) if (!isIndented(lines[index] ?? "")) return index;
  return first;
}

function isIndented(line: string): boolean {
  return line.charAt(0).trim() === "";
}

/** Lines that an edit left alone are the same strings, which takes no time to see. */
function isSameText(before: readonly string[], now: readonly string[]): boolean {
  return before.length === now.length && sameLines(before, now) === now.length;
}

function sameLines(before: readonly string[], now: readonly string[]): number {
  let same = 0;
  while (same < before.length && same < now.length && before[same] === now[same]) same++;
  return same;
}

function walkDown(above: readonly string[], language: Language, before?: Read): readonly Nesting[] {
  const openAfter = before?.openAfter.slice(0, sameLines(before.above, above)) ?? [];
  let open = openAfter.at(-1) ?? [];
  for (const line of above.slice(openAfter.length)) {
    open = nestingAfter(line, { language, from: open });
    openAfter.push(open);
  }
  return openAfter;
}

interface Below {
  readonly open: Nesting;
  readonly left: number;
  readonly language: Language;
}

function closersIn(below: readonly string[], { open, left, language }: Below): readonly number[] {
  const depths: number[] = [];
  let lowest = left;
  let from = open;
  for (const line of below) {
    if (lowest === 0) break;
    from = nestingAfter(line, {
      language,
      from,
      aligned: true,
      isWholeLine: true,
      step({ kind, depth }) {
        if (kind !== "closes" || depth >= lowest) return;
        lowest = depth;
        depths.push(depth);
      },
    });
  }
  return depths;
}

function rememberLast(find: Around["closedBelow"]): Around["closedBelow"] {
  let last: { readonly open: Nesting; readonly left: number; readonly found: readonly number[] } | undefined;
  return (open, left) => {
    if (last?.left !== left || !isSameNesting(last.open, open))
      last = { open, left, found: find(open, left) };
    return last.found;
  };
}

function isSameNesting(a: Nesting, b: Nesting): boolean {
  return (
    a.length === b.length &&
    a.every((one, index) => {
      const other = b[index];
      return (
        one === other ||
        (one.opener === other?.opener && one.indent === other.indent && one.closer === other.closer)
      );
    })
  );
}

function onceFor<Answer>(answer: (key: string) => Answer, keyOf: (text: string) => string) {
  const known = new Map<string, Answer>();
  return (text: string): Answer => {
    const key = keyOf(text);
    const found = known.get(key) ?? answer(key);
    known.set(key, found);
    return found;
  };
}

function saying(lines: readonly string[]): string[] {
  const found: string[] = [];
  for (const line of lines) {
    if (line.trim() !== "") found.push(withoutTerminator(line));
    if (found.length === NEIGHBOURS) break;
  }
  return found;
}
