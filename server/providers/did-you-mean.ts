/** Names the models that were probably meant by one that the provider does not know. Its list is asked for only then. */
import type { GenerateEvent } from "../completion/ports.ts";
import { nearNames } from "./near-names.ts";
import type { Generate } from "./retry.ts";

export function didYouMean<Asked extends { readonly model: string }>(
  generate: Generate<Asked>,
  /** What the provider serves; nothing when nobody knows. */
  modelsOf: (target: Asked) => Promise<readonly string[]>,
): Generate<Asked> {
  return async function* (target, prompt, signal) {
    for await (const event of generate(target, prompt, signal)) {
      const isUnknown = event.kind === "failed" && event.failure.kind === "unknown-model";
      yield isUnknown && !signal.aborted
        ? withNames(event, nearNames(target.model, await modelsOf(target)))
        : event;
    }
  };
}

function withNames({ failure }: GenerateEvent & { kind: "failed" }, near: readonly string[]): GenerateEvent {
  const advice = near.length > 0 ? `Did you mean ${near.join(" or ")}? ${failure.advice}` : failure.advice;
  return { kind: "failed", failure: { ...failure, advice } };
}
