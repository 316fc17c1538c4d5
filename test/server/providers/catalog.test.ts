/** The provider files that ship: every one is reached, and complete enough to be set up from. */
import { readdirSync } from "node:fs";
import { join } from "node:path";

import { expect, test } from "vitest";

import { allInEnglish } from "../../../server/completion/told.ts";
import { resolveChatTarget } from "../../../server/providers/chat-target.ts";
import { type Instance, instanceSchema } from "../../../server/providers/instance.ts";
import { resolveEmbedding } from "../../../server/providers/embedding-target.ts";
import { resolveTarget } from "../../../server/providers/target.ts";
import { knowledgeWith, RESOURCES } from "../../support/knowledge.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

const { knowledge, shipped } = await knowledgeWith(temporaryFolder());

const ids = readdirSync(join(RESOURCES, "providers"))
  .filter((file) => file.endsWith(".yaml"))
  .map((file) => file.replace(".yaml", ""));

const providers = ids.map((id) => {
  const spec = knowledge.provider(id);
  if (!spec) throw new Error(`${id} is broken: ${allInEnglish(shipped.mistakes)}`);
  return { id, spec };
});

function instance(provider: string, more: object): Instance {
  return { id: "a", ...instanceSchema.parse({ provider, base_url: "http://127.0.0.1:1/v1", ...more }) };
}

/** A model of each form; every provider has to take at least one of them. */
const MODELS = ["qwen2.5-coder-7b", "codestral-latest", "gpt-4.1", "llama-3.3-70b"];

const [embedders, talkers] = [true, false].map((only) =>
  providers.filter(({ spec }) => (spec.transports.chat === undefined) === only),
);

test.for(embedders ?? [])("$id embeds, and nothing else", ({ id, spec }) => {
  const { embedding: embedding_model } = spec.suggests;
  const target = resolveEmbedding(instance(id, { embedding_model }), { model: "", dimensions: 0 }, knowledge);
  expect(target).toMatchObject({ id: `a/${String(embedding_model)}`, embedding: spec.transports.embedding });
  expect(spec.transports.completion).toEqual([]);
});

test.for(talkers ?? [])("$id completes and chats", ({ id, spec }) => {
  const completes = [...MODELS, spec.suggests.completion ?? ""].filter((model) => {
    const target = resolveTarget(instance(id, { model: model || "none" }), knowledge);
    return "dialect" in target;
  });
  expect(completes).not.toEqual([]);
  if (spec.suggests.completion) expect(completes).toContain(spec.suggests.completion);
  const chat = resolveChatTarget(instance(id, { chat_model: spec.suggests.chat ?? "gpt-4.1" }), knowledge);
  expect(chat).toHaveProperty("dialect", spec.transports.chat);
});

test.for(providers)("$id can be set up from what its file says", ({ spec }) => {
  const { place, key, base_url: baseUrl, transports, suggests } = spec;
  if (place === "local") expect(baseUrl).toMatch(/^http:\/\/localhost:\d+/);
  if (place === "cloud" && key.needed) expect(key.url).toMatch(/^https:/);
  if (place === "cloud" && baseUrl) expect(baseUrl).toMatch(/^https:.*[^/]$/);
  if (transports.list === "none") expect(suggests.completion ?? suggests.embedding).toBeDefined();
});

test("no two stand at one place in the list", () => {
  const ranks = providers.map(({ spec }) => spec.rank);
  expect(new Set(ranks).size).toBe(ranks.length);
});

test("a key of one provider is not taken for another's", () => {
  const keys = {
    openai: "sk-proj-abc",
    anthropic: "sk-ant-api03-abc",
    openrouter: "sk-or-v1-abc",
    groq: "gsk_abc",
    xai: "xai-abc",
    cerebras: "csk-abc",
    huggingface: "hf_abc",
    "github-models": "github_pat_abc",
  };
  for (const [id, key] of Object.entries(keys)) {
    const fits = Object.keys(keys).filter((other) =>
      new RegExp(knowledge.provider(other)?.key.looks ?? "").test(key),
    );
    expect([id, fits]).toEqual([id, [id]]);
  }
});
