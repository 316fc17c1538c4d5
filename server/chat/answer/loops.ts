/** Sees when a model calls the same again and again, and is told the same again and again. */
import type { ModelTurn, Step } from "../../protocol/chat/conversation.ts";
import { resultOf } from "../prompt/messages.ts";

/** Somebody who waits for something may well ask a few times. */
const MAX_TIMES = 4;

/** The last step did what others have done before, and came to the same. */
export function isEndless({ steps }: ModelTurn): boolean {
  const last = steps.at(-1);
  if (!last || last.calls.length === 0) return false;
  const done = deed(last);
  return steps.filter((step) => deed(step) === done).length >= MAX_TIMES;
}

function deed({ calls }: Step): string {
  return JSON.stringify(calls.map((call) => [call.name, call.arguments, resultOf(call)]));
}
