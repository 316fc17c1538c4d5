/** A value of the model that the user sets: a field that fits it, kept in the provider's file. Left empty, what is known otherwise holds. */
import { html, nothing, type TemplateResult } from "lit";

import type { KnownValue } from "../../../server/protocol/setup.ts";
import { checkedOf, icon, link, valueOf } from "../parts.ts";
import { said, t } from "../words.ts";
import type { Actions } from "./actions.ts";
import { field, select, textInput } from "./fields.ts";
import { type ModelOfForm, recordOf, setInRecord } from "./model-record.ts";
import { numberIn } from "./own-field.ts";
import { mistakeIn, textField } from "./state.ts";

export interface OwnValue extends ModelOfForm {
  readonly known: KnownValue;
}

export function nameOf({ known }: OwnValue): string {
  return said(known.name);
}

export function pencil(own: OwnValue, actions: Actions): TemplateResult {
  const name = t("Set {0} yourself", nameOf(own));
  const isMarkers = own.known.entry === "markers";
  return html`<button
    class="link"
    type="button"
    title=${name}
    aria-label=${name}
    aria-expanded=${isMarkers ? nothing : isOpen(own)}
    @click=${() => (isMarkers ? actions.enter("family") : actions.override(own.known.key, keyOf(own)))}
  >
    ${icon("edit")}
  </button>`;
}

/** What is wrong is not hidden. */
export function isOpen(own: OwnValue): boolean {
  return own.form.overriding === own.known.key || mistakeIn(own.form, keyOf(own)) !== undefined;
}

/** A window may stand beside the model's name as well, and stays where it stands. */
function isBeside({ form, model, known: { key } }: OwnValue): boolean {
  return (
    key === "window_tokens" && form.draft.fields[key] !== undefined && model === textField(form, "model")
  );
}

function keyOf(own: OwnValue): string {
  return isBeside(own) ? own.known.key : `models.${own.model}.${own.known.key}`;
}

function setTo(own: OwnValue, value: unknown, actions: Actions): void {
  const { key } = own.known;
  if (isBeside(own)) actions.setField(key, value);
  else setInRecord(own, { key, value }, actions);
}

function setOf(own: OwnValue): unknown {
  const { key } = own.known;
  return isBeside(own) ? own.form.draft.fields[key] : recordOf(own)[key];
}

export function ownValue(own: OwnValue, actions: Actions): TemplateResult {
  const { entry } = own.known;
  if (typeof entry === "object") return someOf(own, entry, actions);
  const { form } = own;
  const about = { key: keyOf(own), label: t("Your value for {0}", nameOf(own)) };
  const help = entry === "yes or no" ? nothing : helpFor(own);
  return field({ form, ...about, help }, control(own, about, actions));
}

function helpFor({ known: { entry, key } }: OwnValue): string {
  if (key === "tokenizer") {
    return t(
      "A vocabulary of Keyfill's such as qwen2.5, hf://org/name, a path, an address, or fake for an estimate. Left empty: what is known otherwise.",
    );
  }
  return entry === "lines"
    ? t("One a line, a line break within as \\n. Left empty: what is known otherwise.")
    : t("Left empty: what is known otherwise.");
}

interface About {
  readonly key: string;
  readonly label: string;
}

function control(own: OwnValue, about: About, actions: Actions): TemplateResult {
  const { entry, value: known } = own.known;
  const now = setOf(own);
  const set = (value: unknown) => setTo(own, value === "" ? undefined : value, actions);
  if (entry === "yes or no") return yesOrNo({ ...about, now, set });
  if (entry === "lines") return lines({ ...about, now, set });
  const changed = (text: string) => set(entry === "number" ? numberIn(text) : text.trim());
  const invalid = mistakeIn(own.form, about.key) !== undefined;
  const value = typeof now === "string" || typeof now === "number" ? String(now) : "";
  return textInput({ ...about, value, placeholder: said(known), invalid, changed });
}

interface Setting extends About {
  readonly now: unknown;
  readonly set: (value: unknown) => void;
}

function yesOrNo({ now, set, ...about }: Setting): TemplateResult {
  return select({
    ...about,
    value: typeof now === "boolean" ? String(now) : "",
    choices: [
      { value: "", label: t("As known") },
      { value: "true", label: t("Yes") },
      { value: "false", label: t("No") },
    ],
    changed: (said) => set(said === "" ? undefined : said === "true"),
  });
}

/** That there are none can be said as well, which an empty field does not. */
function lines({ now, set, key, label }: Setting): TemplateResult {
  const written = Array.isArray(now) ? now.map((line) => escaped(String(line))) : [];
  const none = Array.isArray(now) && now.length === 0;
  return html`<vscode-textarea
      id=${`field-${key}`}
      .label=${label}
      rows="3"
      monospace
      ?disabled=${none}
      .value=${written.join("\n")}
      @change=${(event: Event) => set(linesIn(valueOf(event)))}
    ></vscode-textarea>
    <vscode-checkbox
      .label=${t("None at all")}
      .checked=${none}
      @change=${(event: Event) => set(checkedOf(event) ? [] : undefined)}
    ></vscode-checkbox>`;
}

/** None of them is a value as well, so that only the words take it back. */
function someOf(own: OwnValue, choices: readonly string[], actions: Actions): TemplateResult {
  const now = setOf(own);
  const known = said(own.known.value).split(", ");
  const chosen = choices.filter((choice) => (Array.isArray(now) ? now : known).includes(choice));
  const change = (choice: string, isChosen: boolean) =>
    setTo(
      own,
      choices.filter((one) => (one === choice ? isChosen : chosen.includes(one))),
      actions,
    );
  return html`<fieldset>
    <legend class="label">${t("Your value for {0}", nameOf(own))}</legend>
    ${choices.map(
      (choice, index) =>
        html`<div>
          <vscode-checkbox
            id=${index === 0 ? `field-${keyOf(own)}` : nothing}
            .label=${choice}
            .checked=${chosen.includes(choice)}
            @change=${(event: Event) => change(choice, checkedOf(event))}
          ></vscode-checkbox>
        </div>`,
    )}
    ${now === undefined ? nothing : link(t("As known"), () => setTo(own, undefined, actions))}
  </fieldset>`;
}

function escaped(line: string): string {
  return line.replaceAll("\\", "\\\\").replaceAll("\n", "\\n");
}

/** Blanks are part of what is looked for. */
function linesIn(text: string): readonly string[] | undefined {
  const lines = text.split("\n").filter((line) => line !== "");
  if (lines.length === 0) return undefined;
  return lines.map((line) => line.replaceAll(/\\([\\n])/g, (_, letter) => (letter === "n" ? "\n" : "\\")));
}
