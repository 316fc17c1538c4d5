/** Finds a vocabulary's added tokens in raw text, the way the reference does: leftmost first, of several there the longest. */
import type { AddedToken } from "./compact.ts";

export interface Split {
  /** How many added tokens there are. */
  readonly added: number;
  /** What stands between them; none of it empty. */
  readonly plain: readonly string[];
  /** Whether the text begins with the first of these. */
  readonly isPlainFirst: boolean;
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&");
}

function finder(tokens: readonly AddedToken[]): RegExp | undefined {
  if (tokens.length === 0) return undefined;
  const contents = tokens.map(({ content }) => content).toSorted((a, b) => b.length - a.length);
  return new RegExp(contents.map((content) => escaped(content)).join("|"), "g");
}

export function splitAtAddedTokens(tokens: readonly AddedToken[]): (text: string) => Split {
  // Those that are not to be normalized are looked for first, the others in what is left.
  const finders = [
    finder(tokens.filter(({ normalized }) => !normalized)),
    finder(tokens.filter(({ normalized }) => normalized)),
  ].filter((finder) => finder !== undefined);

  return function split(text) {
    let parts = [text];
    for (const finder of finders) parts = parts.flatMap((part) => part.split(finder));
    return {
      added: parts.length - 1,
      plain: parts.filter((part) => part !== ""),
      isPlainFirst: parts[0] !== "",
    };
  };
}
