/** Chats, asked of the built server as the extension asks them, with a provider that is a real server. */
import { join } from "node:path";

import { expect, test } from "vitest";

import type { ModelTurn, Turn } from "../../../server/protocol/chat/conversation.ts";
import { openChatPage } from "../../support/chat-page.ts";
import { runningServer } from "../../support/running-server.ts";

const server = runningServer();

/** Where the client wants chats to be kept. */
function start() {
  return server.start({ initializationOptions: { storage: join(server.home, "storage") } });
}

function said({ steps }: ModelTurn): string {
  return steps.flatMap(({ pieces }) => pieces.map(({ text }) => text)).join("");
}

test("a message is answered in pieces, is there when the chat is opened again, and stands in the list", async () => {
  server.provider.behave({ kind: "stream", pieces: ["Hel", "lo ", "you"], everyMs: 50 });
  await start();
  const page = await openChatPage(server.client);
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
