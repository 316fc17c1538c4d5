/** Step 9: where the answer ends. Looks at all that has arrived so far, so that a stop split over two deltas is one stop. */
import { type Extent, isFilled } from "../extent.ts";
import type { Hole } from "../hole.ts";
import { columns, indentation } from "../lines.ts";
import { type Nesting, nestingAfter } from "../nesting.ts";
import { startsWithCloser } from "./blocks.ts";
import {
  beginsAnew,
  comesTooLate,
  completes,
  isOutside,
  isText,
  mayBecomeCloser,
  type Reading,
} from "./ending.ts";
import { loopIn } from "./loops.ts";
import type { Noted } from "./note.ts";
import { reachesSuffix } from "./suffix.ts";
import { wholeOf } from "./whole.ts";

export interface Cut {
  readonly text: string;
  /** There is enough: the stream can be closed. */
  readonly done: boolean;
  /** It goes round in circles from its very beginning, or its limit came before anything of it was whole. */
  readonly useless?: "loops" | "cut-off";
  /** What ended it. */
  readonly why?: Noted;
}

export interface CutRules {
  readonly hole: Hole;
  readonly extent: Extent;
  /** Why there is no more, when there is not; left out while the answer may go on. */
  readonly ended?: "stop" | "length";
}

const MAX_LINES = 60;

export function cut(text: string, rules: CutRules): Cut {
  const loop = loopIn(text);
  if (!loop) return walk(text, rules);
  if (loop.before.trim() === "") return { text, done: true, useless: "loops", why: "loops" };
  return { why: "loops", ...walk(loop.before, { ...rules, ended: "stop" }), done: true };
}

/** Line by line, with what is open at each. */
function walk(text: string, { hole, extent, ...rest }: CutRules): Cut {
  const said = text.split("\n");
  const ended = said.length > MAX_LINES ? "length" : rest.ended;
  const lines = said.slice(0, MAX_LINES);
  const base = extent.kind === "block" ? extent.indent : hole.indent;
  const start = {
    lines,
    index: 0,
    isWhole: false,
    isOver: ended !== undefined,
    open: hole.nesting,
    header: lines[0] ?? "",
    base,
    hole,
    extent,
  };
  let reading: Reading = start;
  const opened: Nesting[] = [];
  for (const index of lines.keys()) {
    const hasFollowing = index < lines.length - 1;
    const read = readLine({ ...reading, index, isWhole: ended !== undefined || hasFollowing });
    if ("done" in read) return read;
    reading = throughHeader(read);
    opened.push(reading.open);
    if (hasFollowing && completes(reading))
      return { text: upTo(lines, index + 1), done: true, why: "enough" };
  }
  if (ended !== "length") return { text, done: false };
  const whole = wholeOf({ lines, opened, hole });
  const useless = whole === "" && text.trim() !== "" && ({ useless: "cut-off" } as const);
  return { text: whole, done: true, why: "length", ...useless };
}

/** The end, if it comes before the line or within it; else what is open behind it. */
function readLine(reading: Reading): Cut | Reading {
  const { lines, index } = reading;
  const line = lines[index] ?? "";
  const before = endBefore(line, reading);
  if (before) return before;
  const { open, surplus } = closing(line, reading);
  if (surplus !== undefined) {
    const kept = line.slice(0, surplus);
    // All of the line may become the one below.
    const mayGo = !reading.isWhole && kept.trim() !== "" && reading.hole.linesBelow[0]?.startsWith(line);
    return { text: upTo(lines, index, kept), done: mayGo !== true, why: "closed" };
  }
  return isHeader(line, reading) ? { ...reading, open, header: line } : { ...reading, open };
}

/** Where no bracket says so, the line itself does: one that opens a block goes on with it. */
function throughHeader(reading: Reading): Reading {
  const { lines, index, hole, extent, open } = reading;
  const { language, indent, before } = hole;
  if (index > 0 || extent.kind === "block" || !extent.wraps || language.blocks !== "indentation")
    return reading;
  const opens = open.length === hole.nesting.length && language.opens?.test(before + (lines[0] ?? ""));
  if (!opens || isText(open) || isFilled(hole)) return reading;
  return { ...reading, extent: { kind: "block", indent, opened: true } };
}

/** Does this line lie outside of what was wanted? */
function endBefore(line: string, reading: Reading): Cut | undefined {
  const { lines, index, isWhole, open } = reading;
  if (line.trim() === "") return undefined;
  if (index === 0) return comesTooLate(reading) ? { text: line, done: true, why: "suffix" } : undefined;
  if (beginsAnew(reading)) return { text: "", done: true, why: "anew" };
  // A string or comment of the answer's own may say anything.
  if (isText(open) && open.length > reading.hole.nesting.length) return undefined;
  if (!isOutside(reading)) return undefined;
  const why = reachesSuffix(lines, index, reading.hole) ? "suffix" : "outside";
  return { text: upTo(lines, index), done: isWhole || !mayBecomeCloser(line, reading.hole), why };
}

/** What a line leaves open, and where in it something closes what the text below closes already. */
function closing(
  line: string,
  { open, hole }: Reading,
): { readonly open: Nesting; readonly surplus: number | undefined } {
  let surplus: number | undefined;
  const after = nestingAfter(`${line}\n`, {
    language: hole.language,
    from: open,
    indent: hole.indent,
    step({ kind, depth, at }) {
      const closesBelow = kind === "closes" && hole.closed[depth] === "below";
      if (closesBelow || (kind === "stray" && isJunk(hole))) surplus ??= at;
    },
  });
  return { open: after, surplus };
}

/** In shells and in prose a lone bracket means something. */
function isJunk({ language: { blocks, tags } }: Hole): boolean {
  return blocks === "braces" && tags === "none";
}

/** The last line that stands as far left as the first says what a block is. */
function isHeader(line: string, { open, base, hole: { language } }: Reading): boolean {
  return !isText(open) && columns(indentation(line)) <= base && !startsWithCloser(line, language);
}

function upTo(lines: readonly string[], count: number, more = ""): string {
  return [...lines.slice(0, count), more].join("\n").trimEnd();
}
