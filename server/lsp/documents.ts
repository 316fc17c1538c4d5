/**
 * The open documents as arrays of lines. An edit makes a new array that shares every untouched line, so a snapshot is
 * free, two states compare quickly, and no whole-document string is ever built.
 */
import type {
  DidChangeTextDocumentParams,
  DidOpenTextDocumentParams,
  Range,
  TextDocumentContentChangeEvent,
} from "vscode-languageserver";

import { withLineEdit } from "../completion/line-edit.ts";
import { splitLines, withoutTerminator } from "../completion/lines.ts";
import type { Snapshot } from "../completion/request.ts";

export class Documents {
  /** Most recently opened or changed last. */
  readonly #open = new Map<string, Snapshot>();
  readonly #pathOf: (uri: string) => string;

  constructor(pathOf: (uri: string) => string) {
    this.#pathOf = pathOf;
  }

  get(uri: string): Snapshot | undefined {
    return this.#open.get(uri);
  }

  /** Most recent first. */
  all(): readonly Snapshot[] {
    return [...this.#open.values()].toReversed();
  }

  open({ textDocument: { uri, languageId, version, text } }: DidOpenTextDocumentParams): Snapshot {
    return this.#put({ uri, path: this.#pathOf(uri), languageId, version, lines: splitLines(text) });
  }

  change({ textDocument, contentChanges }: DidChangeTextDocumentParams): Snapshot | undefined {
    const before = this.#open.get(textDocument.uri);
    if (!before) return undefined;
    const lines = contentChanges.reduce(applyChange, before.lines);
    return this.#put({ ...before, version: textDocument.version, lines });
  }

  close(uri: string): void {
    this.#open.delete(uri);
  }

  #put(document: Snapshot): Snapshot {
    this.#open.delete(document.uri);
    this.#open.set(document.uri, document);
    return document;
  }
}

function applyChange(lines: readonly string[], change: TextDocumentContentChangeEvent): readonly string[] {
  if (!("range" in change)) return splitLines(change.text);
  const { start, end } = clamp(change.range, lines);
  // A lone \r at the end of the line above may become one terminator with a \n that is put in here.
  const joinsAbove = start.character === 0 && (lines[start.line - 1] ?? "").endsWith("\r");
  const first = joinsAbove ? start.line - 1 : start.line;
  const head = (joinsAbove ? (lines[first] ?? "") : "") + (lines[start.line] ?? "").slice(0, start.character);
  const tail = (lines[end.line] ?? "").slice(end.character);
  const inner = splitLines(head + change.text + tail);
  // Only the document's last line may lack a terminator.
  if (end.line < lines.length - 1 && inner.at(-1) === "") inner.pop();
  return withLineEdit(lines, { from: first, removed: end.line - first + 1, added: inner });
}

/** As the protocol wants it: a character beyond a line's end means its end, a line beyond the last means the last. */
function clamp({ start, end }: Range, lines: readonly string[]): Range {
  const inside = ({ line, character }: Range["start"]) => {
    if (line >= lines.length) return { line: lines.length - 1, character: lines.at(-1)?.length ?? 0 };
    const text = lines[line] ?? "";
    return { line, character: Math.min(character, withoutTerminator(text).length) };
  };
  return { start: inside(start), end: inside(end) };
}
