/** What had no room in the prompt, or less of it, in words for the user. */
import type { Dropped, ModelTurn, Turn, UserTurn } from "../../protocol/chat/conversation.ts";
import { attachedName, type Cuts, isLeftOut, resultName, shortened, stepName } from "./cuts.ts";
import { resultOf } from "./messages.ts";

type Count = (text: string) => number;

export function droppedBy(cuts: Cuts, path: readonly Turn[], count: Count): readonly Dropped[] {
  if (cuts.size === 0) return [];
  const left = path.filter(({ id }) => isLeftOut(cuts, id));
  const rest = path.filter(({ id }) => !isLeftOut(cuts, id));
  return [
    ...leftTurns(left, count),
    ...rest.flatMap((turn) =>
      turn.kind === "user" ? inQuestion(turn, cuts, count) : inAnswer(turn, cuts, count),
    ),
  ];
}

function leftTurns(turns: readonly Turn[], count: Count): readonly Dropped[] {
  if (turns.length === 0) return [];
  const what = turns.length === 1 ? "the oldest message" : `the oldest ${String(turns.length)} messages`;
  const tokens = turns.flatMap(textsIn).reduce((sum, text) => sum + count(text), 0);
  return [{ what, how: "left out", tokens }];
}

function textsIn(turn: Turn): readonly string[] {
  if (turn.kind === "user") return [turn.text, ...turn.attached.map(({ text }) => text)];
  return turn.steps.flatMap(({ pieces, calls }) => [
    ...pieces.map(({ text }) => text),
    ...calls.flatMap((call) => [call.arguments, resultOf(call)]),
  ]);
}

function inQuestion({ id, attached }: UserTurn, cuts: Cuts, count: Count): readonly Dropped[] {
  return attached.flatMap(({ label, text }, at) => {
    const characters = cuts.get(attachedName(id, at));
    return lessOf({ what: label, text, characters }, count);
  });
}

function inAnswer(turn: ModelTurn, cuts: Cuts, count: Count): readonly Dropped[] {
  return turn.steps.flatMap((step, at): readonly Dropped[] => {
    if (isLeftOut(cuts, stepName(turn.id, at))) {
      const tokens = textsIn({ ...turn, steps: [step] }).reduce((sum, text) => sum + count(text), 0);
      return [
        { what: `a step with ${step.calls.map(({ name }) => name).join(", ")}`, how: "left out", tokens },
      ];
    }
    return step.calls.flatMap((call) => {
      const characters = cuts.get(resultName(turn.id, at, call.id));
      return lessOf({ what: `the result of ${call.name}`, text: resultOf(call), characters }, count);
    });
  });
}

interface Less {
  readonly what: string;
  readonly text: string;
  readonly characters: number | undefined;
}

function lessOf({ what, text, characters }: Less, count: Count): readonly Dropped[] {
  const shown = shortened(text, characters);
  if (shown === text) return [];
  return [{ what, how: "shortened", tokens: Math.max(0, count(text) - count(shown)) }];
}
