/** What the server learns of a suggestion that was accepted, and from whom. */
import { join } from "node:path";

import type { InlineCompletionItem } from "vscode-languageserver-protocol/node";
import { expect, test } from "vitest";

import { readUsage } from "../../../server/usage/read-usage.ts";
import { runningServer } from "../../support/running-server.ts";

const running = runningServer();

const nameOf = (item?: InlineCompletionItem): unknown => item?.command?.arguments?.[0];

test("an editor that can tell is asked to, and what it tells is counted", async () => {
  running.provider.behave({ kind: "stream", pieces: ["alpha + beta"] });
  const cache = join(running.home, "cache");
  const env = running.environment({ XDG_CACHE_HOME: cache });
  const client = await running.start({ env, initializationOptions: { reportsAcceptance: true } });
  const [item] = (await (await client.ask("x = ▮")).items) ?? [];
  expect(item?.command).toMatchObject({ command: "keyfill.accepted" });
  const [typedOn] = (await (await client.ask("x = al▮")).items) ?? [];
  expect(nameOf(typedOn)).toBe(nameOf(item));
  await client.connection.sendNotification("keyfill/accepted", { name: nameOf(typedOn) });
  await client.connection.sendNotification("keyfill/accepted", { name: "99.1" });
  const summary = async () => readUsage(join(cache, "keyfill", "usage"), { days: 2, now: Date.now() });
  await expect.poll(summary, { timeout: 5000 }).toMatchObject({
    requests: 1,
    offered: 1,
    accepted: 1,
    acceptedCharacters: 10,
    wasted: { sent: 0, received: 0 },
  });
});

test("an editor that does not say so gets no command", async () => {
  running.provider.behave({ kind: "stream", pieces: ["alpha"] });
  const client = await running.start();
  const items = await (await client.ask("x = ▮")).items;
  expect(items).toHaveLength(1);
  expect(items?.[0]).not.toHaveProperty("command");
});
