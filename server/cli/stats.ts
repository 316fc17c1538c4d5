/** `keyfill stats`: what completions came to on this machine, as text. */
import type { Engine } from "../engine.ts";
import { tableText } from "./table.ts";
import type { Told } from "./told.ts";

export async function tellStats({ usage }: Engine, days: number, show: "text" | "json"): Promise<Told> {
  const summary = await usage.summary(days);
  if (show === "json") return { out: JSON.stringify(summary, null, 2) };
  if (summary.requests + summary.offered === 0) {
    return { out: `Nothing was asked or offered in ${daysIn(days)}.` };
  }
  const rows = [["all", summary] as const, ...Object.entries(summary.targets)].map(row);
  const kept = summary.kept.map(
    ({ afterSeconds, seen, kept }) =>
      `Of ${String(seen)} accepted suggestions, ${String(kept)} were still there after ${time(afterSeconds)}.`,
  );
  return {
    out: [
      `In ${daysIn(days)}:`,
      "",
      tableText({ heads: ["", ...HEAD], rows }),
      ...(kept.length > 0 ? ["", ...kept] : []),
    ].join("\n"),
  };
}

const HEAD = ["requests", "aborted", "failed", "offered", "accepted", "tokens", "of them wasted", "median"];

type Sums = Awaited<ReturnType<Engine["usage"]["summary"]>>["targets"][string];

function row([name, sums]: readonly [string, Sums]): string[] {
  const { tokens, wasted } = sums;
  const all = tokens.sent + tokens.received;
  return [
    name,
    String(sums.requests),
    String(sums.aborted),
    String(sums.failed),
    String(sums.offered),
    `${String(sums.accepted)}${share(sums.accepted, sums.offered)}`,
    String(all),
    `${String(wasted.sent + wasted.received)}${share(wasted.sent + wasted.received, all)}`,
    sums.medianMs === undefined ? "" : `${String(Math.round(sums.medianMs))} ms`,
  ];
}

function share(part: number, all: number): string {
  return all === 0 ? "" : ` (${String(Math.round((100 * part) / all))} %)`;
}

function daysIn(days: number): string {
  return days === 1 ? "the last day" : `the last ${String(days)} days`;
}

function time(seconds: number): string {
  return seconds < 60 ? `${String(seconds)} s` : `${String(seconds / 60)} min`;
}
