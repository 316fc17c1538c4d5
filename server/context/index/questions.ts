/** What the index can be asked from outside of its thread. A new question is a line in `Questions`, and its answer in `answers/`. */
import type { IndexStatus } from "../../protocol.ts";
import type { Packed } from "../pack.ts";
import type { DeclarationKind } from "../../declared.ts";

interface Question<Asked, Answer> {
  readonly asked: Asked;
  readonly answer: Answer;
}

/** Both sides travel between threads: plain data. Files go by their paths, or by their URIs. Lines count from 0. */
export interface Questions {
  readonly status: Question<undefined, IndexStatus>;
  /** What the workspace has to say at a place in an open document; of any other there is nothing. */
  readonly context: Question<PlaceAsked, Packed | undefined>;
  /** Declarations whose names have these letters in this order, best first. */
  readonly symbols: Question<{ readonly query: string; readonly limit: number }, readonly FoundSymbol[]>;
  readonly text: Question<TextQuery, FoundText>;
  readonly definitions: Question<{ readonly name: string; readonly from?: string }, readonly FoundSymbol[]>;
  readonly references: Question<{ readonly name: string; readonly limit: number }, FoundText>;
  /** Undefined for a file that is not in the index. */
  readonly outline: Question<{ readonly file: string }, readonly FoundSymbol[] | undefined>;
  /** What the file's test declares, or what the file does that it tests. */
  readonly counterpart: Question<
    { readonly uri: string; readonly path: string; readonly limit: number },
    readonly FoundSymbol[]
  >;
  /** Files whose paths have these letters in this order, best first; all of them when there are no letters. */
  readonly files: Question<{ readonly query: string; readonly limit: number }, readonly FoundFile[]>;
  /** Pieces of files that have to do with these words, best first. */
  readonly passages: Question<{ readonly words: string; readonly limit: number }, readonly FoundPassage[]>;
  /** What is not embedded yet, as the one who embeds may see it: how much that is, and some of it. */
  readonly unembedded: Question<
    { readonly space: string; readonly texts: number; readonly isSample?: true },
    Unembedded
  >;
  /** Here are vectors. */
  readonly embedded: Question<
    { readonly space: string; readonly vectors: readonly { hash: string; vector: Int8Array }[] },
    undefined
  >;
  /** Pieces of files whose vectors are nearest to this one, best first. */
  readonly nearest: Question<
    { readonly space: string; readonly vector: Int8Array; readonly limit: number },
    readonly Passage[]
  >;
  /** Pieces of other files whose meaning is nearest to what stands at a place. */
  readonly akin: Question<
    { readonly uri: string; readonly line: number; readonly character: number; readonly limit: number },
    readonly Passage[]
  >;
  readonly map: Question<{ readonly tokens: number }, RepositoryMap>;
}

export type QuestionName = keyof Questions;
export type Asked = Questions[QuestionName]["asked"];

export interface PlaceAsked {
  readonly uri: string;
  readonly line: number;
  readonly character: number;
  readonly tokens: number;
}

export interface FoundSymbol {
  readonly name: string;
  readonly kind: DeclarationKind;
  readonly container: string;
  readonly path: string;
  readonly uri: string;
  readonly line: number;
  readonly endLine: number;
  /** The lines that tell how it is used, as they are written. */
  readonly signature: string;
}

export interface FoundFile {
  readonly path: string;
  readonly uri: string;
}

export interface FoundPassage extends FoundFile {
  readonly line: number;
  readonly text: string;
}

/** Vectors of different models are of different spaces: those of one can be compared. */
export interface Unembedded {
  /** False while the workspace is still being looked through. */
  readonly isDone: boolean;
  readonly chunks: number;
  readonly embedded: number;
  /** How many different texts. */
  readonly missing: number;
  /** Of these, so many as were asked for. */
  readonly texts: readonly { readonly hash: string; readonly text: string }[];
  /** What the vectors weigh in memory. */
  readonly bytes: number;
}

export interface Passage {
  readonly path: string;
  readonly uri: string;
  readonly line: number;
  readonly endLine: number;
  readonly text: string;
  /** From -1 to 1; comparable only within one answer. */
  readonly score: number;
}

export interface TextQuery {
  readonly text: string;
  readonly isRegex?: boolean;
  /** Else only when the text has a capital letter. */
  readonly matchCase?: boolean;
  /** Only files whose paths have this in them. */
  readonly path?: string;
  readonly limit: number;
}

export interface FoundText {
  readonly matches: readonly TextMatch[];
  /** Not all there are: so many were wanted, or time ran out. */
  readonly incomplete?: "limit" | "time";
  /** Why the question could not be understood. */
  readonly problem?: string;
}

export interface TextMatch {
  readonly path: string;
  readonly uri: string;
  readonly line: number;
  readonly character: number;
  /** The whole line, without its terminator. */
  readonly text: string;
  readonly isDeclaration?: true;
}

export interface RepositoryMap {
  /** Paths, each with the heads of what is declared at its top. */
  readonly text: string;
  readonly files: number;
  /** How many have no room. */
  readonly omitted: number;
}

export type IndexState = IndexStatus["state"];

/** Nothing is indexed: no folder is open, or the thread would not live. */
export function emptyStatus(state: IndexState): IndexStatus {
  return {
    state,
    files: 0,
    symbols: 0,
    chunks: 0,
    memoryBytes: 0,
    diskBytes: 0,
    leftOut: [],
  };
}
