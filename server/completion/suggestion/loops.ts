/** Does the answer go round in circles? Models do, the small ones above all, and would until their limit. */

export interface Loop {
  /** What was said before it began to repeat itself; with its first round, if it had said something else before. */
  readonly before: string;
}

const MAX_LINES = 6;
const LINE_ROUNDS = 3;
const MAX_PIECE = 100;
/** A short piece of a line has to come back more often than a long one. */
const SHORT_PIECE = 20;
const SHORT_ROUNDS = 6;
const LONG_ROUNDS = 3;
/** Rulers, rows of zeros and closers in a row are no loops. */
const SAYS_SOMETHING = /\p{L}{2}/u;
/** What says little has to come back more often: one letter, or the empty cells of a table. */
const SAYS_LITTLE = /\p{L}/u;
const TAGS = /<[^<>]*>/g;
const MANY_LINE_ROUNDS = 5;
const MANY_PIECE_ROUNDS = 12;
/** A row of zeros has its end. */
const NUMBER_ROUNDS = 50;

/** The earliest, so that it does not matter how much has arrived. */
export function loopIn(text: string): Loop | undefined {
  const lines = text.split("\n");
  for (const [index, line] of lines.entries()) {
    if (circles(line)) return { before: lines.slice(0, index).join("\n") };
    const first = index < lines.length - 1 ? firstRound(lines, index + 1) : undefined;
    if (!first) continue;
    const said = lines.slice(0, first.start);
    return {
      before: said.join("").trim() === "" ? "" : lines.slice(0, first.start + first.period).join("\n"),
    };
  }
  return undefined;
}

/** Where the lines up to `end` come in rounds, where those begin. */
function firstRound(lines: readonly string[], end: number): { start: number; period: number } | undefined {
  for (let period = 1; period <= MAX_LINES; period++) {
    if (lines[end - 1] !== lines[end - 1 - period]) continue;
    const round = lines.slice(Math.max(0, end - period), end).join("");
    if (!SAYS_LITTLE.test(round)) continue;
    const rounds = SAYS_SOMETHING.test(round.replace(TAGS, "")) ? LINE_ROUNDS : MANY_LINE_ROUNDS;
    const start = end - period * rounds;
    if (start >= 0 && comesBack(lines, { start, end, period })) return { start, period };
  }
  return undefined;
}

/** Before the first line of an answer its indentation may stand already. */
function comesBack(
  lines: readonly string[],
  { start, end, period }: { readonly start: number; readonly end: number; readonly period: number },
): boolean {
  return lines.slice(start, end - period).every((line, index) => {
    const next = lines[start + index + period] ?? "";
    return line === next || (start + index === 0 && line.trim() === next.trim());
  });
}

function circles(line: string): boolean {
  for (let end = SHORT_PIECE * LONG_ROUNDS; end <= line.length; end++) {
    for (let size = 2; size <= MAX_PIECE && size * LONG_ROUNDS <= end; size++) {
      if (line.charAt(end - 1) === line.charAt(end - 1 - size) && repeatsBefore(line, { end, size }))
        return true;
    }
  }
  return false;
}

function repeatsBefore(
  line: string,
  { end, size }: { readonly end: number; readonly size: number },
): boolean {
  const piece = line.slice(end - size, end);
  const rounds = roundsOf(piece);
  for (let round = 2; round <= rounds; round++) {
    if (line.slice(end - round * size, end - (round - 1) * size) !== piece) return false;
  }
  return rounds > 0;
}

/** How often it has to come for a circle; nought for what may come as often as it likes. */
function roundsOf(piece: string): number {
  if (SAYS_SOMETHING.test(piece)) return piece.length < SHORT_PIECE ? SHORT_ROUNDS : LONG_ROUNDS;
  if (SAYS_LITTLE.test(piece)) return MANY_PIECE_ROUNDS;
  return /\d/.test(piece) ? NUMBER_ROUNDS : 0;
}
