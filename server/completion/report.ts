/** An outcome in words: one line for the log, one sentence for the user. */
import { REASONS, type Outcome } from "./outcome.ts";
import type { Usage } from "./ports.ts";
import type { CompletionRequest } from "./request.ts";
import { STEPS } from "./timings.ts";
import { allInEnglish, inEnglish, told, type Told } from "./told.ts";

export function logLine({ place, trigger }: CompletionRequest, outcome: Outcome): string {
  const where = `${place.document.path}:${String(place.line + 1)}:${String(place.character + 1)}`;
  const what =
    outcome.kind === "suggestion"
      ? `${String(outcome.text.length)} characters, ${outcome.origin}`
      : `nothing (${outcome.reason}): ${why(outcome)}`;
  const target = outcome.target ? ` · ${outcome.target}` : "";
  return `${where} ${trigger} → ${what}${target}${fallWords(outcome)}${promptWords(outcome)} · ${timingWords(outcome)}`;
}

/** “Nothing suggested: …” and what can be done about it, or what was suggested: sentence by sentence. */
export function tell(outcome: Outcome): readonly Told[] {
  const falls = toldFalls(outcome);
  if (outcome.kind === "suggestion") return [told("Suggested by {0}{1}.", outcome.target, falls)];
  const { failure } = outcome;
  const nothing = told("Nothing suggested: {0}{1}.", toldWhy(outcome), falls);
  return [nothing, ...(failure ? [told(failure.advice)] : [])];
}

/** The same in one piece. */
export function sentence(outcome: Outcome): string {
  return allInEnglish(tell(outcome));
}

function toldWhy({ reason, failure }: Outcome & { kind: "nothing" }): Told {
  const why = told(REASONS[reason]);
  return failure ? told("{0} ({1})", why, failure.message) : why;
}

function why(outcome: Outcome & { kind: "nothing" }): string {
  return inEnglish(toldWhy(outcome));
}

function toldFalls({ fallen = [], instead }: Outcome): Told | string {
  if (instead && fallen.length === 0)
    return told(", in place of {0} ({1})", instead.target, told(REASONS[instead.why]));
  const [first, ...more] = fallen.map(({ target, failure }) =>
    told("{0} failed ({1}: {2})", target, failure.kind, failure.message),
  );
  if (!first) return "";
  return told(
    ", after {0}",
    more.reduce((all, next) => told("{0} and {1}", all, next), first),
  );
}

function fallWords(outcome: Outcome): string {
  const falls = toldFalls(outcome);
  return typeof falls === "string" ? falls : inEnglish(falls);
}

function promptWords({ prompt }: Outcome): string {
  if (!prompt) return "";
  const snippets = prompt.snippets > 0 ? ` with ${String(prompt.snippets)} snippets` : "";
  return ` · ${prompt.exact ? "" : "about "}${String(prompt.tokens)} tokens${snippets}${usageWords(prompt.usage)}`;
}

/** Who counted: the server, or we in its place. */
function usageWords({ inputTokens, outputTokens, cachedTokens, estimated }: Usage = {}): string {
  if (estimated) return `, about ${String(outputTokens)} answered`;
  const figures = [
    inputTokens !== undefined && `${String(inputTokens)} sent`,
    cachedTokens && `${String(cachedTokens)} of them from its cache`,
    outputTokens !== undefined && `${String(outputTokens)} answered`,
  ].filter((words) => typeof words === "string");
  return figures.length > 0 ? `, the server counted ${figures.join(", ")}` : "";
}

function timingWords({ timings, rest }: Outcome): string {
  const steps = STEPS.flatMap((step) => {
    const ms = timings[step];
    if (ms === undefined) return [];
    const because = step === "rest" && rest ? ` [${inEnglish(rest.why)}]` : "";
    return [`${step} ${ms.toFixed(1)}${because}`];
  });
  return `${(timings.total ?? 0).toFixed(1)} ms${steps.length > 0 ? ` (${steps.join(", ")})` : ""}`;
}
