/** Step 1: should we ask at all? Looks only at the request. */
import type { Reason } from "./outcome.ts";
import { lineAfter, lineBefore } from "./place.ts";
import type { CompletionRequest } from "./request.ts";

const WORD_END = /[\p{L}\p{N}_$]$/u;
const WORD_START = /^[\p{L}\p{N}_$]/u;

/** A reason to stay silent; undefined lets the request pass. A manual trigger passes everything but the switch. */
export function gate({ place, trigger, enabled }: CompletionRequest): Reason | undefined {
  if (!enabled) return "disabled";
  if (trigger === "manual") return undefined;
  if (WORD_END.test(lineBefore(place)) && WORD_START.test(lineAfter(place))) return "mid-word";
  return undefined;
}
