/** Makes asking a provider steady: what passes by itself is asked again, and a target that keeps failing is left alone for a while. */
import type { GenerateEvent } from "../completion/ports.ts";
import type { Ending, Limited, Limits } from "./limits.ts";
import { type Generate, type Retrying, retrying } from "./retry.ts";

export interface Steadying<Asked> extends Retrying<Asked> {
  readonly limits: Limits;
}

export function steady<Asked extends Limited>(
  generate: Generate<Asked>,
  { limits, ...options }: Steadying<Asked>,
): Generate<Asked> {
  // Each try counts, and a retry asks whether the target is paused by now.
  return retrying(limited(generate, limits), options);
}

export function limited<Asked extends Limited>(generate: Generate<Asked>, limits: Limits): Generate<Asked> {
  return async function* (target, prompt, signal) {
    const admission = limits.admit(target, prompt);
    if (admission.kind === "paused") {
      yield { kind: "failed", failure: { ...admission.failure, lasting: true } };
      return;
    }
    // Only who was to find out whether the target is back leaves that open by going away.
    let ending: Ending | undefined = admission.trouble && "left";
    try {
      for await (const event of generate(target, prompt, signal)) {
        if (event.kind === "failed") {
          ending = undefined;
          yield withPause(event, limits.settle(target, event.failure));
          return;
        }
        if (event.kind !== "end" || event.reason !== "aborted") ending = "answered";
        yield event;
      }
    } finally {
      // Also when who asked has had enough, or went away.
      if (ending) limits.settle(target, ending);
    }
  };
}

/** Whoever asks again before that is only told of the pause; nobody waits for the end of one that we made ourselves. */
function withPause({ failure }: GenerateEvent & { kind: "failed" }, ms: number): GenerateEvent {
  const { retryAfterMs = 0 } = failure;
  if (ms <= retryAfterMs) return { kind: "failed", failure };
  return { kind: "failed", failure: { ...failure, retryAfterMs: ms, lasting: true } };
}
