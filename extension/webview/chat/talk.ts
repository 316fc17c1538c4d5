/** The conversation: its turns from the first to the last that is read. Only those that changed are drawn anew. */
import { html, nothing, type TemplateResult } from "lit";
import { guard } from "lit/directives/guard.js";
import { repeat } from "lit/directives/repeat.js";

import { t } from "../words.ts";
import type { Actions } from "./actions.ts";
import { emptyChat } from "./empty-chat.ts";
import type { OpenChat } from "./open-chat.ts";
import type { State } from "./state.ts";
import { turnView } from "./turn.ts";

export function talk(state: State & { readonly open: OpenChat }, actions: Actions): TemplateResult {
  const { open } = state;
  const path = open.shown();
  if (path.length === 0) return emptyChat(state, actions);
  return html`<div class="turns">
    ${repeat(
      path,
      ({ id }) => id,
      (turn, at) => {
        const siblings = open.siblings(turn);
        const isLast = at === path.length - 1;
        return guard([turn, open.versionOf(turn.id), siblings.length, isLast], () =>
          turnView(turn, { chat: open.id, siblings, isLast }, actions),
        );
      },
    )}
    ${open.conversation.queue.length === 0 ? nothing : queue(open, actions)}
  </div>`;
}

function queue({ conversation }: OpenChat, actions: Actions): TemplateResult {
  return html`<ul class="queue" aria-label=${t("Waiting to be sent")}>
    ${conversation.queue.map(
      ({ id, text }) =>
        html`<li>
          <span class="codicon codicon-clock" aria-hidden="true"></span>
          <span class="words">${text}</span>
          <button
            class="icon-button codicon codicon-close"
            type="button"
            title=${t("Do not send this")}
            aria-label=${t("Do not send this")}
            @click=${() => actions.unqueue(id)}
          ></button>
        </li>`,
    )}
  </ul>`;
}
