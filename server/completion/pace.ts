/** Step 3: how long typing should rest before a target is asked. */
import type { Clock, CompletionTarget, Signal } from "./ports.ts";
import type { CompletionRequest } from "./request.ts";

/** VS Code has waited this long before an automatic request reaches us. */
const WAITED_BY_EDITOR_MS = 50;

function restMs({ trigger }: CompletionRequest, target: CompletionTarget): number {
  return trigger === "manual" ? 0 : Math.max(0, target.restMs - WAITED_BY_EDITOR_MS);
}

export async function rest(
  request: CompletionRequest,
  target: CompletionTarget,
  { clock, signal }: { clock: Clock; signal: Signal },
): Promise<void> {
  const ms = restMs(request, target);
  if (ms > 0) await clock.sleep(ms, signal);
}
