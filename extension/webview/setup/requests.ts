/** The last requests to a provider: when, where, how they went; each opens into what went along. */
import { html, nothing, type TemplateResult } from "lit";

import type { RequestView } from "../../../server/protocol/setup.ts";
import { icon, link } from "../parts.ts";
import { ago, duration, t } from "../words.ts";
import type { Actions } from "./actions.ts";
import type { Form } from "./state.ts";

export function requests({ requests = [] }: Form, actions: Actions): TemplateResult {
  const words =
    requests.length === 0
      ? t("There were none since the engine started.")
      : t(
          "The newest first, since the engine started. Keys are blotted out; prompts and answers are not kept here.",
        );
  return html`<p class="help">${words} ${link(t("Inspect the last prompt"), actions.inspectPrompt)}</p>
    <ol class="requests">
      ${requests.toReversed().map(request)}
    </ol>`;
}

function request(asked: RequestView): TemplateResult {
  const { method, url, headers, sent, trouble } = asked;
  const whole = [`${method} ${url}`, ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`)];
  return html`<li>
    <details>
      <summary>
        ${sign(asked)} <code>${method} ${URL.parse(url)?.pathname ?? url}</code>
        <span class="quiet">${fate(asked)}</span>
      </summary>
      <pre tabindex="0" aria-label=${t("What went along")}>${whole.join("\n")}</pre>
      ${sent > 0 ? html`<p class="help">${t("{0} characters were sent.", sent.toLocaleString())}</p>` : nothing}
    </details>
    ${trouble ? html`<p class="help bad">${trouble}</p>` : nothing}
  </li>`;
}

function sign({ status, trouble }: RequestView): TemplateResult {
  if (status === undefined && trouble === undefined) return icon("sync", "quiet");
  return status !== undefined && status < 400 ? icon("pass", "good") : icon("error", "bad");
}

function fate({ at, status, ms, trouble }: RequestView): string {
  const answer = status ?? (trouble === undefined ? t("under way") : t("no answer"));
  return [answer, ...(ms === undefined ? [] : [duration(ms)]), ago(at)].join(" · ");
}
