/** One provider that is set up: everything that its file can say, what is known of its model, its test. */
import { html, nothing, type TemplateResult } from "lit";

import type { InstanceView, Overview } from "../../../server/protocol/setup.ts";
import { button, type View } from "../parts.ts";
import { t } from "../words.ts";
import type { Actions } from "./actions.ts";
import { connection } from "./connection.ts";
import { key } from "./key.ts";
import { limits, values } from "./model-values.ts";
import { models } from "./models.ts";
import { backButton } from "./fields.ts";
import { requests } from "./requests.ts";
import type { Form, State } from "./state.ts";
import { template } from "./template.ts";
import { trial } from "./trial.ts";

type Editing = State & { readonly overview: Overview; readonly form: Form };

export function edit({ form, overview }: Editing, actions: Actions): TemplateResult {
  const { id, fields } = form.draft;
  const instance = overview.instances.find((one) => one.id === id);
  const kind = overview.kinds.find((one) => one.id === (fields["provider"] ?? "openai-compatible"));
  return html`
    ${backButton(actions.home)}
    <header class="title">
      <h1>${id}</h1>
      <span class="quiet">${kind?.name ?? ""}</span>
    </header>
    ${readOnly(instance)}
    <form class="form" @submit=${(event: Event) => event.preventDefault()}>
      ${kind ? key({ form, kind, instance }, actions) : nothing} ${models(form, actions)}
      ${saving(form, instance, actions)} ${trial(form, actions)}
      <section aria-labelledby="details">
        <h2 id="details">${t("Details")}</h2>
        <vscode-collapsible heading=${t("Last requests")}>
          <div class="inside">${requests(form, actions)}</div>
        </vscode-collapsible>
        <vscode-collapsible heading=${t("What is known of the model")}>
          <div class="inside">${values(form, instance?.file, actions)} ${limits(form, actions)}</div>
        </vscode-collapsible>
        <vscode-collapsible heading=${t("Template and prompt")}>
          <div class="inside">${template(form, overview, actions)}</div>
        </vscode-collapsible>
        <vscode-collapsible heading=${t("Address, headers, proxy, certificates, time-outs")}>
          <div class="inside">${connection({ form, kind }, actions)}</div>
        </vscode-collapsible>
      </section>
    </form>
  `;
}

/** The environment is not ours to change. */
function readOnly(instance: InstanceView | undefined): View {
  // One that was just saved is not read yet.
  if (!instance || instance.file !== undefined) return nothing;
  return html`<p class="notice" role="status">
    ${t("This one is described by environment variables (KEYFILL_BASE_URL …). To change it, change those, or add a provider of your own.")}
  </p>`;
}

function saving(form: Form, instance: InstanceView | undefined, actions: Actions): View {
  if (!instance?.file) {
    return html`<div class="tools">
      ${button({ label: t("Test"), icon: "beaker", press: () => actions.test() })}
    </div>`;
  }
  const isTesting = form.trial !== undefined && form.trial.verdict === undefined;
  const { file } = instance;
  return html`<div class="tools">
    ${button({
      label: form.changed ? t("Save and test") : t("Test"),
      icon: form.changed ? "check" : "beaker",
      disabled: isTesting,
      press: () => (form.changed ? actions.saveAndTest() : actions.test()),
    })}
    ${form.changed ? button({ label: t("Save"), quiet: true, press: () => actions.save() }) : nothing}
    ${button({ label: t("Open file"), icon: "go-to-file", quiet: true, press: () => actions.open(file) })}
    ${button({ label: t("Remove…"), icon: "trash", quiet: true, press: () => actions.remove(instance) })}
  </div>`;
}
