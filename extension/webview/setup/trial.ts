/** The test of a provider: how far it has come, what it came to, and the evidence. */
import { html, nothing, type TemplateResult } from "lit";

import type { EvidenceView, VerdictView } from "../../../server/protocol/setup.ts";
import { busy, button, figureList, icon, link, type Row, type View } from "../parts.ts";
import { ago, duration, said, t } from "../words.ts";
import type { Actions } from "./actions.ts";
import type { Form, Trial } from "./state.ts";

export function trial({ trial, isNew }: Form, actions: Actions): View {
  if (!trial) return nothing;
  return html`<section class="trial" aria-labelledby="trial">
    <h2 id="trial">${t("Test")}</h2>
    <div aria-live="polite">
      ${trial.verdict ? verdict(trial.verdict, actions) : underWay(trial, actions)}
    </div>
    ${
      trial.verdict && !isNew && trial.run !== ""
        ? html`<div class="tools">${button({ label: t("Done"), icon: "check", press: actions.home })}</div>`
        : nothing
    }
  </section>`;
}

function underWay({ steps }: Trial, actions: Actions): TemplateResult {
  return html`${busy(t("Filling a few holes, to see whether it really completes…"))}
    <ol class="steps">
      ${steps.map(
        ({ words, good }) =>
          html`<li>
            ${good === undefined ? icon("arrow-small-right", "quiet") : icon(good ? "pass" : "error", good ? "good" : "bad")}
            <span>${said(words)}</span>
          </li>`,
      )}
    </ol>
    ${link(t("Stop the test"), () => actions.stopTest())}`;
}

function verdict(found: VerdictView, actions: Actions): TemplateResult {
  const { ok, why, advice, remarks, figures, evidence, alternatives, date, model } = found;
  return html`
    <div class="notice ${ok ? "good" : "bad"}">
      <p>
        ${icon(ok ? "pass-filled" : "error", ok ? "good" : "bad")}
        <strong>${ok ? t("{0} works.", model) : t("{0} does not complete.", model)}</strong> ${said(...why)}
      </p>
      ${advice ? html`<p>${said(...advice)}</p>` : nothing}
      ${remarks.map((remark) => html`<p>${said(remark)}</p>`)}
      ${
        ok || alternatives.length === 0
          ? nothing
          : html`<p>
              ${alternatives
                .slice(0, 3)
                .map((name) => link(t("Take {0}", name), () => actions.setField("model", name)))}
            </p>`
      }
    </div>
    ${figures ? numbers(figures) : nothing}
    ${
      evidence.length === 0
        ? nothing
        : html`<vscode-collapsible heading=${t("What was tried ({0})", evidence.length)}>
            <ul class="evidence">
              ${evidence.map(proof)}
            </ul>
          </vscode-collapsible>`
    }
    <p class="quiet">${t("Tested {0}.", ago(date))}</p>
  `;
}

function numbers(figures: NonNullable<VerdictView["figures"]>): TemplateResult {
  const rows: readonly Row[] = [
    [t("First text"), duration(figures.timeToFirstTokenMs)],
    ...(figures.tokensPerSecond === undefined
      ? []
      : [[t("Speed"), t("{0} tokens a second", Math.round(figures.tokensPerSecond))] as const]),
    [
      t("Suggestions"),
      t("{0}, up to {1} tokens", figures.multiline ? t("several lines") : t("one line"), figures.maxTokens),
    ],
    [t("Asked"), t("when typing rests for {0}", duration(figures.restMs))],
    [t("Transport"), figures.transport],
  ];
  return figureList(rows);
}

function proof({ way, hole, came, ms, found, good }: EvidenceView): TemplateResult {
  return html`<li>
    <p>${icon(good ? "pass" : "circle-slash", good ? "good" : "quiet")} <span>${said(found)}</span></p>
    <p class="quiet">
      ${[said(way), hole && t(hole), ms === undefined ? undefined : duration(ms)].filter(Boolean).join(" · ")}
    </p>
    ${came === undefined ? nothing : html`<pre tabindex="0" aria-label=${t("What came back")}>${came}</pre>`}
  </li>`;
}
