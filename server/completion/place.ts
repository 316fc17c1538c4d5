/** Reading text around a cursor. Works on shared lines, so that two states of a document compare by pointer, not by content. */
import type { Place } from "./request.ts";

const TERMINATOR = /[\r\n]+$/;

export function withoutTerminator(line: string): string {
  return line.replace(TERMINATOR, "");
}

export function lineBefore({ document, line, character }: Place): string {
  return (document.lines[line] ?? "").slice(0, character);
}

/** What stands right of the cursor on its line, without the line's terminator. */
export function lineAfter({ document, line, character }: Place): string {
  return withoutTerminator((document.lines[line] ?? "").slice(character));
}

/**
 * What was typed between two places of one document: the text that, put in at `from`, makes the state of `to` with the
 * cursor behind it. Undefined when anything else changed as well, or the cursor went elsewhere.
 */
export function typedBetween(from: Place, to: Place): string | undefined {
  const before = from.document.lines;
  const after = to.document.lines;
  const added = after.length - before.length;
  if (from.document.uri !== to.document.uri || added < 0 || to.line !== from.line + added) return undefined;
  for (let line = 0; line < from.line; line++) if (before[line] !== after[line]) return undefined;
  for (let line = from.line + 1; line < before.length; line++) {
    if (before[line] !== after[line + added]) return undefined;
  }
  if ((before[from.line] ?? "").slice(from.character) !== (after[to.line] ?? "").slice(to.character)) return undefined;
  const typed = after.slice(from.line, to.line).join("") + lineBefore(to);
  const start = lineBefore(from);
  return typed.startsWith(start) ? typed.slice(start.length) : undefined;
}
