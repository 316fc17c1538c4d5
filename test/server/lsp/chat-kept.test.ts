/** What is left of a chat when a process is killed, and what two windows make of one chat: with the built server. */
import { appendFile, readdir, readFile, stat } from "node:fs/promises";
import { once } from "node:events";
import { join } from "node:path";

import { afterEach, expect, test } from "vitest";

import type { ModelTurn, UserTurn } from "../../../server/protocol/chat/conversation.ts";
import { chatAsker, openChatPage } from "../../support/chat-page.ts";
import { LspClient } from "../../support/lsp-client.ts";
import { runningServer } from "../../support/running-server.ts";
import { until } from "../../support/until.ts";

const server = runningServer();
const others: LspClient[] = [];
afterEach(async () => {
  for (const client of others.splice(0))
    if (client.process.exitCode === null && !client.process.killed) await client.stop();
});

/** A window on the workspace of the test. */
async function openWindow(): Promise<LspClient> {
  const initializationOptions = { storage: join(server.home, "storage") };
  const client = await LspClient.start({ env: server.environment(), initializationOptions });
  others.push(client);
  return client;
}

async function kill({ process }: LspClient): Promise<void> {
  const exited = once(process, "exit");
  process.kill("SIGKILL");
  await exited;
}

async function chatFile(): Promise<string> {
  const folder = join(server.home, "storage/chats/no-folder");
  const [name = ""] = (await readdir(folder)).filter((file) => file.endsWith(".jsonl"));
  return join(folder, name);
}

function said({ steps }: ModelTurn): string {
  return steps.flatMap(({ pieces }) => pieces.map(({ text }) => text)).join("");
}

test(
  "a killed process loses no more than the last second of its stream, and the answer is shown as broken off",
  { timeout: 30_000 },
  async () => {
    const pieces = Array.from({ length: 400 }, (_, at) => `word${String(at)} `);
    server.provider.behave({ kind: "stream", pieces, everyMs: 10 });
    const first = await openWindow();
    const page = await openChatPage(first);
    await page.send("Count");
    const cameBy: { readonly at: number; readonly length: number }[] = [];
    await until(() => {
      const { length } = page.said();
      cameBy.push({ at: Date.now(), length });
      return length > 2000;
    }, "a good part of the answer is there");
    const killedAt = Date.now();
    await kill(first);

    const page2 = await openChatPage(await openWindow(), page.conversation.id);
    const turn = page2.last();
    expect(turn.state).toEqual({ kind: "broken-off" });
    const aSecondBefore = cameBy.findLast(({ at }) => at < killedAt - 1000)?.length ?? 0;
    expect(aSecondBefore).toBeGreaterThan(0);
    expect(said(turn).length).toBeGreaterThanOrEqual(aSecondBefore);
    expect(pieces.join("").startsWith(said(turn))).toBe(true);
    expect(await page2.ask("list", {})).toMatchObject([{ title: "Count", turns: 2, busy: false }]);

    server.provider.behave({ kind: "stream", pieces: ["Whole."] });
    await page2.ask("again", { chat: page.conversation.id, turn: turn.id });
    await page2.settled();
    expect(page2.said()).toBe("Whole.");
    expect(page2.last().parent).toBe(turn.parent);
  },
);

test("what is being answered when the engine ends in order is broken off, and nobody waits for its end", async () => {
  const pieces = Array.from({ length: 3000 }, (_, at) => `word${String(at)} `);
  server.provider.behave({ kind: "stream", pieces, everyMs: 20 });
  const first = await openWindow();
  const page = await openChatPage(first);
  await page.send("Count");
  await until(() => page.said().includes("word30"), "some of the answer is there");
  await first.connection.sendRequest("shutdown");
  // Whoever asks it to end may take a while until it says the last word.
  await new Promise((resolve) => setTimeout(resolve, 1000));
  await kill(first);
  const page2 = await openChatPage(await openWindow(), page.conversation.id);
  expect(page2.last().state).toEqual({ kind: "broken-off" });
  expect(said(page2.last())).toContain("word20");
});

test("a line that was torn apart spoils nothing but itself, whatever is written after it", async () => {
  server.provider.behave({ kind: "stream", pieces: ["One"] });
  const first = await openWindow();
  const page = await openChatPage(first);
  await page.send("First");
  await page.settled();
  await kill(first);
  await appendFile(await chatFile(), '{"kind":"asked","turn":"torn","text":"half a li');
  const page2 = await openChatPage(await openWindow(), page.conversation.id);
  await page2.send("Second");
  await page2.settled();
  const page3 = await openChatPage(await openWindow(), page.conversation.id);
  const texts = page3.read().map((turn) => (turn.kind === "user" ? turn.text : said(turn)));
  expect(texts).toEqual(["First", "One", "Second", "One"]);
});

const SLOW = { timeout: 30_000 };

test(
  "what one window says another one sees, also while it is said; and both keep what they wrote",
  SLOW,
  async () => {
    server.provider.behave({ kind: "stream", pieces: ["a ", "long ", "answer"], everyMs: 700 });
    const [one, two] = [await openWindow(), await openWindow()];
    const page = await openChatPage(one);
    const chat = page.conversation.id;
    await page.send("From one");
    await until(() => page.said() !== "", "a piece is there");
    const seen = await openChatPage(two, chat);
    expect(seen.last().state).toEqual({ kind: "answering" });
    expect(await seen.ask("list", {})).toMatchObject([{ busy: true }]);
    await expect(seen.send("At the same time")).rejects.toThrow("Another window is answering");
    await page.settled();
    await seen.settled();
    expect(seen.said()).toBe("a long answer");

    server.provider.behave({ kind: "stream", pieces: ["b"] });
    await seen.send("From two");
    await seen.settled();
    const again = await openChatPage(one, chat);
    await again.send("From one again");
    await again.settled();
    const third = await openChatPage(await openWindow(), chat);
    const asked = third.read().filter((turn): turn is UserTurn => turn.kind === "user");
    expect(asked.map(({ text }) => text)).toEqual(["From one", "From two", "From one again"]);
    expect(third.read().map(({ parent }) => parent)).toEqual([
      undefined,
      ...third
        .read()
        .map(({ id }) => id)
        .slice(0, -1),
    ]);
  },
);

test("a window that dies while it answers leaves no other one waiting", SLOW, async () => {
  server.provider.behave({ kind: "stall", pieces: ["half "] });
  const [one, two] = [await openWindow(), await openWindow()];
  const page = await openChatPage(one);
  await page.send("Hello");
  await until(() => page.said() !== "", "a piece is there");
  const seen = await openChatPage(two, page.conversation.id);
  expect(seen.last().state.kind).toBe("answering");
  await kill(one);
  await seen.settled();
  expect(seen.last().state).toEqual({ kind: "broken-off" });
});

test("nobody else on the machine may read a chat, and no key is in it", async () => {
  server.provider.behave({
    kind: "status",
    status: 401,
    body: '{"error":{"message":"sk-planted-key is wrong"}}',
  });
  const page = await openChatPage(await openWindow());
  await page.send("My key is sk-planted-key, and ghp_0123456789abcdefghijABCDEFGHIJ012345");
  await page.settled();
  await page.ask("rename", { chat: page.conversation.id, title: "A title" });
  const file = await chatFile();
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  const text = await readFile(file, "utf8");
  expect(text).not.toContain("sk-planted-key");
  expect(text).not.toContain("0123456789abcdefghij");
  expect(text).toContain("is wrong");
});

test("a chat in which nothing was said is not kept; one that is removed is gone", async () => {
  server.provider.behave({ kind: "stream", pieces: ["One"] });
  const client = await openWindow();
  const ask = chatAsker(client);
  await openChatPage(client);
  const page = await openChatPage(client);
  await page.send("First");
  await page.settled();
  expect(await ask("list", {})).toHaveLength(1);
  await ask("remove", { chat: page.conversation.id });
  expect(await ask("list", {})).toEqual([]);
  expect(await ask("open", { chat: page.conversation.id })).toBeNull();
  expect(await ask("open", { chat: "../../providers.d/x" })).toBeNull();
});
