/**
 * Somebody at an editor with ghost text, seen from outside: every key, what was shown for how long, what was accepted. Whether
 * all went right is found out by the text of the whole document alone, with nothing of the engine's own rules.
 */
import type { Edit } from "../../server/completion/outcome.ts";
import type { Clock } from "../../server/completion/ports.ts";
import type { Editor } from "./editor.ts";

/** What answers: the engine behind whatever door. */
export interface Answering {
  /** The whole document is told; the door makes of it what it needs. */
  change(text: string): void;
  ask(question: Question): Promise<readonly Edit[]>;
}

export interface Question {
  readonly head: string;
  readonly text: string;
  readonly manual: boolean;
  readonly signal: AbortSignal;
}

export interface Figures {
  keys: number;
  questions: number;
  offered: number;
  accepted: number;
  acceptedCharacters: number;
  /** A suggestion that was shown, and agreed with what was typed, gave way to another one. */
  flicker: string[];
  /** Accepting would have lost or changed what stands there. */
  wrong: string[];
  /** From the key to the suggestion, where none was shown before. */
  waits: number[];
}

export const noFigures = (): Figures => ({
  keys: 0,
  questions: 0,
  offered: 0,
  accepted: 0,
  acceptedCharacters: 0,
  flicker: [],
  wrong: [],
  waits: [],
});

/** What is shown: where it began, and the document that accepting it makes. */
interface Shown {
  readonly from: number;
  readonly end: number;
  readonly document: string;
}

/** VS Code asks this long after a key. */
const ASKED_AFTER_MS = 50;

interface Desk {
  readonly editor: Editor;
  readonly engine: Answering;
  readonly clock: Clock;
  readonly figures: Figures;
}

export class Sitting {
  readonly #desk: Desk;
  #asking = new AbortController();
  #shown: Shown | undefined;
  #edits: readonly Edit[] = [];

  constructor(desk: Desk) {
    this.#desk = desk;
  }

  /** What is left of what is shown, as an editor draws it. */
  get ghost(): Edit | undefined {
    return this.#isVisible() ? this.#edits[0] : undefined;
  }

  get edits(): readonly Edit[] {
    return this.#isVisible() ? this.#edits : [];
  }

  /** Something changes in the document; the last question is withdrawn, and another one asked. */
  key(change: () => void): void {
    const { editor, engine, figures } = this.#desk;
    const { head } = editor;
    change();
    // What is taken away does not come back by itself; and to delete right of the cursor is a reason.
    if (!this.#isVisible() || editor.head === head) this.#shown = undefined;
    figures.keys++;
    engine.change(editor.text);
    void this.#askSoon(false);
  }

  /** By hand: at once, and whatever is shown may give way. */
  trigger(): Promise<void> {
    this.#shown = undefined;
    return this.#askSoon(true);
  }

  /** To another document: nothing is waited for or shown any more. */
  leave(): void {
    this.#asking.abort();
    this.#shown = undefined;
  }

  async accept(edit: Edit): Promise<void> {
    const { editor, figures } = this.#desk;
    figures.accepted++;
    figures.acceptedCharacters += edit.text.length;
    const expected = editor.head + edit.text + editor.tail.slice(edit.replaces);
    this.#shown = undefined;
    this.key(() => editor.accept(edit));
    if (editor.text !== expected) figures.wrong.push(`accepted, and got ${editor.text}`);
    return Promise.resolve();
  }

  /** A part of what is shown is put in, as "Accept Next Word" does; the rest goes on being shown. */
  acceptPart(length: number): void {
    const { editor, figures } = this.#desk;
    const part = this.ghost?.text.slice(0, length) ?? "";
    figures.accepted++;
    figures.acceptedCharacters += part.length;
    this.key(() => editor.insert(part));
  }

  async #askSoon(manual: boolean): Promise<void> {
    const { editor, engine, clock, figures } = this.#desk;
    this.#asking.abort();
    const asking = new AbortController();
    this.#asking = asking;
    const { head, text } = editor;
    const started = clock.now();
    if (!manual) await clock.sleep(ASKED_AFTER_MS, asking.signal);
    if (asking.signal.aborted) return;
    figures.questions++;
    const edits = await engine.ask({ head, text, manual, signal: asking.signal });
    if (asking.signal.aborted || editor.text !== text || editor.head !== head) return;
    this.#show(edits, clock.now() - started);
  }

  #show(edits: readonly Edit[], waited: number): void {
    const { editor, figures } = this.#desk;
    const before = this.#isVisible() ? this.#shown : undefined;
    for (const edit of edits) this.#check(edit);
    const [edit] = edits;
    if (!edit) {
      this.#shown = undefined;
      return;
    }
    figures.offered++;
    const document = editor.head + edit.text + editor.tail.slice(edit.replaces);
    if (!before) figures.waits.push(waited);
    const was = before?.document.slice(editor.head.length, before.end);
    // After Enter between brackets a suggestion ends before the closer that the editor has put below.
    const isShorter = editor.state.right.includes("\n") && was?.startsWith(edit.text) === true;
    if (was !== undefined && was !== edit.text && !isShorter) {
      const where = JSON.stringify(editor.head.slice(-60));
      figures.flicker.push(`behind ${where}: ${JSON.stringify(was)} became ${JSON.stringify(edit.text)}`);
    }
    this.#edits = edits;
    this.#shown = { from: editor.head.length, end: editor.head.length + edit.text.length, document };
  }

  #check({ text, replaces }: Edit): void {
    const { editor, figures } = this.#desk;
    const replaced = editor.tail.slice(0, replaces);
    let at = -1;
    const isKept = replaced.split("").every((letter) => (at = text.indexOf(letter, at + 1)) >= 0);
    if (text === "" || !isKept || replaced.includes("\n")) {
      figures.wrong.push(`${JSON.stringify(text)} in place of ${JSON.stringify(replaced)}`);
    }
  }

  /** Text typed along with what is shown keeps it there; anything else takes it away. */
  #isVisible(): boolean {
    const { head, state } = this.#desk.editor;
    const shown = this.#shown;
    return (
      shown !== undefined &&
      head.length >= shown.from &&
      head.length < shown.end &&
      !state.right.startsWith(shown.document.slice(head.length, shown.end)) &&
      shown.document.startsWith(head) &&
      shown.document.endsWith(state.after)
    );
  }
}
