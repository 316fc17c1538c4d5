/** Lines of JSON → events. A line that is torn or of another version is passed over. */
import * as z from "zod/mini";

import type { UsageEvent } from "./event.ts";

const common = { at: z.number(), id: z.string() };
const eventSchema = z.discriminatedUnion("kind", [
  z.object({
    ...common,
    kind: z.literal("spent"),
    target: z.string(),
    trigger: z.enum(["automatic", "manual", "chat", "embedding"]),
    sent: z.number(),
    received: z.number(),
    cached: z.exactOptional(z.number()),
    money: z.exactOptional(z.number()),
    local: z.exactOptional(z.literal(true)),
    ended: z.enum(["text", "failed", "aborted"]),
  }),
  z.object({
    ...common,
    kind: z.literal("offered"),
    target: z.string(),
    language: z.string(),
    characters: z.number(),
    ms: z.number(),
  }),
  z.object({ ...common, kind: z.literal("accepted"), characters: z.number() }),
  z.object({ ...common, kind: z.literal("kept"), afterSeconds: z.number(), share: z.number() }),
  z.object({ ...common, kind: z.literal("went-on") }),
]);

export function eventsIn(text: string): readonly UsageEvent[] {
  return text.split("\n").flatMap((line) => {
    const parsed = eventSchema.safeParse(parseJson(line));
    return parsed.success ? [parsed.data] : [];
  });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
