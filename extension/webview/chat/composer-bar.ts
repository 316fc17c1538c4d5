/** Below the words: the mode, who answers, how full the window is, and the button that sends or stops. */
import { html, nothing, type TemplateResult } from "lit";

import type { Mode } from "../../../server/protocol/chat/conversation.ts";
import { t } from "../words.ts";
import type { View } from "../parts.ts";
import type { Actions } from "./actions.ts";
import { codicon, iconButton } from "./chat-parts.ts";
import { fill } from "./figures.ts";
import type { OpenChat } from "./open-chat.ts";
import { isEmpty } from "./sending.ts";
import type { State } from "./state.ts";

type Talk = State & { readonly open: OpenChat };

export function modeWords(mode: Mode): {
  readonly label: string;
  readonly detail: string;
  readonly icon: string;
} {
  switch (mode) {
    case "ask":
      return { label: t("Ask"), detail: t("Answers from what you attach; no tools"), icon: "comment" };
    case "explore":
      return { label: t("Explore"), detail: t("May search and read in the workspace"), icon: "search" };
    case "agent":
      return {
        label: t("Agent"),
        detail: t("May also edit files and run commands, and asks first"),
        icon: "tools",
      };
  }
}

export function composerBar(state: Talk, actions: Actions): TemplateResult {
  const { open, menu } = state;
  const { options } = open.conversation;
  const toggle = (which: NonNullable<State["menu"]>) => () =>
    actions.menu(menu === which ? undefined : which);
  const mode = modeWords(options.mode);
  return html`<div class="composer-bar">
    <button
      class="pick"
      type="button"
      aria-haspopup="listbox"
      aria-expanded=${menu === "mode"}
      title=${mode.detail}
      aria-label=${t("Mode: {0}", mode.label)}
      @click=${toggle("mode")}
    >
      ${codicon(mode.icon)} <span class="name">${mode.label}</span>
    </button>
    <button
      class="pick model"
      type="button"
      aria-haspopup="listbox"
      aria-expanded=${menu === "models"}
      title=${t("Who answers")}
      aria-label=${t("Model: {0}", modelOf(state))}
      @click=${toggle("models")}
    >
      <span class="name">${modelOf(state)}</span> ${codicon("chevron-down")}
    </button>
    ${iconButton({ icon: "settings", label: t("Temperature, effort, instructions"), press: toggle("options") })}
    <span class="space"></span>
    ${meter(state)} ${sendOrStop(state, actions)}
  </div>`;
}

/** Who answers when nobody was chosen. */
export function targetOf({ open, models = [] }: Talk): string {
  const { target } = open.conversation.options;
  return target === "" ? (models[0]?.target ?? "") : target;
}

function modelOf(state: Talk): string {
  const target = targetOf(state);
  if (target === "") return state.models ? t("No model") : "…";
  return state.models?.find((model) => model.target === target)?.model ?? target;
}

function meter({ measured }: Talk): View {
  if (!measured || measured.windowTokens <= 0) return nothing;
  const share = Math.min(1, measured.tokens / measured.windowTokens);
  const words = `${measured.estimated ? "≈ " : ""}${fill(measured)}`;
  const level = share > 0.9 ? "full" : share > 0.7 ? "high" : "";
  return html`<span
    class="meter ${level}"
    role="img"
    aria-label=${t("Context: {0}", words)}
    title=${t("Context: {0}", words)}
  >
    <svg viewBox="0 0 20 20" aria-hidden="true">
      <circle cx="10" cy="10" r="7"></circle>
      <circle
        class="filled"
        cx="10"
        cy="10"
        r="7"
        pathLength="100"
        stroke-dasharray="${share * 100} 100"
      ></circle>
    </svg>
    <span class="percent">${Math.round(share * 100)} %</span>
  </span>`;
}

function sendOrStop({ open, draft }: Talk, actions: Actions): TemplateResult {
  const isAnswering = open.isAnswering;
  const canSend = !isEmpty(draft);
  const send = iconButton({
    icon: "send",
    label: isAnswering ? t("Send when the answer is there") : t("Send"),
    disabled: !canSend,
    press: () => actions.send(),
  });
  const stop = iconButton({ icon: "debug-stop", label: t("Stop (Esc)"), press: () => actions.stop() });
  return html`<span class="go"
    >${isAnswering ? stop : nothing} ${isAnswering && !canSend ? nothing : send}</span
  >`;
}
