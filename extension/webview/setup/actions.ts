/** Everything that can be done on the page, as the views call it. What fails is shown. */
import type { InstanceView, LocalServerView, ProbeProgressParams } from "../../../server/protocol/setup.ts";
import { askModels, begin, chooseKind, look, paste, setField, setKey, useLocal } from "./filling.ts";
import { enter } from "./lead-to.ts";
import { choose, edit, refresh, remove, removeKey, save, setEnabled, takeOver, test } from "./keeping.ts";
import { BLANK } from "./state.ts";
import { attempt, type Store } from "./store.ts";

export type Actions = ReturnType<typeof createActions>;

export function createActions(store: Store) {
  const { state, set, setForm, ask } = store;
  const trying = (deed: () => Promise<unknown>) => void attempt(store, deed);
  const inForm = () => state().form?.draft.fields ?? {};
  return {
    refresh: () => trying(() => refresh(store)),
    lookAround() {
      trying(async () => set({ localServers: await ask("localServers", {}) }));
      trying(async () => set({ found: await ask("found", {}) }));
    },
    takeOver: (id: string) => trying(() => takeOver(store, id)),
    hear(progress: ProbeProgressParams) {
      const trial = state().form?.trial;
      if (trial?.run === progress.run) setForm({ trial: { ...trial, steps: [...trial.steps, progress] } });
    },
    home: () => set({ form: undefined, trouble: undefined }),
    startAdding: () => set({ form: BLANK }),
    paste: (text: string) => trying(() => paste(store, text)),
    pickKind: (kind: string) =>
      trying(async () => {
        begin(store, [kind]);
        await askModels(store);
      }),
    useLocal: (server: LocalServerView) =>
      trying(async () => {
        await useLocal(store, server);
        if (!server.wantsKey && inForm()["model"] && (await save(store))) await test(store);
      }),
    edit: (instance: InstanceView) =>
      trying(async () => {
        await edit(store, instance);
        await look(store);
        await askModels(store);
      }),
    setKey: (key: string) =>
      trying(async () => {
        setKey(store, key);
        await askModels(store);
      }),
    removeKey: (id: string) => trying(() => removeKey(store, id)),
    chooseKind: (kind: string) => trying(() => chooseKind(store, kind)),
    askModels: () => trying(() => askModels(store)),
    setAddress: (address: string) =>
      trying(async () => {
        await setField(store, "base_url", address);
        await askModels(store);
      }),
    ...within(store),
    ...proving(store),
    setEnabled: (instance: InstanceView, enabled: boolean) =>
      trying(() => setEnabled(store, instance, enabled)),
    remove: (instance: InstanceView) => trying(() => remove(store, instance)),
    choose: (ids: readonly string[]) => trying(() => choose(store, ids)),
    ...outside(store),
  };
}

/** In the form's fields. */
function within(store: Store) {
  const { state, setForm } = store;
  return {
    rename: (id: string) => {
      const { form } = state();
      if (form) setForm({ draft: { ...form.draft, id }, changed: true });
    },
    setField: (key: string, value: unknown) => void attempt(store, () => setField(store, key, value)),
    enter,
    /** Opens the field of a value, or closes it again. */
    override(value: string, field: string): void {
      const overriding = state().form?.overriding === value ? undefined : value;
      setForm({ overriding });
      if (overriding !== undefined) enter(field);
    },
  };
}

/** Keeping what is in the form, and trying whether it works. */
function proving(store: Store) {
  const { state, ask } = store;
  const trying = (deed: () => Promise<unknown>) => void attempt(store, deed);
  return {
    test: () => trying(() => test(store)),
    save: () => trying(() => save(store)),
    saveAndTest: () =>
      trying(async () => {
        if (await save(store)) await test(store);
      }),
    stopTest: () => trying(() => ask("stopProbe", { run: state().form?.trial?.run ?? "" })),
  };
}

/** What leads away from the page. */
function outside(store: Store) {
  const { ask } = store;
  const trying = (deed: () => Promise<unknown>) => void attempt(store, deed);
  return {
    open: (file: string) => trying(() => ask("openFile", { file })),
    link: (url: string) => trying(() => ask("openLink", { url })),
    settings: () => trying(() => ask("openSettings", {})),
    inspectPrompt: () => trying(() => ask("inspectPrompt", {})),
    log: () => trying(() => ask("showLog", {})),
  };
}
