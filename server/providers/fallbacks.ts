/** Which targets complete when the first choice fails, by the names of their instances. The built-in engine is one of them when the user names it. */
import type { CompletionTarget } from "../completion/ports.ts";
import { BUILTIN, type Known, type Setup } from "./choice.ts";
import { failure } from "./failure.ts";
import { resolveTarget } from "./target.ts";

interface Fallbacks {
  readonly targets: readonly CompletionTarget[];
  /** For the log: a name in the list that nobody has, or who cannot complete. */
  readonly mistakes: readonly string[];
}

export function resolveFallbacks(
  names: readonly string[],
  { instances }: Pick<Setup, "instances">,
  { knowledge, builtin, resolve = resolveTarget }: Known,
): Fallbacks {
  const found = [...new Set(names)].map((name) => {
    if (name === BUILTIN) return builtin;
    const instance = instances.find(({ id, enabled }) => enabled && id === name);
    return instance
      ? resolve(instance, knowledge)
      : failure("misconfigured", `there is no provider “${name}” to fall back to`);
  });
  return {
    targets: found.flatMap((one) => ("kind" in one ? [] : [one])),
    mistakes: found.flatMap((one) => ("kind" in one ? [`fallback: ${one.message}`] : [])),
  };
}
