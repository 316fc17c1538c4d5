/** Where Markdown stands in a view; the element does the rest. */
import { html, type TemplateResult } from "lit";

import type { Shown } from "./markdown/drawing.ts";

export function markdown(shown: Shown): TemplateResult {
  return html`<keyfill-markdown class="markdown" .shown=${shown}></keyfill-markdown>`;
}
