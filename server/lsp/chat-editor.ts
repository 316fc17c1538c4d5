/** Asks the editor what chats need of it: Keyfill's own client, which says that it answers. */
import type { Connection, InitializeParams } from "vscode-languageserver";

import type { Signal } from "../completion/ports.ts";
import type { ChatEditor } from "../engine.ts";
import type { ClientAbilities } from "../protocol.ts";
import { type EditorQuestion, editorMethod, type EditorQuestions } from "../protocol/chat/questions.ts";
import { CancellationTokenSource } from "./library.ts";

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
        const { parseAnswer } = await import("./editor-answers.ts");
        return parseAnswer(question, sent);
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
