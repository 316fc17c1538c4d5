/** What could be meant by the word at the cursor. The focus stays in the text; the list is told of by its active option. */
import { html, nothing, type TemplateResult } from "lit";

import { said, t } from "../words.ts";
import type { View } from "../parts.ts";
import type { Actions } from "./actions.ts";
import { codicon } from "./chat-parts.ts";
import { place } from "./place-cursor.ts";
import type { Choice, State } from "./state.ts";

export function optionId(at: number): string {
  return `completion-${String(at)}`;
}

export function completionList({ completion }: State, actions: Actions): View {
  if (!completion) return nothing;
  return html`<ul id="completions" class="popup list" role="listbox" aria-label=${t("What to attach")}>
    ${completion.choices.map((choice, at) => option({ choice, at, isActive: at === completion.at }, actions))}
  </ul>`;
}

interface Option {
  readonly choice: Choice;
  readonly at: number;
  readonly isActive: boolean;
}

function option({ choice, at, isActive }: Option, actions: Actions): TemplateResult {
  const choose = (event: Event) => {
    // The text keeps the focus.
    event.preventDefault();
    const field = document.querySelector<HTMLTextAreaElement>("#message");
    actions.choose(choice, (edit) => field && place(field, edit));
  };
  return html`<li
    id=${optionId(at)}
    role="option"
    class="option"
    aria-selected=${isActive}
    @mousedown=${choose}
  >
    ${codicon(choice.icon)} <span class="name">${choice.label}</span>
    <span class="quiet detail">${said(choice.detail)}</span>
  </li>`;
}
