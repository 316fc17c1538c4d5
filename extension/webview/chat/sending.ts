/** Saying something: what is written and attached becomes a turn behind the last one, or beside the one that is said anew. */
import type { UserTurn } from "../../../server/protocol/chat/conversation.ts";
import type { Mention } from "../../../server/protocol/chat/mention.ts";
import { isNamed } from "../../../server/protocol/chat/prompt.ts";
import { type Draft, NO_DRAFT } from "./state.ts";
import type { Store } from "./store.ts";

export async function talk(store: Store): Promise<void> {
  const { state, set, ask } = store;
  const { open, draft } = state();
  if (!open || isEmpty(draft)) return;
  const { conversation } = open;
  const said = draft.editing === undefined ? undefined : conversation.turns.get(draft.editing);
  const after = said ? said.parent : conversation.leaf;
  const message = await messageOf(store);
  if (!message) return;
  set({ draft: NO_DRAFT, completion: undefined, trouble: undefined, measured: undefined });
  try {
    await ask("send", { chat: conversation.id, after, ...message });
  } catch (error) {
    // What was written is not lost, unless something else is being written by now.
    if (isEmpty(state().draft)) set({ draft });
    throw error;
  }
}

const NAMED = /^\/(\S+)(?:\s+([^]*))?$/;

/** As it is written, or what the prompt that it names comes to. Undefined when the user gave up answering its questions. */
async function messageOf({ state, ask }: Store): Promise<Message | undefined> {
  const { draft } = state();
  const text = draft.text.trim();
  const mentions = draft.attached.map(({ mention }) => mention);
  const [, name, rest = ""] = NAMED.exec(text) ?? [];
  if (name === undefined) return { text, mentions };
  const { prompts, mistakes } = await ask("prompts", {});
  const isOne =
    prompts.some((prompt) => prompt.name === name) || mistakes.some(({ file }) => isNamed(file, name));
  if (!isOne) return { text, mentions };
  const filled = await ask("prompt", { name, rest });
  return filled ? { text: filled.text, mentions: [...mentions, ...(filled.mentions ?? [])] } : undefined;
}

interface Message {
  readonly text: string;
  readonly mentions: readonly Mention[];
}

export function isEmpty({ text, attached }: Draft): boolean {
  return text.trim() === "" && attached.length === 0;
}

/** Into the composer, with what it showed. */
export function draftOf({ id, text, attached }: UserTurn): Draft {
  return { text, attached: attached.map((one) => ({ mention: one.mention, attached: one })), editing: id };
}
