/** A chat in which nothing is said yet: how to begin. */
import { html, type TemplateResult } from "lit";

import type { Mode } from "../../../server/protocol/chat/conversation.ts";
import type { Mention } from "../../../server/protocol/chat/mention.ts";
import { button } from "../parts.ts";
import { t } from "../words.ts";
import type { Actions } from "./actions.ts";
import { codicon } from "./chat-parts.ts";
import type { OpenChat } from "./open-chat.ts";
import type { State } from "./state.ts";

type Talk = State & { readonly open: OpenChat };

export function emptyChat(state: Talk, actions: Actions): TemplateResult {
  return html`<section class="empty">
    <span class="sign codicon codicon-comment-discussion" aria-hidden="true"></span>
    ${state.models?.length === 0 ? noProvider(actions) : hints(state, actions)}
  </section>`;
}

function noProvider(actions: Actions): TemplateResult {
  return html`<h2>${t("Who shall answer?")}</h2>
    <p>
      ${t("Paste a key of any provider, or use a model on your own machine. Keys stay in the secret store of this editor.")}
    </p>
    ${button({ label: t("Set up a provider"), icon: "plug", press: () => actions.providers() })}`;
}

interface Beginning {
  readonly icon: string;
  readonly text: string;
  readonly mentions: readonly Mention[];
}

function hints({ offered, open }: Talk, actions: Actions): TemplateResult {
  const beginnings: readonly Beginning[] = [
    ...(offered.length === 0
      ? []
      : [{ icon: "lightbulb", text: t("Explain this code."), mentions: offered.slice(0, 1) }]),
    { icon: "search", text: t("How is this project laid out?"), mentions: [{ kind: "tree" }] },
    { icon: "warning", text: t("Fix these problems."), mentions: [{ kind: "problems" }] },
  ];
  return html`<h2>${t("Ask about your code")}</h2>
    <p>
      ${sent(open.conversation.options.mode)}
      ${t("Type @ to attach files, symbols, problems, changes and more.")}
    </p>
    <ul class="beginnings" aria-label=${t("Ways to begin")}>
      ${beginnings.map(
        ({ icon, text, mentions }) =>
          html`<li>
            <button class="link" type="button" @click=${() => actions.compose({ text, mentions })}>
              ${codicon(icon)} ${text}
            </button>
          </li>`,
      )}
    </ul>`;
}

function sent(mode: Mode): string {
  return mode === "ask"
    ? t("Only what you attach is sent.")
    : t("What you attach is sent, and what the model looks up in this workspace.");
}
