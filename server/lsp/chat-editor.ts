/** Asks the editor what chats need of it: Keyfill's own client, which says that it answers. */
import { CancellationTokenSource, type Connection, type InitializeParams } from "vscode-languageserver";
import * as z from "zod/mini";

import type { Signal } from "../completion/ports.ts";
import type { ChatEditor } from "../engine.ts";
import type { ClientAbilities } from "../protocol.ts";
import { type EditorQuestion, editorMethod, type EditorQuestions } from "../protocol/chat/questions.ts";

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

/** Undefined for a client that answers nothing. */
export function chatEditor(connection: Connection, params: InitializeParams): ChatEditor | undefined {
  const abilities: ClientAbilities = Object(params.initializationOptions);
  if (abilities.chatEditor !== true) return undefined;
  const asker =
    <Q extends EditorQuestion>(question: Q) =>
    async (asked: EditorQuestions[Q]["asked"], signal?: Signal): Promise<EditorQuestions[Q]["answer"]> => {
      const source = new CancellationTokenSource();
      const cancel = () => source.cancel();
      signal?.addEventListener("abort", cancel);
      try {
        const sent: unknown = await connection.sendRequest(editorMethod(question), asked, source.token);
        const schema: z.ZodMiniType<EditorQuestions[Q]["answer"]> = ANSWERS[question];
        return schema.parse(sent);
      } finally {
        signal?.removeEventListener("abort", cancel);
        source.dispose();
      }
    };
  return {
    selection: asker("selection"),
    tabs: asker("tabs"),
    problems: asker("problems"),
    mayFetch: asker("mayFetch"),
    terminal: asker("terminal"),
    tools: asker("tools"),
    callTool: asker("callTool"),
    change: asker("change"),
  };
}
