/**
 * Which targets answer when the first choice fails, by the names of their instances: for completion and for chat. The built-in
 * engine is one of those that complete when the user names it.
 */
import { inEnglish, told } from "../completion/told.ts";
import type { CompletionTarget, Failure } from "../completion/ports.ts";
import { type ChatTarget, resolveChatTarget } from "./chat-target.ts";
import { BUILTIN, type Known, type Setup } from "./choice.ts";
import { failure } from "./failure.ts";
import { type Knowledge, resolveTarget } from "./target.ts";

interface Fallbacks<Target> {
  readonly targets: readonly Target[];
  /** For the log: a name in the list that nobody has, or who cannot do it. */
  readonly mistakes: readonly string[];
}

type Instances = Pick<Setup, "instances">;

export function resolveFallbacks(
  names: readonly string[],
  setup: Instances,
  { knowledge, builtin, resolve = resolveTarget }: Known,
): Fallbacks<CompletionTarget> {
  const found = named(names, setup).map(([name, instance]) => {
    if (name === BUILTIN) return builtin;
    return instance ? resolve(instance, knowledge) : nobody(name);
  });
  return { targets: found.flatMap((one) => ("kind" in one ? [] : [one])), mistakes: mistakesIn(found) };
}

export function resolveChatFallbacks(
  names: readonly string[],
  setup: Instances,
  knowledge: Knowledge,
): Fallbacks<ChatTarget> {
  const found = named(names, setup).map(([name, instance]) =>
    instance ? resolveChatTarget(instance, knowledge) : nobody(name),
  );
  return { targets: found.flatMap((one) => ("kind" in one ? [] : [one])), mistakes: mistakesIn(found) };
}

function named(names: readonly string[], { instances }: Instances) {
  const enabled = instances.filter((instance) => instance.enabled);
  return [...new Set(names)].map((name) => [name, enabled.find(({ id }) => id === name)] as const);
}

function nobody(name: string): Failure {
  return failure("misconfigured", told("there is no provider “{0}” to fall back to", name));
}

function mistakesIn(found: readonly (object | Failure)[]): readonly string[] {
  return found.flatMap((one) => ("message" in one ? [`fallback: ${inEnglish(one.message)}`] : []));
}
