/** How an answer ended, where that is worth a word, and what can be done about it. */
import { html, nothing, type TemplateResult } from "lit";

import type { ChatFailure, ModelTurn } from "../../../server/protocol/chat/conversation.ts";
import { button, link, type View } from "../parts.ts";
import { said, t } from "../words.ts";
import type { Actions } from "./actions.ts";
import { codicon } from "./chat-parts.ts";
import { visible } from "./markdown/visible.ts";

export function ending(turn: ModelTurn, actions: Actions): View {
  const { state } = turn;
  if (state.kind === "failed") return failed(turn, state.failure, actions);
  if (state.kind === "broken-off") {
    const words = t("The engine ended in the middle of this answer. What had come by then is here.");
    return note({ icon: "debug-disconnect", words, retry: () => actions.again(turn) });
  }
  if (state.kind !== "ended" || state.why === "said") return nothing;
  const retry = () => actions.again(turn);
  switch (state.why) {
    case "stopped":
      return note({ icon: "debug-stop", words: t("Stopped.") });
    case "length":
      return note({
        icon: "fold",
        words: t(
          "The answer reached the greatest length that the model allows. Write “go on” to hear the rest.",
        ),
      });
    case "filtered":
      return note({
        icon: "shield",
        words: t("The provider cut the answer off because of what it says."),
        retry,
      });
    case "too-many-steps":
      return note({
        icon: "debug-step-over",
        words: t("The model called tools again and again, and was halted. Write “go on” to let it."),
      });
  }
}

interface Note {
  readonly icon: string;
  readonly words: string;
  readonly retry?: () => void;
}

function note({ icon, words, retry }: Note): TemplateResult {
  return html`<p class="note">
    ${codicon(icon)} <span>${words} ${retry ? link(t("Answer again"), retry) : nothing}</span>
  </p>`;
}

function failed(
  turn: ModelTurn,
  { message, advice, status, kind }: ChatFailure,
  actions: Actions,
): TemplateResult {
  const words = said(message);
  const needsProviders = kind === "no-key" || kind === "refused" || kind === "unknown-model";
  return html`<section class="notice bad" role="alert">
    <p>
      <strong>${visible(words)}</strong
      >${status === undefined || words.includes(String(status)) ? nothing : html` <span class="quiet">(${status})</span>`}
    </p>
    <p>${visible(said(advice))}</p>
    <div class="tools">
      ${button({ label: t("Try again"), icon: "refresh", press: () => actions.again(turn) })}
      ${needsProviders ? button({ label: t("Providers…"), quiet: true, press: () => actions.providers() }) : nothing}
      ${link(t("Show Log"), () => actions.log())}
    </div>
  </section>`;
}
