/** What the probe saw, in words for the user: plain, whole sentences. Pure. */
import type { Failure } from "../../completion/ports.ts";
import { FINDINGS } from "./finding.ts";
import type { Filling } from "./fill.ts";
import type { MarkerCheck } from "./markers.ts";
import type { Trial } from "./try-way.ts";
import type { Way } from "./way.ts";

export function wayWords({ transport, form, family }: Way): string {
  const how = {
    fim: `with the markers of ${family ?? "its family"}`,
    infill: "with the text after the cursor as a field of its own",
    chat: "in a chat",
  }[form];
  return `${transport} ${how}`;
}

/** Each failure once, with all the families whose markers met with it. */
export function failures(tried: readonly { readonly way: Way; readonly trial: Trial }[]): readonly string[] {
  const failed = tried.filter(({ trial }) => trial.result.kind === "fails");
  const alike = Map.groupBy(failed, ({ way: { transport, form }, trial }) =>
    [transport, form, trial.markers.split.length > 0 ? "split" : failureWords(trial)].join("\n"),
  );
  return [...alike.values()].flatMap(([first, ...more]) => {
    if (!first) return [];
    const { family } = first.way;
    const families = [family, ...more.map(({ way }) => way.family)].flatMap((name) => name ?? []);
    const way = { ...first.way, ...(family !== undefined && { family: list(families) }) };
    const words =
      more.length > 0 && first.trial.markers.split.length > 0 ? NOT_MARKERS : failureWords(first.trial);
    return `By ${wayWords(way)}: ${words}`;
  });
}

const NOT_MARKERS = "they are not markers in its tokenizer";

export function outcomeWords(outcome: Filling["outcome"]): string {
  if (outcome === "aborted") return "it was broken off";
  return typeof outcome === "string" ? `it ${FINDINGS[outcome]}` : outcome.message;
}

export function splitWords({ split, askedOf }: MarkerCheck): string {
  const whose = askedOf === "the server" ? "the server's own tokenizer" : "this model's tokenizer";
  return `${list(split)} ${split.length === 1 ? "is" : "are"} not one token in ${whose}, so the model reads plain text`;
}

/** What failed, as the second half of a sentence. */
function failureWords({ markers, fillings, result }: Trial): string {
  if (result.kind !== "fails") return "";
  if (result.finding === "split-markers") return splitWords(markers);
  if (result.finding === "failed") return failureOf(fillings)?.message ?? "the request failed";
  return `it ${FINDINGS[result.finding]}`;
}

export function failureOf(fillings: readonly Filling[]): Failure | undefined {
  for (const { outcome } of fillings) if (typeof outcome === "object") return outcome;
  return undefined;
}

const ADVICE: Readonly<Partial<Record<string, string>>> = {
  "split-markers":
    "Name the family that the model really belongs to (family in the provider's file), or take another model.",
  overran: "Take a model whose markers Keyfill knows, or a server that takes the text after the cursor.",
  thought:
    "Take a model that does not think first, or switch its thinking off (completion_body in the provider's file).",
  prose: "Take the base model instead of the one for chats: it fills in the middle and says nothing else.",
  fence: "Take the base model instead of the one for chats: it fills in the middle and says nothing else.",
  markers: "Name the family that the model really belongs to (family in the provider's file).",
};

const OTHERWISE = "Choose a model that was trained to fill in the middle, such as Qwen2.5-Coder.";

export function adviceFor(trials: readonly Trial[], alternatives: readonly string[]): string {
  const findings = trials.map(({ result }) => (result.kind === "fails" ? result.finding : ""));
  const failed = trials.map(({ fillings }) => failureOf(fillings)).find(Boolean);
  const known = findings.map((finding) => ADVICE[finding]).find(Boolean) ?? failed?.advice ?? OTHERWISE;
  return alternatives.length > 0 ? `${known} ${alternativeWords(alternatives)}` : known;
}

export function alternativeWords(alternatives: readonly string[]): string {
  const verb = alternatives.length === 1 ? "fills" : "fill";
  return `Of this provider's models, ${list(alternatives)} ${verb} in the middle.`;
}

export function list(names: readonly string[]): string {
  const last = names.at(-1) ?? "";
  return names.length < 2 ? last : `${names.slice(0, -1).join(", ")} and ${last}`;
}

export function duration(ms: number): string {
  return ms < 1000 ? `${String(Math.round(ms))} ms` : `${(ms / 1000).toFixed(1)} s`;
}
