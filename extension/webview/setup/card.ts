/** One configured provider in the overview: who it is, how it fares, what can be done with it. */
import { html, nothing, type TemplateResult } from "lit";

import type { InstanceView, VerdictView } from "../../../server/protocol/setup.ts";
import { checkedOf, icon, link, type View } from "../parts.ts";
import { ago, duration, said, t } from "../words.ts";
import type { Actions } from "./actions.ts";

export interface Card {
  readonly instance: InstanceView;
  /** Who completes, then who steps in. */
  readonly order: readonly string[];
}

export function card({ instance, order }: Card, actions: Actions): TemplateResult {
  const { id, kindName, model, chatModel, enabled } = instance;
  return html`<li class="card ${enabled ? "" : "off"}">
    <div class="card-head">
      <h2>${link(id, () => actions.edit(instance), t("Edit {0}", id))}</h2>
      <span class="quiet">${kindName}</span>
      ${enabled ? badge(order.indexOf(id)) : nothing}
    </div>
    <p class="models">
      ${model ? html`${t("Completion")}: <code>${model}</code>` : t("No model for completion")}
      ${chatModel ? html` · ${t("Chat")}: <code>${chatModel}</code>` : nothing}
    </p>
    ${health(instance, actions)}
    <div class="tools">${switching(instance, actions)} ${ordering({ instance, order }, actions)}</div>
  </li>`;
}

function badge(place: number): View {
  if (place < 0) return nothing;
  return html`<vscode-badge>${place === 0 ? t("completes") : t("steps in, {0}.", place)}</vscode-badge>`;
}

function switching(instance: InstanceView, actions: Actions): View {
  const { id, file, enabled } = instance;
  if (file === undefined) return html`<span class="quiet">${t("From the environment")}</span>`;
  return html`<vscode-checkbox
      toggle
      .label=${t("On")}
      aria-label=${t("{0} is on", id)}
      .checked=${enabled}
      @change=${(event: Event) => actions.setEnabled(instance, checkedOf(event))}
    ></vscode-checkbox>
    ${link(t("Open file"), () => actions.open(file), `${t("Open file")}: ${id}`)}`;
}

/** Its place among those who complete. */
function ordering({ instance: { id, enabled, model }, order }: Card, actions: Actions): View {
  if (!enabled || model === undefined) return nothing;
  const place = order.indexOf(id);
  const others = order.filter((other) => other !== id);
  const [first = "", ...rest] = order;
  const steps: readonly (readonly [boolean, string, readonly string[]])[] = [
    [place !== 0, t("Complete with this"), [id, ...others.slice(1)]],
    [place < 0 && first !== "", t("Use as fallback"), [first, ...rest, id]],
    [place > 1, t("Step in earlier"), earlier(order, place)],
    [place > 0, t("No fallback"), others],
  ];
  return html`${steps
    .filter(([applies]) => applies)
    .map(([, label, then]) => link(label, () => actions.choose(then), `${label}: ${id}`))}`;
}

function earlier(order: readonly string[], place: number): readonly string[] {
  const [before = "", here = ""] = order.slice(place - 1, place + 1);
  return [...order.slice(0, place - 1), here, before, ...order.slice(place + 1)];
}

/** The newest news of it: what is wrong before anything else. */
function health(instance: InstanceView, actions: Actions): TemplateResult {
  if (!instance.enabled) return line("circle-slash", "quiet", t("Switched off"));
  if (instance.key.from === "nowhere") return keyless(instance, actions);
  return trouble(instance) ?? speed(instance);
}

function keyless(instance: InstanceView, actions: Actions): TemplateResult {
  const { id, key } = instance;
  const what = key.how ? t("{0} is not set where the engine runs", key.how) : t("It has no key yet");
  const remedy = link(t("Set the key"), () => actions.edit(instance), `${t("Set the key")}: ${id}`);
  return line("warning", "bad", html`${what}. ${remedy}`);
}

function trouble({ health: { lastFailure, lastSuccess }, verdict }: InstanceView) {
  const since = lastGood(lastSuccess, verdict);
  if (lastFailure && lastFailure.at > since) {
    const before = lastSuccess ? ` ${t("Answered {0}.", ago(lastSuccess))}` : "";
    return html`${line("error", "bad", `${capital(said(lastFailure.message))}, ${ago(lastFailure.at)}.`)}
      <p class="help">${said(lastFailure.advice)}${before}</p>`;
  }
  return verdict && !verdict.ok ? line("error", "bad", said(...verdict.why)) : undefined;
}

/** An answer, or a test that went well. */
function lastGood(answered = "", verdict?: VerdictView): string {
  return verdict?.ok && verdict.date > answered ? verdict.date : answered;
}

function speed({ health: { firstTextMs, lastSuccess }, verdict }: InstanceView): TemplateResult {
  if (lastSuccess) {
    const when = t("Answered {0}.", ago(lastSuccess));
    if (!firstTextMs) return line("pass", "good", when);
    const { p50, p95, requests } = firstTextMs;
    const soon =
      requests === 1
        ? t("First text after {0}", duration(p50))
        : t("First text after {0}, 95 % within {1}", duration(p50), duration(p95));
    return line("pass", "good", `${soon}. ${when}`);
  }
  if (!verdict) return line("circle-outline", "quiet", t("Not tested yet"));
  const { figures, date, why } = verdict;
  if (!figures) return line("pass", "good", said(...why));
  const first = duration(figures.timeToFirstTokenMs);
  return line("pass", "good", t("Tested {0}: first text after {1}", ago(date), first));
}

function line(name: string, tone: "good" | "bad" | "quiet", words: string | View): TemplateResult {
  return html`<p class="health">${icon(name, tone)}<span>${words}</span></p>`;
}

function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
