/** Lists of models over real HTTP: what each form of list asks for and gives, what is offered of it, and how it fails. */
import { afterAll, afterEach, beforeEach, expect, test } from "vitest";

import { inPlainEnglish } from "../../support/in-plain-english.ts";
import { Http } from "../../../server/http.ts";
import { createDiscovery, type Discovered, type Discovery } from "../../../server/providers/discover.ts";
import { checkInstance } from "../../../server/providers/discovery/check-instance.ts";
import { offersOf } from "../../../server/providers/discovery/offers.ts";
import { type Instance, instanceSchema } from "../../../server/providers/instance.ts";
import {
  type FakeModelServer,
  type FakeQuestion,
  type FakeReply,
  startFakeModel,
} from "../../support/fake-model.ts";
import { knowledgeWith } from "../../support/knowledge.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

const http = new Http();
const { knowledge } = await knowledgeWith(temporaryFolder());
const means = { http, keyOf: ({ apiKey }: { readonly apiKey?: string }) => Promise.resolve(apiKey) };
const written = () => ["a-model", "another-model"];
afterAll(() => http.close());

let server: FakeModelServer;
let pages: Readonly<Record<string, unknown>>;
let reply: (question: FakeQuestion) => FakeReply | undefined;
let discovery: Discovery;
let clock = 0;

beforeEach(async () => {
  pages = {};
  reply = ({ method, path }) => {
    const json = pages[`${method} ${path}`];
    return json === undefined ? undefined : { json };
  };
  server = await startFakeModel((question) => reply(question));
  discovery = createDiscovery({ knowledge: () => knowledge, means, written, now: () => clock });
});
afterEach(() => server.close());

function instance(provider: string, more: object = {}): Instance {
  const fields = { provider, base_url: `${server.url}/v1`, model: "any", ...more };
  return { id: "mine", ...instanceSchema.parse(fields) };
}

const signal = () => new AbortController().signal;

function models(provider: string, more: object = {}): Promise<Discovered> {
  return discovery.models({ instance: instance(provider, more), refresh: true }, signal());
}

const LIST = "GET /v1/models";
const listOf = (...ids: readonly string[]) => ({ data: ids.map((id) => ({ id })) });

test("OpenAI's form, with what vLLM adds", async () => {
  pages = { [LIST]: { object: "list", data: [{ id: "m", owned_by: "vllm", max_model_len: 16_384 }] } };
  expect(await models("vllm")).toEqual({
    kind: "listed",
    from: "server",
    models: [{ id: "m", windowTokens: 16_384 }],
  });
});

test("the key goes along", async () => {
  pages = { [LIST]: listOf("m") };
  await models("openai-compatible", { api_key: "k-1" });
  expect(server.questions[0]?.authorization).toBe("Bearer k-1");
});

test("Ollama: each model is asked what it can do, behind the root whatever was pasted", async () => {
  // The shapes are those of https://docs.ollama.com/api/tags and /api-reference/show-model-details, read 2026-11.
  pages = {
    "GET /api/tags": {
      models: [{ name: "qwen2.5-coder:1.5b-base", details: { quantization_level: "Q4_K_M" } }],
    },
    "POST /api/show": {
      details: { parameter_size: "1.5B", quantization_level: "Q4_K_M" },
      capabilities: ["completion", "insert"],
      model_info: { "qwen2.context_length": 32_768 },
    },
  };
  expect(await models("ollama")).toMatchObject({
    models: [
      {
        id: "qwen2.5-coder:1.5b-base",
        windowTokens: 32_768,
        parameters: "1.5B",
        quantisation: "Q4_K_M",
        capabilities: { insert: true, tools: false },
      },
    ],
  });
  expect(server.questions.at(-1)?.body).toEqual({ model: "qwen2.5-coder:1.5b-base" });
});

test("Ollama that does not tell more: the list as it is", async () => {
  pages = { "GET /api/tags": { models: [{ name: "m" }] } };
  expect(await models("ollama", { base_url: server.url })).toMatchObject({ models: [{ id: "m" }] });
});

test("llama.cpp: the name from its list, the window from its properties", async () => {
  pages = {
    "GET /props": { default_generation_settings: { n_ctx: 4096 }, model_path: "/m/coder-Q8_0.gguf" },
    [LIST]: {
      data: [{ id: "my-alias", owned_by: "llamacpp", meta: { n_ctx_train: 32_768, n_params: 1.5e9 } }],
    },
  };
  expect(await models("llamacpp", { base_url: server.url })).toMatchObject({
    models: [{ id: "my-alias", windowTokens: 4096, parameters: "1.5B", quantisation: "Q8_0" }],
  });
});

test("LM Studio and TGI are asked behind their roots", async () => {
  pages = {
    "GET /api/v0/models": { data: [{ id: "m", type: "llm", max_context_length: 8192 }] },
    "GET /info": { model_id: "org/m", max_total_tokens: 4096 },
  };
  expect(await models("lm-studio")).toMatchObject({ models: [{ id: "m", windowTokens: 8192 }] });
  expect(await models("tgi", { base_url: server.url })).toMatchObject({
    models: [{ id: "org/m", windowTokens: 4096 }],
  });
});

test("where its own kind of list is missing, OpenAI's does", async () => {
  pages = { [LIST]: listOf("m") };
  expect(await models("lm-studio")).toMatchObject({ models: [{ id: "m" }] });
  expect(await models("ollama", { base_url: server.url })).toMatchObject({ models: [{ id: "m" }] });
});

test("Anthropic wants its version", async () => {
  pages = { "GET /v1/models?limit=1000": { data: [{ id: "claude-x", display_name: "Claude X" }] } };
  expect(await models("anthropic", { api_key: "k" })).toMatchObject({ models: [{ name: "Claude X" }] });
  expect(server.questions[0]?.headers).toMatchObject({
    "anthropic-version": "2023-06-01",
    "x-api-key": "k",
  });
});

test("a provider without a list: what its file says", async () => {
  expect(await models("minimax")).toEqual({
    kind: "listed",
    from: "file",
    models: [{ id: "a-model" }, { id: "another-model" }],
  });
});

const FAILING: readonly (readonly [string, FakeReply, string])[] = [
  ["a wrong key", { json: { error: { message: "bad key" } }, status: 401 }, "refused"],
  ["a web page", { html: "<!doctype html><html></html>" }, "bad-answer"],
  ["another JSON", { json: { hello: "world" } }, "bad-answer"],
  ["a failing server", { json: {}, status: 500 }, "overloaded"],
];
test.for(FAILING)("%s: %o → %s", async ([, answer, kind]) => {
  reply = () => answer;
  expect(inPlainEnglish(await models("vllm", { api_key: "k-123456" }))).toMatchObject({
    kind: "failed",
    failure: { kind, message: expect.any(String), advice: expect.stringMatching(/\.$/) },
  });
});

test("nobody there, no address, no such provider, given up", async () => {
  expect(await models("vllm", { base_url: "http://127.0.0.1:9/v1" })).toMatchObject({
    failure: { kind: "unreachable" },
  });
  const nowhere: Instance = { id: "x", ...instanceSchema.parse({ model: "m" }) };
  expect(await discovery.models({ instance: nowhere }, signal())).toMatchObject({
    failure: { kind: "misconfigured" },
  });
  expect(await models("no-such-provider")).toMatchObject({ failure: { kind: "misconfigured" } });
  const given = await discovery.models({ instance: instance("vllm") }, AbortSignal.abort());
  expect(given).toEqual({ kind: "aborted" });
});

test("asked once in a while, and again when told to; what was told is known without asking", async () => {
  pages = {
    [LIST]: {
      data: [
        { id: "m", context_length: 1000 },
        { id: "e", type: "embedding" },
      ],
    },
  };
  const ask = (refresh: boolean) => discovery.models({ instance: instance("vllm"), refresh }, signal());
  expect(discovery.told({ instance: instance("vllm"), name: "m" })).toBeUndefined();
  await ask(false);
  await ask(false);
  expect(server.questions).toHaveLength(1);
  await ask(true);
  clock += 60 * 60_000;
  await ask(false);
  expect(server.questions).toHaveLength(3);
  expect(discovery.told({ instance: instance("vllm"), name: "m" })).toEqual({ window_tokens: 1000 });
  expect(discovery.told({ instance: instance("vllm"), name: "e" })).toMatchObject({ kind: "embedding" });
});

test("models for vectors, speech and images are offered for nothing; those that fill come first", () => {
  const names =
    "gpt-4.1-mini text-embedding-3-small whisper-1 dall-e-3 tts-1 qwen2.5-coder-7b starcoder2-3b".split(" ");
  const listed = names.map((id) => ({ id }));
  const strange = { id: "house-vectors", capabilities: { embedding: true, chat: false, completion: false } };
  const { completion, chat } = offersOf([...listed, strange], instance("vllm"), knowledge);
  expect(completion.map(({ id, fills }) => `${id}${fills ? " fills" : ""}`)).toEqual([
    "qwen2.5-coder-7b fills",
    "starcoder2-3b fills",
    "gpt-4.1-mini",
  ]);
  expect(chat.map(({ id }) => id)).toEqual(["gpt-4.1-mini", "qwen2.5-coder-7b"]);
});

test("tools are assumed for modern families, unless the server says otherwise", () => {
  const said = { id: "qwen2.5-coder-7b", capabilities: { tools: false } };
  const { chat } = offersOf([{ id: "gpt-4.1-mini" }, said], instance("vllm"), knowledge);
  expect(chat.map(({ tools }) => tools)).toEqual([true, false]);
});

const check = (provider: string, more: object = {}) =>
  checkInstance({ instance: instance(provider, more), knowledge, written }, means, signal());

test("a check of a server of one's own: the address and the model", async () => {
  pages = { [LIST]: listOf("qwen2.5-coder-7b", "m") };
  expect(await check("vllm", { model: "m" })).toEqual({ ok: true, provider: "mine" });
  expect(inPlainEnglish(await check("vllm", { model: "qwen2.5-codr-7b" }))).toEqual({
    ok: false,
    provider: "mine",
    error: "it has no model qwen2.5-codr-7b",
    advice: "Did you mean qwen2.5-coder-7b?",
  });
  reply = ({ path }) => (path === "/v1/models" ? { json: listOf("m") } : { says: "4" });
  expect(await check("vllm", { model: "qwen2.5-coder-unlisted" })).toEqual({ ok: true, provider: "mine" });
});

test("a check of a key: its list may be open to all, so the key is used", async () => {
  reply = ({ path, authorization }) => {
    if (path === "/v1/models") return { json: listOf("gpt-4.1-mini") };
    return authorization === "Bearer right"
      ? { says: "Yes." }
      : { json: { error: { message: "Incorrect API key" } }, status: 401 };
  };
  expect(await check("openai", { model: "gpt-4.1-mini", api_key: "right" })).toMatchObject({ ok: true });
  expect(inPlainEnglish(await check("openai", { model: "gpt-4.1-mini", api_key: "wrong" }))).toMatchObject({
    ok: false,
    error: expect.stringContaining("Incorrect API key"),
    advice: expect.stringMatching(/key/),
  });
});

test("a check of a server that is down", async () => {
  expect(await check("vllm", { base_url: "http://127.0.0.1:9/v1" })).toMatchObject({
    ok: false,
    advice: expect.stringMatching(/\.$/),
  });
});
