/**
 * An editor for tests that drives a server as a person would: types, takes back, pastes, moves, takes a suggestion whole or
 * in parts; and says at once when a suggestion is not what it has to be.
 */
import { isDeepStrictEqual } from "node:util";

import { CancellationTokenSource, type InlineCompletionItem } from "vscode-languageserver-protocol/node";

import type { LspClient } from "./lsp-client.ts";

export interface State {
  readonly text: string;
  /** In UTF-16 units. */
  readonly cursor: number;
}

/** What is seen: the text that it puts in, and how much of what stands right of the cursor it puts it in the place of. */
export interface Seen {
  readonly text: string;
  readonly replaces: number;
}

interface Opened {
  readonly uri: string;
  readonly languageId: string;
}

export class Editor {
  state: State;
  seen: Seen | undefined;
  readonly #client: LspClient;
  readonly #document: Opened;
  #version = 1;

  private constructor(client: LspClient, document: Opened, state: State) {
    this.#client = client;
    this.#document = document;
    this.state = state;
  }

  static async open(client: LspClient, document: Opened, state: State): Promise<Editor> {
    const textDocument = { ...document, version: 1, text: state.text };
    await client.connection.sendNotification("textDocument/didOpen", { textDocument });
    return new Editor(client, document, state);
  }

  async close(): Promise<void> {
    const textDocument = { uri: this.#document.uri };
    await this.#client.connection.sendNotification("textDocument/didClose", { textDocument });
  }

  /** Only what differs is sent, as ranges that split neither a character nor a line's end. */
  async become({ text, cursor }: State): Promise<void> {
    const before = this.state.text;
    this.state = { text, cursor };
    if (text === before) return;
    const { start, end, added } = difference(before, text);
    const range = { start: positionIn(before, start), end: positionIn(before, end) };
    const textDocument = { uri: this.#document.uri, version: ++this.#version };
    const contentChanges = [{ range, text: added }];
    await this.#client.connection.sendNotification("textDocument/didChange", {
      textDocument,
      contentChanges,
    });
  }

  insert(added: string): Promise<void> {
    const { text, cursor } = this.state;
    return this.become({
      text: text.slice(0, cursor) + added + text.slice(cursor),
      cursor: cursor + added.length,
    });
  }

  /** Asks as VS Code does; the answer is what is seen from then on, unless the document has changed by then. */
  ask(manual = false): { readonly seen: Promise<Seen | undefined>; readonly cancel: () => void } {
    const asked = this.state;
    const source = new CancellationTokenSource();
    let isWithdrawn = false;
    const params = {
      textDocument: { uri: this.#document.uri },
      position: positionIn(asked.text, asked.cursor),
      context: { triggerKind: manual ? 1 : 2 },
    };
    const answer = this.#client.connection
      .sendRequest<readonly InlineCompletionItem[] | null>(
        "textDocument/inlineCompletion",
        params,
        source.token,
      )
      .catch(() => null);
    const seen = answer.then((items) => {
      const all = (items ?? []).map((item) => checked(item, asked));
      if (this.state === asked && !isWithdrawn) this.seen = all[0];
      return all[0];
    });
    const cancel = () => {
      isWithdrawn = true;
      source.cancel();
    };
    return { seen, cancel };
  }

  /** What taking it makes of the document. */
  taken({ text, replaces }: Seen, { text: whole, cursor }: State = this.state): string {
    return whole.slice(0, cursor) + text + whole.slice(cursor + replaces);
  }
}

/** On the cursor's line, from the cursor on; with all that it takes away, and with the document's own ends of lines. */
function checked(item: InlineCompletionItem, { text, cursor }: State): Seen {
  const said = typeof item.insertText === "string" ? item.insertText : "";
  const at = positionIn(text, cursor);
  const { start, end } = item.range ?? { start: at, end: at };
  const replaces = end.character - at.character;
  const replaced = text.slice(cursor, cursor + replaces);
  const own = /\r\n|\n|\r/.exec(text)?.[0] ?? "\n";
  const flaws = {
    "it says nothing": said === "",
    "it is not where the cursor is": !isDeepStrictEqual(start, at) || end.line !== at.line,
    "it reaches beyond the line": replaced.length !== replaces || /[\r\n]/.test(replaced),
    "it loses what it replaces": !hasAll(said, replaced),
    "it has half a character": !said.isWellFormed(),
    "its lines end in another way": (said.match(/\r\n|\n|\r/g) ?? []).some((end) => end !== own),
  };
  for (const [flaw, isThere] of Object.entries(flaws)) {
    if (isThere) throw new Error(`${flaw}: ${JSON.stringify({ item, text, cursor })}`);
  }
  return { text: said, replaces };
}

/** Letter by letter, in their order. */
function hasAll(whole: string, part: string): boolean {
  let found = 0;
  return part.split("").every((letter) => (found = whole.indexOf(letter, found) + 1) > 0);
}

function positionIn(text: string, offset: number) {
  const above = text.slice(0, offset).split(/\r\n|\n|\r/);
  return { line: above.length - 1, character: above.at(-1)?.length ?? 0 };
}

function difference(before: string, after: string) {
  const least = Math.min(before.length, after.length);
  let start = 0;
  while (start < least && before[start] === after[start]) start++;
  while (start > 0 && (splits(before, start) || splits(after, start))) start--;
  let same = 0;
  while (same < least - start && before.at(-1 - same) === after.at(-1 - same)) same++;
  while (same > 0 && (splits(before, before.length - same) || splits(after, after.length - same))) same--;
  return { start, end: before.length - same, added: after.slice(start, after.length - same) };
}

/** A character of two units, or a line's end. */
export function splits(text: string, at: number): boolean {
  return /^(?:[\uD800-\uDBFF][\uDC00-\uDFFF]|\r\n)$/.test(text.slice(at - 1, at + 1));
}
