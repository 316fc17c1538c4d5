/** Which model completes and which chats, from what the server lists; and what is known of the one that completes. */
import { html, nothing, type TemplateResult } from "lit";

import type { ModelView } from "../../../server/protocol/setup.ts";
import { busy, link, type View } from "../parts.ts";
import { said, t, tokens } from "../words.ts";
import type { Actions } from "./actions.ts";
import { field, select } from "./fields.ts";
import { type Form, textField } from "./state.ts";

export function models(form: Form, actions: Actions): TemplateResult {
  const { models } = form;
  const listed = typeof models === "object" && models.kind === "models" ? models.models : [];
  const completing = listed.filter(({ completes }) => completes !== "no");
  const chatting = listed.filter(({ chats }) => chats);
  return html`
    ${models === "asking" ? busy(t("Asking for its models…")) : nothing} ${trouble(form, actions)}
    ${picker({ form, key: "model", label: t("Model for completion"), models: completing }, actions)}
    ${picker({ form, key: "chat_model", label: t("Model for chat"), models: chatting }, actions)}
  `;
}

function trouble({ models }: Form, actions: Actions): View {
  if (typeof models !== "object") return nothing;
  if (models.kind === "failed") {
    return html`<p class="notice bad" role="alert">
      ${said(models.message)}. ${said(models.advice)} ${link(t("Try again"), () => actions.askModels())}
    </p>`;
  }
  if (models.models.length > 0) return nothing;
  return html`<p class="notice" role="status">
    ${t("It lists no models for completion or chat. Write the name of one below.")}
  </p>`;
}

interface Picker {
  readonly form: Form;
  readonly key: "model" | "chat_model";
  readonly label: string;
  readonly models: readonly ModelView[];
}

function picker({ form, key, label, models }: Picker, actions: Actions): TemplateResult {
  const value = textField(form, key);
  const none = { value: "", label: t("None") };
  return field(
    { form, key, label, help: key === "model" ? wayOf(value, models) : "" },
    select({
      key,
      label,
      value,
      open: true,
      choices: [
        none,
        ...models.map((model) => ({ value: model.id, label: model.id, description: about(model) })),
      ],
      changed: (model) => actions.setField(key, model),
    }),
  );
}

/** How well a choice will complete, before it is tried. */
function wayOf(value: string, models: readonly ModelView[]): string {
  const model = models.find(({ id }) => id === value);
  if (value === "") return t("Without one, this provider only chats.");
  if (!model) return t("A test shows whether it completes.");
  const fills = models.filter(({ completes }) => completes === "fills");
  if (model.completes === "fills") return t("Fills in the middle: the fast way.");
  return fills.length > 0
    ? t("Completes in a chat, which is slower. {0} fills in the middle.", fills[0]?.id ?? "")
    : t("Completes in a chat, which is slower than a model that fills in the middle.");
}

function about(model: ModelView): string {
  const { completes, tools, images, windowTokens, size, price, loaded } = model;
  return [
    completes === "fills" ? t("fills in the middle") : "",
    windowTokens === undefined ? "" : t("window {0}", tokens(windowTokens)),
    size ?? "",
    tools ? t("tools") : "",
    images ? t("images") : "",
    price?.input === undefined ? "" : t("${0} in, ${1} out", price.input, price.output ?? "?"),
    loaded ? t("loaded") : "",
  ]
    .filter(Boolean)
    .join(" · ");
}
