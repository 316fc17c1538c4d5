/** Saying something: what is written and attached becomes a turn behind the last one, or beside the one that is said anew. */
import type { UserTurn } from "../../../server/protocol/chat/conversation.ts";
import { type Draft, NO_DRAFT } from "./state.ts";
import type { Store } from "./store.ts";

export async function talk({ state, set, ask }: Store): Promise<void> {
  const { open, draft } = state();
  if (!open || isEmpty(draft)) return;
  const { conversation } = open;
  const said = draft.editing === undefined ? undefined : conversation.turns.get(draft.editing);
  const after = said ? said.parent : conversation.leaf;
  set({ draft: NO_DRAFT, completion: undefined, trouble: undefined, measured: undefined });
  try {
    const mentions = draft.attached.map(({ mention }) => mention);
    await ask("send", { chat: conversation.id, after, text: draft.text.trim(), mentions });
  } catch (error) {
    // What was written is not lost, unless something else is being written by now.
    if (isEmpty(state().draft)) set({ draft });
    throw error;
  }
}

export function isEmpty({ text, attached }: Draft): boolean {
  return text.trim() === "" && attached.length === 0;
}

/** Into the composer, with what it showed. */
export function draftOf({ id, text, attached }: UserTurn): Draft {
  return { text, attached: attached.map((one) => ({ mention: one.mention, attached: one })), editing: id };
}
