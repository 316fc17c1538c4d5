/** The key of a provider: where it comes from, set, replaced, removed; never shown. */
import { html, nothing, type TemplateResult } from "lit";

import type { InstanceView, KindView } from "../../../server/protocol/setup.ts";
import { link, type View } from "../parts.ts";
import { t } from "../words.ts";
import type { Actions } from "./actions.ts";
import { field, textInput } from "./fields.ts";
import { type Form, textField } from "./state.ts";

export interface KeyOf {
  readonly form: Form;
  readonly kind: Pick<KindView, "keyNeeded" | "keyVariables" | "keyVariablesSet">;
  readonly instance?: InstanceView | undefined;
}

export function key({ form, kind, instance }: KeyOf, actions: Actions): View {
  const { keyNeeded, keyVariablesSet } = kind;
  const how = textField(form, "api_key");
  const label = keyNeeded ? t("API key") : t("API key (not needed by most)");
  return field(
    { form, key: "api_key", label, help: whereabouts({ form, kind, instance }, actions) },
    textInput({
      key: "api_key",
      label,
      value: form.draft.key ?? how,
      secret: how === "",
      placeholder:
        instance && hasKey(instance) ? t("Paste another key to replace it") : placeholder(keyVariablesSet),
      changed: (value) => {
        if (value.trim() !== "") actions.setKey(value.trim());
      },
    }),
  );
}

function placeholder(set: readonly string[]): string {
  const [variable] = set;
  return variable === undefined ? t("Paste the key") : t("Left empty: ${0} from the environment", variable);
}

function hasKey({ key }: InstanceView): boolean {
  return key.from !== "nowhere" && key.from !== "not needed";
}

function whereabouts({ form, instance }: KeyOf, actions: Actions): TemplateResult {
  const forms = t("Also: $NAME for an environment variable, or “command: …” for a password manager.");
  if (form.draft.key !== undefined) {
    return html`${t("Goes into the secret store of this editor when you save.")} ${forms}`;
  }
  if (!instance) return html`${t("Kept in the secret store of this editor.")} ${forms}`;
  const { from, how } = instance.key;
  const place: Readonly<Record<typeof from, string>> = {
    "not needed": t("None is needed."),
    nowhere: how ? t("{0} is not set where the engine runs.", how) : t("There is none yet."),
    "the secret store": t("Kept in the secret store of this editor."),
    "keys.yaml": t("Comes from keys.yaml."),
    "its file": t("Stands in the provider's file; the secret store is a better place."),
    "the environment": t("Comes from the environment ({0}).", how ?? ""),
    "a header": t("Comes from a header in the provider's file."),
  };
  const isOurs = from === "the secret store" || from === "its file";
  return html`${place[from]} ${forms}
  ${isOurs ? link(t("Remove the key"), () => actions.removeKey(instance.id)) : nothing}`;
}
