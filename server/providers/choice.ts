/** Which target completes now, and which chats: the one that the user chose, else the first that is set up; the built-in engine needs none. */
import { told, type Words } from "../completion/told.ts";
import type { CompletionTarget, Failure, TargetChoice } from "../completion/ports.ts";
import { type ChatTarget, resolveChatTarget } from "./chat-target.ts";
import { failure } from "./failure.ts";
import type { Instance } from "./instance.ts";
import { type Knowledge, resolveTarget } from "./target.ts";

export const BUILTIN = "builtin";

export interface Setup {
  /** In the order in which they are tried when none is chosen. */
  readonly instances: readonly Instance[];
  readonly mistakes: readonly Words[];
  /** The setting; empty when the user did not choose. */
  readonly chosen: string;
}

/** What a choice is made from. */
export interface Known {
  readonly knowledge: Knowledge;
  readonly builtin: CompletionTarget;
  /** How an instance becomes a target, where more is known than the files say. */
  readonly resolve?: typeof resolveTarget;
}

export function chooseTarget(
  setup: Setup,
  { knowledge, builtin, resolve = resolveTarget }: Known,
): TargetChoice {
  const { instances, mistakes, chosen } = setup;
  if (chosen === BUILTIN) return { kind: "target", target: builtin };
  const instance = chosenFrom(setup, ({ model }) => model !== undefined);
  if (instance) {
    const target = resolve(instance, knowledge);
    return "kind" in target ? { kind: "failed", failure: target } : { kind: "target", target };
  }
  const [mistake] = mistakes;
  if (mistake) return { kind: "failed", failure: failure("misconfigured", mistake) };
  if (chosen === "") return { kind: "target", target: builtin };
  const names = [...instances.map(({ id }) => id), BUILTIN].join(", ");
  const advice = told("Set keyfill.completion.provider to one of: {0}.", names);
  const message = told("there is no provider “{0}”", chosen);
  return { kind: "failed", failure: failure("misconfigured", message, advice) };
}

/** Undefined when nobody is set up who chats. */
export function chooseChatTarget(setup: Setup, knowledge: Knowledge): ChatTarget | Failure | undefined {
  const instance = chosenFrom(setup, ({ chat_model }) => chat_model !== undefined) ?? chosenFrom(setup);
  return instance && resolveChatTarget(instance, knowledge);
}

function chosenFrom(
  { instances, chosen }: Setup,
  can: (instance: Instance) => boolean = () => true,
): Instance | undefined {
  const enabled = instances.filter((instance) => instance.enabled);
  return chosen === "" ? enabled.find(can) : enabled.find(({ id }) => id === chosen);
}
