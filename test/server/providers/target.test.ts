/** From an instance, its provider's file and what is known of its model, to the target that is asked. */
import { expect, test } from "vitest";

import { inEnglish } from "../../../server/completion/told.ts";
import { resolveChatTarget } from "../../../server/providers/chat-target.ts";
import { type Instance, instanceSchema } from "../../../server/providers/instance.ts";
import { resolveTarget, type Target } from "../../../server/providers/target.ts";
import { knowledgeWith } from "../../support/knowledge.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

const { knowledge } = await knowledgeWith(temporaryFolder());

function instance(provider: string, more: object = {}): Instance {
  return { id: "a", ...instanceSchema.parse({ provider, ...more }) };
}

function target(provider: string, more: object): Target {
  const resolved = resolveTarget(instance(provider, more), knowledge);
  if ("kind" in resolved) throw new Error(`${resolved.kind}: ${inEnglish(resolved.message)}`);
  return resolved;
}

function chatTarget(provider: string, more: object) {
  const resolved = resolveChatTarget(instance(provider, more), knowledge);
  if ("kind" in resolved) throw new Error(`${resolved.kind}: ${inEnglish(resolved.message)}`);
  return resolved;
}

/** `dialect form address`. */
function check(provider: string, model: string, expected: string, more: object = {}) {
  test(`${provider} ${model} ${JSON.stringify(more)} → ${expected}`, () => {
    const resolved = resolveTarget(instance(provider, { model, ...more }), knowledge);
    expect(
      "kind" in resolved
        ? `${resolved.kind}: ${inEnglish(resolved.message)}`
        : `${resolved.dialect} ${resolved.form.kind} ${resolved.baseUrl}`,
    ).toBe(expected);
  });
}

const LOCAL = "http://127.0.0.1:1";

check("openai", "gpt-4.1-mini", "openai-chat chat https://api.openai.com/v1");
check("openai", "gpt-3.5-turbo-instruct", "openai-completions-suffix infill https://api.openai.com/v1");
check(
  "openai",
  "text-embedding-3-small",
  "no-fim: text-embedding-3-small is no text model but one for embedding",
);
check("anthropic", "claude-haiku-4-5", "anthropic-messages chat https://api.anthropic.com/v1");
check("gemini", "gemini-2.5-flash", "gemini chat https://generativelanguage.googleapis.com/v1beta");
check("mistral", "codestral-latest", "mistral-fim infill https://api.mistral.ai/v1");
check("mistral", "mistral-large-latest", "openai-chat chat https://api.mistral.ai/v1");
check("deepseek", "deepseek-v4-flash", "openai-completions-suffix infill https://api.deepseek.com/beta");
check("deepseek", "deepseek-reasoner", "openai-chat chat https://api.deepseek.com");
check("inception", "mercury-edit-2", "mistral-fim infill https://api.inceptionlabs.ai/v1");
check("inception", "mercury-2", "openai-chat chat https://api.inceptionlabs.ai/v1");
check("together", "Qwen/Qwen2.5-Coder-7B", "openai-completions fim https://api.together.ai/v1");
check("together", "meta-llama/Llama-3.3-70B-Instruct-Turbo", "openai-chat chat https://api.together.ai/v1");
check(
  "dashscope",
  "qwen3-coder-plus",
  "openai-chat chat https://dashscope-intl.aliyuncs.com/compatible-mode/v1",
);
check(
  "dashscope-beijing",
  "qwen2.5-coder-7b-instruct",
  "openai-completions fim https://dashscope.aliyuncs.com/compatible-mode/v1",
);
check(
  "dashscope-beijing",
  "qwen3-coder-plus",
  "openai-chat chat https://dashscope.aliyuncs.com/compatible-mode/v1",
);
check("ollama", "qwen2.5-coder:1.5b-base", "ollama-generate fim http://localhost:11434");
check("ollama", "mycoder", "ollama-generate infill http://localhost:11434");
check("ollama", "llama3.2", "ollama-chat chat http://localhost:11434");
check("llamacpp", "qwen2.5-coder-1.5b", "openai-completions fim http://localhost:8080/v1");
check("llamacpp", "whatever", "llamacpp-infill infill http://localhost:8080");
check("llamacpp", "gemma-3-4b-it", "openai-chat chat http://localhost:8080/v1");
check("tgi", "bigcode/starcoder2-3b", "tgi fim http://localhost:8080");
check("vllm", "whatever", "openai-chat chat http://localhost:8000/v1");
check("openai-compatible", "qwen2.5-coder:1.5b-base", `openai-completions fim ${LOCAL}`, { base_url: LOCAL });
check("openai-compatible", "gpt-4o", `openai-chat chat ${LOCAL}`, { base_url: LOCAL });
check("openai-compatible", "whatever", `openai-chat chat ${LOCAL}`, { base_url: LOCAL });
check("openai-compatible", "gpt-4o", "no-fim: gpt-4o was not trained to fill in the middle", {
  base_url: LOCAL,
  completion: ["openai-completions"],
});
check("openai-compatible", "mercury-edit-2", `openai-completions-suffix infill ${LOCAL}`, {
  base_url: LOCAL,
});
check(
  "openai-compatible",
  "mercury-edit-2",
  "no-fim: mercury-edit-2 fills in the middle, but not by what this provider speaks",
  { base_url: LOCAL, completion: ["openai-completions"] },
);
check(
  "azure-openai",
  "gpt-4.1",
  "misconfigured: “a” has no base_url, and Azure OpenAI has none that is the same for everyone",
);
check("azure-openai", "gpt-4.1", "openai-chat chat https://x.openai.azure.com/openai/v1", {
  base_url: "https://x.openai.azure.com/openai/v1/",
});

// People paste an address with slashes behind it, and with the path of one of its dialects.
check("openai-compatible", "starcoder2", `openai-completions fim ${LOCAL}/v1`, { base_url: `${LOCAL}/v1//` });
check("llamacpp", "starcoder2", `openai-completions fim ${LOCAL}/v1`, { base_url: `${LOCAL}/v1` });
check("llamacpp", "whatever", `llamacpp-infill infill ${LOCAL}`, { base_url: `${LOCAL}/v1/` });
check("ollama", "starcoder2", `ollama-generate fim ${LOCAL}`, { base_url: `${LOCAL}/v1` });

test("what a target is made of", () => {
  expect(
    target("openai-compatible", {
      base_url: LOCAL,
      model: "qwen2.5-coder",
      max_tokens: 100,
      window_tokens: 1000,
      api_key: "$K",
      headers: { "x-team": "me" },
      query: { version: "1" },
      body: { cache: true },
      key_header: "api-key",
      insecure: true,
    }),
  ).toMatchObject({
    id: "a/qwen2.5-coder",
    provider: "openai-compatible",
    promptTokens: 900,
    maxTokens: 100,
    apiKey: "$K",
    keyHeader: "api-key",
    headers: { "x-team": "me" },
    query: { version: "1" },
    extraBody: { cache: true },
    insecure: true,
    stream: true,
    maxStops: 4,
    takesTemperature: true,
    tokenizer: "qwen2.5",
    timeouts: { firstByteMs: 30_000, stallMs: 15_000 },
  });
});

test("a provider's file says how the key is shown, what it looks for, and what to do", () => {
  const { keyHeader, keyVariables, keyNeeded, advice } = target("anthropic", { model: "claude-haiku-4-5" });
  expect({ keyHeader, keyVariables, keyNeeded }).toEqual({
    keyHeader: "x-api-key",
    keyVariables: ["ANTHROPIC_API_KEY"],
    keyNeeded: true,
  });
  expect(advice["overloaded"]).toContain("529");
});

test("a completion is never longer than the provider or the model allows", () => {
  expect(target("deepseek", { model: "deepseek-v4-flash", max_tokens: 100_000 }).maxTokens).toBe(4096);
  expect(target("vllm", { model: "granite-3b-code-base-2k", max_tokens: 100_000 }).maxTokens).toBe(1024);
});

test("a model that thinks is asked not to, or to do so little, and gets room for it", () => {
  const about = (provider: string, model: string) => {
    const { form, maxTokens, maxStops, takesTemperature, maxTokensField, extraBody, thinking } = target(
      provider,
      { model },
    );
    return { form, maxTokens, maxStops, takesTemperature, maxTokensField, extraBody, thinking };
  };
  expect(about("openai", "gpt-5-mini")).toEqual({
    form: { kind: "chat", effort: "low" },
    maxTokens: 256 + 1024,
    maxStops: 0,
    takesTemperature: false,
    maxTokensField: "max_completion_tokens",
    extraBody: {},
    thinking: "effort",
  });
  expect(about("openai", "gpt-5.1")).toMatchObject({ form: { effort: "none" }, maxTokens: 256 });
  expect(about("anthropic", "claude-opus-4-7")).toMatchObject({
    form: { effort: "none" },
    maxTokens: 256,
    takesTemperature: false,
  });
  expect(about("zhipu", "glm-4.6")).toMatchObject({
    maxStops: 1,
    extraBody: { thinking: { type: "disabled" } },
  });
});

test("what keeps a model from thinking is not said where it fills in without a chat", () => {
  expect(target("deepseek", { model: "deepseek-v4-flash" }).extraBody).toEqual({});
  expect(target("deepseek", { model: "deepseek-v4-flash", completion: ["openai-chat"] }).extraBody).toEqual({
    thinking: { type: "disabled" },
  });
});

test("by way of a chat, the sign that the answer is over is the first stop", () => {
  expect(target("openai", { model: "gpt-4.1-mini" }).stops[0]).toBe("</FILL>");
});

test("who chats, and what it can do", () => {
  expect(
    chatTarget("mistral", { model: "codestral-latest", chat_model: "mistral-large-latest" }),
  ).toMatchObject({
    id: "a/mistral-large-latest",
    dialect: "openai-chat",
    model: "mistral-large-latest",
    windowTokens: 131_072,
    tools: true,
    images: true,
  });
  expect(chatTarget("anthropic", { model: "claude-sonnet-4-5" })).toMatchObject({
    thinking: "budget",
    reasoning: true,
    outputTokens: 64_000,
  });
  expect(chatTarget("deepseek", { chat_model: "deepseek-v4-pro" })).toMatchObject({
    wantsReasoningBack: true,
    extraBody: {},
    baseUrl: "https://api.deepseek.com",
  });
  expect(() => chatTarget("ollama", { model: "starcoder2" })).toThrow("starcoder2 does not chat");
});

test("a window that is set is that of the model that completes", () => {
  const set = { model: "codestral-latest", chat_model: "mistral-large-latest", window_tokens: 5000 };
  expect(target("mistral", set).promptTokens).toBe(4096);
  expect(target("mistral", { ...set, window_tokens: 1000 }).promptTokens).toBe(744);
  expect(chatTarget("mistral", set).windowTokens).toBe(131_072);
});

test("a target says what its model's answers are mended for", () => {
  expect(target("mistral", { model: "codestral-latest" }).quirks).toEqual(["leading-blank"]);
  expect(target("ollama", { model: "qwen3:8b" }).quirks).toEqual(["empty-thought"]);
  expect(target("ollama", { model: "qwen2.5-coder:1.5b-base" }).quirks).toEqual([]);
});
