/** What is asked about chats, as it may come over the wire, and its answer. */
import * as z from "zod/mini";

import type { Signal } from "../../completion/ports.ts";
import type { Answer, Asked, ChatQuestion } from "../../protocol/chat/questions.ts";
import type { ChatAnswers } from "../questions.ts";
import { mentionSchema } from "./mention-schema.ts";
import { chosenSchema } from "./options-schema.ts";

const text = z.string();
const chat = text;
const message = z.object({
  chat,
  after: z.optional(text),
  text: text.check(z.maxLength(2_000_000)),
  mentions: z.array(mentionSchema),
});
const ofTurn = z.object({ chat, turn: text });

const SCHEMAS: { readonly [Q in ChatQuestion]: z.ZodMiniType<Asked<Q>> } = {
  list: z.object({ query: z.exactOptional(text) }),
  open: z.object({ chat }),
  begin: z.object({ options: z.exactOptional(chosenSchema), from: z.exactOptional(ofTurn) }),
  rename: z.object({ chat, title: text.check(z.maxLength(200)) }),
  remove: z.object({ chat }),
  options: z.object({ chat, options: chosenSchema }),
  export: z.object({ chat, as: z.enum(["markdown", "json"]) }),
  import: z.object({ text }),
  send: message,
  unqueue: z.object({ chat, queued: text }),
  again: ofTurn,
  stop: z.object({ chat }),
  read: ofTurn,
  permit: z.object({ chat, call: text, decision: z.enum(["once", "chat", "always", "deny"]) }),
  undo: z.object({ chat, turn: text, undone: z.boolean() }),
  change: z.object({ chat, turn: text, call: text, uri: text }),
  sent: ofTurn,
  attach: z.object({ chat, mention: mentionSchema }),
  suggest: z.object({ text }),
  measure: message,
  models: z.object({}),
  tools: z.object({}),
  prompts: z.object({}),
  once: z.object({ instructions: text, text, light: z.exactOptional(z.boolean()) }),
  commitMessage: z.object({ root: text, diff: text, recent: z.array(text), begun: text }),
};

export type AnswerChat = <Q extends ChatQuestion>(
  question: Q,
  asked: unknown,
  signal: Signal,
) => Promise<Answer<Q>>;

/** Rejects what is not asked as it should be. */
export function answering(answers: ChatAnswers): AnswerChat {
  return async (question, asked, signal) => answers[question](SCHEMAS[question].parse(asked), signal);
}
