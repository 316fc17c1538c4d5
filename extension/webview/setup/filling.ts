/** Filling the form: from what was pasted or picked, by the server's list of models, and by hand. */
import type { Fields, LocalServerView } from "../../../server/protocol/setup.ts";
import { BLANK, type Form } from "./state.ts";
import type { Store } from "./store.ts";

/** A form for a new provider of the first of these kinds. */
export function begin(
  store: Store,
  kinds: readonly string[],
  { fields = {}, more = {} }: Beginning = {},
): void {
  const [kind = "openai-compatible"] = kinds;
  const draft = { id: freeId(store, idFor(kind, fields)), fields: { provider: kind, ...fields } };
  store.set({ form: { ...BLANK, draft, kinds, changed: true, ...more } });
}

interface Beginning {
  readonly fields?: Fields;
  readonly more?: Partial<Form>;
}

/** A file name that nobody has; a kind of the user's own has a file as well. */
function freeId({ state }: Store, wanted: string): string {
  const { instances = [], kinds = [] } = state().overview ?? {};
  const files = [...instances, ...kinds.filter(({ own }) => own)];
  const taken = new Set(files.map(({ id }) => id.toLowerCase()));
  let id = wanted;
  for (let count = 2; taken.has(id.toLowerCase()); count++) id = `${wanted}-${count}`;
  return id;
}

/** By the provider's name, or by the machine's where many different ones are of that kind. */
function idFor(kind: string, { base_url: address }: Fields): string {
  const host = typeof address === "string" ? (URL.parse(address)?.hostname ?? "") : "";
  if (host === "" || kind !== "openai-compatible") return kind;
  const isNear = /^(?:localhost|[\d.]+|\[.*\])$/.test(host);
  const name = host.replace(/^(?:api|www|llm)\./, "").replace(/\.[a-z]+$/, "");
  return isNear ? "my-server" : name.replaceAll(/[^\w.-]/g, "-");
}

export async function paste(store: Store, pasted: string): Promise<void> {
  const { state, set, setForm, ask } = store;
  const text = pasted.trim();
  const { form } = state();
  const isLookedAt = form?.pasted === pasted && form.recognised === "looking";
  if (text === "" || isLookedAt) return;
  set({ form: { ...BLANK, pasted, recognised: "looking" } });
  const recognised = await ask("recognise", { text });
  if (state().form?.pasted !== pasted) return;
  if (recognised.kind === "neither") return setForm({ recognised });
  const fields = recognised.kind === "address" ? { base_url: recognised.address } : {};
  begin(store, recognised.providers, { fields, more: { pasted, recognised } });
  if (recognised.kind === "key") setKey(store, recognised.key);
  await askModels(store);
}

/** What only says where the key is belongs into the file, where an engine without an editor finds it, too. */
export function setKey({ state, setForm }: Store, key: string): void {
  const { form } = state();
  if (!form) return;
  const saysWhere = /^(?:\$|command:)/.test(key);
  const { key: _, ...draft } = form.draft;
  const { api_key: _old, ...fields } = draft.fields;
  setForm({
    draft: saysWhere ? { ...draft, fields: { ...fields, api_key: key } } : { ...draft, fields, key },
    changed: true,
  });
}

export async function chooseKind(store: Store, kind: string): Promise<void> {
  const { form } = store.state();
  if (!form) return;
  // A model of the one says nothing to the other.
  const { model: _, chat_model: _chat, ...others } = form.draft.fields;
  const fields = { ...others, provider: kind };
  const id = form.isNew ? freeId(store, idFor(kind, fields)) : form.draft.id;
  store.setForm({ draft: { ...form.draft, id, fields }, models: undefined });
  await askModels(store);
}

export async function useLocal(store: Store, { kind, address }: LocalServerView): Promise<void> {
  const usual = store.state().overview?.kinds.find(({ id }) => id === kind)?.baseUrl;
  begin(store, [kind], sameRoot(usual, address) ? {} : { fields: { base_url: address } });
  await askModels(store);
}

function sameRoot(known: string | undefined, found: string): boolean {
  const root = (url: string) => URL.parse(url)?.host.replace("127.0.0.1", "localhost");
  return known !== undefined && root(known) === root(found);
}

/** Asks which models there are; chooses some where the user has not. */
export async function askModels(store: Store): Promise<void> {
  const { state, setForm, ask } = store;
  const { form } = state();
  if (!form) return;
  setForm({ models: "asking" });
  const models = await ask("models", form.draft);
  const now = state().form;
  if (now?.draft.id !== form.draft.id) return;
  const kind = state().overview?.kinds.find(({ id }) => id === now.draft.fields["provider"]);
  const first = models.kind === "models" ? models : (kind?.suggests ?? {});
  const chosen = now.isNew
    ? withoutOwn({ model: first.completion, chat_model: first.chat }, now.draft.fields)
    : {};
  setForm({ models, draft: { ...now.draft, fields: { ...now.draft.fields, ...chosen } } });
  await look(store);
}

/** What the user wrote stays. */
function withoutOwn(chosen: Fields, own: Fields): Fields {
  return Object.fromEntries(
    Object.entries(chosen).filter(([key, value]) => value !== undefined && !own[key]),
  );
}

/** What is known of the model in the form, and what it would be shown. */
export async function look({ state, setForm, ask }: Store): Promise<void> {
  const { form } = state();
  if (!form) return;
  const { draft } = form;
  const [known, preview, requests] = await Promise.all([
    ask("known", draft),
    ask("preview", draft),
    ask("requests", { id: draft.id }),
  ]);
  // That none is chosen yet is seen, and no mistake.
  const mistakes = known.mistakes.filter(({ key }) => key !== "model" || draft.fields[key] !== undefined);
  if (state().form?.draft !== draft) return;
  // While something is wrong, what was known is still seen, and with it the field in which to mend it.
  setForm({ ...(mistakes.length === 0 && { known }), preview, requests, mistakes });
}

export async function setField(store: Store, key: string, value: unknown): Promise<void> {
  const { form } = store.state();
  if (!form) return;
  const { [key]: _, ...others } = form.draft.fields;
  const fields = value === "" || value === undefined ? others : { ...form.draft.fields, [key]: value };
  store.setForm({ draft: { ...form.draft, fields }, changed: true });
  await look(store);
}
