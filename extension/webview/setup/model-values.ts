/** Every value of the model that completes, with who said so; and where the user sets it otherwise. */
import { html, nothing, type TemplateResult } from "lit";

import type { KnownView } from "../../../server/protocol/setup.ts";
import { link, type View } from "../parts.ts";
import { said, t } from "../words.ts";
import type { Actions } from "./actions.ts";
import { ownNumber } from "./own-field.ts";
import { isOpen, nameOf, type OwnValue, ownValue, pencil } from "./own-value.ts";
import type { Form } from "./state.ts";

/** Without a file, nothing can be set. */
export function values(form: Form, file: string | undefined, actions: Actions): View {
  const { known } = form;
  if (!known || known.values.length === 0) return nothing;
  const canSet = file !== undefined && known.model !== "";
  return html`${table({ form, known, canSet }, actions)} ${file === undefined ? nothing : kept(file, actions)}`;
}

function kept(file: string, actions: Actions): TemplateResult {
  return html`<p class="help">
    ${t("What you set is kept in the provider's file, below models and the name of the model.")}
    ${link(t("Open file"), () => actions.open(file))}
  </p>`;
}

interface Table {
  readonly form: Form;
  readonly known: KnownView;
  readonly canSet: boolean;
}

function table({ form, known, canSet }: Table, actions: Actions): TemplateResult {
  const { model, values } = known;
  return html`<table class="values">
    <caption class="help">
      ${t("Each value, and who said so. What you set comes first; only where the server holds less than you say, that counts.")}
    </caption>
    <thead>
      <tr>
        <th scope="col">${t("What")}</th>
        <th scope="col">${t("Value")}</th>
        <th scope="col">${t("From")}</th>
      </tr>
    </thead>
    <tbody>
      ${values.map((known) => row({ form, model, known }, canSet ? actions : undefined))}
    </tbody>
  </table>`;
}

/** With `actions`, it can be set. */
function row(own: OwnValue, actions: Actions | undefined): TemplateResult {
  const { value, from, yours } = own.known;
  const isSet = actions !== undefined && isOpen(own);
  return html`
    <tr class=${isSet ? "open" : ""}>
      <th scope="row">${nameOf(own)}</th>
      <td>${said(value)} ${actions ? pencil(own, actions) : nothing}</td>
      <td>${yours ? t("you") : said(from)}</td>
    </tr>
    ${
      isSet
        ? html`<tr>
            <td colspan="3">${ownValue(own, actions)}</td>
          </tr>`
        : nothing
    }
  `;
}

export function limits(form: Form, actions: Actions): TemplateResult {
  const number = (key: string, label: string, help: string) => ownNumber({ form, key, label, help }, actions);
  return html`
    ${number("max_tokens", t("Longest suggestion, in tokens"), t("Left empty: 256."))}
    ${number("temperature", t("Temperature"), t("0 is the most likely answer, and the best for completion. Left empty: 0."))}
  `;
}
