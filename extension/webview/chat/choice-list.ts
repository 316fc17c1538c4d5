/** A list above the composer of which one is chosen, with the keys that lists have; a long one is searched. */
import { html, nothing, type TemplateResult } from "lit";
import { ref } from "lit/directives/ref.js";

import { valueOf } from "../parts.ts";
import { t } from "../words.ts";
import type { Actions } from "./actions.ts";
import { codicon } from "./chat-parts.ts";

export interface Offer {
  readonly label: string;
  readonly detail: TemplateResult;
  readonly icon?: string;
  readonly isChosen: boolean;
  readonly choose: () => void;
}

interface ChoiceList {
  readonly label: string;
  readonly offers: readonly Offer[];
  /** What is typed to find one; undefined for a short list. */
  readonly wanted?: string;
  readonly more?: TemplateResult;
}

export function choiceList({ label, offers, wanted, more }: ChoiceList, actions: Actions): TemplateResult {
  return html`<section class="popup choices" role="dialog" aria-label=${label} @keydown=${move}>
    ${
      wanted === undefined
        ? nothing
        : html`<input
            class="find"
            type="search"
            aria-label=${t("Search models")}
            placeholder=${t("Search models")}
            .value=${wanted}
            ${ref(focusOnce)}
            @input=${(event: Event) => actions.wanted(valueOf(event))}
          />`
    }
    ${offers.length === 0 ? html`<p class="quiet">${t("None is like that.")}</p>` : nothing}
    <ul class="list" role="listbox" aria-label=${label}>
      ${offers.map((offer, at) => option(offer, { isFirst: wanted === undefined && at === 0 }, actions))}
    </ul>
    ${more ?? nothing}
  </section>`;
}

function option(
  { label, detail, icon, isChosen, choose }: Offer,
  { isFirst }: { readonly isFirst: boolean },
  actions: Actions,
): TemplateResult {
  const pick = () => {
    choose();
    actions.menu(undefined);
    document.querySelector<HTMLElement>("#message")?.focus();
  };
  return html`<li
    class="option"
    role="option"
    tabindex="0"
    aria-selected=${isChosen}
    ${isFirst ? ref(focusOnce) : nothing}
    @click=${pick}
    @keydown=${(event: KeyboardEvent) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      pick();
    }}
  >
    ${codicon(isChosen ? "check" : (icon ?? "blank"))} <span class="name">${label}</span>
    <span class="quiet detail">${detail}</span>
  </li>`;
}

/** When it comes to be, and not with every drawing. */
function focusOnce(element: Element | undefined): void {
  if (element instanceof HTMLElement && !element.dataset["seen"]) {
    element.dataset["seen"] = "yes";
    queueMicrotask(() => element.focus());
  }
}

function move(event: KeyboardEvent): void {
  if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
  const { currentTarget: list } = event;
  if (!(list instanceof HTMLElement)) return;
  const places = [...list.querySelectorAll<HTMLElement>("input, [role=option]")];
  const at = places.findIndex((place) => place === document.activeElement);
  places[(at + (event.key === "ArrowDown" ? 1 : -1) + places.length) % places.length]?.focus();
  event.preventDefault();
}
