/** What is attached to a message, as small labels that open what they name. */
import { html, nothing, type TemplateResult } from "lit";

import type { Attached, Mention } from "../../../server/protocol/chat/mention.ts";
import { t, tokens } from "../words.ts";
import type { Actions } from "./actions.ts";
import { codicon, iconButton } from "./chat-parts.ts";
import { visible } from "./markdown/visible.ts";
import { iconOf, isSame, labelOf, placeOf } from "./mention-words.ts";
import type { Chip, State } from "./state.ts";
import type { View } from "../parts.ts";

/** In the composer, with what it weighs. */
export function chips({ draft, offered }: State, actions: Actions): View {
  const free = offered.filter((mention) => !draft.attached.some((chip) => isSame(chip.mention, mention)));
  if (draft.attached.length === 0 && free.length === 0) return nothing;
  return html`<ul class="chips" aria-label=${t("Attached")}>
    ${draft.attached.map((chip) => html`<li>${draftChip(chip, actions)}</li>`)}
    ${free.map((mention) => html`<li>${offer(mention, actions)}</li>`)}
  </ul>`;
}

function draftChip({ mention, attached }: Chip, actions: Actions): TemplateResult {
  const label = attached?.label ?? labelOf(mention);
  return html`<span
    class="chip ${attached?.problem === undefined ? "" : "bad"}"
    title=${attached?.problem ?? label}
  >
    ${face(mention, attached, actions)}
    ${iconButton({ icon: "close", label: t("Remove {0}", label), press: () => actions.detach(mention) })}
  </span>`;
}

/** In a message that was sent. */
export function attachedChip(attached: Attached, actions: Actions): TemplateResult {
  const { mention, problem, label } = attached;
  return html`<span class="chip ${problem === undefined ? "" : "bad"}" title=${problem ?? label}
    >${face(mention, attached, actions)}</span
  >`;
}

function face(mention: Mention, attached: Attached | undefined, actions: Actions): TemplateResult {
  const label = visible(attached?.label ?? labelOf(mention));
  const place = placeOf(mention);
  const text = mention.kind === "text" ? mention.text : (attached?.text ?? "");
  const open = place ? () => actions.openFile(place) : text === "" ? undefined : () => actions.openText(text);
  const name = html`${codicon(iconOf(mention))}<span class="name">${label}</span>`;
  return html`${open ? html`<button class="face" type="button" aria-label=${t("Open {0}", label)} @click=${open}>${name}</button>` : html`<span class="face">${name}</span>`}
  ${weight(attached)}`;
}

function weight(attached: Attached | undefined): View {
  if (!attached) return html`<span class="quiet">…</span>`;
  if (attached.problem !== undefined) return codicon("warning");
  return html`<span class="quiet" title=${t("{0} tokens", attached.tokens)}
    >${attached.estimated ? "≈" : ""}${tokens(attached.tokens)}</span
  >`;
}

/** What lies in front in the editor. It is sent when it was taken, not before. */
function offer(mention: Mention, actions: Actions): TemplateResult {
  const label = labelOf(mention);
  const words =
    mention.kind === "selection"
      ? t("Add the selection, {0}", label)
      : t("Add the file in front, {0}", label);
  return html`<button
    class="chip offer"
    type="button"
    title=${words}
    aria-label=${words}
    @click=${() => actions.attach(mention)}
  >
    ${codicon("add")}<span class="name">${label}</span>
  </button>`;
}
