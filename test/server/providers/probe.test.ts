/** Verdicts over real HTTP, one for each way in which a server or a model turns out to be good or bad at filling holes. */
import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { afterAll, afterEach, beforeEach, expect, test } from "vitest";

import { Http } from "../../../server/http.ts";
import { createDiscovery } from "../../../server/providers/discover.ts";
import { type Instance, instanceSchema } from "../../../server/providers/instance.ts";
import {
  createProber,
  type Prober,
  type ProbeProgress,
  provedTarget,
} from "../../../server/providers/probe.ts";
import {
  type FakeModelServer,
  type FakeQuestion,
  type FakeReply,
  filled,
  startFakeModel,
  wentOn,
} from "../../support/fake-model.ts";
import { knowledgeWith } from "../../support/knowledge.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

const folder = temporaryFolder();
const http = new Http();
const { knowledge } = await knowledgeWith(folder);
afterAll(() => http.close());

let server: FakeModelServer;
let prober: Prober;
let cache: string;
let reply: (question: FakeQuestion) => FakeReply | undefined;
let isOneToken: (text: string) => boolean;
const warnings: string[] = [];

beforeEach(async ({ task }) => {
  reply = () => undefined;
  isOneToken = () => true;
  server = await startFakeModel((question) => reply(question));
  cache = join(folder, task.id);
  prober = await newProber();
});
afterEach(() => server.close());

function newProber(today = new Date()): Promise<Prober> {
  const means = { http, keyOf: ({ apiKey }: { readonly apiKey?: string }) => Promise.resolve(apiKey) };
  const discovery = createDiscovery({ knowledge: () => knowledge, means, written: () => [] });
  return createProber({
    folder: cache,
    knowledge: () => knowledge,
    means,
    tokenizer: () =>
      Promise.resolve({ exact: true, tokenId: (text) => (isOneToken(text) ? text.length : undefined) }),
    families: () => ["qwen-coder", "starcoder", "deepseek-coder"],
    models: (instance, signal) => discovery.models({ instance }, signal),
    warn: (line) => warnings.push(line),
    today: () => today,
  });
}

const FIM = "qwen2.5-coder-7b";
const CHAT = "llama-3.3-70b-instruct";
const TEXT = "/v1/completions";
const TALK = "/v1/chat/completions";

function instance(model: string, more: object = {}): Instance {
  const fields = { provider: "vllm", base_url: `${server.url}/v1`, model, ...more };
  return { id: "mine", ...instanceSchema.parse(fields) };
}

const signal = () => new AbortController().signal;

async function verdictOn(model: string, more: object = {}) {
  const verdict = await prober.probe({ instance: instance(model, more) }, signal());
  if (verdict === "aborted") throw new Error("aborted");
  return verdict;
}

/** Says this at one path, and nothing elsewhere. */
function at(path: string, say: (question: FakeQuestion) => string | undefined, more: object = {}) {
  return (question: FakeQuestion): FakeReply | undefined => {
    const says = question.path.startsWith(path) ? say(question) : undefined;
    return says === undefined ? undefined : { says, ...more };
  };
}

test("a model that fills in the middle", async () => {
  reply = at(TEXT, filled, { everyMs: 3 });
  const verdict = await verdictOn(FIM);
  expect(verdict).toMatchObject({
    ok: true,
    transport: "openai-completions",
    form: "fim",
    template: { prefix: "<|fim_prefix|>" },
    multiline: true,
    pace: "fast",
    maxTokens: 256,
    thinks: false,
    remarks: [],
    target: { instance: "mine", model: FIM, baseUrl: `${server.url}/v1` },
  });
  expect(verdict.why).toBe(
    "qwen2.5-coder-7b fills in the middle: openai-completions, with the markers of its family.",
  );
  expect(verdict.ok && (verdict.tokensPerSecond ?? 0)).toBeGreaterThan(20);
});

test("the evidence says what was sent, what came, and in how many milliseconds", async () => {
  reply = at(TEXT, filled);
  const { evidence } = await verdictOn(FIM);
  expect(evidence[0]).toMatchObject({
    transport: "openai-completions",
    hole: "rest of a line",
    sent: expect.stringContaining("<|fim_suffix|>"),
    came: "width * height",
    ms: expect.any(Number),
    finding: "filled",
    words: "It filled the hole.",
  });
});

test("a model that only chats completes in a chat, and the user is told that it is slower", async () => {
  reply = at(TALK, (question) => `${filled(question) ?? "Hello!"}</FILL>`);
  const verdict = await verdictOn(CHAT);
  expect(verdict).toMatchObject({ ok: true, transport: "openai-chat", form: "chat" });
  expect(verdict.why).toMatch(/which is slower than a model that fills in the middle/);
});

test("a chat model that answers with prose completes nothing", async () => {
  reply = at(TALK, () => "Sure! Here is the code that you are looking for:\n```js\nwidth\n```");
  const verdict = await verdictOn(CHAT);
  expect(verdict).toMatchObject({ ok: false });
  expect(verdict.why).toContain("answered with prose instead of code");
});

test("a chat model that wraps its answer into a fence completes nothing", async () => {
  reply = at(TALK, (question) => `\`\`\`js\n${filled(question) ?? ""}\n\`\`\``);
  expect((await verdictOn(CHAT)).why).toContain("wrapped the answer into a code fence");
});

const SUFFIX = { completion: ["openai-completions-suffix"] };

test("a server that takes a suffix", async () => {
  reply = at(TEXT, filled);
  expect(await verdictOn("any-model", SUFFIX)).toMatchObject({
    ok: true,
    transport: "openai-completions-suffix",
    form: "infill",
  });
});

test("a server that ignores the suffix", async () => {
  reply = at(TEXT, wentOn);
  const verdict = await verdictOn("any-model", SUFFIX);
  expect(verdict).toMatchObject({ ok: false });
  expect(verdict.why).toContain("went on as if nothing stood after the cursor");
  expect(verdict.evidence.map(({ finding }) => finding)).toEqual(["overran", "wrong", "wrong", "filled"]);
});

test("a server that refuses the suffix: its words, and the next way is tried", async () => {
  const words = "suffix is not currently supported";
  reply = (question) =>
    question.body["suffix"] === undefined
      ? at(TALK, filled)(question)
      : { json: { error: { message: words, type: "BadRequestError", code: 400 } }, status: 400 };
  const completion = ["openai-completions-suffix", "openai-chat"];
  const verdict = await verdictOn("any-model", { completion });
  expect(verdict).toMatchObject({ ok: true, transport: "openai-chat" });
  expect(verdict.remarks.join(" ")).toContain(words);
  expect(verdict.evidence[0]).toMatchObject({ finding: "bad-request" });
});

test("markers that are not one token: nothing is asked with them", async () => {
  isOneToken = (text) => text !== "<|fim_suffix|>";
  reply = at(TEXT, filled);
  const verdict = await verdictOn(FIM, { completion: ["openai-completions"] });
  expect(verdict).toMatchObject({ ok: false });
  expect(verdict.why).toContain("<|fim_suffix|> is not one token in this model's tokenizer");
  expect(server.questions.filter(({ path }) => path === TEXT)).toEqual([]);
});

test("the server's own tokenizer is believed before ours", async () => {
  isOneToken = () => false;
  const completes = at(TEXT, filled);
  reply = (question) => (question.path === "/tokenize" ? { json: { tokens: [7] } } : completes(question));
  expect(await verdictOn(FIM)).toMatchObject({ ok: true, form: "fim" });
  reply = (question) => (question.path === "/tokenize" ? { json: { tokens: [7, 8] } } : completes(question));
  isOneToken = () => true;
  expect((await verdictOn(FIM)).why).toContain("not one token in the server's own tokenizer");
});

test("a model whose name tells nothing: the markers of the families are tried", async () => {
  reply = at(TEXT, (question) => (question.text.includes("<｜fim▁hole｜>") ? filled(question) : "quite so"));
  const verdict = await verdictOn("house-model");
  expect(verdict).toMatchObject({ ok: true, form: "fim", family: "deepseek-coder" });
  expect(verdict.remarks.join(" ")).toContain("family: deepseek-coder");
});

test("behind a key: what is wrong with it, and nothing is kept", async () => {
  reply = (question) =>
    question.authorization === "Bearer right"
      ? at(TEXT, filled)(question)
      : { json: { error: { message: "Incorrect API key provided" } }, status: 401 };
  const verdict = await verdictOn(FIM, { api_key: "wrong" });
  expect(verdict).toMatchObject({ ok: false, failure: "refused", advice: expect.stringMatching(/key/i) });
  expect(server.questions.filter(({ path }) => path === TEXT)).toHaveLength(1);
  expect(prober.verdict(instance(FIM, { api_key: "wrong" }))).toBeUndefined();
  expect(await verdictOn(FIM, { api_key: "right" })).toMatchObject({ ok: true });
});

test("a server that is down", async () => {
  const verdict = await verdictOn(FIM, { base_url: "http://127.0.0.1:9/v1" });
  expect(verdict).toMatchObject({ ok: false, failure: "unreachable" });
});

test("a model that the server does not have", async () => {
  reply = () => ({ json: { error: { message: "The model does not exist" } }, status: 404 });
  expect(await verdictOn(FIM)).toMatchObject({ ok: false, failure: "unknown-model" });
});

test("a slow server: suggestions after a rest, and short", async () => {
  reply = at(TEXT, filled, { afterMs: 350, everyMs: 60 });
  const verdict = await verdictOn(FIM);
  expect(verdict).toMatchObject({ ok: true, pace: "slow", restMs: 600 });
  expect(verdict.ok && verdict.maxTokens).toBeLessThan(80);
});

test("a server that loads the model for the first answer: said so", async () => {
  let asked = 0;
  reply = (question) =>
    question.path === TEXT ? at(TEXT, filled, { afterMs: asked++ === 0 ? 500 : 0 })(question) : undefined;
  const verdict = await verdictOn(FIM);
  expect(verdict).toMatchObject({ ok: true });
  expect(verdict.remarks.join(" ")).toContain("the first one loads the model");
});

test("a model that thinks first and completes then", async () => {
  reply = at(TALK, (question) => `<think>\nWhat is missing?\n</think>\n\n${filled(question) ?? ""}`);
  const verdict = await verdictOn(CHAT);
  expect(verdict).toMatchObject({ ok: true, thinks: true });
  expect(verdict.remarks).toContain("It thinks before it answers, so suggestions come late.");
});

test("a model that thinks until there is no room for an answer", async () => {
  reply = at(TALK, () => "<think>\nLet me think about this hole for a good while");
  const verdict = await verdictOn(CHAT);
  expect(verdict).toMatchObject({ ok: false, advice: expect.stringContaining("does not think first") });
});

test("an answer in HTML", async () => {
  reply = () => ({ html: "<!doctype html><title>Sign in</title>" });
  expect(await verdictOn(FIM)).toMatchObject({ ok: false, failure: "bad-answer" });
});

const BAD: readonly {
  readonly what: string;
  readonly say: (question: FakeQuestion) => string;
  readonly finding: string;
}[] = [
  { what: "nothing", say: () => "", finding: "empty" },
  { what: "its own markers", say: () => "<fim_middle>width * height", finding: "markers" },
  { what: "the prompt once more", say: ({ text }) => JSON.parse(text).prompt, finding: "markers" },
  {
    what: "what stands before the cursor",
    say: () => "  return Math.abs(width * height * depth)",
    finding: "echo",
  },
  { what: "garbage", say: () => "Ġzq 77 ;; %% lorem", finding: "wrong" },
];
test.for(BAD)("a model that answers with $what: $finding", async ({ say, finding }) => {
  reply = at(TEXT, say);
  const verdict = await verdictOn(FIM, { completion: ["openai-completions"] });
  expect(verdict).toMatchObject({ ok: false });
  expect(verdict.evidence[0]).toMatchObject({ finding });
});

test("when the model cannot, those of the provider that can are named", async () => {
  const data = ["llama-3.3-70b-instruct", "qwen2.5-coder-7b", "text-embedding-3-small", "starcoder2-3b"];
  const chats = at(TALK, () => "I would be glad to help you with this!");
  reply = (question) =>
    question.path === "/v1/models" ? { json: { data: data.map((id) => ({ id })) } } : chats(question);
  const verdict = await verdictOn(CHAT);
  expect(verdict).toMatchObject({ ok: false, alternatives: ["qwen2.5-coder-7b", "starcoder2-3b"] });
  expect(!verdict.ok && verdict.advice).toContain("qwen2.5-coder-7b and starcoder2-3b fill in the middle");
});

test("an embedding model is not asked at all", async () => {
  const verdict = await verdictOn("nomic-embed-text");
  expect(verdict).toMatchObject({ ok: false });
  expect(verdict.why).toContain("no text model but one for embedding");
  expect(server.questions.filter(({ method }) => method === "POST")).toEqual([]);
});

test("the verdict is kept: at once in memory, and for the next start", async () => {
  reply = at(TEXT, filled);
  expect(prober.verdict(instance(FIM))).toBeUndefined();
  const verdict = await verdictOn(FIM);
  expect(prober.verdict(instance(FIM))).toEqual(verdict);
  expect((await newProber()).verdict(instance(FIM))).toEqual(verdict);
  expect(prober.verdict(instance("other"))).toBeUndefined();
  expect(prober.verdict(instance(FIM, { base_url: "http://127.0.0.1:9/v1" }))).toBeUndefined();
  await prober.forget(instance(FIM));
  expect((await newProber()).verdict(instance(FIM))).toBeUndefined();
});

test("an old verdict and a broken file are as good as none", async () => {
  reply = at(TEXT, filled);
  await verdictOn(FIM);
  expect(readdirSync(cache)).toHaveLength(1);
  writeFileSync(join(cache, "broken.json"), "{");
  const later = new Date(Date.now() + 40 * 24 * 3_600_000);
  expect((await newProber(later)).verdict(instance(FIM))).toBeUndefined();
  expect((await newProber()).verdict(instance(FIM))).toBeDefined();
});

test("the target that was proved", async () => {
  reply = at(TEXT, filled, { afterMs: 300 });
  const asked = instance(FIM, { completion: ["openai-completions-suffix", "openai-completions"] });
  const verdict = await prober.probe({ instance: asked }, signal());
  if (verdict === "aborted" || !verdict.ok) throw new Error("not proved");
  expect(provedTarget(asked, knowledge, verdict)).toMatchObject({
    dialect: verdict.transport,
    form: { kind: verdict.form },
    maxTokens: verdict.maxTokens,
    restMs: verdict.restMs,
  });
});

test("progress is told, an abort ends it", async () => {
  const told: ProbeProgress["kind"][] = [];
  const aborter = new AbortController();
  reply = at(TEXT, filled, { afterMs: 20 });
  const run = prober.probe(
    {
      instance: instance(FIM),
      onProgress: ({ kind }) => {
        told.push(kind);
        if (kind === "filled") aborter.abort();
      },
    },
    aborter.signal,
  );
  expect(await run).toBe("aborted");
  expect(told.slice(0, 2)).toEqual(["trying", "filled"]);
  expect(prober.verdict(instance(FIM))).toBeUndefined();
});
