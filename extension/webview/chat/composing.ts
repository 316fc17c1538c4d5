/** Writing a message: its words, what could be meant by an @, what is attached, and how much of the window it would fill. */
import type { Mention } from "../../../server/protocol/chat/mention.ts";
import { isSame, labelOf } from "./mention-words.ts";
import type { Choice, Draft } from "./state.ts";
import type { Store } from "./store.ts";
import { type Edit, replaceWord, type Word, wordAt } from "./word-at.ts";

export function setDraft({ state, set }: Store, change: Partial<Draft>): void {
  set({ draft: { ...state().draft, ...change } });
}

/** Looks up what the word at the cursor could mean. */
export async function complete(store: Store, cursor: number): Promise<void> {
  const { state, set } = store;
  const { text } = state().draft;
  const word = wordAt(text, cursor);
  if (!word) return set({ completion: undefined });
  const choices = await choicesFor(store, word);
  if (state().draft.text !== text) return;
  const { from, to } = word;
  set({ completion: choices.length === 0 ? undefined : { from, to, choices, at: 0 } });
}

async function choicesFor({ set, ask }: Store, { sign, text }: Word): Promise<readonly Choice[]> {
  if (sign === "@") return ask("suggest", { text });
  // One may have been written a moment ago.
  const { prompts } = await ask("prompts", {});
  set({ prompts });
  return prompts
    .filter(({ name }) => name.toLowerCase().includes(text.toLowerCase()))
    .map((prompt) => ({ prompt, label: `/${prompt.name}`, detail: prompt.description, icon: "note" }));
}

/** Answers what the text is then, and where the cursor stands. */
export async function choose(store: Store, choice: Choice): Promise<Edit | undefined> {
  const { state, set } = store;
  const { completion, draft } = state();
  if (!completion) return undefined;
  if ("prompt" in choice) return write(store, replaceWord(draft.text, completion, choice.label));
  if (choice.opens !== undefined) {
    const edit = write(store, replaceWord(draft.text, completion, opened(choice.opens)));
    await complete(store, edit.cursor);
    return edit;
  }
  set({ completion: undefined });
  const edit = write(store, replaceWord(draft.text, completion, `@${labelOf(choice.mention)}`));
  void attach(store, choice.mention);
  return edit;
}

/** To be written on with what it is about. */
function opened(opens: string): string {
  const sign = opens.startsWith("@") ? opens : `@${opens}`;
  return sign.endsWith(":") ? sign : `${sign}:`;
}

function write(store: Store, edit: Edit): Edit {
  setDraft(store, { text: edit.text });
  store.set({ completion: undefined });
  return edit;
}

/** It is shown at once, and counted when the engine has looked it up. */
export async function attach(store: Store, mention: Mention): Promise<void> {
  const { state, ask } = store;
  const { open, draft } = state();
  if (!open || draft.attached.some((chip) => isSame(chip.mention, mention))) return;
  setDraft(store, { attached: [...draft.attached, { mention }] });
  const attached = await ask("attach", { chat: open.id, mention });
  const chips = state().draft.attached;
  setDraft(store, {
    attached: chips.map((chip) => (chip.mention === mention ? { mention, attached } : chip)),
  });
  await measure(store);
}

export function detach(store: Store, mention: Mention): void {
  const { attached } = store.state().draft;
  setDraft(store, { attached: attached.filter((chip) => chip.mention !== mention) });
}

export async function measure({ state, set, ask }: Store): Promise<void> {
  const { open, draft, models = [] } = state();
  if (!open || models.length === 0) return;
  const { conversation } = open;
  const said = draft.editing === undefined ? undefined : conversation.turns.get(draft.editing);
  const measured = await ask("measure", {
    chat: open.id,
    after: said ? said.parent : conversation.leaf,
    text: draft.text,
    mentions: draft.attached.map(({ mention }) => mention),
  });
  if (state().open === open && state().draft.text === draft.text) set({ measured });
}
