/** A page with a chat open, as far as the engine is concerned: it asks, and follows what happens. */
import { expect } from "vitest";

import { apply } from "../../server/protocol/chat/apply.ts";
import type { Conversation, ModelTurn } from "../../server/protocol/chat/conversation.ts";
import type { Answer, Asked, ChatEventsParams, ChatQuestion } from "../../server/protocol/chat/questions.ts";
import type { LspClient } from "./lsp-client.ts";
import { until } from "./until.ts";

export function chatAsker(client: LspClient) {
  return <Q extends ChatQuestion>(question: Q, asked: Asked<Q>): Promise<Answer<Q>> =>
    client.connection.sendRequest(`keyfill/chat/${question}`, asked);
}

/** A new chat, or one that there is. */
export async function openChatPage(client: LspClient, chat?: string) {
  const ask = chatAsker(client);
  const waiting: ChatEventsParams[] = [];
  client.connection.onNotification(
    "keyfill/chat/events",
    (params: ChatEventsParams) => void waiting.push(params),
  );
  const opened = chat === undefined ? await ask("begin", {}) : await ask("open", { chat });
  if (!opened) throw new Error("there is no such chat");
  const conversation: Conversation = { ...opened.conversation, turns: new Map(opened.conversation.turns) };
  let next = opened.next;
  const page = {
    ask,
    conversation,
    /** How many notifications came. */
    told: 0,
    read() {
      for (const { chat: of, first, events } of waiting.splice(0)) {
        if (of !== conversation.id || first < next) continue;
        expect(first).toBe(next);
        next += events.length;
        page.told++;
        for (const event of events) apply(conversation, event);
      }
      return [...conversation.turns.values()];
    },
    last(): ModelTurn {
      const turn = page.read().at(-1);
      if (turn?.kind !== "model") throw new Error("nobody answers");
      return turn;
    },
    /** All words of the last answer. */
    said(): string {
      const turn = page.read().at(-1);
      const steps = turn?.kind === "model" ? turn.steps : [];
      return steps.flatMap(({ pieces }) => pieces.map(({ text }) => text)).join("");
    },
    send: (text: string, after = conversation.leaf) =>
      ask("send", { chat: conversation.id, after, text, mentions: [] }),
    settled: () =>
      until(() => {
        const turn = page.read().at(-1);
        return turn?.kind === "model" && turn.state.kind !== "answering";
      }, "the answer ends"),
  };
  return page;
}
