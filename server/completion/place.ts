/** Reading text around a cursor. Works on shared lines, so that two states of a document compare by pointer, not by content. */
import { withoutTerminator } from "./lines.ts";
import type { Place, Snapshot } from "./request.ts";

export function lineBefore({ document, line, character }: Place): string {
  return (document.lines[line] ?? "").slice(0, character);
}

/** What stands right of the cursor on its line, without the line's terminator. */
export function lineAfter({ document, line, character }: Place): string {
  return withoutTerminator((document.lines[line] ?? "").slice(character));
}

/** The lines below the cursor's own. */
export function linesBelow({ document, line }: Place): readonly string[] {
  return document.lines.slice(line + 1);
}

/** What was typed at a place since then, and where its end lies now. */
export interface Typed {
  readonly text: string;
  readonly line: number;
  readonly character: number;
}

/** Undefined when the document changed in any other way than by text put in at `from`. */
export function typedSince(from: Place, document: Snapshot): Typed | undefined {
  const added = document.lines.length - from.document.lines.length;
  if (from.document.uri !== document.uri || added < 0) return undefined;
  const line = from.line + added;
  const end = document.lines[line] ?? "";
  const rest = (from.document.lines[from.line] ?? "").slice(from.character);
  const character = end.length - rest.length;
  // The cursor's own line is where two states usually differ, so it is looked at first.
  if (character < 0 || !end.endsWith(rest)) return undefined;
  const text = document.lines.slice(from.line, line).join("") + end.slice(0, character);
  const start = lineBefore(from);
  if (!text.startsWith(start) || !sameElsewhere(from, document)) return undefined;
  return { text: text.slice(start.length), line, character };
}

function sameElsewhere({ document, line }: Place, now: Snapshot): boolean {
  const added = now.lines.length - document.lines.length;
  return document.lines.every((text, index) => {
    if (index === line) return true;
    return text === now.lines[index < line ? index : index + added];
  });
}

/** What was typed between two places of one document; undefined when the second does not simply follow from the first. */
export function typedBetween(from: Place, to: Place): string | undefined {
  const typed = typedSince(from, to.document);
  return typed?.line === to.line && typed.character === to.character ? typed.text : undefined;
}
