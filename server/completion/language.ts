/** What a language looks like, as far as the core needs to know: what is a string or a comment, and how blocks are written. */

export interface Language {
  readonly lineComments: readonly string[];
  readonly blockComments: readonly Delimiters[];
  /** Strings end with their line, whatever happens; long ones may go on over lines. */
  readonly strings: readonly Delimiters[];
  readonly longStrings: readonly Delimiters[];
  /** The openers of strings in which a backslash is a backslash. */
  readonly raw: readonly string[];
  /** How code stands in a string. */
  readonly interpolation: Delimiters | undefined;
  /** `'x'` is a character; any other `'` is none of our business, such as a lifetime. */
  readonly characters: boolean;
  readonly regularExpressions: boolean;
  /** How a block is told from what follows it: by brackets alone, by its indentation, or by a word at its end. */
  readonly blocks: "braces" | "indentation" | "words" | "none";
  /** What the code of a line ends with when an indented block is to come; brackets do in every language. */
  readonly opens: RegExp | undefined;
  /** What a line begins with that ends a block; brackets do in every language. */
  readonly closes: RegExp | undefined;
  /** One step of indentation by custom, for a document that does not indent yet; empty where customs differ. */
  readonly step: string;
  /** A list may end with a comma. */
  readonly trailingComma: boolean;
  /** Elements, whose text is no code: in a file of them, or in the midst of code. */
  readonly tags: "text" | "code" | "none";
  /** Sentences, not code. */
  readonly prose: boolean;
}

export interface Delimiters {
  readonly open: string;
  readonly close: string;
}

/** For a language that nobody described. */
export const UNKNOWN: Language = {
  lineComments: [],
  blockComments: [],
  strings: [],
  longStrings: [],
  raw: [],
  interpolation: undefined,
  characters: false,
  regularExpressions: false,
  blocks: "braces",
  opens: undefined,
  closes: undefined,
  step: "",
  trailingComma: true,
  tags: "none",
  prose: false,
};
