/** “Why was nothing suggested?”: the last completions and what each came to, and all that is known of the last one. */
import { sentence } from "../completion/report.ts";
import { cacheReuse, type Fare, percentile } from "./fare.ts";
import type { Past } from "./past.ts";
import { block, clockTime, count, ms, percent, sections, table } from "./markdown.ts";
import { askingSections } from "./prompt-page.ts";
import type { Conclusion } from "./seen.ts";
import { waterfall } from "./waterfall.ts";

/** `hints`: what else the editor knows of. */
export function whyPage(past: Past, hints: readonly string[] = []): string {
  const last = past.conclusions.at(-1);
  if (!last)
    return sections("# Why was nothing suggested?", "Nothing was asked for yet in this window.", ...hints);
  return sections(
    last.outcome.kind === "nothing" ? "# Why was nothing suggested?" : "# The last completion",
    `${placeOf(last)}\n**${sentence(last.outcome)}**`,
    ...hints,
    detailsOf(last, past),
    "## The last completions",
    table(["when", "where", "how", "what it came to", "time"], past.conclusions.toReversed().map(row)),
    past.fares.size > 0 ? "## How the targets fare in this window" : undefined,
    past.fares.size > 0 ? faresTable(past.fares) : undefined,
    "All of this is in this window's memory alone. Nothing of it is written to disk or sent anywhere.",
  );
}

function placeOf({ at, path, line, column, trigger }: Conclusion): string {
  return `${clockTime(at)} · ${path}:${String(line)}:${String(column)} · ${trigger === "manual" ? "asked for by hand" : "while typing"}`;
}

/** Of the request that it came from; where nobody was asked, only how long that took. */
function detailsOf({ outcome }: Conclusion, { seen }: Past): string {
  const asking = seen.findLast(({ id }) => id === outcome.id);
  if (!asking)
    return sections("## Where the time went", block(waterfall(outcome.timings, outcome.rest))).trimEnd();
  return askingSections(asking, outcome);
}

function row({ at, path, line, column, trigger, outcome }: Conclusion): readonly string[] {
  return [
    clockTime(at),
    `${path}:${String(line)}:${String(column)}`,
    trigger === "manual" ? "by hand" : "typing",
    outcome.kind === "suggestion"
      ? `${outcome.origin}: ${JSON.stringify(outcome.text.slice(0, 40))}`
      : `nothing: ${outcome.reason}`,
    ms(outcome.timings.total),
  ];
}

function faresTable(fares: ReadonlyMap<string, Fare>): string {
  const rows = [...fares].map(([target, fare]) => {
    const reuse = cacheReuse(fare);
    return [
      target,
      count(fare.requests),
      ms(percentile(fare.firstMs, 0.5)),
      ms(percentile(fare.firstMs, 0.95)),
      ms(percentile(fare.allMs, 0.5)),
      ms(percentile(fare.allMs, 0.95)),
      reuse === undefined ? "not told" : percent(reuse),
    ];
  });
  return table(
    ["target", "requests", "first text p50", "p95", "whole p50", "p95", "prompt from the server's cache"],
    rows,
  );
}
