/** What a line of a chat's file may say. Whoever wrote it: an older version, another program, or nobody who meant well. */
import * as z from "zod/mini";

import { wordsSchema } from "../../told-schema.ts";
import type { ChatEvent } from "../../protocol/chat/event.ts";
import { mentionSchema } from "./mention-schema.ts";
import { optionsSchema } from "./options-schema.ts";

const text = z.string();
const number = z.number();
const yes = z.literal(true);
const id = z.string().check(z.regex(/^[\w-]{1,80}$/));

const attached = z.object({
  mention: mentionSchema,
  label: text,
  tokens: number,
  estimated: z.exactOptional(yes),
  text,
  problem: z.exactOptional(text),
});

const failure = z.object({
  kind: text,
  message: wordsSchema,
  advice: wordsSchema,
  status: z.exactOptional(number),
});

const turnState = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("answering") }),
  z.object({
    kind: z.literal("ended"),
    why: z.enum(["said", "length", "filtered", "stopped", "too-many-steps"]),
  }),
  z.object({ kind: z.literal("failed"), failure }),
  z.object({ kind: z.literal("broken-off") }),
]);

const callState = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("asking"),
    permission: z.object({ detail: text, pattern: text, warning: z.exactOptional(text) }),
  }),
  z.object({ kind: z.enum(["running", "done", "failed", "denied"]) }),
]);

const fileChange = z.object({
  uri: text,
  path: text,
  before: z.optional(text),
  after: z.optional(text),
  added: number,
  removed: number,
});

const figures = z.object({
  promptTokens: number,
  promptEstimated: z.exactOptional(yes),
  windowTokens: number,
  input: z.exactOptional(number),
  output: z.exactOptional(number),
  cached: z.exactOptional(number),
  reasoning: z.exactOptional(number),
  estimated: z.exactOptional(yes),
  firstTokenMs: z.exactOptional(number),
  tokensPerSecond: z.exactOptional(number),
  money: z.exactOptional(number),
});

const call = z.object({
  id: text,
  name: text,
  arguments: text,
  signature: z.exactOptional(text),
  title: wordsSchema,
});

function event<Kind extends ChatEvent["kind"], Shape extends z.core.$ZodLooseShape>(
  kind: Kind,
  shape: Shape,
) {
  return z.object({ kind: z.literal(kind), ...shape });
}

const eventSchema = z.discriminatedUnion("kind", [
  event("began", { id, at: number, options: optionsSchema }),
  event("titled", { title: text }),
  event("options", { options: optionsSchema }),
  event("queue", { queue: z.array(z.object({ id, text, attached: z.array(attached) })) }),
  event("leaf", { turn: z.optional(id) }),
  event("asked", { turn: id, parent: z.optional(id), at: number, text, attached: z.array(attached) }),
  event("answering", { turn: id, parent: id, at: number, target: text }),
  event("dropped", {
    turn: id,
    dropped: z.array(z.object({ what: text, how: z.enum(["shortened", "left out"]), tokens: number })),
  }),
  event("state", { turn: id, state: turnState }),
  event("undone", { turn: id, undone: z.boolean() }),
  event("step", { turn: id, target: text }),
  event("text", { turn: id, text }),
  event("reasoning", {
    turn: id,
    text,
    signature: z.exactOptional(text),
    redacted: z.exactOptional(yes),
  }),
  event("figures", { turn: id, figures }),
  event("fell", { turn: id, failure }),
  event("call", { turn: id, call }),
  event("call-state", { turn: id, call: text, state: callState }),
  event("result", { turn: id, call: text, text }),
  event("changed", { turn: id, call: text, changes: z.array(fileChange) }),
]);

/** Undefined for what says nothing that is known here. */
export function eventIn(data: unknown): ChatEvent | undefined {
  const parsed = eventSchema.safeParse(data);
  return parsed.success ? parsed.data : undefined;
}
