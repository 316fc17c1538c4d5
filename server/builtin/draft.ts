/**
 * A document being edited, as learned: its lines kept lexed, so that a keystroke costs the lexing of one line, and a
 * shelf of its own that is filled anew. Knows one document, not the others.
 */
import type { Snapshot } from "../completion/request.ts";
import { BOUNDARY, type Lexicon } from "./lexicon.ts";
import { indentationOf, lexLine, stream, type LexedLine } from "./lex.ts";
import { append, newShelf, type Shelf } from "./shelf.ts";

export type Learnable = Pick<Snapshot, "uri" | "path" | "languageId" | "lines">;

export interface Draft {
  readonly document: Learnable;
  readonly lexed: readonly LexedLine[];
  readonly shelf: Shelf;
}

export function draft(document: Learnable, words: Lexicon, before?: Draft): Draft {
  const lexed = before
    ? relex(before, document.lines, words)
    : document.lines.map((line) => lexLine(line, words));
  const tokens = fileTokens(lexed);
  const shelf = newShelf(document.languageId, tokens.length);
  append(shelf, tokens);
  return { document, lexed, shelf };
}

export function fileTokens(lexed: readonly LexedLine[]): number[] {
  const { tokens } = stream(lexed, indentationOf(lexed.map(({ margin }) => margin)), true);
  tokens.push(BOUNDARY);
  return tokens;
}

/** Unchanged lines are the same strings as before, at both ends; only what lies between is lexed. */
function relex({ document, lexed }: Draft, lines: readonly string[], words: Lexicon): LexedLine[] {
  const old = document.lines;
  const shorter = Math.min(old.length, lines.length);
  let head = 0;
  while (head < shorter && old[head] === lines[head]) head++;
  let tail = 0;
  while (tail < shorter - head && old[old.length - 1 - tail] === lines[lines.length - 1 - tail]) tail++;
  return [
    ...lexed.slice(0, head),
    ...lines.slice(head, lines.length - tail).map((line) => lexLine(line, words)),
    ...lexed.slice(old.length - tail),
  ];
}
