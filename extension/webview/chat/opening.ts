/** Which chat is open, and keeping in step with the engine about it. */
import type { ChatOptions, OptionsChosen } from "../../../server/protocol/chat/conversation.ts";
import type { ChatEventsParams } from "../../../server/protocol/chat/questions.ts";
import type { Composed } from "../../chat/messages.ts";
import { attach, measure } from "./composing.ts";
import { OpenChat } from "./open-chat.ts";
import { isEmpty, talk } from "./sending.ts";
import { NO_DRAFT, type Remembered } from "./state.ts";
import type { Store } from "./store.ts";

/** The chat that was open when the page was last seen, if it is still there; else a new one. */
export async function resume(store: Store, { chat }: Remembered): Promise<void> {
  await Promise.all([refresh(store), look(store)]);
  if (chat === undefined || !(await open(store, chat))) await beginNew(store);
  await measure(store);
}

export async function open({ set, ask }: Store, chat: string): Promise<boolean> {
  const opened = await ask("open", { chat });
  if (opened) set({ open: new OpenChat(opened), place: "talk", trouble: undefined });
  return opened !== null;
}

/** With the options of the one before; they are what the user chose last. */
export async function beginNew({ state, set, ask }: Store): Promise<void> {
  const before = state().open?.conversation.options;
  const opened = await ask("begin", before ? { options: chosen(before) } : {});
  set({ open: new OpenChat(opened), place: "talk", trouble: undefined });
}

function chosen({ temperature, effort, ...others }: ChatOptions): OptionsChosen {
  return { ...others, temperature: temperature ?? null, effort: effort ?? null };
}

export async function hear(store: Store, params: ChatEventsParams): Promise<void> {
  const { open: chat } = store.state();
  if (chat?.id !== params.chat) return;
  const wasAnswering = chat.isAnswering;
  if (!chat.take(params)) await open(store, chat.id);
  store.redraw();
  if (wasAnswering && !chat.isAnswering) await measure(store);
}

/** The engine is another one: what it did not write down before it ended is not there any more. */
export async function restart(store: Store): Promise<void> {
  const { open: chat, place } = store.state();
  if (!chat) return;
  await Promise.all([refresh(store), look(store)]);
  if (!(await open(store, chat.id))) await beginNew(store);
  store.set({ place });
}

/** What lists show: chats and models. */
export async function refresh(store: Store): Promise<void> {
  const { state, set, ask } = store;
  const { search } = state();
  const [chats, models] = await Promise.all([
    ask("list", search === "" ? {} : { query: search }),
    ask("models", {}),
  ]);
  if (state().search === search) set({ chats, models });
  if (models.length > 0 && state().measured === undefined) await measure(store);
}

async function look({ set, ask }: Store): Promise<void> {
  const [{ instructions, prompts }, offered] = await Promise.all([ask("prompts", {}), ask("offered", {})]);
  set({ instructions, prompts, offered });
}

/** What a command of the editor brings, or a way to begin. */
export async function compose(
  store: Store,
  { text, mentions = [], send = false, fresh }: Composed,
): Promise<void> {
  const { open: chat } = store.state();
  if (!chat || (fresh && chat.conversation.turns.size > 0)) await beginNew(store);
  // What is only added goes to what is being written; what is sent leaves it as it was.
  const { draft } = store.state();
  const isAdded = text === "" && !send;
  store.set({ place: "talk", ...(!isAdded && { draft: { ...NO_DRAFT, text } }) });
  await Promise.all(mentions.map((mention) => attach(store, mention)));
  if (!send) return;
  await talk(store);
  if (draft.editing === undefined && isEmpty(store.state().draft)) store.set({ draft });
}
