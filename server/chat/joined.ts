/** Pieces that come one after the other as one event: what is written and told gets no longer for coming in small pieces. */
import type { ChatEvent } from "../protocol/chat/event.ts";

/** The events with one more, which may become part of the last. */
export function push(events: ChatEvent[], event: ChatEvent): void {
  const last = events.at(-1);
  const joint = last && joined(last, event);
  if (joint) events[events.length - 1] = joint;
  else events.push(event);
}

function joined(last: ChatEvent, event: ChatEvent): ChatEvent | undefined {
  if (!("turn" in last && "turn" in event) || last.turn !== event.turn) return undefined;
  if (last.kind === "text" && event.kind === "text") return { ...last, text: last.text + event.text };
  if (last.kind === "result" && event.kind === "result" && last.call === event.call)
    return { ...last, text: last.text + event.text };
  return last.kind === "reasoning" && event.kind === "reasoning" ? oneThought(last, event) : undefined;
}

/** A signature closes a thought. */
function oneThought(last: ChatEvent<"reasoning">, event: ChatEvent<"reasoning">): ChatEvent | undefined {
  const isClosed = last.signature !== undefined || last.redacted || event.redacted;
  return isClosed ? undefined : { ...event, text: last.text + event.text };
}
