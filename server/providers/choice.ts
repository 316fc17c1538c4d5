/** Which target completes now: the one that the user chose, else the first that is set up, else the built-in engine. */
import type { CompletionTarget, TargetChoice } from "../completion/ports.ts";
import type { Instance } from "./catalog.ts";
import { failure } from "./provider-error.ts";
import { type Knowledge, resolveTarget } from "./target.ts";

const BUILTIN = "builtin";

export interface Setup {
  /** In the order in which they are tried when none is chosen. */
  readonly instances: readonly Instance[];
  readonly mistakes: readonly string[];
  /** The setting; empty when the user did not choose. */
  readonly chosen: string;
}

export function chooseTarget(
  { instances, mistakes, chosen }: Setup,
  { knowledge, builtin }: { knowledge: Knowledge; builtin: CompletionTarget },
): TargetChoice {
  if (chosen === BUILTIN) return { kind: "target", target: builtin };
  const instance = chosen === "" ? instances[0] : instances.find(({ id }) => id === chosen);
  if (instance) {
    const target = resolveTarget(instance, knowledge);
    return "kind" in target ? { kind: "failed", failure: target } : { kind: "target", target };
  }
  const [mistake] = mistakes;
  if (mistake) return { kind: "failed", failure: failure("misconfigured", mistake) };
  if (chosen === "") return { kind: "target", target: builtin };
  const names = [...instances.map(({ id }) => id), BUILTIN].join(", ");
  const advice = `Set keyfill.completion.provider to one of: ${names}.`;
  return { kind: "failed", failure: failure("misconfigured", `there is no provider “${chosen}”`, advice) };
}
