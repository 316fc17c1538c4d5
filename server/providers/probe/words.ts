/** What the probe saw, in words for the user: plain, whole sentences. Pure. */
import type { Failure } from "../../completion/ports.ts";
import { told, type Told } from "../../completion/told.ts";
import { ADVICE } from "../failure.ts";
import { FINDINGS } from "./finding.ts";
import type { Filling } from "./fill.ts";
import type { MarkerCheck } from "./markers.ts";
import type { Trial } from "./try-way.ts";
import type { Way } from "./way.ts";

export function wayWords({ transport, form, family }: Way, families?: Told | string): Told {
  if (form === "infill") return told("{0} with the text after the cursor as a field of its own", transport);
  if (form === "chat") return told("{0} in a chat", transport);
  return told("{0} with the markers of {1}", transport, families ?? family ?? told("its family"));
}

/** Each failure once, with all the families whose markers met with it, as a sentence. */
export function failures(tried: readonly { readonly way: Way; readonly trial: Trial }[]): readonly Told[] {
  const failed = tried.filter(({ trial }) => trial.result.kind === "fails");
  const alike = Map.groupBy(failed, ({ way: { transport, form }, trial }) =>
    JSON.stringify([transport, form, trial.markers.split.length > 0 ? "split" : failureWords(trial)]),
  );
  return [...alike.values()].flatMap(([first, ...more]) => {
    if (!first) return [];
    const families = [first, ...more].flatMap(({ way }) => way.family ?? []);
    const isSplit = more.length > 0 && first.trial.markers.split.length > 0;
    const words = isSplit ? told("they are not markers in its tokenizer") : failureWords(first.trial);
    return byWay(wayWords(first.way, families.length > 0 ? list(families) : undefined), words);
  });
}

export function byWay(way: Told, words: Told | string): Told {
  return told("By {0}: {1}.", way, words);
}

/** As a sentence. */
export function outcomeWords(outcome: Filling["outcome"]): Told {
  if (outcome === "aborted") return told("It was broken off.");
  return typeof outcome === "string"
    ? told("It {0}.", told(FINDINGS[outcome]))
    : told("It failed: {0}.", told(outcome.message));
}

export function splitWords({ split, askedOf }: MarkerCheck): Told {
  const whose =
    askedOf === "the server" ? told("the server's own tokenizer") : told("this model's tokenizer");
  return split.length === 1
    ? told("{0} is not one token in {1}, so the model reads plain text", list(split), whose)
    : told("{0} are not one token in {1}, so the model reads plain text", list(split), whose);
}

/** What failed, as the second half of a sentence. */
function failureWords({ markers, fillings, result }: Trial): Told | string {
  if (result.kind !== "fails") return "";
  if (result.finding === "split-markers") return splitWords(markers);
  if (result.finding !== "failed") return told("it {0}", told(FINDINGS[result.finding]));
  const failed = failureOf(fillings);
  return failed ? told(failed.message) : told("the request failed");
}

export function failureOf(fillings: readonly Filling[]): Failure | undefined {
  for (const { outcome } of fillings) if (typeof outcome === "object") return outcome;
  return undefined;
}

/** What helps against what was found. */
export const HELP: Readonly<Record<string, string>> = {
  "split-markers":
    "Name the family that the model really belongs to (family in the provider's file), or take another model.",
  overran: "Take a model whose markers Keyfill knows, or a server that takes the text after the cursor.",
  thought:
    "Take a model that does not think first, or switch its thinking off (completion_body in the provider's file).",
  prose: "Take the base model instead of the one for chats: it fills in the middle and says nothing else.",
  fence: "Take the base model instead of the one for chats: it fills in the middle and says nothing else.",
  markers: "Name the family that the model really belongs to (family in the provider's file).",
};

export function adviceFor(trials: readonly Trial[], alternatives: readonly string[]): readonly Told[] {
  const findings = trials.map(({ result }) => (result.kind === "fails" ? result.finding : ""));
  const failed = trials.map(({ fillings }) => failureOf(fillings)).find(Boolean);
  const known = findings.map((finding) => HELP[finding]).find(Boolean) ?? failed?.advice ?? ADVICE["no-fim"];
  return [told(known), ...alternativeWords(alternatives)];
}

/** A sentence, if there are any. */
export function alternativeWords(alternatives: readonly string[]): readonly Told[] {
  if (alternatives.length === 0) return [];
  return alternatives.length === 1
    ? [told("Of this provider's models, {0} fills in the middle.", list(alternatives))]
    : [told("Of this provider's models, {0} fill in the middle.", list(alternatives))];
}

export function list(names: readonly string[]): Told | string {
  const last = names.at(-1) ?? "";
  return names.length < 2 ? last : told("{0} and {1}", names.slice(0, -1).join(", "), last);
}

export function duration(ms: number): Told {
  return ms < 1000 ? told("{0} ms", String(Math.round(ms))) : told("{0} s", (ms / 1000).toFixed(1));
}
