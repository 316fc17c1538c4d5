/** The events that make some turns what they are, and no more of them: for a copy, and for a file to be kept elsewhere. */
import type { Call, ModelTurn, Step, Turn } from "../protocol/chat/conversation.ts";
import type { ChatEvent } from "../protocol/chat/event.ts";

export function eventsOf(turns: Iterable<Turn>): readonly ChatEvent[] {
  return [...turns].flatMap((turn): readonly ChatEvent[] => {
    if (turn.kind === "model") return ofAnswer(turn);
    const { id, parent, at, text, attached } = turn;
    return [{ kind: "asked", turn: id, parent, at, text, attached }];
  });
}

function ofAnswer(answer: ModelTurn): readonly ChatEvent[] {
  const { id: turn, parent, at, target, dropped, state, undone } = answer;
  return [
    { kind: "answering", turn, parent, at, target },
    ...answer.steps.flatMap((step) => ofStep(turn, step)),
    ...(dropped.length > 0 ? [{ kind: "dropped", turn, dropped } as const] : []),
    ...(undone ? [{ kind: "undone", turn, undone } as const] : []),
    { kind: "state", turn, state },
  ];
}

function ofStep(turn: string, { target, pieces, calls, figures, failure }: Step): readonly ChatEvent[] {
  return [
    { kind: "step", turn, target },
    ...pieces.map((piece) => ({ ...piece, turn })),
    ...(figures ? [{ kind: "figures", turn, figures } as const] : []),
    ...calls.flatMap((call) => ofCall(turn, call)),
    ...(failure ? [{ kind: "fell", turn, failure } as const] : []),
  ];
}

function ofCall(turn: string, { state, result, changes, ...call }: Call): readonly ChatEvent[] {
  return [
    { kind: "call", turn, call },
    ...(result === "" ? [] : [{ kind: "result", turn, call: call.id, text: result } as const]),
    ...(changes.length === 0 ? [] : [{ kind: "changed", turn, call: call.id, changes } as const]),
    { kind: "call-state", turn, call: call.id, state },
  ];
}
