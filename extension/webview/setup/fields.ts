/** The fields of the form: a label above, a mistake or help below; and the way back from it. */
import { html, nothing, type TemplateResult } from "lit";

import { link, valueOf, type View } from "../parts.ts";
import { said, t } from "../words.ts";
import { type Form, mistakeIn } from "./state.ts";

export interface Field {
  readonly form: Form;
  readonly key: string;
  readonly label: string;
  readonly help?: View | string;
}

/** A label above, a mistake or a help line below. */
export function field({ form, key, label, help = nothing }: Field, control: View): TemplateResult {
  const mistake = mistakeIn(form, key);
  return html`<div class="field">
    <label class="label" for=${`field-${key}`}>${label}</label>
    ${control}
    ${
      mistake
        ? html`<p class="help bad" role="alert">${said(mistake)}</p>`
        : help === nothing
          ? nothing
          : html`<p class="help">${help}</p>`
    }
  </div>`;
}

export interface TextInput {
  readonly key: string;
  readonly label: string;
  readonly value: string;
  readonly placeholder?: string;
  readonly secret?: boolean;
  readonly invalid?: boolean;
  readonly changed: (value: string) => void;
}

export function textInput({
  key,
  label,
  value,
  placeholder = "",
  secret = false,
  invalid = false,
  changed,
}: TextInput): TemplateResult {
  return html`<vscode-textfield
    id=${`field-${key}`}
    .label=${label}
    type=${secret ? "password" : "text"}
    .value=${value}
    placeholder=${placeholder}
    ?invalid=${invalid}
    autocomplete="off"
    spellcheck="false"
    @change=${(event: Event) => changed(valueOf(event))}
  ></vscode-textfield>`;
}

export interface Choice {
  readonly value: string;
  readonly label: string;
  readonly description?: string;
}

export interface Select {
  readonly key: string;
  readonly label: string;
  readonly value: string;
  readonly choices: readonly Choice[];
  /** May be written by hand as well. */
  readonly open?: boolean;
  readonly changed: (value: string) => void;
}

export function select({ key, label, value, choices, open = false, changed }: Select): TemplateResult {
  const isListed = value === "" || choices.some((choice) => choice.value === value);
  const all = isListed ? choices : [{ value, label: value }, ...choices];
  return html`<vscode-single-select
    id=${`field-${key}`}
    .label=${label}
    ?combobox=${open || choices.length > 12}
    ?creatable=${open}
    .value=${value}
    @change=${(event: Event) => changed(valueOf(event))}
  >
    ${all.map(
      (choice) =>
        html`<vscode-option
          value=${choice.value}
          description=${choice.description ?? ""}
          ?selected=${choice.value === value}
          >${choice.label}</vscode-option
        >`,
    )}
  </vscode-single-select>`;
}

export function backButton(press: () => void): TemplateResult {
  return html`<nav>${link(t("← All providers"), press)}</nav>`;
}
