/** A chat with a model that asks for tools: how a provider says so, and what its user does about it. */
import type { Call, CallState } from "../../server/protocol/chat/conversation.ts";
import { openChatPage } from "./chat-page.ts";
import type { LspClient } from "./lsp-client.ts";
import { until } from "./until.ts";

export async function openToolChat(client: LspClient) {
  const page = await openChatPage(client);
  const calls = () =>
    page.read().flatMap((turn) => (turn.kind === "model" ? turn.steps.flatMap((step) => step.calls) : []));
  let turns = 0;
  return {
    ...page,
    calls,
    async send(text: string) {
      turns = page.read().length;
      await page.send(text);
    },
    /** The answer to what was sent last has ended. */
    async settled() {
      await until(() => page.read().length > turns, "the message is there");
      await page.settled();
    },
    async asked(): Promise<Call & { readonly state: Extract<CallState, { kind: "asking" }> }> {
      await until(() => calls().some(({ state }) => state.kind === "asking"), "the user is asked");
      const call = calls().findLast(({ state }) => state.kind === "asking");
      if (call?.state.kind !== "asking") throw new Error("nobody asks");
      return { ...call, state: call.state };
    },
    async permit(decision: "once" | "chat" | "always" | "deny") {
      const { id } = await this.asked();
      await page.ask("permit", { chat: page.conversation.id, call: id, decision });
      const state = () => calls().find((call) => call.id === id)?.state.kind;
      await until(() => state() !== "asking", "the answer is heard");
    },
    undo: (undone: boolean) => page.ask("undo", { chat: page.conversation.id, turn: page.last().id, undone }),
  };
}

export interface Wanted {
  readonly name: string;
  readonly asked: object;
}

/** As an OpenAI-compatible provider streams calls. */
export function wants(...calls: readonly Wanted[]) {
  const event = (data: unknown) => `data: ${JSON.stringify(data)}\n\n`;
  const tool_calls = calls.map(({ name, asked }, index) => ({
    index,
    id: `call-${name}-${String(index)}-${String(Math.random())}`,
    type: "function",
    function: { name, arguments: JSON.stringify(asked) },
  }));
  const chunk = (choice: object) => event({ id: "c-1", choices: [{ index: 0, ...choice }] });
  return {
    kind: "raw",
    body: `${chunk({ delta: { role: "assistant", tool_calls } })}${chunk({ delta: {}, finish_reason: "tool_calls" })}data: [DONE]\n\n`,
  } as const;
}
