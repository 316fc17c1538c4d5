/** Every value of the model that completes, with who said so; and the ones that are set here. */
import { html, nothing, type TemplateResult } from "lit";

import type { KnownView } from "../../../server/protocol/setup.ts";
import { link, type View } from "../parts.ts";
import { t } from "../words.ts";
import type { Actions } from "./actions.ts";
import { ownNumber } from "./own-field.ts";
import type { Form } from "./state.ts";

export function values({ known }: Form, file: string | undefined, actions: Actions): View {
  if (!known || known.values.length === 0) return nothing;
  return html`${table(known)} ${file === undefined ? nothing : otherwise(file, actions)}`;
}

/** What has no field here has a key in the file. */
function otherwise(file: string, actions: Actions): TemplateResult {
  return html`<p class="help">
    ${t("Each can be set otherwise in the provider's file: below models, the name of the model, and the value by its name here, with _ for a blank.")}
    ${link(t("Open file"), () => actions.open(file))}
  </p>`;
}

function table(known: KnownView): TemplateResult {
  return html`<table class="values">
    <caption class="help">
      ${t("Each value, and who said so. What you set comes first.")}
    </caption>
    <thead>
      <tr>
        <th scope="col">${t("What")}</th>
        <th scope="col">${t("Value")}</th>
        <th scope="col">${t("From")}</th>
      </tr>
    </thead>
    <tbody>
      ${known.values.map(
        ({ key, value, from }) =>
          html`<tr>
            <th scope="row">${key.replaceAll("_", " ")}</th>
            <td>${value}</td>
            <td>${from}</td>
          </tr>`,
      )}
    </tbody>
  </table>`;
}

export function limits(form: Form, actions: Actions): TemplateResult {
  const number = (key: string, label: string, help: string) => ownNumber({ form, key, label, help }, actions);
  return html`
    ${number("window_tokens", t("Window, in tokens"), t("What the model can read and write at once. Left empty: as above."))}
    ${number("max_tokens", t("Longest suggestion, in tokens"), t("Left empty: 256."))}
    ${number("temperature", t("Temperature"), t("0 is the most likely answer, and the best for completion. Left empty: 0."))}
  `;
}
