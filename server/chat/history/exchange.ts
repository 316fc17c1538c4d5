/** A chat as a file to be kept elsewhere, and back. */
import { apply, begin } from "../../protocol/chat/apply.ts";
import type { Conversation } from "../../protocol/chat/conversation.ts";
import type { ChatEvent } from "../../protocol/chat/event.ts";
import { eventsOf } from "../events-of.ts";
import { eventIn } from "../wire/event-schema.ts";
import { brokenOff } from "./restore.ts";

const FORMAT = "keyfill-chat";
const VERSION = 1;

export function asJson(conversation: Conversation): string {
  const { id, createdAt: at, options, title, turns, leaf: turn } = conversation;
  const events: readonly ChatEvent[] = [
    { kind: "began", id, at, options },
    { kind: "titled", title },
    ...eventsOf(turns.values()),
    { kind: "leaf", turn },
  ];
  return `${JSON.stringify({ format: FORMAT, version: VERSION, events }, undefined, 1)}\n`;
}

/** Throws what is wrong with it, as a sentence. */
export function fromJson(text: string): Conversation {
  const [first, ...events] = eventsIn(text);
  if (first?.kind !== "began") throw new Error("This file does not begin as an exported chat does.");
  const conversation = begin(first);
  for (const event of events) apply(conversation, event);
  for (const turn of conversation.turns.values())
    if (turn.kind === "model" && turn.state.kind === "answering") apply(conversation, brokenOff(turn.id));
  if (conversation.turns.size === 0) throw new Error("There is nothing in this chat.");
  return conversation;
}

function eventsIn(text: string): readonly ChatEvent[] {
  const { format, version, events }: Partial<Record<"format" | "version" | "events", unknown>> = Object(
    parsed(text),
  );
  if (format !== FORMAT || !Array.isArray(events))
    throw new Error("This is no chat that Keyfill has exported as JSON.");
  if (version !== VERSION)
    throw new Error(`This chat was exported by another version of Keyfill (format ${String(version)}).`);
  return events.map((data: unknown, at) => {
    const event = eventIn(data);
    if (!event) throw new Error(`Event ${String(at + 1)} of this chat says nothing that Keyfill knows.`);
    // The texts that it names are on another machine.
    return event.kind === "changed" ? { ...event, changes: [] } : event;
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Error(`This file is no JSON: ${String(error)}`, { cause: error });
  }
}
