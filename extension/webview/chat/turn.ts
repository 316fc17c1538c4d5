/** One turn of the conversation: what the user said, or an answer. */
import { html, nothing, type TemplateResult } from "lit";

import type { ModelTurn, Turn, UserTurn } from "../../../server/protocol/chat/conversation.ts";
import { t } from "../words.ts";
import type { Actions } from "./actions.ts";
import { answer, figures } from "./answer.ts";
import { attachedChip } from "./chips.ts";
import { iconButton } from "./chat-parts.ts";
import { plain, visible } from "./markdown/visible.ts";
import type { View } from "../parts.ts";

export interface Place {
  readonly chat: string;
  /** The turns at this place, this one among them, the oldest first. */
  readonly siblings: readonly string[];
  readonly isLast: boolean;
}

export function turnView(turn: Turn, place: Place, actions: Actions): TemplateResult {
  return turn.kind === "user" ? said(turn, place, actions) : answered(turn, place, actions);
}

function said(turn: UserTurn, place: Place, actions: Actions): TemplateResult {
  return html`<article class="turn user" aria-label=${t("You")}>
    <div class="said">
      ${
        turn.attached.length === 0
          ? nothing
          : html`<ul class="chips" aria-label=${t("Attached")}>
              ${turn.attached.map((attached) => html`<li>${attachedChip(attached, actions)}</li>`)}
            </ul>`
      }
      <div class="words">${visible(plain(turn.text))}</div>
    </div>
    <div class="under">
      ${branches(turn, place, actions)}
      ${iconButton({ icon: "edit", label: t("Edit and send again"), press: () => actions.edit(turn) })}
      ${iconButton({ icon: "copy", label: t("Copy"), press: () => actions.copy(turn.text) })}
    </div>
  </article>`;
}

function answered(turn: ModelTurn, place: Place, actions: Actions): TemplateResult {
  const isAnswering = turn.state.kind === "answering";
  return html`<article
    class="turn model"
    aria-label=${t("Answer of {0}", turn.target)}
    aria-busy=${isAnswering}
  >
    ${answer(turn, actions)}
    ${
      isAnswering
        ? nothing
        : html`<div class="under">
            ${branches(turn, place, actions)} ${deeds(turn, actions)} ${figures(turn)}
          </div>`
    }
  </article>`;
}

function deeds(turn: ModelTurn, actions: Actions): TemplateResult {
  const text = () =>
    turn.steps
      .flatMap(({ pieces }) => pieces.flatMap((piece) => (piece.kind === "text" ? piece.text : [])))
      .join("\n\n");
  return html`
    ${iconButton({ icon: "copy", label: t("Copy the answer"), press: () => actions.copy(text()) })}
    ${iconButton({ icon: "refresh", label: t("Answer again"), press: () => actions.again(turn) })}
    ${iconButton({ icon: "git-branch", label: t("Go on from here in a new chat"), press: () => actions.branch(turn.id) })}
    ${iconButton({ icon: "inspect", label: t("Show what was sent"), press: () => actions.showSent(turn.id) })}
  `;
}

/** ‹2/3› */
function branches({ id }: Turn, { siblings }: Place, actions: Actions): View {
  if (siblings.length < 2) return nothing;
  const at = siblings.indexOf(id);
  const step = (icon: string, label: string, by: number) => {
    const other = siblings[at + by];
    const press = (event: Event) => {
      if (other === undefined) return;
      keepFocus(event, label);
      actions.read(other);
    };
    return iconButton({ icon, label, disabled: other === undefined, press });
  };
  return html`<span class="branches" role="group" aria-label=${t("Branches")}>
    ${step("chevron-left", t("Earlier branch"), -1)}
    <span aria-label=${t("Branch {0} of {1}", at + 1, siblings.length)}>${at + 1}/${siblings.length}</span>
    ${step("chevron-right", t("Later branch"), 1)}
  </span>`;
}

/** On the same button of the turn that takes this one's place, so that one can go on from branch to branch. */
function keepFocus({ currentTarget }: Event, label: string): void {
  const button = currentTarget instanceof HTMLElement ? currentTarget : undefined;
  const turn = button?.closest(".turn");
  const turns = turn?.parentElement;
  if (!turn || !turns) return;
  const at = [...turns.children].indexOf(turn);
  const seen = new MutationObserver(() => {
    if (turn.isConnected) return;
    seen.disconnect();
    const buttons = [...(turns.children[at]?.querySelectorAll<HTMLButtonElement>(".branches button") ?? [])];
    const same = buttons.find((one) => one.getAttribute("aria-label") === label);
    (same?.disabled ? buttons.find((one) => !one.disabled) : same)?.focus();
  });
  seen.observe(turns, { childList: true });
}
