/** An outcome in words: one line for the log, one sentence for the user. */
import { REASONS, type Outcome } from "./outcome.ts";
import type { Usage } from "./ports.ts";
import type { CompletionRequest } from "./request.ts";
import { STEPS } from "./timings.ts";

export function logLine({ place, trigger }: CompletionRequest, outcome: Outcome): string {
  const where = `${place.document.path}:${String(place.line + 1)}:${String(place.character + 1)}`;
  const what =
    outcome.kind === "suggestion"
      ? `${String(outcome.text.length)} characters, ${outcome.origin}`
      : `nothing (${outcome.reason}): ${why(outcome)}`;
  const target = outcome.target ? ` · ${outcome.target}` : "";
  return `${where} ${trigger} → ${what}${target}${fallWords(outcome)}${promptWords(outcome)} · ${timingWords(outcome)}`;
}

/** “Nothing suggested: …”, or what was. */
export function sentence(outcome: Outcome): string {
  if (outcome.kind === "suggestion") return `Suggested by ${outcome.target}${fallWords(outcome)}.`;
  return `Nothing suggested: ${why(outcome)}${fallWords(outcome)}.${outcome.failure ? ` ${outcome.failure.advice}` : ""}`;
}

function why({ reason, failure }: Outcome & { kind: "nothing" }): string {
  return failure ? `${REASONS[reason]} (${failure.message})` : REASONS[reason];
}

function fallWords({ fallen = [] }: Outcome): string {
  const falls = fallen.map(({ target, failure }) => `${target} failed (${failure.kind}: ${failure.message})`);
  return falls.length > 0 ? `, after ${falls.join(" and ")}` : "";
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
    const because = step === "rest" && rest ? ` [${rest.why}]` : "";
    return [`${step} ${ms.toFixed(1)}${because}`];
  });
  return `${(timings.total ?? 0).toFixed(1)} ms${steps.length > 0 ? ` (${steps.join(", ")})` : ""}`;
}
