/** Names the models that were probably meant by one that the provider does not know. Its list is asked for only then. */
import { told } from "../completion/told.ts";
import type { GenerateEvent } from "../completion/ports.ts";
import { meantWords, nearNames } from "./near-names.ts";
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
  const meant = meantWords(near);
  const advice = meant ? told("{0} {1}", meant, told(failure.advice)) : failure.advice;
  return { kind: "failed", failure: { ...failure, advice } };
}
