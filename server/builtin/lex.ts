/** Text to tokens: lines one by one, so that an edit costs one line, then the stream of a whole file. Knows no language. */
import { BOUNDARY, breakToken, type Lexicon, type LineBreak } from "./lexicon.ts";

const TOKEN =
  /[A-Za-z_$\u0080-\uffff][\w$\u0080-\uffff]*|\d+(?:\.\d+)?\w*|[ \t]+|=>|->|[=!<>]=+|&&|\|\||\?\?=?|::|\/\/+|\/\*+|\*\/|\+\+|--|[+\-*/%|&^]=|<\/|\/>|\.{2,3}|"""|'''|```|[^]/g;

/** Longer lines are data, not something that a person types again. */
const MAX_LINE_CHARS = 400;

export interface LexedLine {
  /** The white space it begins with. */
  readonly margin: string;
  /** Empty for a blank line. */
  readonly tokens: readonly number[];
}

export function lexLine(line: string, words: Lexicon): LexedLine {
  const text = line.trimEnd();
  const body = text.trimStart();
  const margin = text === "" ? line.replace(/[\r\n]+$/, "") : text.slice(0, text.length - body.length);
  if (body.length > MAX_LINE_CHARS) return { margin, tokens: [words.token("\0", false)] };
  return { margin, tokens: lexText(body, words) };
}

/** Part of a line; a space at its very end belongs to the token to come and is left out. */
export function lexText(text: string, words: Lexicon): number[] {
  const tokens: number[] = [];
  let spaced = false;
  for (const piece of text.match(TOKEN) ?? []) {
    if (piece === " ") spaced = true;
    else {
      tokens.push(words.token(piece, spaced));
      spaced = false;
    }
  }
  return tokens;
}

/** What a file takes for one level of indentation. */
export interface Indentation {
  readonly tabs: boolean;
  readonly columns: number;
}

const TAB_COLUMNS = 4;
const LINES_TO_JUDGE = 400;

export function indentationOf(margins: Iterable<string>): Indentation {
  const steps = new Map<number, number>();
  let tabs = 0;
  let seen = 0;
  let before = 0;
  for (const margin of margins) {
    if (seen++ > LINES_TO_JUDGE) break;
    tabs += margin.startsWith("\t") ? 1 : margin.startsWith(" ") ? -1 : 0;
    const step = margin.length - before;
    if (step > 1 && step <= 8) steps.set(step, (steps.get(step) ?? 0) + 1);
    before = margin.length;
  }
  if (tabs > 0) return { tabs: true, columns: TAB_COLUMNS };
  let columns = TAB_COLUMNS;
  for (const [step, count] of steps) if (count > (steps.get(columns) ?? 0)) columns = step;
  return { tabs: false, columns };
}

export function columnsOf(margin: string): number {
  let columns = 0;
  for (const char of margin) columns += char === "\t" ? TAB_COLUMNS : 1;
  return columns;
}

export function breakBetween(
  from: number,
  to: number,
  indentation: Indentation,
): Omit<LineBreak, "afterBlank"> {
  const levels = (to - from) / indentation.columns;
  return Number.isInteger(levels) ? { by: "levels", delta: levels } : { by: "columns", delta: to - from };
}

/** As many boundaries before a file as a context is deep, so that its first word has a context as well. */
const OPENING = [BOUNDARY, BOUNDARY, BOUNDARY];

export interface Stream {
  /** The line break of each line, then its tokens. Blank lines show only in the next break. */
  readonly tokens: number[];
  /** The indentation of the last line that is not blank. */
  readonly columns: number;
  readonly endsBlank: boolean;
}

/** The lines as one stream of tokens; `opening` when they are known to be the file's first. */
export function stream(lines: readonly LexedLine[], indentation: Indentation, opening: boolean): Stream {
  const tokens: number[] = opening ? [...OPENING] : [];
  let columns = 0;
  let afterBlank = false;
  for (const { margin, tokens: body } of lines) {
    if (body.length === 0) afterBlank = true;
    else {
      const to = columnsOf(margin);
      tokens.push(breakToken({ ...breakBetween(columns, to, indentation), afterBlank }));
      for (const token of body) tokens.push(token);
      columns = to;
      afterBlank = false;
    }
  }
  return { tokens, columns, endsBlank: afterBlank };
}
