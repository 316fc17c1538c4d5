/** Every setting does what it says, from the moment in which it is changed: by enumeration, in the built server. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

import { expect, test } from "vitest";

import { EMBEDDINGS_REQUEST, type EmbeddingsStatus } from "../../../server/protocol/embeddings.ts";
import { type Settings, settingsSchema } from "../../../server/settings.ts";
import { chatAsker, openChatPage } from "../../support/chat-page.ts";
import { runningServer } from "../../support/running-server.ts";

const running = runningServer();

interface Effect {
  /** Where it has another value than its default, as an editor sends it. */
  readonly changed: object;
  /** Beside both values. */
  readonly beside?: object;
  /** What is seen: at the default, and with the other value. */
  readonly seen: () => Promise<unknown>;
  readonly before: unknown;
  readonly after: unknown;
}

const SMALL = "qwen2.5-coder-1.5b";
const LARGE = "qwen2.5-coder-32b";
const SECRET = "sk-proj-a1b2c3d4e5f6g7h8i9j0k1l2m3n4";

let count = 0;
/** A line that nobody has completed yet. */
const fresh = () => `name${String(++count)} = ▮`;
const suggestion = (marked = fresh(), manual = false) =>
  running.client.complete(marked, { manual, uri: pathToFileURL(join(running.home, "w/a.py")).href });
const lastBody = () => running.provider.requests.at(-1)?.body;

async function askedModel(manual = false): Promise<unknown> {
  await suggestion(fresh(), manual);
  return lastBody()?.["model"];
}

async function requestsFor(manual: boolean, waitMs = 0): Promise<number> {
  const before = running.provider.requests.length;
  await suggestion(fresh(), manual);
  await new Promise((resolve) => setTimeout(resolve, waitMs));
  return running.provider.requests.length - before;
}

async function reason(): Promise<string | undefined> {
  await suggestion();
  return /nothing \(([\w-]+)\)/.exec(running.client.log.findLast((line) => line.includes(" → ")) ?? "")?.[1];
}

async function embeds(): Promise<string> {
  return (await running.client.connection.sendRequest<EmbeddingsStatus>(EMBEDDINGS_REQUEST)).target;
}

const budget = (name: string, limit: number): Effect => ({
  changed: { completion: { [name]: limit } },
  seen: reason,
  before: undefined,
  after: `daily-${name.slice("daily".length).toLowerCase()}`,
});

async function modelInChat(): Promise<unknown> {
  const page = await openChatPage(running.client);
  await page.send("Hello");
  await page.settled();
  return page.last().state.kind === "failed" ? "failed" : lastBody()?.["model"];
}

/** Those of the editor's side are seen in the editor. */
const EFFECTS: Readonly<Record<keyof Settings, Effect | { readonly seenIn: string }>> = {
  enabled: { changed: { enabled: false }, seen: reason, before: undefined, after: "disabled" },
  "completion.provider": {
    changed: { completion: { provider: "small" } },
    seen: askedModel,
    before: LARGE,
    after: SMALL,
  },
  "completion.fallback": {
    beside: { completion: { provider: "down" } },
    changed: { completion: { provider: "down", fallback: ["small"] } },
    seen: suggestion,
    before: undefined,
    after: "y",
  },
  "completion.blocks": {
    changed: { completion: { blocks: "small" } },
    seen: () => askedModel(true),
    before: LARGE,
    after: SMALL,
  },
  "completion.candidates": {
    changed: { completion: { candidates: 1 } },
    seen: () => requestsFor(true, 200),
    before: 3,
    after: 1,
  },
  "completion.askAhead": {
    changed: { completion: { askAhead: "always" } },
    seen: () => requestsFor(false, 500),
    before: 1,
    after: 2,
  },
  "completion.inComments": {
    changed: { completion: { inComments: false } },
    seen: () => suggestion(`# about ${fresh()}`),
    before: "y",
    after: undefined,
  },
  "completion.inStrings": {
    changed: { completion: { inStrings: false } },
    seen: () => suggestion(`text = 'about ${fresh()}'`),
    before: "y",
    after: undefined,
  },
  "completion.whileHalted": { seenIn: "test/host/suite/extension.suite.ts" },
  "completion.dailyRequests": budget("dailyRequests", 1),
  "completion.dailyTokens": budget("dailyTokens", 5),
  "completion.dailyMoney": budget("dailyMoney", 0.000_001),
  "chat.target": {
    changed: { chat: { target: "small" } },
    seen: modelInChat,
    before: LARGE,
    after: SMALL,
  },
  "chat.fallback": {
    beside: { chat: { target: "down" } },
    changed: { chat: { target: "down", fallback: ["small"] } },
    seen: modelInChat,
    before: "failed",
    after: SMALL,
  },
  "chat.mode": {
    changed: { chat: { mode: "ask" } },
    seen: async () => (await openChatPage(running.client)).conversation.options.mode,
    before: "agent",
    after: "ask",
  },
  "chat.withoutTools": {
    changed: { chat: { withoutTools: ["find_*", "read_page"] } },
    async seen() {
      await modelInChat();
      const offered = Array.from<{ function: { name: string } }>(Object(lastBody()?.["tools"]));
      return offered.map(({ function: { name } }) => name).filter((name) => /^(find|read)_/.test(name));
    },
    before: ["read_file", "find_symbols", "find_definition", "find_references", "read_page"],
    after: ["read_file"],
  },
  "chat.lightModel": {
    changed: { chat: { lightModel: "small" } },
    async seen() {
      const asked = { instructions: "Say less.", text: "Hello", light: true };
      expect(await chatAsker(running.client)("once", asked)).toEqual({ text: "y" });
      return lastBody()?.["model"];
    },
    before: LARGE,
    after: SMALL,
  },
  "embeddings.provider": {
    changed: { embeddings: { provider: "small", model: "m" } },
    seen: embeds,
    before: "",
    after: "small/m",
  },
  "embeddings.model": {
    beside: { embeddings: { provider: "small", model: "m" } },
    changed: { embeddings: { provider: "small", model: "n" } },
    seen: embeds,
    before: "small/m",
    after: "small/n",
  },
  "embeddings.dimensions": { seenIn: "test/server/lsp/embeddings.test.ts" },
  "privacy.rules": {
    changed: { privacy: { rules: { "**": ["small"] } } },
    seen: reason,
    before: undefined,
    after: "withheld",
  },
  "privacy.redact": {
    changed: { privacy: { redact: "never" } },
    seen: async () => {
      await suggestion(`key = "${SECRET}"\n${fresh()}`);
      return JSON.stringify(lastBody()).includes(SECRET);
    },
    before: false,
    after: true,
  },
  "chat.codeLenses": { seenIn: "test/host/chat-commands.ui.ts" },
  "server.attach": { seenIn: "test/host/attach.ui.ts" },
};

test("each setting has its effect in the table, or in a test inside VS Code", () => {
  expect(Object.keys(EFFECTS).toSorted()).toEqual(Object.keys(settingsSchema.shape).toSorted());
  for (const [name, effect] of Object.entries(EFFECTS))
    if ("seenIn" in effect) expect(readFileSync(effect.seenIn, "utf8")).toContain(name);
});

test.for(
  Object.entries(EFFECTS).flatMap(([name, effect]) => ("seen" in effect ? [[name, effect] as const] : [])),
)("%s", { timeout: 30_000 }, async ([, { beside, changed, seen, before, after }]) => {
  const { provider, home } = running;
  provider.behave({ kind: "stream", pieces: ["y"] });
  const file = (model: string, address = provider.url) =>
    `base_url: ${address}\nmodel: ${model}\nprice: { input: 2, output: 10 }\n`;
  await running.providerFile("big.yaml", file(LARGE));
  await running.providerFile("small.yaml", file(SMALL));
  await running.providerFile("down.yaml", file(LARGE, "http://127.0.0.1:9/v1"));
  const client = await running.start({
    env: { KEYFILL_HOME: home, XDG_CACHE_HOME: home },
    folder: join(home, "w"),
    settings: beside ?? {},
  });
  expect(await seen()).toEqual(before);
  client.settings = changed;
  await client.connection.sendNotification("workspace/didChangeConfiguration", { settings: null });
  await expect.poll(() => seen(), { timeout: 15_000 }).toEqual(after);
});
