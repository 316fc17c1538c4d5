/** How the model is shown the hole: the family, a template by hand, and the prompt that it makes. */
import { html, nothing, type TemplateResult } from "lit";

import type { Fields, Overview, PreviewView } from "../../../server/protocol/setup.ts";
import { icon, link, type View } from "../parts.ts";
import { said, t } from "../words.ts";
import type { Actions } from "./actions.ts";
import { field, select, textInput } from "./fields.ts";
import { isFields, recordOf, setInRecord } from "./model-record.ts";
import { type Form, textField } from "./state.ts";

const MARKERS = ["prefix", "suffix", "middle"] as const;

export function template(form: Form, { families }: Overview, actions: Actions): TemplateResult {
  const byName = { value: "", label: t("By the model's name") };
  const fim = templateOf(form);
  return html`
    ${field(
      {
        form,
        key: "family",
        label: t("Model family"),
        help: t("Its markers are used, where the model's name does not tell."),
      },
      select({
        key: "family",
        label: t("Model family"),
        value: textField(form, "family"),
        choices: [byName, ...families.map((id) => ({ value: id, label: id }))],
        changed: (family) => actions.setField("family", family),
      }),
    )}
    ${fim ? byHand(form, fim, actions) : link(t("Write the markers by hand"), () => setTemplate(form, EMPTY, actions))}
    ${form.preview ? preview(form.preview) : nothing}
  `;
}

const EMPTY: Fields = { order: "prefix-first", prefix: "", suffix: "", middle: "" };

function templateOf(form: Form): Fields | undefined {
  const { fim } = recordOf({ form, model: textField(form, "model") });
  return isFields(fim) ? fim : undefined;
}

/** Undefined takes it away. */
function setTemplate(form: Form, fim: Fields | undefined, actions: Actions): void {
  setInRecord({ form, model: textField(form, "model") }, { key: "fim", value: fim }, actions);
}

function byHand(form: Form, fim: Fields, actions: Actions): TemplateResult {
  const text = (name: string) => (typeof fim[name] === "string" ? fim[name] : "");
  return html`<fieldset>
    <legend>${t("Markers")}</legend>
    ${select({
      key: "order",
      label: t("Order"),
      value: text("order"),
      choices: [
        { value: "prefix-first", label: t("Before the cursor first") },
        { value: "suffix-first", label: t("After the cursor first") },
      ],
      changed: (order) => setTemplate(form, { ...fim, order }, actions),
    })}
    ${MARKERS.map((name) => {
      const label = {
        prefix: t("Before the prefix"),
        suffix: t("Before the suffix"),
        middle: t("Before the answer"),
      }[name];
      return field(
        { form, key: `models.${textField(form, "model")}.fim.${name}`, label },
        textInput({
          key: name,
          label,
          value: text(name),
          placeholder: `<|fim_${name}|>`,
          changed: (value) => setTemplate(form, { ...fim, [name]: value }, actions),
        }),
      );
    })}
    ${link(t("Take the family's markers again"), () => setTemplate(form, undefined, actions))}
  </fieldset>`;
}

function preview({ words, prompt, tokens, exact, markers }: PreviewView): TemplateResult {
  return html`
    <h3>${t("What it is shown")}</h3>
    <p class="help">${said(...words)}</p>
    ${
      markers.length === 0
        ? nothing
        : html`<ul class="markers" aria-label=${t("Markers")}>
            ${markers.map(marker)}
          </ul>`
    }
    ${
      prompt === undefined
        ? nothing
        : html`<pre tabindex="0" aria-label=${t("Prompt")}>${prompt}</pre>
            <p class="help">
              ${exact ? t("{0} tokens, by its own tokenizer.", tokens ?? 0) : t("About {0} tokens; its tokenizer is not known.", tokens ?? 0)}
            </p>`
    }
  `;
}

function marker({ text, tokens }: PreviewView["markers"][number]): View {
  const told =
    tokens === undefined
      ? { name: "question", tone: "quiet", words: t("its tokenizer is not known") }
      : tokens === 1
        ? { name: "pass", tone: "good", words: t("one token") }
        : { name: "error", tone: "bad", words: t("{0} tokens: the model reads plain text", tokens) };
  const tone = told.tone === "good" || told.tone === "bad" ? told.tone : "quiet";
  return html`<li>
    ${icon(told.name, tone)} <code>${text}</code> <span class="quiet">${told.words}</span>
  </li>`;
}
