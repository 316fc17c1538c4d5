/** Small parts of the chat page. Icons are plain elements here: a long chat has thousands. */
import { html, type TemplateResult } from "lit";

export interface IconButton {
  readonly icon: string;
  readonly label: string;
  readonly press: (event: Event) => void;
  readonly disabled?: boolean;
  readonly pressed?: boolean;
}

export function iconButton({ icon, label, press, disabled = false }: IconButton): TemplateResult {
  return html`<button
    class="icon-button codicon codicon-${icon}"
    type="button"
    title=${label}
    aria-label=${label}
    ?disabled=${disabled}
    @click=${press}
  ></button>`;
}

export function codicon(name: string, tone = ""): TemplateResult {
  return html`<span class="codicon codicon-${name} ${tone}" aria-hidden="true"></span>`;
}
