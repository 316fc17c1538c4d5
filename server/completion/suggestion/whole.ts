/**
 * What can be shown of an answer that its limit ended: the lines behind which nothing is left open; else a block or a list,
 * with its end; else the beginning of the line, as far as it says something. Never half a call, a string or a word.
 */
import type { Hole } from "../hole.ts";
import type { Open } from "../lexicon.ts";
import { indentation } from "../lines.ts";
import { type Nesting, nestingAfter } from "../nesting.ts";
import { opensIndentedBlock, startsWithCloser } from "./blocks.ts";
import { isText } from "./ending.ts";

interface CutOff {
  readonly lines: readonly string[];
  /** What is open behind each line. */
  readonly opened: readonly Nesting[];
  readonly hole: Hole;
}

/** Empty when nothing of it can be shown. */
export function wholeOf(cutOff: CutOff): string {
  const { lines, hole } = cutOff;
  if (lines.length < 2) return beginningOf(lines[0] ?? "", hole);
  const counts = [...lines.keys()].filter((count) => isFinished(count, cutOff)).toReversed();
  const closed = counts.find(
    (count) => leftOpen(count, cutOff).length + wordsOpen(count, cutOff).length === 0,
  );
  if (closed !== undefined) return upTo(closed, cutOff);
  for (const count of counts) {
    const ends = endsOf(count, cutOff);
    if (ends !== undefined) return upTo(count, cutOff) + ends;
  }
  return "";
}

const LEADS_OVER =
  /(?:[=%&|^<?:,.\\]|(?<!\+)\+|(?<!-)-|[=\-\s]>|(?<!\*)\/|(?<!\/)\*|[([{]|^\s*@.*|\b(?:return|in|and|or|not|is|new|await|of|else|do|then))$/;

/** A line that more must follow is no end: one that leads over to the next, or the head of a block. */
function isFinished(count: number, { lines, opened, hole }: CutOff): boolean {
  const line = lineAt(count - 1, { lines, hole }).trimEnd();
  const open = opened[count - 1] ?? [];
  if (count === 0 || line.trim() === "") return false;
  if (hole.language.prose || isText(open)) return open.length <= hole.nesting.length;
  const said = open.at(-1)?.kind === "bracket" ? line.replace(/,$/, "") : line;
  return !LEADS_OVER.test(said) && !opensIndentedBlock(line, hole.language);
}

/** What of it the answer opened. */
function leftOpen(count: number, { opened, hole }: CutOff): Nesting {
  return (opened[count - 1] ?? []).slice(hole.nesting.length);
}

/** The ends of the blocks and lists that are left open, each below the line that opens it; undefined for anything else. */
function endsOf(count: number, cutOff: CutOff): string | undefined {
  const open = leftOpen(count, cutOff);
  const words = wordsOpen(count, cutOff);
  if (words.length > 0) return open.length === 0 ? endWords(words, cutOff.hole) : undefined;
  let ends = "";
  let inner = count;
  for (let depth = open.length - 1; depth >= 0; depth--) {
    const line = openedOn(cutOff.hole.nesting.length + depth, count, cutOff);
    const closer = closerOf(open[depth], line === inner);
    if (closer === undefined) return undefined;
    ends += line === inner ? closer : `\n${indentation(lineAt(line, cutOff))}${closer}`;
    inner = line;
  }
  return ends;
}

/** A call ends with the block that is its last argument; by itself it may lack some. */
function closerOf(open: Open | undefined, endsInner: boolean): string | undefined {
  const isBlock = open?.kind === "element" || (open?.kind === "bracket" && open.opener !== "(");
  return isBlock || (open?.opener === "(" && endsInner) ? open?.closer : undefined;
}

/** The line on which it was opened that is open at this depth. */
function openedOn(depth: number, count: number, { opened }: CutOff): number {
  let line = count - 1;
  while (line > 0 && (opened[line - 1]?.length ?? 0) > depth) line--;
  return line;
}

/** The indentation of the blocks that are left open where words end them. */
function wordsOpen(count: number, { lines, hole }: CutOff): string[] {
  const { language, before } = hole;
  const open: string[] = [];
  if (language.blocks !== "words") return open;
  for (let index = 0; index < count; index++) {
    const line = lineAt(index, { lines, hole });
    const isOwn = index > 0 || language.opens?.test(before) !== true;
    if (startsWithCloser(line, language)) open.pop();
    if (isOwn && opensIndentedBlock(line, language)) open.push(indentation(line));
  }
  return open;
}

function endWords(indents: readonly string[], { language }: Hole): string | undefined {
  if (language.closes?.test("end") !== true) return undefined;
  return indents
    .toReversed()
    .map((indent) => `\n${indent}end`)
    .join("");
}

function lineAt(index: number, { lines, hole }: Pick<CutOff, "lines" | "hole">): string {
  return (index === 0 ? hole.before : "") + (lines[index] ?? "");
}

function upTo(count: number, { lines }: CutOff): string {
  return lines.slice(0, count).join("\n").trimEnd();
}

const DANGLING =
  /(?:\s*(?:,\s*)?[\w"'-]+\s*:|\s*(?:[=+\-*/%&|^<>?,.([{!~]|\b(?:return|in|and|or|not|is|new|await|of)))+\s*$/;

/**
 * Of a sentence the whole words. Of code what stands before a string that was only begun, and before a sign that leads over to
 * what did not come; where the bracket around it is closed, the whole items of its list.
 */
function beginningOf(line: string, { language, nesting, closed }: Hole): string {
  if (language.prose || isText(nesting)) return line.replace(/(?<=\S)\s+\S*$/, "");
  let last = line.length;
  const open = nestingAfter(line, {
    language,
    from: nesting,
    step: ({ kind, at }) => void (kind === "opens" && (last = at)),
  });
  const code = isText(open) ? line.slice(0, last) : line;
  const isItem = open.length === nesting.length && closed.at(-1) === "here" && code.includes(",");
  return code.replace(isItem ? /,[^,]*$/ : DANGLING, "").trimEnd();
}
