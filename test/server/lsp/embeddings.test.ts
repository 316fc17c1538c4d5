/** The index of meanings in the built server: asked before it costs, done in batches, kept, and used. */
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";

import { afterEach, beforeEach, expect, test, vi } from "vitest";

import {
  EMBEDDING_PLAN_REQUEST,
  type EmbeddingPlan,
  EMBEDDINGS_REQUEST,
  type EmbeddingsParams,
  type EmbeddingsStatus,
} from "../../../server/protocol/embeddings.ts";
import { inPlainEnglish } from "../../support/in-plain-english.ts";
import { USAGE_REQUEST, type Summary } from "../../../server/protocol/usage.ts";
import { openChatPage } from "../../support/chat-page.ts";
import { type FakeEmbedder, startFakeEmbedder } from "../../support/fake-embedder.ts";
import type { LspClient } from "../../support/lsp-client.ts";
import { runningServer, type StartOptions } from "../../support/running-server.ts";

vi.setConfig({ testTimeout: 40_000 });
const running = runningServer();
const SECRET = "sk-proj-a1b2c3d4e5f6g7h8i9j0k1l2m3n4";
const FILES: Readonly<Record<string, string>> = {
  "src/session.py": `def authenticate(user, secret):\n    """Checks the password of whoever signs in."""\n    return secret == user.password\n`,
  "src/shapes.py": "def surface(width, height):\n    return width * height\n",
  "src/money.py": `KEY = "${SECRET}"\ndef charge(customer):\n    return invoice(customer)\n`,
  "clients/acme.py": "def acme_invoice():\n    return 'only for this machine'\n",
};

let embedder: FakeEmbedder;
let folder = "";
beforeEach(async () => {
  embedder = await startFakeEmbedder();
  folder = join(running.home, "w");
  await put(FILES);
});
afterEach(() => embedder.close());

async function put(files: Readonly<Record<string, string>>): Promise<void> {
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
}

const CHOSEN = { embeddings: { provider: "team" } };

async function start({ settings = CHOSEN, ...more }: StartOptions = {}): Promise<LspClient> {
  await running.providerFile(
    "team.yaml",
    `base_url: ${embedder.url}\nembedding_model: embed-1\nmodels: { embed-1: { price: { input: 2 } } }\n`,
  );
  const storage = join(running.home, "storage");
  const env = running.environment({ XDG_CACHE_HOME: running.home });
  return running.start({ folder, env, settings, initializationOptions: { storage }, ...more });
}

const plan = () => running.client.connection.sendRequest<EmbeddingPlan>(EMBEDDING_PLAN_REQUEST);
const act = (params: EmbeddingsParams = {}) =>
  running.client.connection.sendRequest<EmbeddingsStatus>(EMBEDDINGS_REQUEST, params);
const becomes = (state: EmbeddingsStatus["state"]) =>
  expect.poll(() => act(), { timeout: 20_000 }).toMatchObject({ state });
/** It looks again, as soon as the index has the file. */
const becomesAgain = (state: EmbeddingsStatus["state"]) =>
  expect.poll(() => act({ action: "resume" }), { timeout: 20_000, interval: 300 }).toMatchObject({ state });
const sent = () => embedder.requests.flat();

test("nothing is asked of anybody before the user has seen what it costs, and has agreed", async () => {
  await start();
  const planned = await plan();
  expect(planned).toMatchObject({
    kind: "plan",
    target: "team/embed-1",
    isLocal: false,
    chunks: 4,
    missing: 4,
  });
  const { tokens, money } = Object(planned);
  expect(tokens).toBeGreaterThan(30);
  expect(money).toBeCloseTo((tokens * 2) / 1e6, 12);
  expect(await act()).toMatchObject({ state: "asks" });
  expect(embedder.requests).toEqual([]);
  await act({ action: "start" });
  await becomes("ready");
  expect(await act()).toMatchObject({ chunks: 4, embedded: 4 });
  expect(sent()).toHaveLength(4);
  expect(sent().join("")).toContain("REDACTED");
  expect(sent().join("")).not.toContain(SECRET.slice(10));
  const summary = await running.client.connection.sendRequest<Summary>(USAGE_REQUEST, { days: 1 });
  expect(summary.targets["team/embed-1"]).toMatchObject({ requests: 1, tokens: { sent: 40, received: 0 } });
});

test("before each text stands what the model was trained to find there", async () => {
  await start({ settings: { embeddings: { ...CHOSEN.embeddings, model: "nomic-embed-text" } } });
  await plan();
  await act({ action: "start" });
  await becomes("ready");
  expect(sent().filter((text) => text.startsWith("search_document: "))).toHaveLength(4);
});

test("what a rule keeps from who embeds is never sent, and nobody who is off is asked", async () => {
  await start({ settings: { ...CHOSEN, privacy: { rules: { "clients/**": ["another"] } } } });
  expect(await plan()).toMatchObject({ chunks: 3 });
  await act({ action: "start" });
  await becomes("ready");
  expect(sent().join("")).not.toContain("acme");
  await running.client.stop();
  const off = await start({ settings: {} });
  expect(await plan()).toEqual({
    kind: "off",
    able: [{ instance: "environment" }, { instance: "team", model: "embed-1" }],
  });
  expect((await off.connection.sendRequest<EmbeddingsStatus>(EMBEDDINGS_REQUEST)).state).toBe("off");
});

test("a killed server goes on where it was, and what was renamed or put back costs nothing", async () => {
  const many = Object.fromEntries(
    Array.from({ length: 200 }, (_, at) => [
      `many/file${String(at)}.py`,
      `def number_${String(at)}():\n    return ${String(at)}\n`,
    ]),
  );
  await put(many);
  embedder.behave({ slowMs: 150 });
  const killed = await start();
  await plan();
  await act({ action: "start" });
  await expect.poll(() => embedder.requests.length, { timeout: 20_000 }).toBe(2);
  await killed.stop();
  embedder.behave({});
  await start();
  await becomes("ready");
  expect(await act()).toMatchObject({ chunks: 204, embedded: 204 });
  expect(new Set(sent()).size).toBe(204);
  // Of the request that was under way, nobody knows whether it was answered.
  expect(sent().length).toBeLessThanOrEqual(204 + 64);
  const before = sent().length;
  await running.client.stop();
  await rm(join(folder, "many"), { recursive: true });
  await put({
    "src/shapes.py": "def another(): return 'parse'\n",
    "src/renamed.py": FILES["src/shapes.py"] ?? "",
  });
  await start();
  await becomes("ready");
  expect(sent().slice(before)).toEqual(["def another(): return 'parse'\n"]);
});

test("a refused batch is made smaller; a failing provider is waited for; a refused key ends it, with advice", async () => {
  embedder.behave({ most: 1 });
  await start();
  await plan();
  await act({ action: "start" });
  await becomes("ready");
  expect(sent().length).toBeGreaterThan(4);
  embedder.behave({ status: 503 });
  await put({ "src/new.py": "def brand_new(): pass\n" });
  await running.client.connection.sendNotification("workspace/didChangeWatchedFiles", {
    changes: [{ uri: pathToFileURL(join(folder, "src/new.py")).href, type: 1 }],
  });
  await becomesAgain("waiting");
  embedder.behave({ status: 401 });
  await act({ action: "resume" });
  await becomes("failed");
  expect(inPlainEnglish((await act()).why)).toMatch(/key/i);
  embedder.behave({});
  await act({ action: "resume" });
  await becomes("ready");
});

test("it rests when it is told to, and when the day's budget is used up", async () => {
  await start({ settings: { ...CHOSEN, completion: { dailyRequests: 1 } } });
  await plan();
  await act({ action: "pause" });
  expect(await act()).toMatchObject({ state: "paused" });
  await act({ action: "start" });
  await becomes("ready");
  await put({ "src/new.py": "def brand_new(): pass\n" });
  await running.client.connection.sendNotification("workspace/didChangeWatchedFiles", {
    changes: [{ uri: pathToFileURL(join(folder, "src/new.py")).href, type: 1 }],
  });
  await becomesAgain("waiting");
  expect((await act()).why).toContain("budget");
  expect(embedder.requests).toHaveLength(1);
});

test("a completion is shown code that means the same, by the vectors that are there", async () => {
  const { provider } = running;
  provider.behave({ kind: "stream", pieces: ["1"] });
  await put({ "src/login.py": "def login(password):\n    return password\n" });
  const client = await start();
  await plan();
  await act({ action: "start" });
  await becomes("ready");
  const asked = embedder.requests.length;
  const uri = pathToFileURL(join(folder, "src/login.py")).href;
  let typed = 0;
  const shown = async () => {
    await client.complete(`def login(password):\n    return password\nx${String(++typed)} = ▮`, { uri });
    return JSON.stringify(provider.requests.at(-1)?.body);
  };
  await expect.poll(shown, { timeout: 20_000 }).toContain("def authenticate");
  expect(embedder.requests).toHaveLength(asked);
});

test("a chat that is shown the workspace finds what is said in other words", async () => {
  running.provider.behave({ kind: "stream", pieces: ["There."] });
  await running.providerFile("talk.yaml", `base_url: ${running.provider.url}\nchat_model: gpt-4.1\n`);
  await start({ settings: { ...CHOSEN, chat: { target: "talk", mode: "ask" } } });
  await plan();
  await act({ action: "start" });
  await becomes("ready");
  const page = await openChatPage(running.client);
  const { id: chat, leaf: after } = page.conversation;
  // No word of it stands in the file.
  const text = "Where is the signin?";
  await page.ask("send", { chat, after, text, mentions: [{ kind: "workspace" }] });
  await page.settled();
  const asked = JSON.stringify(running.provider.requests.map(({ body }) => body));
  expect(asked).toContain("src/session.py");
  expect(sent().at(-1)).toBe(text);
});

test("damaged vectors are embedded anew, and the others are not", async () => {
  await start();
  await plan();
  await act({ action: "start" });
  await becomes("ready");
  await running.client.stop();
  const places = join(running.home, "storage", "vectors");
  const [space = ""] = await readdir(places);
  const [file = ""] = await readdir(join(places, space));
  const bytes = await readFile(join(places, space, file));
  bytes.writeUInt8(bytes.readUInt8(bytes.length - 1) ^ 1, bytes.length - 1);
  await writeFile(join(places, space, file), bytes);
  const before = sent().length;
  await start();
  await becomes("ready");
  expect(sent().length).toBe(before + 1);
});

test("as many numbers as keyfill.embeddings.dimensions says are asked for, and another number is another space", async () => {
  await start({ settings: { embeddings: { provider: "team", dimensions: 256 } } });
  await plan();
  await act({ action: "start" });
  await becomes("ready");
  expect(embedder.bodies.at(-1)).toMatchObject({ dimensions: 256 });
  running.client.settings = CHOSEN;
  await running.client.connection.sendNotification("workspace/didChangeConfiguration", { settings: null });
  await expect.poll(plan).toMatchObject({ missing: 4 });
});
