/** Chats, asked of the built server as the extension asks them, with a provider that is a real server. */
import { join } from "node:path";

import { expect, test } from "vitest";

import { apply } from "../../../server/protocol/chat/apply.ts";
import type { Conversation, ModelTurn, Turn } from "../../../server/protocol/chat/conversation.ts";
import type {
  Answer,
  Asked,
  ChatEventsParams,
  ChatQuestion,
} from "../../../server/protocol/chat/questions.ts";
import type { LspClient } from "../../support/lsp-client.ts";
import { runningServer } from "../../support/running-server.ts";
import { until } from "../../support/until.ts";

const server = runningServer();

/** Where the client wants chats to be kept. */
function start() {
  return server.start({ initializationOptions: { storage: join(server.home, "storage") } });
}

function asker(client: LspClient) {
  return <Q extends ChatQuestion>(question: Q, asked: Asked<Q>): Promise<Answer<Q>> =>
    client.connection.sendRequest(`keyfill/chat/${question}`, asked);
}

/** A page with one chat open, which follows what happens in it. */
async function openPage(client: LspClient, chat?: string) {
  const ask = asker(client);
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

function said({ steps }: ModelTurn): string {
  return steps.flatMap(({ pieces }) => pieces.map(({ text }) => text)).join("");
}

test("a message is answered in pieces, is there when the chat is opened again, and stands in the list", async () => {
  server.provider.behave({ kind: "stream", pieces: ["Hel", "lo ", "you"], everyMs: 50 });
  await start();
  const page = await openPage(server.client);
  expect(await page.ask("list", {})).toEqual([]);
  await page.send("Say hello");
  await page.settled();
  expect(said(page.last())).toBe("Hello you");
  expect(page.last()).toMatchObject({
    state: { kind: "ended", why: "said" },
    target: "environment/qwen2.5-coder-7b",
  });
  expect(page.told).toBeGreaterThan(2);
  expect(page.last().steps[0]?.figures).toMatchObject({
    input: 7,
    output: 3,
    windowTokens: expect.any(Number),
  });
  const again = await page.ask("open", { chat: page.conversation.id });
  expect(new Map<string, Turn>(again?.conversation.turns)).toEqual(page.conversation.turns);
  expect(await page.ask("list", {})).toMatchObject([{ title: "Say hello", turns: 2, busy: false }]);
  expect(await page.ask("list", { query: "lo YOU" })).toHaveLength(1);
  expect(await page.ask("list", { query: "goodbye" })).toEqual([]);
});
