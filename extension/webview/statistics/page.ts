/** What completions came to: the figures at a glance, charts by day, tables by language and target. */
import { html, nothing, type TemplateResult } from "lit";

import type { DaySums, Summary, TimeStep, Tokens } from "../../../server/protocol/usage.ts";
import { button, figureList, type Row } from "../parts.ts";
import { duration, t } from "../words.ts";
import { chart } from "./chart.ts";

export interface Actions {
  readonly show: (days: number) => void;
  readonly export: () => void;
  readonly clear: () => void;
}

export function trouble(words: string): TemplateResult {
  return html`<p class="notice bad" role="alert">${words}</p>`;
}

export function page(summary: Summary, actions: Actions): TemplateResult {
  const { byDay, times, money } = summary;
  const isEmpty = summary.requests === 0 && summary.offered === 0;
  return html`
    <header class="title">
      <h1>${t("Statistics")}</h1>
      <div class="tools">
        ${[7, 30, 90].map((days) => period(days, summary.days, actions))}
        ${button({ label: t("Export…"), icon: "export", quiet: true, press: actions.export })}
        ${button({ label: t("Clear…"), icon: "trash", quiet: true, press: actions.clear })}
      </div>
    </header>
    <p class="quiet">
      ${t("Counted on this machine, in figures alone, and sent nowhere: Keyfill has no telemetry.")}
    </p>
    ${
      isEmpty
        ? html`<p class="lead">${t("Nothing was counted in this time. Type in a file, and look again.")}</p>`
        : html`${glance(summary)}
          ${chart({
            title: t("Suggestions by day"),
            parts: [t("accepted"), t("not accepted")],
            bars: byDay.map(({ day, offered, accepted }) => ({
              name: short(day),
              parts: [accepted, offered - accepted],
            })),
            write: count,
          })}
          ${chart({
            title: t("Time until a suggestion was there"),
            parts: [t("suggestions")],
            bars: times.map((step, index) => ({
              name: stepName(step, times[index - 1]),
              parts: [step.offered],
            })),
            write: count,
          })}
          ${chart({
            title: t("Tokens by day"),
            parts: [t("led to an accepted suggestion"), t("wasted")],
            bars: byDay.map(({ day, tokens, wasted }) => ({
              name: short(day),
              parts: [sum(tokens) - sum(wasted), sum(wasted)],
            })),
            write: count,
          })}
          ${money > 0 ? spending(byDay) : nothing} ${languages(summary)} ${targets(summary)}`
    }
  `;
}

function period(days: number, shown: number, actions: Actions): TemplateResult {
  return html`<button
    class="link"
    type="button"
    aria-pressed=${days === shown}
    @click=${() => actions.show(days)}
  >
    ${t("{0} days", days)}
  </button>`;
}

function glance(summary: Summary): TemplateResult {
  const {
    offered,
    accepted,
    acceptedCharacters,
    kept,
    medianMs,
    tokens,
    wasted,
    cached,
    money,
    requests,
    failed,
  } = summary;
  const rows: readonly Row[] = [
    [t("Offered"), count(offered)],
    [t("Accepted"), t("{0} ({1})", count(accepted), share(accepted, offered))],
    [t("Characters accepted"), count(acceptedCharacters)],
    ...kept.map(
      ({ afterSeconds, seen, kept }) =>
        [t("Kept after {0}", later(afterSeconds)), share(kept, seen)] as const,
    ),
    [t("Usual time"), medianMs === undefined ? "–" : duration(medianMs)],
    [t("Requests"), t("{0}, {1} failed", count(requests), count(failed))],
    [t("Tokens sent and received"), t("{0} and {1}", count(tokens.sent), count(tokens.received))],
    [t("Wasted"), share(sum(wasted), sum(tokens))],
    [t("From the provider's cache"), share(cached, tokens.sent)],
    ...(money > 0 ? [[t("Money"), dollars(money)] as const] : []),
  ];
  return figureList(rows);
}

function spending(byDay: readonly DaySums[]): TemplateResult {
  const bars = byDay.map(({ day, money }) => ({ name: short(day), parts: [money] }));
  return chart({ title: t("Money by day"), parts: [t("dollars")], bars, write: dollars });
}

function languages({ languages }: Summary): TemplateResult {
  const rows = Object.entries(languages).map(([name, { offered, accepted, medianMs }]) => [
    name,
    count(offered),
    t("{0} ({1})", count(accepted), share(accepted, offered)),
    medianMs === undefined ? "–" : duration(medianMs),
  ]);
  return figures(t("By language"), [t("Language"), t("Offered"), t("Accepted"), t("Usual time")], rows);
}

function targets({ targets }: Summary): TemplateResult {
  const rows = Object.entries(targets).map(([name, { offered, accepted, medianMs, tokens, wasted }]) => [
    name,
    count(offered),
    t("{0} ({1})", count(accepted), share(accepted, offered)),
    medianMs === undefined ? "–" : duration(medianMs),
    count(sum(tokens)),
    share(sum(wasted), sum(tokens)),
  ]);
  const heads = [t("Target"), t("Offered"), t("Accepted"), t("Usual time"), t("Tokens"), t("Wasted")];
  return figures(t("By target"), heads, rows);
}

function figures(
  title: string,
  heads: readonly string[],
  rows: readonly (readonly string[])[],
): TemplateResult {
  return html`<section>
    <table class="values">
      <caption>
        <h2>${title}</h2>
      </caption>
      <thead>
        <tr>
          ${heads.map((head) => html`<th scope="col">${head}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          ([name, ...values]) =>
            html`<tr>
              <th scope="row">${name}</th>
              ${values.map((value) => html`<td>${value}</td>`)}
            </tr>`,
        )}
      </tbody>
    </table>
  </section>`;
}

const count = (figure: number) => Math.round(figure).toLocaleString();
const dollars = (figure: number) => `$${figure.toFixed(figure < 1 ? 3 : 2)}`;
const sum = ({ sent, received }: Tokens) => sent + received;
const share = (part: number, whole: number) =>
  whole === 0 ? "–" : `${String(Math.round((part / whole) * 100))} %`;

function later(seconds: number): string {
  return seconds < 60 ? t("{0} s", seconds) : t("{0} min", Math.round(seconds / 60));
}

/** `2026-11-20` → the day and the month. */
function short(day: string): string {
  return new Date(`${day}T12:00:00Z`).toLocaleDateString(undefined, { day: "numeric", month: "short" });
}

function stepName({ belowMs }: TimeStep, before: TimeStep | undefined): string {
  return belowMs === undefined
    ? t("{0} and more", duration(before?.belowMs ?? 0))
    : t("under {0}", duration(belowMs));
}
