/** Which chats say something: all words of a query, in whatever case, in what was asked, answered or attached. */
import type { ChatEvent } from "../../protocol/chat/event.ts";
import { push } from "../joined.ts";
import { writtenIn } from "./lines.ts";

/** Whether a chat's file says it; whatever it says when nothing is looked for. */
export function saysAll(query: string): (file: string) => boolean {
  const words = query
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== "");
  return (file) => {
    if (words.length === 0) return true;
    const said = saidIn(file).toLowerCase();
    return words.every((word) => said.includes(word));
  };
}

/** Its pieces put together: a word may have come in two of them. */
function saidIn(file: string): string {
  const events: ChatEvent[] = [];
  for (const { event } of writtenIn(file)) push(events, event);
  return events.flatMap(wordsOf).join("\n");
}

function wordsOf(event: ChatEvent): readonly string[] {
  if (event.kind === "asked") return [event.text, ...event.attached.map(({ label }) => label)];
  if (event.kind === "titled") return [event.title];
  return event.kind === "text" ? [event.text] : [];
}
