/** The menus above the composer: mode, model, and how the model is asked. */
import { html, nothing, type TemplateResult } from "lit";

import type { Effort, Mode } from "../../../server/protocol/chat/conversation.ts";
import type { ModelView } from "../../../server/protocol/chat/questions.ts";
import { link, valueOf, type View } from "../parts.ts";
import { t, tokens } from "../words.ts";
import type { Actions } from "./actions.ts";
import { codicon } from "./chat-parts.ts";
import { modeWords, targetOf } from "./composer-bar.ts";
import type { OpenChat } from "./open-chat.ts";
import { choiceList, type Offer } from "./choice-list.ts";
import type { State } from "./state.ts";

type Talk = State & { readonly open: OpenChat };

export function menuOf(state: Talk, actions: Actions): View {
  if (state.menu === undefined) return nothing;
  return { mode: modes, models, options }[state.menu](state, actions);
}

const MODES: readonly Mode[] = ["ask", "explore", "agent"];

function modes({ open }: Talk, actions: Actions): TemplateResult {
  const offers = MODES.map((mode): Offer => {
    const { label, detail, icon } = modeWords(mode);
    return {
      label,
      detail: html`${detail}`,
      icon,
      isChosen: open.conversation.options.mode === mode,
      choose: () => actions.options({ mode }),
    };
  });
  const chooseTools = () => {
    actions.menu(undefined);
    actions.chooseTools();
  };
  const more = html`<p class="more">${link(t("Choose tools…"), chooseTools)}</p>`;
  return choiceList({ label: t("Mode"), offers, more }, actions);
}

function models(state: Talk, actions: Actions): TemplateResult {
  const { models = [], wanted } = state;
  const words = wanted.toLowerCase().split(/\s+/);
  const chosen = targetOf(state);
  const offers = models
    .filter(({ target }) => words.every((word) => target.toLowerCase().includes(word)))
    .map((model): Offer => ({
      label: model.model,
      detail: modelDetail(model),
      isChosen: model.target === chosen,
      choose: () => actions.options({ target: model.target }),
    }));
  const more = html`<p class="more">${link(t("Providers…"), () => actions.providers())}</p>`;
  return choiceList({ label: t("Models"), offers, wanted, more }, actions);
}

function modelDetail({
  provider,
  windowTokens,
  tools,
  images,
  reasoning,
  local,
  price,
}: ModelView): TemplateResult {
  const marks: readonly (readonly [boolean, string, string])[] = [
    [tools, "tools", t("tools")],
    [images, "file-media", t("images")],
    [reasoning, "lightbulb", t("reasoning")],
    [local, "device-desktop", t("on this machine")],
  ];
  const cost = price && t("${0} in, ${1} out for 1M", price.input, price.output);
  return html`${provider}${windowTokens > 0 ? ` · ${tokens(windowTokens)}` : ""}${cost === undefined ? "" : ` · ${cost}`}
    <span class="marks">
      ${marks
        .filter(([applies]) => applies)
        .map(
          ([, icon, words]) =>
            html`<span class="codicon codicon-${icon}" role="img" title=${words} aria-label=${words}></span>`,
        )}
    </span>`;
}

const EFFORTS: readonly Effort[] = ["none", "low", "medium", "high"];

function effortWords(effort: Effort | ""): string {
  const words: Readonly<Record<Effort | "", string>> = {
    "": t("as the provider has it"),
    none: t("none"),
    low: t("low"),
    medium: t("medium"),
    high: t("high"),
  };
  return words[effort];
}

function options({ open, instructions }: Talk, actions: Actions): TemplateResult {
  const { temperature, effort = "", instructions: chosen } = open.conversation.options;
  return html`<section class="popup options" role="dialog" aria-label=${t("How the model is asked")}>
    <label for="temperature">${t("Temperature")}</label>
    <vscode-textfield
      id="temperature"
      label=${t("Temperature")}
      type="number"
      min="0"
      max="2"
      step="0.1"
      placeholder=${t("as the provider has it")}
      .value=${temperature === undefined ? "" : String(temperature)}
      @change=${(event: Event) => actions.options({ temperature: numberIn(valueOf(event)) })}
    ></vscode-textfield>
    <label for="effort">${t("Reasoning effort")}</label>
    <vscode-single-select
      id="effort"
      label=${t("Reasoning effort")}
      .value=${effort}
      @change=${(event: Event) => actions.options({ effort: effortIn(valueOf(event)) })}
    >
      ${["" as const, ...EFFORTS].map((one) => html`<vscode-option value=${one} ?selected=${one === effort}>${effortWords(one)}</vscode-option>`)}
    </vscode-single-select>
    <label for="instructions">${t("Instructions")}</label>
    <vscode-single-select
      id="instructions"
      label=${t("Instructions")}
      .value=${chosen}
      @change=${(event: Event) => actions.options({ instructions: valueOf(event) })}
    >
      ${["", ...instructions.filter((name) => name !== "")].map(
        (name) =>
          html`<vscode-option value=${name} ?selected=${name === chosen}
            >${name === "" ? t("Keyfill's own") : name}</vscode-option
          >`,
      )}
    </vscode-single-select>
    <p class="more">${codicon("info")} ${t("They hold for this chat, from the next message on.")}</p>
  </section>`;
}

function numberIn(text: string): number | null {
  const value = Number(text);
  return text.trim() === "" || !Number.isFinite(value) ? null : Math.min(2, Math.max(0, value));
}

function effortIn(text: string): Effort | null {
  return EFFORTS.find((effort) => effort === text) ?? null;
}
