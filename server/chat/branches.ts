/** Where a branch of a conversation begins and ends. */
import type { Conversation } from "../protocol/chat/conversation.ts";

type Turns = Pick<Conversation, "turns">;

/** The question that a turn answers, or is. */
export function questionOf({ turns }: Turns, id: string): string | undefined {
  const turn = turns.get(id);
  return turn?.kind === "model" ? turn.parent : turn?.id;
}

/** The last turn of the branch below this one that was written on last. */
export function newestBelow({ turns }: Turns, id: string): string {
  let newest = id;
  // In the order in which they began: whoever stands below one that stands below it does, too.
  const below = new Set([id]);
  for (const turn of turns.values()) {
    if (turn.parent === undefined || !below.has(turn.parent)) continue;
    below.add(turn.id);
    newest = turn.id;
  }
  return newest;
}
