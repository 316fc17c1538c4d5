/** Adding a provider: paste, look at what was recognised and chosen, save and test. */
import { html, nothing, type TemplateResult } from "lit";

import type { KindView, Overview } from "../../../server/protocol/setup.ts";
import { button, icon, link, type View } from "../parts.ts";
import { said, t } from "../words.ts";
import type { Actions } from "./actions.ts";
import { begin, kindChoice } from "./begin.ts";
import { models } from "./models.ts";
import { backButton, field, select, textInput } from "./fields.ts";
import { key } from "./key.ts";
import { type Form, mistakeIn, type State, textField } from "./state.ts";
import { trial } from "./trial.ts";

type Adding = State & { readonly overview: Overview; readonly form: Form };

export function add(state: Adding, actions: Actions): TemplateResult {
  const { form, overview } = state;
  const kind = overview.kinds.find(({ id }) => id === form.draft.fields["provider"]);
  return html`
    ${overview.instances.length > 0 || kind ? backButton(actions.home) : nothing}
    <header class="title"><h1>${kind ? t("Add {0}", kind.name) : t("Add a provider")}</h1></header>
    ${kind ? chosen({ ...state, kind }, actions) : begin(state, actions)}
  `;
}

function chosen(state: Adding & { readonly kind: KindView }, actions: Actions): TemplateResult {
  const { form, kind } = state;
  const isReady = Boolean(form.draft.fields["model"] ?? form.draft.fields["chat_model"]);
  return html`
    <form class="form" @submit=${(event: Event) => event.preventDefault()}>
      ${whose(state, actions)} ${address(state, actions)} ${key({ form, kind }, actions)}
      ${models(form, actions)}
      ${field(
        { form, key: "id", label: t("Name"), help: t("What it is called here; also the name of its file.") },
        textInput({
          key: "id",
          label: t("Name"),
          value: form.draft.id,
          invalid: mistakeIn(form, "id") !== undefined,
          changed: (id) => actions.rename(id),
        }),
      )}
      ${help(kind, actions)}
      <div class="tools">
        ${button({
          label: t("Save and test"),
          icon: "check",
          disabled: !isReady || (form.trial !== undefined && form.trial.verdict === undefined),
          press: () => actions.saveAndTest(),
        })}
        ${button({ label: t("Cancel"), quiet: true, press: actions.home })}
      </div>
    </form>
    ${trial(form, actions)}
  `;
}

/** Several providers have keys that look alike. */
function whose({ form, overview, kind }: Adding & { readonly kind: KindView }, actions: Actions): View {
  if (form.kinds.length < 2) return nothing;
  const choices = form.kinds.flatMap((id) => {
    const known = overview.kinds.find((one) => one.id === id);
    return known ? [kindChoice(known)] : [];
  });
  const { recognised } = form;
  const isKey = typeof recognised === "object" && recognised.kind === "key";
  const label = isKey ? t("Whose key is it?") : t("What runs there?");
  const words = isKey ? t("Keys like this are used by several providers.") : "";
  return field(
    { form, key: "provider", label, help: words },
    select({ key: "provider", label, value: kind.id, choices, changed: (id) => actions.chooseKind(id) }),
  );
}

function address({ form, kind }: Adding & { readonly kind: KindView }, actions: Actions): View {
  const { recognised } = form;
  const seen = typeof recognised === "object" && recognised.kind === "address" ? recognised : undefined;
  const isAsked = kind.baseUrl === undefined || kind.place === "local" || seen !== undefined;
  if (!isAsked) return nothing;
  const help = seen?.words.length
    ? html`${icon(seen.answers ? "info" : "warning", seen.answers ? "quiet" : "bad")} ${said(...seen.words)}`
    : kind.baseUrl === undefined
      ? t("The base URL of its API; it often ends in /v1.")
      : t("Left empty: {0}", kind.baseUrl);
  return field(
    { form, key: "base_url", label: t("Address"), help },
    textInput({
      key: "base_url",
      label: t("Address"),
      value: textField(form, "base_url"),
      placeholder: kind.baseUrl ?? "https://",
      invalid: mistakeIn(form, "base_url") !== undefined,
      changed: (value) => actions.setAddress(value.trim()),
    }),
  );
}

function help({ help, keyUrl }: KindView, actions: Actions): View {
  if (help.length === 0 && keyUrl === undefined) return nothing;
  return html`<div class="hints">
    ${help.map((line) => html`<p class="help">${t(line)}</p>`)}
    ${keyUrl ? html`<p class="help">${link(t("Where to get a key"), () => actions.link(keyUrl))}</p>` : nothing}
  </div>`;
}
