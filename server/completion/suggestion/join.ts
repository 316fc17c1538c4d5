/**
 * Joins the answer to what stands right of the cursor. Models write that once more, or close what is closed there: what is
 * there twice goes, and what the answer contains it replaces. Nothing right of the cursor is ever lost.
 */
import { ONLY_CLOSERS } from "../extent.ts";
import type { Hole } from "../hole.ts";
import { indentation } from "../lines.ts";
import { type Nesting, nestingAfter } from "../nesting.ts";
import type { Edit } from "../outcome.ts";

export function join(answer: string, hole: Hole): Edit {
  const text = trimmed(answer, hole);
  if (hole.after.trim() === "") return withoutLastComma({ text, replaces: 0 }, hole);
  const whole = { text, replaces: 0 };
  const candidates = [...overlapping(text, hole), covering(text, hole), whole, closedEarly(text, hole)];
  let best: Edit = whole;
  let least = Infinity;
  for (const candidate of candidates) {
    const price = candidate ? imbalance(candidate, hole) : Infinity;
    if (candidate && price < least) [best, least] = [candidate, price];
  }
  return withoutLastComma(onLineOfItsOwn(best, hole), hole);
}

/** White space at the end is of use only between two words, and where a closer has its line to itself. */
function trimmed(text: string, hole: Hole): string {
  const { before, after } = hole;
  const closesAlone = before.trim() === "" && /^[)\]}]/.test(after) && /\S[ \t]*\n\s*$/.test(text);
  if (closesAlone) return `${text.trimEnd()}\n${before}`;
  const isBetweenWords = /^[^\s)\]}>;,:.'"`]/.test(after) && /[^\s\n][ \t]+$/.test(text);
  return isBetweenWords || isSpaced(text, hole) ? `${text.trimEnd()} ` : text.trimEnd();
}

/** `{ a }` has a blank at either end. */
function isSpaced(text: string, hole: Hole): boolean {
  const { before, after, nesting } = hole;
  const top = nesting.at(-1);
  if (top?.kind !== "bracket" || !before.endsWith(top.opener) || !after.startsWith(top.closer)) return false;
  return /^[ \t]\S[^\n]*$/.test(text.trimEnd()) && outerClosers(text, hole).length === 0;
}

/** Without the end that is the beginning of what stands to the right; the longest first. */
function overlapping(text: string, { after }: Hole): Edit[] {
  const rest = after.trim();
  const lead = after.length - after.trimStart().length;
  const found: Edit[] = [];
  for (let length = Math.min(text.length, rest.length); length > 0; length--) {
    const isOverlap = text.endsWith(rest.slice(0, length));
    if (!isOverlap || splitsWord(rest, length) || splitsWord(text, text.length - length)) continue;
    const kept = text.slice(0, -length);
    found.push({ text: lead > 0 || /^[)\]]/.test(rest) ? kept.replace(/[ \t]+$/, "") : kept, replaces: 0 });
  }
  return found;
}

const WORD = /[\p{L}\p{N}_$]/u;

/** Half of a word is no overlap: `for ▮ in items` may well be filled with `i`. */
function splitsWord(text: string, at: number): boolean {
  return WORD.test(text.charAt(at - 1)) && WORD.test(text.charAt(at));
}

/** The answer goes on behind what stands to the right: it is put in its place, with its blanks as they were. */
function covering(text: string, hole: Hole): Edit | undefined {
  const { after, nesting, language } = hole;
  const rest = after.trimEnd();
  const words = rest.split(/\s+/).filter(Boolean).map(escaped);
  const found = [...text.matchAll(new RegExp(String.raw`[ \t]*${words.join(String.raw`[ \t]*`)}`, "g"))];
  const closes = outerClosers(text, { nesting, language });
  const closing = found.find(({ 0: match, index }) =>
    closes.some((at) => at >= index && at < index + match.length),
  );
  const place = closing ?? found.at(-1);
  if (!place) return containing(text, rest);
  const end = place.index + place[0].length;
  const kept = text.slice(0, place.index);
  const blank = /^[ \t]/.test(place[0]) && isSpaced(kept, hole) ? " " : "";
  return { text: kept + blank + rest + text.slice(end), replaces: rest.length };
}

/** Closers that the answer has one by one, with more between them. */
function containing(text: string, rest: string): Edit | undefined {
  if (!ONLY_CLOSERS.test(rest)) return undefined;
  const closers = rest.match(/<\/[\w.:-]*>|./g) ?? [];
  let at = 0;
  for (const closer of closers) {
    const found = text.indexOf(closer, at);
    if (found < 0) return undefined;
    at = found + closer.length;
  }
  return { text, replaces: rest.length };
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
}

/** Up to where it closes what is closed to the right. */
function closedEarly(text: string, { nesting, language, closed, after }: Hole): Edit | undefined {
  const [first] = outerClosers(text, { nesting, language }, (depth) => closed[depth] === "here");
  if (first === undefined) return undefined;
  const kept = text.slice(0, first);
  return { text: /^\s/.test(after) ? kept.trimEnd() : kept, replaces: 0 };
}

/** Where the text closes what was open before it. */
function outerClosers(
  text: string,
  { nesting, language }: Pick<Hole, "nesting" | "language">,
  counts: (depth: number) => boolean = () => true,
): number[] {
  const found: number[] = [];
  let least = nesting.length;
  nestingAfter(text, {
    language,
    from: nesting,
    step({ kind, depth, at }) {
      if (kind !== "closes" || depth >= least) return;
      least = depth;
      if (counts(depth)) found.push(at);
    },
  });
  return found;
}

const STRAY = 10;

/** How much worse the line is closed than it was without the suggestion. */
function imbalance({ text, replaces }: Edit, { nesting, language, after, closed }: Hole): number {
  let stray = 0;
  const count = (source: string, from: Nesting) =>
    nestingAfter(source, {
      language,
      from,
      step: ({ kind }) => {
        if (kind === "stray") stray++;
      },
    });
  const was = count(after, nesting);
  const strayBefore = stray;
  const middle = count(text, nesting);
  // What a comment swallows is lost to the program.
  const swallowed = middle.at(-1)?.closer === "\n" && nesting.at(-1) !== middle.at(-1) ? STRAY : 0;
  const is = count(after.slice(replaces), middle);
  const excess = stray - 2 * strayBefore > 0 ? (stray - 2 * strayBefore) * STRAY : 0;
  const common = was.findIndex((open, index) => is[index]?.closer !== open.closer);
  const kept = common < 0 ? was.length : common;
  // What nobody closed before may well be closed now.
  const closedNow = was.slice(kept).filter((_, index) => closed[kept + index] !== undefined).length;
  return swallowed + excess + closedNow * STRAY + (is.length - kept);
}

/** A closer that stood right of the cursor goes to a line of its own below the lines that fill its block. */
function onLineOfItsOwn(edit: Edit, { before, after, nesting, eol }: Hole): Edit {
  const top = nesting.at(-1);
  const isBlock = /^[ \t]*\n/.test(edit.text) && edit.text.trim() !== "" && edit.replaces === 0;
  const closesIt = top !== undefined && top.kind !== "string" && after.trimStart().startsWith(top.closer);
  if (!isBlock || !closesIt || !before.trimEnd().endsWith(top.kind === "element" ? ">" : top.opener))
    return edit;
  return { text: `${edit.text.trimEnd()}${eol === "\r\n" ? "\n" : eol}${indentation(before)}`, replaces: 0 };
}

/** Behind the last of a list some languages allow none. */
function withoutLastComma(edit: Edit, { language, nesting, after, linesBelow }: Hole): Edit {
  if (language.trailingComma || !edit.text.endsWith(",")) return edit;
  const rest = after.slice(edit.replaces).trim() || (linesBelow[0] ?? "");
  const isInString = nestingAfter(edit.text, { language, from: nesting }).at(-1)?.kind === "string";
  return isInString || !/^\s*[)\]}]/.test(rest) ? edit : { ...edit, text: edit.text.slice(0, -1) };
}
