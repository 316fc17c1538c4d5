/** What the calls of an answer did to files. */
import type { Conversation, FileChange } from "../protocol/chat/conversation.ts";

type Turns = Pick<Conversation, "turns">;

/** Call by call, in their order; of those that did anything. */
export function changesIn({ turns }: Turns, id: string): readonly (readonly FileChange[])[] {
  return callsIn({ turns }, id).flatMap(({ changes }) => (changes.length > 0 ? [changes] : []));
}

interface Sought {
  readonly turn: string;
  readonly call: string;
  readonly uri: string;
}

export function changeBy(turns: Turns, { turn, call, uri }: Sought): FileChange | undefined {
  const of = callsIn(turns, turn).find(({ id }) => id === call);
  return of?.changes.find((change) => change.uri === uri);
}

function callsIn({ turns }: Turns, id: string) {
  const turn = turns.get(id);
  return turn?.kind === "model" ? turn.steps.flatMap(({ calls }) => calls) : [];
}
