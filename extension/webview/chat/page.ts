/** The page as a whole: the chat that is open with its composer, or the list of all. */
import { html, nothing, type TemplateResult } from "lit";

import { t } from "../words.ts";
import type { View } from "../parts.ts";
import type { Actions } from "./actions.ts";
import { iconButton } from "./chat-parts.ts";
import { composer } from "./composer.ts";
import { dollars, sumOf } from "./figures.ts";
import { history, historyHeading } from "./history.ts";
import { visible } from "./markdown/visible.ts";
import type { OpenChat } from "./open-chat.ts";
import type { State } from "./state.ts";
import { talk } from "./talk.ts";

export function page(state: State, actions: Actions): TemplateResult {
  const { open, place } = state;
  return html`
    ${place === "history" ? historyHeading(actions) : open ? heading(open, actions) : nothing}
    ${trouble(state, actions)}
    <div
      class="reading"
      tabindex="0"
      role="region"
      aria-label=${place === "talk" ? t("Conversation") : t("Chats")}
    >
      ${
        place === "history"
          ? history(state, actions)
          : open
            ? talk({ ...state, open }, actions)
            : html`<p class="quiet" role="status">${t("Loading…")}</p>`
      }
    </div>
    ${open && place === "talk" ? composer({ ...state, open }, actions) : nothing}
  `;
}

function heading(open: OpenChat, actions: Actions): TemplateResult {
  const title = open.conversation.title || t("New chat");
  return html`<header class="heading">
    <h1 title=${title}>${visible(title)}</h1>
    ${spent(open)}
    ${iconButton({ icon: "history", label: t("All chats"), press: () => actions.show("history") })}
    ${iconButton({ icon: "add", label: t("New chat"), press: () => actions.begin() })}
  </header>`;
}

/** By the whole conversation, all its branches. */
function spent({ conversation }: OpenChat): View {
  const sum = sumOf([...conversation.turns.values()]);
  if (!sum) return nothing;
  const { input, output, money, estimated } = sum;
  const all = t("{0} tokens in this chat", `${estimated ? "≈ " : ""}${(input + output).toLocaleString()}`);
  const words = money === undefined ? undefined : dollars(money);
  return words === undefined ? nothing : html`<span class="quiet" title=${all}>${words}</span>`;
}

function trouble({ trouble }: State, actions: Actions): View {
  if (trouble === undefined) return nothing;
  return html`<div class="notice bad trouble" role="alert">
    <span>${trouble}</span>
    ${iconButton({ icon: "close", label: t("Close"), press: () => actions.dismiss() })}
  </div>`;
}
