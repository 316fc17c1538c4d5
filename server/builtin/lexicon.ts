/**
 * The built-in engine's words: every distinct piece of text has a number, and a token is that number with one bit that
 * says whether a space stands before it. Line breaks are tokens too. Knows nothing of files or of what follows what.
 */

/** Where a file begins and ends. */
export const BOUNDARY = 0;

const LEVELS = 12;
const COLUMNS = 48;
const LEVEL_BREAKS = 1;
const COLUMN_BREAKS = LEVEL_BREAKS + (2 * LEVELS + 1) * 2;
const FIRST_WORD = COLUMN_BREAKS + (2 * COLUMNS + 1) * 2;

/** How a line begins, seen from the last line that is not blank; relative, so that code matches at any depth. */
export interface LineBreak {
  /** By whole levels of indentation, or, for text that is aligned otherwise, by columns. */
  readonly by: "levels" | "columns";
  readonly delta: number;
  readonly afterBlank: boolean;
}

export function breakToken({ by, delta, afterBlank }: LineBreak): number {
  const most = by === "levels" ? LEVELS : COLUMNS;
  const clamped = Math.max(-most, Math.min(most, delta));
  const word = (by === "levels" ? LEVEL_BREAKS : COLUMN_BREAKS) + (clamped + most) * 2 + (afterBlank ? 1 : 0);
  return word << 1;
}

/** True for a file's end as well: a line ends there too. */
export function endsLine(token: number): boolean {
  return token >> 1 < FIRST_WORD;
}

export function lineBreak(token: number): LineBreak | undefined {
  const word = token >> 1;
  if (word < LEVEL_BREAKS || word >= FIRST_WORD) return undefined;
  const by = word < COLUMN_BREAKS ? "levels" : "columns";
  const offset = word - (by === "levels" ? LEVEL_BREAKS : COLUMN_BREAKS);
  return { by, delta: (offset >> 1) - (by === "levels" ? LEVELS : COLUMNS), afterBlank: (offset & 1) === 1 };
}

export interface Lexicon {
  token(text: string, spaced: boolean): number;
  /** With the space before it, where it has one. */
  text(token: number): string;
  /** Could be the name of something, and so be another name in another place. */
  isName(token: number): boolean;
}

export function createLexicon(): Lexicon {
  const numbers = new Map<string, number>();
  const texts: string[] = [];
  const names: boolean[] = [];
  return {
    token(text, spaced) {
      let index = numbers.get(text);
      if (index === undefined) {
        index = texts.length;
        const own = copied(text);
        numbers.set(own, index);
        texts.push(own);
        names.push(/^[\p{L}_$]/u.test(own));
      }
      return ((index + FIRST_WORD) << 1) | (spaced ? 1 : 0);
    },
    text(token) {
      const text = texts[(token >> 1) - FIRST_WORD] ?? "";
      return token & 1 ? ` ${text}` : text;
    },
    isName: (token) => names[(token >> 1) - FIRST_WORD] ?? false,
  };
}

/** A piece of a longer string holds on to all of it: one word would keep its whole file. */
function copied(text: string): string {
  return text.isWellFormed() ? Buffer.from(text).toString() : text;
}
