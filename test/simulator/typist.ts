/** Somebody who writes one piece after the other: with a rhythm, mistakes, second thoughts, and an eye on the ghost text. */
import type { Clock } from "../../server/completion/ports.ts";
import { random } from "../support/random.ts";
import type { Editor } from "./editor.ts";
import type { Sitting } from "./sitting.ts";

export interface Habits {
  readonly seed: number;
  /** Between two keys, on average. */
  readonly gapMs: number;
  readonly typos: number;
  /** How often a suggestion that is right is taken. */
  readonly accepts: number;
  readonly undoes: number;
  readonly triggers: number;
  readonly words: number;
}

export const USUAL: Omit<Habits, "seed"> = {
  gapMs: 160,
  typos: 0.02,
  accepts: 0.8,
  undoes: 0.05,
  triggers: 0.01,
  words: 0.05,
};

interface Work {
  readonly editor: Editor;
  readonly sitting: Sitting;
  readonly clock: Clock;
  /** The whole file as it shall be. */
  readonly goal: string;
}

const NEVER = new AbortController().signal;
/** Nobody takes a suggestion that they have not read. */
const READ_MS = 250;

export async function write({ editor, sitting, clock, goal }: Work, habits: Habits): Promise<void> {
  const draw = random(habits.seed);
  const chance = (share: number) => draw(10_000) < share * 10_000;
  const pause = (ms: number) => clock.sleep(ms, NEVER);
  const rest = () => pause(habits.gapMs * (0.4 + draw(120) / 100) + (chance(0.04) ? 500 + draw(1500) : 0));
  for (let step = 0; step < 5000 && editor.text !== goal; step++) {
    await rest();
    if (await accepted({ editor, sitting, goal }, { habits, chance, pause })) continue;
    if (chance(habits.triggers)) {
      await sitting.trigger();
      continue;
    }
    sitting.key(() => nextKey(editor, goal, chance(habits.typos), chance(habits.words)));
  }
}

interface Luck {
  readonly habits: Habits;
  readonly chance: (share: number) => boolean;
  readonly pause: (ms: number) => Promise<void>;
}

/** Takes what is shown when it is what was going to be written: all of it, or else a word or a line. */
async function accepted(desk: Omit<Work, "clock">, luck: Luck): Promise<boolean> {
  const { editor, sitting, goal } = desk;
  const { habits, chance, pause } = luck;
  const right = sitting.edits.find(({ text }) => text.trim() !== "" && goal.startsWith(editor.head + text));
  if (!right || right.text.length < 3 || !chance(habits.accepts)) return acceptedPart(desk, luck);
  await pause(READ_MS);
  if (!sitting.edits.includes(right)) return false;
  await sitting.accept(right);
  if (chance(habits.undoes)) {
    await pause(READ_MS);
    sitting.key(() => editor.undo());
  }
  return true;
}

async function acceptedPart(
  { editor, sitting, goal }: Omit<Work, "clock">,
  { habits, chance, pause }: Luck,
): Promise<boolean> {
  const { ghost } = sitting;
  const part = /^\s*[\p{L}\p{N}_$]+|^[^\n]+\n/u.exec(ghost?.text ?? "")?.[0] ?? "";
  if (ghost?.replaces !== 0 || part.length < 3) return false;
  if (!goal.startsWith(editor.head + part) || !chance(habits.accepts)) return false;
  await pause(READ_MS);
  if (sitting.ghost !== ghost) return false;
  sitting.acceptPart(part.length);
  return true;
}

/** One key towards the goal. */
function nextKey(editor: Editor, goal: string, isTypo: boolean, isWord: boolean): void {
  const { head, state } = editor;
  const end = goal.length - state.after.length;
  if (!goal.startsWith(head) || head.length > end) return editor.backspace();
  const todo = goal.slice(head.length, end);
  if (todo === "") return editor.deleteRight();
  if (state.right.startsWith("\n")) {
    return todo.startsWith(state.right) ? editor.stepOver() : nextInFrontOf(editor, todo);
  }
  const word = /^[\p{L}\p{N}_$]{3,}/u.exec(todo)?.[0];
  if (isWord && word !== undefined) return editor.insert(word);
  editor.type(isTypo ? "x" : (todo[0] ?? ""));
}

/** What the editor has put below is taken away when it is not wanted there. */
function nextInFrontOf(editor: Editor, todo: string): void {
  const { right } = editor.state;
  if (todo.includes(right)) editor.type(todo[0] ?? "");
  else editor.deleteRight();
}
