/** Somebody who types in a file of some thousand lines, with a few others open, as VS Code tells a language server. */
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

import {
  CancellationTokenSource,
  type InlineCompletionItem,
  InlineCompletionTriggerKind,
  type ProtocolConnection,
} from "vscode-languageserver-protocol/node";

import { root } from "../../tools/build.ts";

/** VS Code lets so much time pass before it asks. */
const EDITOR_WAITS_MS = 50;
/** Twelve keys in a second. */
const KEY_MS = 1000 / 12;
const LINES = 3000;

export const TYPED = `function summarise(entries, limit) {
  const result = new Map();
  for (const [key, { value, weight }] of entries) {
    if (value === null || weight <= 0) continue;
    const known = result.get(key) ?? { total: 0, count: 0 };
    result.set(key, { total: known.total + value * weight, count: known.count + 1 });
  }
  return [...result].slice(0, limit);
}
`;

const SOURCES = join(root, "node_modules/undici/lib/dispatcher");

/** Real code, as often as it takes. */
function longFile(): string[] {
  const lines = readFileSync(join(SOURCES, "client-h2.js"), "utf8").split(/(?<=\n)/);
  while (lines.length < LINES) lines.push(...lines.slice(0, LINES - lines.length));
  return lines;
}

export interface Key {
  /** When the change was sent, and when the question was. */
  readonly changedAt: number;
  readonly askedAt: number;
  readonly line: number;
  readonly character: number;
  readonly items: Promise<readonly InlineCompletionItem[] | null>;
}

export class Typist {
  readonly #connection: ProtocolConnection;
  readonly #uri = "file:///bench/typed.js";
  #version = 1;
  #line = LINES / 2;
  #character = 0;
  #last = new CancellationTokenSource();
  #nextAt = 0;

  constructor(connection: ProtocolConnection) {
    this.#connection = connection;
  }

  async open(): Promise<void> {
    const neighbours = globSync("{pool,agent,client,dispatcher-base}.js", { cwd: SOURCES }).map((name) => ({
      uri: `file:///bench/${name}`,
      text: readFileSync(join(SOURCES, name), "utf8"),
    }));
    const lines = longFile();
    lines.splice(this.#line, 0, "\n");
    for (const { uri, text } of [...neighbours, { uri: this.#uri, text: lines.join("") }]) {
      const textDocument = { uri, languageId: "javascript", version: 1, text };
      await this.#connection.sendNotification("textDocument/didOpen", { textDocument });
    }
  }

  /** The change, and the question that follows it; not sooner than twelve keys in a second. */
  async type(letter: string): Promise<Key> {
    await sleep(Math.max(0, this.#nextAt - performance.now()));
    this.#nextAt = performance.now() + KEY_MS;
    this.#last.cancel();
    const position = { line: this.#line, character: this.#character };
    const changedAt = performance.now();
    await this.#connection.sendNotification("textDocument/didChange", {
      textDocument: { uri: this.#uri, version: ++this.#version },
      contentChanges: [{ range: { start: position, end: position }, text: letter }],
    });
    if (letter === "\n") {
      this.#line++;
      this.#character = 0;
    } else {
      this.#character++;
    }
    await sleep(EDITOR_WAITS_MS);
    return this.#ask(changedAt);
  }

  #ask(changedAt: number): Key {
    this.#last = new CancellationTokenSource();
    const [line, character] = [this.#line, this.#character];
    const askedAt = performance.now();
    const params = {
      textDocument: { uri: this.#uri },
      position: { line, character },
      context: { triggerKind: InlineCompletionTriggerKind.Automatic },
    };
    const items = this.#connection.sendRequest<readonly InlineCompletionItem[] | null>(
      "textDocument/inlineCompletion",
      params,
      this.#last.token,
    );
    return { changedAt, askedAt, line, character, items };
  }
}
