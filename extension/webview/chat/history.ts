/** All chats of this workspace: found by what they say, opened, renamed, exported, deleted. */
import { html, nothing, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";

import type { ChatHead } from "../../../server/protocol/chat/conversation.ts";
import { button, valueOf, type View } from "../parts.ts";
import { ago, t } from "../words.ts";
import type { Actions } from "./actions.ts";
import { codicon, iconButton } from "./chat-parts.ts";
import type { State } from "./state.ts";

export function history(state: State, actions: Actions): TemplateResult {
  return html`<div class="history">
    <input
      class="find"
      type="search"
      aria-label=${t("Search chats")}
      placeholder=${t("Search chats")}
      .value=${state.search}
      @input=${(event: Event) => actions.search(valueOf(event))}
    />
    ${list(state, actions)}
  </div>`;
}

export function historyHeading(actions: Actions): TemplateResult {
  return html`<header class="heading">
    <h1>${t("Chats")}</h1>
    ${iconButton({ icon: "cloud-download", label: t("Import a chat…"), press: () => actions.import() })}
    ${iconButton({ icon: "add", label: t("New chat"), press: () => actions.begin() })}
    ${iconButton({ icon: "close", label: t("Back to the chat"), press: () => actions.show("talk") })}
  </header>`;
}

function list({ chats, search, renaming, open }: State, actions: Actions): View {
  if (chats === undefined) return html`<p class="quiet" role="status">${t("Loading…")}</p>`;
  if (chats.length === 0) {
    return html`<div class="empty">
      <p>${search === "" ? t("No chats yet.") : t("No chat says that.")}</p>
      ${search === "" ? button({ label: t("Begin one"), icon: "add", press: () => actions.begin() }) : nothing}
    </div>`;
  }
  return html`<ul class="chats" aria-label=${t("Chats")}>
    ${repeat(
      chats,
      ({ id }) => id,
      (head) =>
        html`<li class="head ${head.id === open?.id ? "current" : ""}">
          ${head.id === renaming ? renamed(head, actions) : entry(head, actions)}
        </li>`,
    )}
  </ul>`;
}

function entry(head: ChatHead, actions: Actions): TemplateResult {
  const { id, at, turns, target, busy } = head;
  const title = head.title || t("New chat");
  return html`<button class="open" type="button" @click=${() => actions.open(id)}>
      <span class="name">${busy ? codicon("loading", "spin") : nothing} ${title}</span>
      <span class="quiet"
        >${ago(new Date(at).toISOString())} · ${messages(turns)}${target === "" ? "" : ` · ${target}`}</span
      >
    </button>
    <span class="deeds">
      ${iconButton({ icon: "edit", label: t("Rename {0}", title), press: () => actions.renaming(id) })}
      ${iconButton({ icon: "export", label: t("Export {0}…", title), press: () => actions.export({ id, title }) })}
      ${iconButton({ icon: "trash", label: t("Delete {0}…", title), press: () => actions.remove({ ...head, title }) })}
    </span>`;
}

function messages(turns: number): string {
  return turns === 1 ? t("1 message") : t("{0} messages", turns);
}

function renamed({ id, title }: ChatHead, actions: Actions): TemplateResult {
  return html`<input
    class="rename"
    aria-label=${t("Title")}
    autofocus
    .value=${title}
    @keydown=${(event: KeyboardEvent) => {
      if (event.isComposing) return;
      if (event.key === "Enter") actions.rename(id, valueOf(event));
      if (event.key === "Escape") {
        event.stopPropagation();
        actions.renaming(undefined);
      }
    }}
    @blur=${() => actions.renaming(undefined)}
  />`;
}
