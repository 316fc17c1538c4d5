/** Somebody without a plan: keys, undo, paste, the clipboard, and whatever is suggested, in any order. */
import type { Clock } from "../../server/completion/ports.ts";
import { random } from "../support/random.ts";
import type { Editor } from "./editor.ts";
import type { Sitting } from "./sitting.ts";

interface Chaos {
  readonly editor: Editor;
  readonly sitting: Sitting;
  readonly clock: Clock;
  readonly seed: number;
  readonly steps: number;
}

const NEVER = new AbortController().signal;
const KEYS = "ab1.,;:= \n()[]{}\"'`<>/*";
const PASTED = ["x", "foo(bar)", "{\n  a: 1,\n}", ")", "\n\n", "/* */"];

export async function fiddle({ editor, sitting, clock, seed, steps }: Chaos): Promise<void> {
  const draw = random(seed);
  const press = () => sitting.key(() => editor.type(KEYS.charAt(draw(KEYS.length))));
  const follow = () => sitting.key(() => editor.type(sitting.ghost?.text.charAt(0) ?? "a"));
  const accept = () => {
    const edit = sitting.edits[draw(sitting.edits.length)];
    return edit ? sitting.accept(edit) : press();
  };
  const acceptPart = () => {
    const { ghost } = sitting;
    return ghost?.replaces === 0 ? sitting.acceptPart(1 + draw(ghost.text.length)) : press();
  };
  const moves: readonly (readonly [share: number, move: () => unknown])[] = [
    [7, press],
    [4, follow],
    [2, accept],
    [1, acceptPart],
    [2, () => sitting.key(() => editor.backspace())],
    [1, () => sitting.key(() => editor.undo())],
    [1, () => sitting.key(() => editor.insert(PASTED[draw(PASTED.length)] ?? ""))],
    [1, () => sitting.key(() => editor.deleteRight())],
    [1, () => sitting.trigger()],
  ];
  const all = moves.flatMap(([share, move]) => Array.from({ length: share }, () => move));
  for (let step = 0; step < steps; step++) {
    await clock.sleep(draw(3) === 0 ? 400 : 20 + draw(100), NEVER);
    await all[draw(all.length)]?.();
  }
}
