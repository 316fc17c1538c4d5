/** An editor's document while one piece of it is written: brackets close and lines are indented as VS Code does it. */
import { indentation } from "../../server/completion/lines.ts";
import type { Edit } from "../../server/completion/outcome.ts";

export interface State {
  /** Left of the cursor, from where the piece begins. */
  readonly left: string;
  /** Right of it, what the editor has put in by itself. */
  readonly right: string;
  readonly after: string;
}

const CLOSERS: Readonly<Record<string, string>> = {
  "(": ")",
  "[": "]",
  "{": "}",
  '"': '"',
  "'": "'",
  "`": "`",
};
const QUOTES = "\"'`";
/** VS Code closes a bracket only before one of these, or at the end. */
const MAY_CLOSE_BEFORE = /^(?:$|[\s;:.,=}\])>])/;
const WORD = /[\p{L}\p{N}_$]$/u;

export class Editor {
  readonly before: string;
  readonly unit: string;
  #state: State;
  #undo: State[] = [];

  constructor({ before, after, unit }: { before: string; after: string; unit: string }) {
    this.before = before;
    this.unit = unit;
    this.#state = { left: "", right: "", after };
  }

  get state(): State {
    return this.#state;
  }

  get head(): string {
    return this.before + this.#state.left;
  }

  get tail(): string {
    return this.#state.right + this.#state.after;
  }

  get text(): string {
    return this.head + this.tail;
  }

  /** One key, with what the editor makes of it. */
  type(key: string): void {
    const { left, right } = this.#state;
    if (key === "\n") return this.#enter();
    if (right.startsWith(key) && /[)\]}"'`]/.test(key))
      return this.#put({ left: left + key, right: right.slice(1) });
    const closer = this.#closerFor(key);
    this.#put({ left: left + key, right: closer + right });
  }

  #closerFor(key: string): string {
    const closer = CLOSERS[key];
    if (closer === undefined || !MAY_CLOSE_BEFORE.test(this.tail.slice(0, 1))) return "";
    const isQuote = QUOTES.includes(key);
    return isQuote && (WORD.test(this.head) || this.head.endsWith(key)) ? "" : closer;
  }

  #enter(): void {
    const { left, right } = this.#state;
    const indent = indentation(this.head.slice(this.head.lastIndexOf("\n") + 1));
    const opened = /[{[(]$/.test(this.head);
    const isPair = opened && /^[)\]}]/.test(right);
    this.#put({
      left: `${left}\n${indent}${opened ? this.unit : ""}`,
      right: isPair ? `\n${indent}${right}` : right,
    });
  }

  backspace(): void {
    const { left, right } = this.#state;
    const pair = CLOSERS[left.slice(-1)];
    this.#put({
      left: left.slice(0, -1),
      right: pair !== undefined && right.startsWith(pair) ? right.slice(1) : right,
    });
  }

  /** A word from IntelliSense, or text from the clipboard. */
  insert(text: string): void {
    this.#put({ ...this.#state, left: this.#state.left + text });
  }

  /** The cursor goes over what the editor has put in, and nothing changes. */
  stepOver(): void {
    const { left, right, after } = this.#state;
    this.#state = { left: left + right, right: "", after };
  }

  deleteRight(): void {
    this.#put({ ...this.#state, right: "" });
  }

  accept({ text, replaces }: Edit): void {
    const { left, right, after } = this.#state;
    const beyond = Math.max(0, replaces - right.length);
    this.#put({ left: left + text, right: right.slice(replaces), after: after.slice(beyond) });
  }

  undo(): boolean {
    const last = this.#undo.pop();
    if (last) this.#state = last;
    return last !== undefined;
  }

  #put(next: Partial<State>): void {
    this.#undo = [...this.#undo.slice(-20), this.#state];
    this.#state = { ...this.#state, ...next };
  }
}
