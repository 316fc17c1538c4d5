/** The model families that ship: which names they know, and that what they say of markers is true of the vocabularies. */
import { describe, expect, test } from "vitest";

import { familyOf } from "../../../server/models/catalog.ts";
import type { ModelRecord } from "../../../server/models/record.ts";
import { shippedKnowledge } from "../../support/knowledge.ts";
import { bundledNames, newTokenizers } from "./bundled.ts";

const { families, mistakes } = await shippedKnowledge();

test("every file is right, and has a family of its own", () => {
  expect(mistakes).toEqual([]);
  expect(families.length).toBeGreaterThan(30);
});

/** `family, window, and how it fills in`. */
function check(name: string, expected: string) {
  test(`${name} → ${expected}`, () => {
    const known = familyOf(name, families);
    const { kind = "text", window_tokens, fim, infill } = known?.record ?? {};
    const fills = infill === false ? "no" : (fim?.order ?? (infill ? "infill" : "no"));
    const about = kind === "text" ? `${String(window_tokens)} ${fills}` : kind;
    expect(known ? `${known.id} ${about}` : "unknown").toBe(expected);
  });
}

check("qwen2.5-coder:1.5b-base", "qwen-coder 32768 prefix-first");
check("Qwen/Qwen2.5-Coder-7B", "qwen-coder 32768 prefix-first");
check("hf.co/Qwen/Qwen2.5-Coder-7B-GGUF:Q4_K_M", "qwen-coder 32768 prefix-first");
check("accounts/fireworks/models/qwen2p5-coder-7b", "qwen-coder 32768 prefix-first");
check("qwen2.5/coder/7b/base/vllm", "qwen-coder 32768 prefix-first");
check("qwen3-coder-30b-a3b", "qwen-coder 262144 prefix-first");
check("qwen3-coder-plus", "qwen-coder 1000000 prefix-first");
check("Qwen/Qwen3-8B-Base", "qwen 32768 prefix-first");
check("qwen3:8b", "qwen 131072 no");
check("Qwen/Qwen2.5-72B-Instruct", "qwen 32768 no");
check("bigcode/starcoder", "starcoder 8192 prefix-first");
check("starcoder2:3b", "starcoder 16384 prefix-first");
check("starcoder2/3b/base", "starcoder 16384 prefix-first");
check("stabilityai/stable-code-3b", "stable-code 16384 prefix-first");
check("ibm-granite/granite-8b-code-base-4k", "granite-code 4096 prefix-first");
check("granite-3b-code-instruct-128k", "granite-code 131072 prefix-first");
check("granite4:3b", "granite 131072 prefix-first");
check("granite3.3:8b", "granite 131072 no");
check("deepseek-ai/deepseek-coder-1.3b-base", "deepseek-coder 16384 prefix-first");
check("deepseek-coder-v2:16b", "deepseek-coder 131072 prefix-first");
check("deepseek-chat", "deepseek 131072 prefix-first");
check("deepseek-ai/DeepSeek-V3.1", "deepseek 131072 prefix-first");
check("deepseek-r1-distill-qwen-32b", "deepseek 131072 no");
check("deepseek-v4-flash", "deepseek-v4 1048576 infill");
check("codellama:7b-code", "codellama 16384 prefix-first");
check("codellama:34b", "codellama 16384 no");
check("codegemma:2b-code", "codegemma 8192 prefix-first");
check("codestral-latest", "codestral 128000 suffix-first");
check("codestral:22b", "codestral 32768 suffix-first");
check("open-codestral-mamba", "codestral 262144 no");
check("ByteDance-Seed/Seed-Coder-8B-Base", "seed-coder 32768 suffix-first");
check("glm-4.6", "glm 204800 prefix-first");
check("zai-org/GLM-5.1", "glm 204800 no");
check("JetBrains/Mellum-4b-base", "mellum 8192 suffix-first");
check("smallcloudai/Refact-1_6B-fim", "refact 4096 suffix-first");
check("Refact/1.6B", "refact 4096 suffix-first");
check("mercury-edit-2", "mercury 32000 infill");
check("mercury-2", "mercury 128000 no");
check("gpt-4o", "gpt 128000 no");
check("openai/gpt-4.1-mini", "gpt 1047576 no");
check("gpt-5-mini", "gpt 400000 no");
check("gpt-5.6-sol", "gpt 1050000 no");
check("gpt-3.5-turbo-instruct", "gpt 4096 infill");
check("openai/gpt-oss-120b", "gpt-oss 131072 no");
check("o4-mini", "openai-o 200000 no");
check("claude-3-5-haiku-20241022", "claude 200000 no");
check("anthropic/claude-sonnet-4.5", "claude 200000 no");
check("claude-opus-4-7", "claude 1000000 no");
check("models/gemini-2.5-flash", "gemini 1048576 no");
check("gemma3:1b", "gemma 32768 no");
check("mistral-large-latest", "mistral 131072 no");
check("devstral-2512", "mistral 262144 no");
check("meta-llama/Llama-3.3-70B-Instruct", "llama 131072 no");
check("llama3:8b", "llama 8192 no");
check("grok-code-fast-1", "grok 256000 no");
check("grok-4-fast-non-reasoning", "grok 2000000 no");
check("moonshotai/Kimi-K2-Instruct", "kimi 262144 no");
check("MiniMax-M2.5", "minimax 204800 no");
check("text-embedding-3-small", "embedding embedding");
check("gemini-embedding-001", "embedding embedding");
check("codestral-embed-2505", "embedding embedding");
check("qwen3-embedding:8b", "embedding embedding");
check("BAAI/bge-m3", "embedding embedding");
check("gpt-4o-mini-tts", "speech speech");
check("whisper-large-v3", "speech speech");
check("gpt-4o-transcribe", "speech speech");
check("gemini-2.5-flash-image", "image image");
check("gpt-image-1", "image image");
check("qwen3-vl-rerank", "ranking ranking");
check("omni-moderation-latest", "moderation moderation");
check("my-qwen2.5-coder", "unknown");
check("strange", "unknown");

test.for([
  ["nomic-embed-text", "search_query: ", "search_document: "],
  ["nomic-ai/nomic-embed-text-v1.5", "search_query: ", "search_document: "],
  ["intfloat/multilingual-e5-large", "query: ", "passage: "],
  ["intfloat/multilingual-e5-large-instruct", "Instruct: ", undefined],
  ["mxbai-embed-large", "Represent this ", undefined],
  ["qwen3-embedding:8b", "Instruct: ", undefined],
  ["text-embedding-3-small", undefined, undefined],
] as const)("what %s was trained to find before texts is put there", ([name, query, document]) => {
  const before = familyOf(name, families)?.record.put_before;
  expect(before?.document).toBe(document);
  if (query === undefined) expect(before?.query).toBe(undefined);
  else expect(before?.query?.startsWith(query)).toBe(true);
});

/** Every record of every family, each with the pattern that it is reached by. */
const records = families.flatMap(({ id, models }) =>
  models.map(({ patterns, record }) => ({ name: `${id} ${patterns[0]?.regex.source ?? ""}`, record })),
);

const bundled = records.filter(({ record }) => bundledNames.includes(record.tokenizer ?? ""));

/** One that does not fill in has no template, whatever its family has. */
function markersOf({ fim, infill }: ModelRecord): readonly (string | undefined)[] {
  if (infill === false) return [];
  return [fim?.prefix, fim?.suffix, fim?.middle, fim?.repository?.name, fim?.repository?.file];
}

describe.for(bundled)("$name", ({ record }) => {
  test("every marker and every stop is one token of its vocabulary", async () => {
    const { tokenizer = "", stops = [] } = record;
    const { tokenId } = await newTokenizers().ready(tokenizer);
    // A stop that begins a line is text, not a token.
    const said = [...markersOf(record).map((marker) => marker?.trim() ?? ""), ...stops].filter(
      (text) => text !== "" && !text.startsWith("\n"),
    );
    expect(said.filter((text) => tokenId(text) === undefined)).toEqual([]);
  });
});

test("the families with a bundled vocabulary are checked", () => {
  const names = new Set(bundled.map(({ name }) => name.split(" ")[0]));
  expect([...names]).toEqual(
    expect.arrayContaining(["qwen-coder", "starcoder", "deepseek-coder", "deepseek", "codestral"]),
  );
});

test("a stop is one marker: two fused into one string would never be met", () => {
  const fused = records.flatMap(({ name, record: { stops = [] } }) =>
    stops.filter((stop) => /[>\]][<[]/.test(stop)).map((stop) => `${name}: ${stop}`),
  );
  expect(fused).toEqual([]);
});

test("an answer fits into its window, and a marker is among the stops", () => {
  for (const { name, record } of records) {
    const { window_tokens = Infinity, output_tokens = 0, fim, infill, stops = [] } = record;
    expect([name, output_tokens <= window_tokens]).toEqual([name, true]);
    if (fim && infill !== false)
      expect([name, stops]).toEqual([name, expect.arrayContaining([fim.prefix.trim(), fim.suffix.trim()])]);
  }
});
