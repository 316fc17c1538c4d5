/** A language's data made into the patterns that `nesting.ts` walks with: which piece of text matters next, and what it opens. */
import type { Language } from "./language.ts";

export interface Open {
  /** `head` is the inside of an element's tag, `hole` is code within a string. */
  readonly kind: "bracket" | "string" | "comment" | "hole" | "head" | "element";
  readonly opener: string;
  readonly closer: string;
  /** Of the line on which it was opened. */
  readonly indent: number;
  readonly isLong: boolean;
}

export interface Lexicon {
  /** What matters next inside of the innermost that is open. */
  readonly within: (open: Open | undefined) => RegExp;
  readonly opening: (
    token: string,
  ) => { readonly kind: Open["kind"]; readonly closer: string; readonly isLong?: boolean } | undefined;
  readonly isCloser: (token: string) => boolean;
  /** An element that has no inside. */
  readonly isVoid: (name: string) => boolean;
}

const BRACKETS: Readonly<Record<string, string>> = { "(": ")", "[": "]", "{": "}" };
const CLOSERS = new Set(Object.values(BRACKETS));
const BRACKET = String.raw`[(){}[\]]`;
/** A closed character literal; what does not look like one is passed over. */
const CHARACTER = String.raw`'(?:\\[^\n']{1,9}|[^\\'\n])'`;
/** After what ends a value, a slash divides. */
const REGULAR_EXPRESSION = String.raw`(?<=(?:^|[=(,:;!&|?{}[\n]|\breturn|=>)[ \t]*)\/(?![*/\s])(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\n[])+\/[a-z]*`;
const ELEMENT = String.raw`<\/[A-Za-z][\w.:-]*\s*>|<\/>|<>|(?<![\w)\]])<[A-Za-z][\w.:-]*(?=[\s/>])`;
const VOID = new Set("area base br col embed hr img input link meta param source track wbr".split(" "));

const kept = new WeakMap<Language, Lexicon>();

export function lexiconOf(language: Language): Lexicon {
  const lexicon = kept.get(language) ?? createLexicon(language);
  kept.set(language, lexicon);
  return lexicon;
}

function createLexicon(language: Language): Lexicon {
  const { strings, longStrings, lineComments, blockComments, tags } = language;
  const openers = new Map<string, { kind: Open["kind"]; closer: string; isLong?: boolean }>([
    ...strings.map(({ open, close }) => [open, { kind: "string", closer: close, isLong: false }] as const),
    ...longStrings.map(({ open, close }) => [open, { kind: "string", closer: close }] as const),
    ...lineComments.map((open) => [open, { kind: "comment", closer: "\n", isLong: false }] as const),
    ...blockComments.map(({ open, close }) => [open, { kind: "comment", closer: close }] as const),
    ...Object.entries(BRACKETS).map(([open, closer]) => [open, { kind: "bracket", closer }] as const),
  ]);
  const code = codePattern(language, openers.keys());
  const text = new RegExp([...blockComments.map(({ open }) => escape(open)), ELEMENT, "[{}]"].join("|"), "g");
  const head = new RegExp(String.raw`\/>|(?<!=)>|${code.source}`, "g");
  const strung = new Map<string, RegExp>();

  return {
    within(open) {
      if (!open) return tags === "text" ? text : code;
      if (open.kind === "element") return text;
      if (open.kind === "head") return head;
      if (open.kind !== "string" && open.kind !== "comment") return code;
      const pattern = strung.get(open.opener) ?? stringPattern(open, language);
      strung.set(open.opener, pattern);
      return pattern;
    },
    opening(token) {
      if (token === "<>") return { kind: "element", closer: "</>" };
      if (tags !== "none" && /^<[A-Za-z]/.test(token)) return { kind: "head", closer: ">" };
      return openers.get(token);
    },
    isCloser: (token) => CLOSERS.has(token) || token.startsWith("</"),
    isVoid: (name) => tags === "text" && VOID.has(name.toLowerCase()),
  };
}

/** The longest opener first: `"""` is not three strings. */
function codePattern({ characters, regularExpressions, tags }: Language, openers: Iterable<string>): RegExp {
  const words = [...openers].filter((open) => !(open in BRACKETS)).toSorted((a, b) => b.length - a.length);
  const parts = [
    ...(characters ? [CHARACTER] : []),
    ...words.map(opener),
    ...(regularExpressions ? [REGULAR_EXPRESSION] : []),
    ...(tags === "none" ? [] : [ELEMENT]),
    BRACKET,
  ];
  return new RegExp(parts.join("|"), "g");
}

function stringPattern({ opener, closer, kind, isLong }: Open, language: Language): RegExp {
  const isRaw = kind === "comment" || language.raw.includes(opener);
  const { interpolation } = language;
  const parts = [
    // Before escapes: Swift's way to interpolate looks like one.
    ...(kind === "string" && interpolation && opener !== "'" ? [escape(interpolation.open)] : []),
    ...(isRaw ? [] : [String.raw`\\[^]`]),
    escape(closer),
    ...(isLong ? [] : ["\n"]),
  ];
  return new RegExp(parts.join("|"), "g");
}

/** A `#` within a word, as of a shell's `$#` or a URL, begins no comment; words such as REM stand alone. */
function opener(open: string): string {
  if (open === "#") return String.raw`(?<![\w$&\\{])#`;
  return /^\w/.test(open) ? String.raw`\b${escape(open)}` : escape(open);
}

function escape(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/-]/g, String.raw`\$&`);
}
