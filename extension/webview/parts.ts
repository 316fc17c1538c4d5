/** The smallest parts of every page of ours: buttons, links, icons, what is under way. */
import { html, type nothing, type TemplateResult } from "lit";

export type View = TemplateResult | typeof nothing;

export function valueOf({ target }: Event): string {
  return target !== null && "value" in target && typeof target.value === "string" ? target.value : "";
}

export function checkedOf({ target }: Event): boolean {
  return target !== null && "checked" in target && target.checked === true;
}

export interface Button {
  readonly label: string;
  readonly icon?: string;
  readonly quiet?: boolean;
  readonly disabled?: boolean;
  readonly press: () => void;
}

export function button({ label, icon = "", quiet = false, disabled = false, press }: Button): TemplateResult {
  return html`<vscode-button ?secondary=${quiet} ?disabled=${disabled} icon=${icon} @click=${() => press()}
    >${label}</vscode-button
  >`;
}

/** Looks like a link, is pressed like a button. */
export function link(label: string, press: () => void, name = label): TemplateResult {
  return html`<button class="link" type="button" aria-label=${name} @click=${press}>${label}</button>`;
}

export function icon(name: string, tone: "good" | "bad" | "quiet" | "" = ""): TemplateResult {
  return html`<vscode-icon class=${tone} name=${name} aria-hidden="true"></vscode-icon>`;
}

export function busy(words: string): TemplateResult {
  return html`<p class="busy" role="status">
    <vscode-progress-ring aria-hidden="true"></vscode-progress-ring><span>${words}</span>
  </p>`;
}

export type Row = readonly [name: string, value: string];

export function figureList(rows: readonly Row[]): TemplateResult {
  return html`<dl class="figures">
    ${rows.map(
      ([name, value]) =>
        html`<div>
          <dt>${name}</dt>
          <dd>${value}</dd>
        </div>`,
    )}
  </dl>`;
}
