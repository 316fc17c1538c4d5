/** What passes the gate and is not known, and for which nobody is asked all the same. */
import type { Edits } from "./edits.ts";
import type { Refusal } from "./outcome.ts";
import type { CompletionTarget, Ports, SpentUp } from "./ports.ts";
import type { CompletionRequest } from "./request.ts";

export function holdBack(
  request: CompletionRequest,
  { target, unlikely }: { readonly target: CompletionTarget; readonly unlikely?: Refusal | undefined },
  { edits, ports }: { readonly edits: Edits; readonly ports: Ports },
): Refusal | undefined {
  if (unlikely) return unlikely;
  // What was known is shown again after a backspace; to ask anew would be in vain.
  return edits.isTypoFix(request) ? "typo-fix" : limitFor(request, target, ports);
}

/** Who asks by hand means it: only what would be sent unasked is stopped. */
export function limitFor(
  { trigger }: CompletionRequest,
  target: CompletionTarget,
  { spentUp }: Ports,
): SpentUp | undefined {
  return trigger === "automatic" ? spentUp?.(target) : undefined;
}
