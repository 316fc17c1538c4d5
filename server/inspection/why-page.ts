/** “Why was nothing suggested?”: the last completions and what each came to, and all that is known of the last one. */
import type { Say } from "../completion/told.ts";
import { cacheReuse, type Fare, percentile } from "./fare.ts";
import type { Past } from "./past.ts";
import { clockTime, count, ms, percent, sections, table } from "./markdown.ts";
import { askingSections, placeOf, report, timeSection } from "./prompt-page.ts";
import type { Conclusion } from "./seen.ts";

interface Known extends Past {
  /** What else the editor knows of. */
  readonly hints?: readonly string[] | undefined;
}

export function whyPage({ hints = [], ...past }: Known, t: Say): string {
  const last = past.conclusions.at(-1);
  const why = `# ${t("Why was nothing suggested?")}`;
  if (!last) return sections(why, t("Nothing was asked for yet in this window."), ...hints);
  return sections(
    last.outcome.kind === "nothing" ? why : `# ${t("The last completion")}`,
    `${placeOf(last, t)}\n**${report(last.outcome, t)}**`,
    ...hints,
    detailsOf(last, past, t),
    `## ${t("The last completions")}`,
    table(
      [t("when"), t("where"), t("how"), t("what it came to"), t("time")],
      past.conclusions.toReversed().map((conclusion) => row(conclusion, t)),
    ),
    past.fares.size > 0 ? `## ${t("How the targets fare in this window")}` : undefined,
    past.fares.size > 0 ? faresTable(past.fares, t) : undefined,
    t("All of this is in this window's memory alone. Nothing of it is written to disk or sent anywhere."),
  );
}

/** Of the request that it came from; where nobody was asked, only how long that took. */
function detailsOf({ outcome }: Conclusion, { seen }: Past, t: Say): string {
  const asking = seen.findLast(({ id }) => id === outcome.id);
  return asking ? askingSections({ ...asking, told: outcome }, t) : timeSection(outcome, t);
}

function row({ at, path, line, column, trigger, outcome }: Conclusion, t: Say): readonly string[] {
  return [
    clockTime(at),
    `${path}:${String(line)}:${String(column)}`,
    trigger === "manual" ? t("by hand") : t("typing"),
    outcome.kind === "suggestion"
      ? `${outcome.origin}: ${JSON.stringify(outcome.text.slice(0, 40))}`
      : t("nothing: {0}", outcome.reason),
    ms(outcome.timings.total),
  ];
}

function faresTable(fares: ReadonlyMap<string, Fare>, t: Say): string {
  const rows = [...fares].map(([target, fare]) => {
    const reuse = cacheReuse(fare);
    return [
      target,
      count(fare.requests),
      ms(percentile(fare.firstMs, 0.5)),
      ms(percentile(fare.firstMs, 0.95)),
      ms(percentile(fare.allMs, 0.5)),
      ms(percentile(fare.allMs, 0.95)),
      reuse === undefined ? t("not told") : percent(reuse),
    ];
  });
  return table(
    [
      t("target"),
      t("requests"),
      t("first text p50"),
      t("p95"),
      t("whole p50"),
      t("p95"),
      t("prompt from the server's cache"),
    ],
    rows,
  );
}
