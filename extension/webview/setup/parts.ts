/** The small parts that the page is made of: fields with a label and a mistake, buttons, notices. */
import { html, nothing, type TemplateResult } from "lit";

import { t } from "../words.ts";
import { type Form, mistakeIn } from "./state.ts";

export type View = TemplateResult | typeof nothing;

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
        ? html`<p class="help bad" role="alert">${mistake}</p>`
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

export function valueOf({ target }: Event): string {
  return target !== null && "value" in target && typeof target.value === "string" ? target.value : "";
}

export function checkedOf({ target }: Event): boolean {
  return target !== null && "checked" in target && target.checked === true;
}

export interface Button {
  readonly label: string;
  readonly icon?: string;
  readonly quiet?: boolean;
  readonly disabled?: boolean;
  readonly press: () => void;
}

export function button({ label, icon = "", quiet = false, disabled = false, press }: Button): TemplateResult {
  return html`<vscode-button ?secondary=${quiet} ?disabled=${disabled} icon=${icon} @click=${() => press()}
    >${label}</vscode-button
  >`;
}

/** Looks like a link, is pressed like a button. */
export function link(label: string, press: () => void, name = label): TemplateResult {
  return html`<button class="link" type="button" aria-label=${name} @click=${press}>${label}</button>`;
}

export function icon(name: string, tone: "good" | "bad" | "quiet" | "" = ""): TemplateResult {
  return html`<vscode-icon class=${tone} name=${name} aria-hidden="true"></vscode-icon>`;
}

export function busy(words: string): TemplateResult {
  return html`<p class="busy" role="status">
    <vscode-progress-ring aria-hidden="true"></vscode-progress-ring><span>${words}</span>
  </p>`;
}

export function backButton(press: () => void): TemplateResult {
  return html`<nav>${link(t("← All providers"), press)}</nav>`;
}
