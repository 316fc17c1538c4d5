/** Chats, asked of the built server as the extension asks them, with a provider that is a real server. */
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { expect, test } from "vitest";

import type { ModelTurn, Turn } from "../../../server/protocol/chat/conversation.ts";
import { openChatPage } from "../../support/chat-page.ts";
import { startFakeProvider } from "../../support/fake-provider.ts";
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

async function talked(...texts: readonly string[]) {
  const page = await openChatPage(server.client);
  for (const text of texts) {
    await page.send(text);
    await page.settled();
  }
  return page;
}

test("a chat goes on as a copy from any turn, and comes back from its export", async () => {
  server.provider.behave({ kind: "stream", pieces: ["Ok"] });
  await start();
  const page = await talked("One", "Two");
  const { id: chat } = page.conversation;
  const [, first] = page.read();
  const copy = await page.ask("begin", { from: { chat, turn: first?.id ?? "" } });
  expect(copy.conversation.id).not.toBe(chat);
  expect(copy.conversation).toMatchObject({ title: "One", leaf: first?.id });
  expect(copy.conversation.turns).toHaveLength(2);

  const json = await page.ask("export", { chat, as: "json" });
  const head = await page.ask("import", { text: json });
  expect(head).toMatchObject({ title: "One", turns: 4, busy: false });
  expect(head.id).not.toBe(chat);
  const markdown = await page.ask("export", { chat: head.id, as: "markdown" });
  expect(markdown).toBe(await page.ask("export", { chat, as: "markdown" }));
  expect(await page.ask("list", {})).toHaveLength(3);
  await expect(page.ask("import", { text: "{}" })).rejects.toThrow("no chat that Keyfill has exported");
});

test("what was sent can be looked at, with its secrets covered, while it is in memory", async () => {
  server.provider.behave({ kind: "stream", pieces: ["Ok"] });
  await start();
  const page = await talked("My token is ghp_0123456789abcdefghijABCDEFGHIJ012345.");
  const asked = { chat: page.conversation.id, turn: page.last().id };
  const sent = await page.ask("sent", asked);
  expect(sent).toContain("# What was sent\n\nTo environment/qwen2.5-coder-7b: ");
  expect(sent).toContain("## From the user\n\n```\nMy token is ghp_REDACTED");
  expect(sent).not.toContain("0123456789abcdefghij");
  expect(JSON.stringify(server.provider.requests.at(-1)?.body)).not.toContain("0123456789abcdefghij");
  expect(await page.ask("sent", { ...asked, turn: "nowhere" })).toContain("is not there any more");
});

test("how much a message would fill is known before it is sent, and close to what it then fills", async () => {
  server.provider.behave({ kind: "stream", pieces: ["Ok"] });
  await start();
  const page = await openChatPage(server.client);
  const mention = { kind: "text", name: "notes", text: "word ".repeat(500) } as const;
  const message = { chat: page.conversation.id, text: "What is this?", mentions: [mention] };
  const attached = await page.ask("attach", { chat: page.conversation.id, mention });
  expect(attached).toMatchObject({ label: "notes", tokens: 501 });
  const { tokens, windowTokens } = await page.ask("measure", message);
  expect(windowTokens).toBe(32_768);
  await page.ask("send", message);
  await page.settled();
  expect(page.last().steps[0]?.figures?.promptTokens).toBe(tokens);
});

test("what is asked wrongly is refused", async () => {
  await start();
  const page = await openChatPage(server.client);
  const ask = (question: string, asked: object) =>
    server.client.connection.sendRequest(`keyfill/chat/${question}`, asked);
  const chat = page.conversation.id;
  await expect(ask("options", { chat, options: { temperature: 9 } })).rejects.toThrow();
  await expect(ask("send", { chat, text: "Hi" })).rejects.toThrow();
  await expect(ask("send", { chat: "nobody", text: "Hi", mentions: [] })).rejects.toThrow(
    "not there any more",
  );
  expect(await page.ask("list", {})).toEqual([]);
});

test("options are the chat's own, and a choice can be taken back", async () => {
  server.provider.behave({ kind: "stream", pieces: ["Ok"] });
  await start();
  const page = await openChatPage(server.client);
  const { id: chat } = page.conversation;
  const temperatures: unknown[] = [];
  for (const temperature of [undefined, 0.7, null]) {
    if (temperature !== undefined) await page.ask("options", { chat, options: { temperature, mode: "ask" } });
    await page.send("Hi");
    await page.settled();
    temperatures.push(server.provider.requests.at(-1)?.body["temperature"]);
  }
  expect(temperatures).toEqual([undefined, 0.7, undefined]);
  expect(page.conversation.options).toEqual({ target: "", mode: "ask", instructions: "" });
});

test("every model of every provider can be chosen, in the middle of a chat; system prompts are the user's files", async () => {
  const other = await startFakeProvider({ kind: "stream", pieces: ["From the other"] });
  server.provider.behave({ kind: "stream", pieces: ["From the first"] });
  await server.providerFile(
    "other.yaml",
    `base_url: ${other.url}\nchat_model: org/model\nprice: { input: 2, output: 10 }\n`,
  );
  await mkdir(join(server.home, "instructions"));
  await writeFile(
    join(server.home, "instructions/pirate.md"),
    "---\ndescription: Arr\n---\nTalk like a pirate.\n",
  );
  try {
    await start();
    const page = await openChatPage(server.client);
    const models = await page.ask("models", {});
    expect(models.map(({ target }) => target)).toEqual(["environment/qwen2.5-coder-7b", "other/org/model"]);
    expect(models[1]).toMatchObject({
      provider: "other",
      model: "org/model",
      price: { input: 2, output: 10 },
    });
    expect(await page.ask("prompts", {})).toMatchObject({ instructions: ["", "pirate"] });
    await page.ask("options", { chat: page.conversation.id, options: { target: "environment" } });
    await page.send("Hi");
    await page.settled();
    await page.ask("options", {
      chat: page.conversation.id,
      options: { target: "other/org/model", instructions: "pirate" },
    });
    await page.send("And you?");
    await page.settled();
    expect(page.said()).toBe("From the other");
    expect(page.last().steps[0]?.figures).toMatchObject({ money: (7 * 2 + 10) / 1e6 });
    const sent = JSON.stringify(other.requests.at(-1)?.body);
    expect(sent).toContain("Talk like a pirate.");
    expect(sent).toContain("From the first");
  } finally {
    await other.close();
  }
});

test("a chat counts against the day's budget, and says how to go on when it is used up", async () => {
  server.provider.behave({ kind: "stream", pieces: ["Ok"] });
  await server.start({
    env: server.environment({ XDG_CACHE_HOME: server.home }),
    initializationOptions: { storage: join(server.home, "storage") },
    settings: { completion: { dailyRequests: 1 } },
  });
  const page = await talked("One", "Two");
  expect(page.last().state).toMatchObject({
    kind: "failed",
    failure: { kind: "daily-requests", advice: expect.stringContaining("Go On Today") },
  });
  await server.client.connection.sendNotification("keyfill/goOnToday");
  await page.ask("again", { chat: page.conversation.id, turn: page.last().id });
  await page.settled();
  expect(page.said()).toBe("Ok");
});
