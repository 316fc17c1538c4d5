/** The languages of `resources/languages.yaml`: what each looks like, and that of a file which no editor has opened, by its ending. */
import { basename } from "node:path";

import { type Delimiters, type Language, UNKNOWN } from "./completion/language.ts";

/** As the file says it. */
export interface LanguageFile {
  readonly endings?: readonly string[];
  readonly like?: string;
  readonly line_comments?: readonly string[];
  readonly block_comments?: readonly string[];
  readonly strings?: readonly string[];
  readonly long_strings?: readonly string[];
  readonly raw?: readonly string[];
  readonly interpolation?: string;
  readonly characters?: boolean;
  readonly regular_expressions?: boolean;
  readonly blocks?: Language["blocks"];
  readonly opens?: string;
  readonly closes?: string;
  readonly step?: number | "tab";
  readonly trailing_comma?: boolean;
  readonly tags?: Language["tags"];
  readonly prose?: boolean;
}

export type LanguageFiles = Readonly<Record<string, LanguageFile>>;

/** Language → the endings of its files. */
export type Endings = Readonly<Record<string, readonly string[]>>;

export interface Languages {
  readonly endings: Endings;
  /** The language of a file, by its path. */
  readonly of: (path: string) => string;
  readonly named: (languageId: string) => Language;
}

export type LanguageOf = Languages["of"];

export function languageOf(endings: Endings): LanguageOf {
  const byEnding = new Map(
    Object.entries(endings).flatMap(([id, own]) => own.map((ending) => [ending, id] as const)),
  );
  // A file without a dot, such as Makefile, is its own ending.
  return (path) => byEnding.get(basename(path).toLowerCase().split(".").at(-1) ?? "") ?? "plaintext";
}

export function createLanguages(files: LanguageFiles): Languages {
  const endings = Object.fromEntries(Object.entries(files).map(([id, { endings = [] }]) => [id, endings]));
  const read = new Map<string, Language>();
  return {
    endings,
    of: languageOf(endings),
    named(id) {
      const language = read.get(id) ?? asLanguage(whole(id, files));
      read.set(id, language);
      return language;
    },
  };
}

function whole(id: string, files: LanguageFiles): LanguageFile {
  const { like, ...own } = files[id] ?? {};
  return like === undefined ? own : { ...whole(like, files), ...own };
}

const NOTHING_SAID = {
  line_comments: [],
  block_comments: [],
  strings: [],
  long_strings: [],
  raw: [],
  characters: false,
  regular_expressions: false,
  trailing_comma: true,
  tags: "none",
  prose: false,
} as const satisfies LanguageFile;

function asLanguage(file: LanguageFile): Language {
  const said = { ...NOTHING_SAID, ...file };
  const { opens, closes, step = 0, interpolation } = file;
  return {
    lineComments: said.line_comments,
    blockComments: said.block_comments.map(delimiters),
    strings: said.strings.map(delimiters),
    longStrings: said.long_strings.map(delimiters),
    raw: said.raw,
    interpolation: interpolation === undefined ? undefined : delimiters(interpolation),
    characters: said.characters,
    regularExpressions: said.regular_expressions,
    blocks: file.blocks ?? (said.prose ? "none" : UNKNOWN.blocks),
    opens: opens === undefined ? undefined : new RegExp(opens, "u"),
    closes: closes === undefined ? undefined : new RegExp(`^\\s*(?:${closes})`, "u"),
    step: step === "tab" ? "\t" : " ".repeat(step),
    trailingComma: said.trailing_comma,
    tags: said.tags,
    prose: said.prose,
  };
}

function delimiters(written: string): Delimiters {
  const [open = "", close = open] = written.split(" ");
  return { open, close };
}
