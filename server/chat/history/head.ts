/** What a list shows of a chat, read from its file without reading all of it: pieces of answers are most of it, and say nothing here. */
import type { ChatHead } from "../../protocol/chat/conversation.ts";
import type { ChatEvent } from "../../protocol/chat/event.ts";
import { writtenIn } from "./lines.ts";

export type Head = Omit<ChatHead, "busy"> & {
  /** Who began the last answer, if nothing is written of its end. */
  readonly answerer: string | undefined;
};

/** As `JSON.stringify` writes them: what names a line comes first. */
const TELLING = /^\{"(?:writer":|kind":"(?:began|titled|options|asked|answering|state)")/;

/** Undefined for what is no chat, or has nothing in it. */
export function headIn(file: string): Head | undefined {
  const telling = file.split("\n").filter((line) => TELLING.test(line));
  let head: Head | undefined;
  for (const { event, writer } of writtenIn(telling.join("\n"))) {
    if (head) head = headAfter(head, event, writer);
    else if (event.kind === "began") head = headOf(event);
  }
  return head && head.turns > 0 ? head : undefined;
}

function headOf({ id, at, options }: ChatEvent<"began">): Head {
  return { id, at, title: "", turns: 0, target: options.target, answerer: undefined };
}

function headAfter(head: Head, event: ChatEvent, writer: string): Head {
  const { turns } = head;
  if (event.kind === "titled") return { ...head, title: event.title };
  if (event.kind === "options") return { ...head, target: event.options.target };
  if (event.kind === "asked") return { ...head, at: event.at, turns: turns + 1 };
  if (event.kind === "state") return { ...head, answerer: undefined };
  if (event.kind !== "answering") return head;
  const { at, target } = event;
  return { ...head, at, turns: turns + 1, target: target === "" ? head.target : target, answerer: writer };
}
