/**
 * A chat's file: batches of lines, each headed by who wrote it. Every batch begins with an end of line, so that a line in whose
 * middle somebody died spoils nothing but itself.
 */
import type { ChatEvent } from "../../protocol/chat/event.ts";
import type { Written } from "../ports.ts";
import { eventIn } from "../wire/event-schema.ts";

export function batchOf(events: readonly ChatEvent[], writer: string): string {
  const lines = [{ writer }, ...events].map((line) => JSON.stringify(line));
  return `\n${lines.join("\n")}\n`;
}

/** Reads a file, perhaps in several goes. Of the one who is not wanted nothing is even looked at. */
export function reader(except?: string): (text: string) => readonly Written[] {
  let writer = "";
  return (text) => {
    const all: Written[] = [];
    for (const line of text.split("\n")) {
      if (line === "") continue;
      if (line.startsWith('{"writer":')) {
        writer = writerIn(line);
        continue;
      }
      const event = writer === except ? undefined : eventIn(parsed(line));
      // What cannot be read is passed over.
      if (event) all.push({ event, writer });
    }
    return all;
  };
}

export function writtenIn(text: string): readonly Written[] {
  return reader()(text);
}

function writerIn(line: string): string {
  const { writer }: { readonly writer?: unknown } = Object(parsed(line));
  return typeof writer === "string" ? writer : "";
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    // Broken off in its middle.
    return undefined;
  }
}
