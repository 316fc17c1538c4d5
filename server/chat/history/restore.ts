/** A conversation from what was written down of it. */
import { apply, begin } from "../../protocol/chat/apply.ts";
import type { ChatEvent } from "../../protocol/chat/event.ts";
import type { Restored, Written } from "../ports.ts";
import { isAlive } from "./writer.ts";

interface Reader {
  /** Who restores it, and answers nothing in it as yet. */
  readonly own: string;
  /** For so long nothing was written. */
  readonly silentMs: number;
}

/** Undefined when nothing says that it ever began. */
export function restore(
  written: readonly Written[],
  { own, silentMs }: Reader,
): Omit<Restored, "bytes"> | undefined {
  const first = written.find(({ event }) => event.kind === "began")?.event;
  if (first?.kind !== "began") return undefined;
  const conversation = begin(first);
  const answeredBy = new Map<string, string>();
  for (const { event, writer } of written) {
    apply(conversation, event);
    if (event.kind === "answering") answeredBy.set(event.turn, writer);
  }
  const elsewhere = new Map<string, string>();
  for (const turn of conversation.turns.values()) {
    if (turn.kind === "user" || turn.state.kind !== "answering") continue;
    const writer = answeredBy.get(turn.id) ?? "";
    if (writer !== own && isAlive(writer, silentMs)) elsewhere.set(turn.id, writer);
    else apply(conversation, brokenOff(turn.id));
  }
  return { conversation, elsewhere };
}

/** It is seen when it is read, and need not be written down. */
export function brokenOff(turn: string): ChatEvent {
  return { kind: "state", turn, state: { kind: "broken-off" } };
}
