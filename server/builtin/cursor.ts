/** The cursor as the engine sees it: the tokens before it, the piece of a token being typed, and what stands after it. */
import { breakToken, type Lexicon } from "./lexicon.ts";
import { breakBetween, columnsOf, indentationOf, lexLine, lexText, stream, type Indentation } from "./lex.ts";

export interface Cursor {
  /** What comes before, without the fragment. */
  readonly context: readonly number[];
  /** What is typed of the token at the cursor, which may be all of it: the next token begins with this. */
  readonly fragment: string;
  /** The cursor's line up to the cursor. */
  readonly line: string;
  readonly indentation: Indentation;
  /** Of the cursor's line. */
  readonly columns: number;
  /** What stands right of the cursor on its line. */
  readonly rest: string;
  /** The lines below that are not blank, without their ends. */
  readonly below: readonly string[];
  /** Of the line right below; -1 where that one is blank or there is none. */
  readonly columnsBelow: number;
  /** The lines before and after the cursor's, as tokens: by them its place in the learned document is found. */
  readonly above: readonly number[];
  readonly after: readonly number[];
}

const LINES_ABOVE = 120;
const LINES_BELOW = 40;

export function cursor(prefix: string, suffix: string, words: Lexicon): Cursor {
  const before = lastLines(prefix, LINES_ABOVE);
  const line = before.lines.pop() ?? "";
  const [rest = "", ...below] = suffix.split(/\r?\n/, LINES_BELOW);
  const above = before.lines.map((text) => lexLine(text, words));
  const after = below.map((text) => lexLine(text, words));
  const margins = [...above, ...after].map(({ margin }) => margin);
  const indentation = indentationOf(margins);
  const read = stream(above, indentation, before.all);
  const body = line.trimStart();
  const columns = columnsOf(line.slice(0, line.length - body.length));
  const opening = breakToken({
    ...breakBetween(read.columns, columns, indentation),
    afterBlank: read.endsBlank,
  });
  const { tokens, fragment } = withoutFragment(body, words);
  return {
    context: [...read.tokens, opening, ...tokens],
    fragment,
    line,
    indentation,
    columns,
    rest: rest.trimEnd(),
    below: below.map((text) => text.trimEnd()).filter((text) => text !== ""),
    columnsBelow: after[0] && after[0].tokens.length > 0 ? columnsOf(after[0].margin) : -1,
    above: read.tokens,
    after: stream(
      below.map((text) => lexLine(text, words)),
      indentation,
      false,
    ).tokens.slice(1),
  };
}

function lastLines(text: string, count: number): { lines: string[]; all: boolean } {
  let start = text.length;
  for (let lines = 0; lines < count && start >= 0; lines++) start = text.lastIndexOf("\n", start - 1);
  return { lines: text.slice(start + 1).split(/\r?\n/), all: start < 0 };
}

/** Brackets, quotes and the like are whole as soon as they are typed; anything else may go on. */
const MAY_GO_ON = /[\w$\u0080-\uffff=!<>&|+\-*/%?: \t]$/;

function withoutFragment(body: string, words: Lexicon): { tokens: number[]; fragment: string } {
  const tokens = lexText(body, words);
  if (/(^|\S) $/.test(body)) return { tokens, fragment: " " };
  const last = tokens.at(-1);
  if (last === undefined || !MAY_GO_ON.test(body)) return { tokens, fragment: "" };
  return { tokens: tokens.slice(0, -1), fragment: words.text(last) };
}
