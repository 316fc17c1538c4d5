/** What the editor may answer to a chat. Loaded when it is first asked something. */
import * as z from "zod/mini";

import type { EditorQuestion, EditorQuestions } from "../protocol/chat/questions.ts";

const line = z.int().check(z.nonnegative());
const text = z.string();

const ANSWERS: { readonly [Q in EditorQuestion]: z.ZodMiniType<EditorQuestions[Q]["answer"]> } = {
  selection: z.nullable(z.object({ uri: text, first: line, last: line, text })),
  tabs: z.array(z.object({ uri: text })),
  problems: z.array(
    z.object({
      uri: text,
      first: line,
      last: line,
      severity: z.enum(["error", "warning", "hint"]),
      message: text,
    }),
  ),
  mayFetch: z.nullable(z.enum(["once", "always"])),
  terminal: z.nullable(text),
  tools: z.array(z.object({ name: text, description: text, parameters: z.record(text, z.unknown()) })),
  callTool: z.object({ text, failed: z.exactOptional(z.literal(true)) }),
  change: z.object({
    problem: z.exactOptional(text),
    became: z.exactOptional(z.array(z.object({ uri: text, text }))),
  }),
};

export function parseAnswer<Q extends EditorQuestion>(
  question: Q,
  sent: unknown,
): EditorQuestions[Q]["answer"] {
  const schema: z.ZodMiniType<EditorQuestions[Q]["answer"]> = ANSWERS[question];
  return schema.parse(sent);
}
