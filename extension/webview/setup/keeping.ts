/** Keeping what is in the form, putting it to the proof, and taking a provider away again. */
import type { InstanceView } from "../../../server/protocol/setup.ts";
import { said, t } from "../words.ts";
import { look } from "./filling.ts";
import { leadTo } from "./lead-to.ts";
import { BLANK } from "./state.ts";
import type { Store } from "./store.ts";

export async function refresh({ state, set, setForm, ask }: Store): Promise<void> {
  const [overview, surroundings] = await Promise.all([ask("overview", {}), ask("surroundings", {})]);
  set({ overview, surroundings });
  const { form } = state();
  if (form && !form.isNew) setForm({ requests: await ask("requests", { id: form.draft.id }) });
}

/** Answers whether it is saved. */
export async function save(store: Store): Promise<boolean> {
  const { state, setForm, ask } = store;
  const { form } = state();
  if (!form) return false;
  const { id, fields, key } = form.draft;
  // The key first: as soon as the file is there, the engine asks for it.
  if (key !== undefined) await ask("keepKey", { id, key });
  const saved = await ask("save", form.draft);
  if (!saved.ok) {
    setForm({ mistakes: saved.mistakes });
    const unseen = leadTo(saved.mistakes);
    if (unseen.length > 0)
      throw new Error(unseen.map(({ key, words }) => `${key}: ${said(words)}`).join("; "));
    return false;
  }
  setForm({ draft: { id, fields }, isNew: false, changed: false, mistakes: [] });
  await refresh(store);
  return true;
}

export async function test(store: Store): Promise<void> {
  const { state, setForm, ask } = store;
  const { form } = state();
  if (!form) return;
  const run = crypto.randomUUID();
  setForm({ trial: { run, steps: [] } });
  const verdict = await ask("probe", { ...form.draft, run });
  const trial = state().form?.trial;
  if (trial?.run !== run) return;
  setForm({ trial: verdict ? { ...trial, verdict } : undefined });
  await refresh(store);
}

export async function edit({ set }: Store, { id, fields, kind, verdict }: InstanceView): Promise<void> {
  const trial = verdict && { run: "", steps: [], verdict };
  const about = { isNew: false, pasted: "", kinds: [kind], mistakes: [], changed: false };
  set({ form: { ...about, draft: { id, fields }, trial } });
}

export async function setEnabled(
  store: Store,
  { id, fields }: InstanceView,
  enabled: boolean,
): Promise<void> {
  const { enabled: _, ...others } = fields;
  const saved = await store.ask("save", { id, fields: enabled ? others : { ...others, enabled } });
  if (!saved.ok) throw new Error(said(...saved.mistakes.map(({ words }) => words)));
  await refresh(store);
}

export async function removeKey(store: Store, id: string): Promise<void> {
  const { state, setForm, ask } = store;
  await ask("keepKey", { id, key: "" });
  const { form } = state();
  if (form) {
    const { api_key: _, ...fields } = form.draft.fields;
    await ask("save", { id, fields: { ...fields, api_key: null } });
    setForm({ draft: { id, fields } });
  }
  await refresh(store);
}

export async function remove(store: Store, { id, kindName }: InstanceView): Promise<void> {
  const { set, ask } = store;
  const detail = t(
    "Its file and its key are deleted from this machine. Your account at {0} is not touched.",
    kindName,
  );
  const agreed = await ask("confirm", { message: t("Remove “{0}”?", id), detail, action: t("Remove") });
  if (!agreed) return;
  await ask("keepKey", { id, key: "" });
  await ask("remove", { id });
  set({ form: undefined });
  await refresh(store);
}

/** The first completes, the others step in. */
export async function choose(store: Store, [provider = "", ...fallback]: readonly string[]): Promise<void> {
  await store.ask("choose", { provider, fallback });
  await refresh(store);
}

/** Copied from another tool, and put to the proof at once. */
export async function takeOver(store: Store, found: string): Promise<void> {
  const { set, ask } = store;
  const draft = await ask("takeOver", { id: found });
  if (draft) {
    const kinds = [String(draft.fields["provider"])];
    set({ form: { ...BLANK, isNew: false, draft, kinds } });
  }
  set({ found: await ask("found", {}) });
  await refresh(store);
  await look(store);
  await test(store);
}
