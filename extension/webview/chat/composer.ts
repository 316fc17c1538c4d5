/** Where a message is written: its words, what is attached, who answers and how. */
import { html, nothing, type TemplateResult } from "lit";
import { live } from "lit/directives/live.js";

import { link, type View } from "../parts.ts";
import { t } from "../words.ts";
import type { Actions } from "./actions.ts";
import { chips } from "./chips.ts";
import { completionList, optionId } from "./completion-list.ts";
import { composerBar } from "./composer-bar.ts";
import { menuOf } from "./menus.ts";
import type { OpenChat } from "./open-chat.ts";
import { place } from "./place-cursor.ts";
import type { State } from "./state.ts";

type Talk = State & { readonly open: OpenChat };

export function composer(state: Talk, actions: Actions): TemplateResult {
  const { draft, completion } = state;
  return html`<form
    class="composer"
    aria-label=${t("Message")}
    @submit=${(event: Event) => event.preventDefault()}
    @dragover=${(event: DragEvent) => event.preventDefault()}
    @drop=${(event: DragEvent) => {
      if (event.dataTransfer && actions.drop(event.dataTransfer)) event.preventDefault();
    }}
  >
    ${menuOf(state, actions)} ${completionList(state, actions)}
    <div class="field">
      ${editing(state, actions)} ${chips(state, actions)}
      <textarea
        id="message"
        rows="1"
        aria-label=${t("Message")}
        aria-autocomplete="list"
        aria-haspopup="listbox"
        aria-controls="completions"
        aria-activedescendant=${completion ? optionId(completion.at) : nothing}
        placeholder=${placeholder(state)}
        .value=${live(draft.text)}
        @input=${(event: InputEvent) => typed(event, actions)}
        @keydown=${(event: KeyboardEvent) => pressed(event, state, actions)}
        @paste=${(event: ClipboardEvent) => {
          if (event.clipboardData && actions.paste(event.clipboardData)) event.preventDefault();
        }}
        @blur=${() => actions.closeCompletion()}
      ></textarea>
      ${composerBar(state, actions)}
    </div>
  </form>`;
}

function placeholder({ open, draft }: Talk): string {
  if (draft.editing !== undefined) return "";
  return open.isAnswering
    ? t("Write on; it is sent when the answer is there")
    : t("Ask something; @ attaches");
}

function editing({ draft }: Talk, actions: Actions): View {
  if (draft.editing === undefined) return nothing;
  return html`<p class="editing">
    ${t("An earlier message, in other words")} ${link(t("Cancel"), () => actions.endEditing())}
  </p>`;
}

function fieldOf({ target }: Event): HTMLTextAreaElement | undefined {
  return target instanceof HTMLTextAreaElement ? target : undefined;
}

function typed(event: InputEvent, actions: Actions): void {
  const field = fieldOf(event);
  if (field) actions.type(field.value, field.selectionStart);
}

/** While an input method composes a character, all keys are its own. */
function pressed(event: KeyboardEvent, state: Talk, actions: Actions): void {
  const field = fieldOf(event);
  // 229: Safari and some input methods say nothing else.
  if (!field || event.isComposing || event.keyCode === 229) return;
  if (state.completion && inCompletion(event, field, { state, actions })) {
    event.preventDefault();
    event.stopPropagation();
    return;
  }
  if (event.key === "Enter" && !event.shiftKey) {
    event.preventDefault();
    actions.send();
  } else if (event.key === "ArrowUp" && field.value === "") {
    const last = state.open.path().findLast(({ kind }) => kind === "user");
    if (last?.kind === "user") actions.edit(last);
  }
}

interface Within {
  readonly state: Talk;
  readonly actions: Actions;
}

/** Whether the key was meant for the list. */
function inCompletion(event: KeyboardEvent, field: HTMLTextAreaElement, { state, actions }: Within): boolean {
  const choice = state.completion?.choices[state.completion.at];
  switch (event.key) {
    case "ArrowDown":
      actions.pick(1);
      return true;
    case "ArrowUp":
      actions.pick(-1);
      return true;
    case "Escape":
      actions.closeCompletion();
      return true;
    case "Tab":
    case "Enter":
      if (choice) actions.choose(choice, (edit) => place(field, edit));
      return true;
    default:
      return false;
  }
}
