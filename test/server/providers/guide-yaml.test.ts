/** Files as the Refact engine's contribution guide shows them, dropped in as they are. */
import { expect, test } from "vitest";

import { inPlainEnglish } from "../../support/in-plain-english.ts";
import { resolveChatTarget } from "../../../server/providers/chat-target.ts";
import { resolveTarget } from "../../../server/providers/target.ts";
import { knowledgeWith } from "../../support/knowledge.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

const folder = temporaryFolder();

/** The guide's own example, "Step 1: Create Provider Configuration". */
const GUIDE = `
chat_endpoint: https://api.your-provider.com/v1/chat/completions
completion_endpoint: https://api.your-provider.com/v1/completions
embedding_endpoint: https://api.your-provider.com/v1/embeddings
supports_completion: true

api_key: your-api-key-format

running_models:
  - your-model-1
  - your-model-2

model_default_settings_ui:
  chat:
    n_ctx: 128000
    supports_tools: true
    supports_multimodality: false
    supports_agent: true
    tokenizer: hf://your-default-tokenizer
  completion:
    n_ctx: 8192
    tokenizer: hf://your-completion-tokenizer
`;

/** With the records of its other steps. */
const RECORDS = `
completion_models:
  new-coder-model:
    n_ctx: 16384
    scratchpad_patch:
      fim_prefix: "<PRE>"
      fim_suffix: "<SUF>"
      fim_middle: "<MID>"
      eot: "<EOT>"
      extra_stop_tokens: ["<|repo_name|>", "<|file_sep|>"]
      context_format: qwen2.5
      rag_ratio: 0.5
    scratchpad: FIM-PSM
    tokenizer: hf://company/new-coder-model
    similar_models: [new-coder-model-7b]
chat_models:
  your-new-model:
    n_ctx: 200000
    supports_tools: true
    supports_multimodality: true
    supports_agent: true
    supports_reasoning: anthropic
    tokenizer: hf://your-tokenizer-path
`;

interface Row {
  readonly text: string;
  readonly name?: string;
}

async function read({ text, name = "custom-ai" }: Row) {
  const { own, knowledge, mistakes } = await knowledgeWith(folder, { [`providers.d/${name}.yaml`]: text });
  const [instance] = own.instances;
  if (!instance) return { mistakes };
  const completion = resolveTarget(instance, knowledge);
  const chat = resolveChatTarget(instance, knowledge);
  return { mistakes, instance, completion, chat };
}

test("the guide's example works as it is", async () => {
  const { mistakes, completion, chat } = await read({ text: GUIDE + RECORDS });
  expect(mistakes).toEqual([]);
  expect(completion).toMatchObject({
    id: "custom-ai/new-coder-model",
    dialect: "openai-completions",
    baseUrl: "https://api.your-provider.com/v1",
    apiKey: "your-api-key-format",
    keyHeader: "bearer",
    form: {
      kind: "fim",
      template: {
        order: "prefix-first",
        prefix: "<PRE>",
        suffix: "<SUF>",
        middle: "<MID>",
        repository: { name: "<|repo_name|>", file: "<|file_sep|>" },
      },
    },
    stops: ["<EOT>", "<|repo_name|>", "<|file_sep|>", "<PRE>", "<SUF>", "<MID>"],
    tokenizer: "hf://company/new-coder-model",
  });
  expect(chat).toMatchObject({
    id: "custom-ai/your-new-model",
    dialect: "openai-chat",
    windowTokens: 200_000,
    tools: true,
    images: true,
    agent: true,
    reasoning: true,
    thinking: "budget",
    tokenizer: "hf://your-tokenizer-path",
  });
});

test("without records, its defaults hold, and a model that nobody knows cannot complete", async () => {
  const { completion, chat } = await read({ text: GUIDE });
  expect(inPlainEnglish(completion)).toMatchObject({
    kind: "no-fim",
    message: expect.stringContaining("your-model-1"),
  });
  expect(chat).toMatchObject({
    id: "custom-ai/your-model-1",
    windowTokens: 128_000,
    tools: true,
    agent: true,
    tokenizer: "hf://your-default-tokenizer",
  });
});

/** `completion target, chat target`. */
function check(title: string, row: Row, [completes, chats]: readonly [string, string]) {
  test(title, async () => {
    const { completion, chat, mistakes } = await read(row);
    expect(mistakes).toEqual([]);
    const told = (target: typeof completion | typeof chat) =>
      target && "dialect" in target ? `${target.dialect} ${target.baseUrl} ${target.model}` : target?.kind;
    expect([told(completion), told(chat)]).toEqual([completes, chats]);
  });
}

const URL = "https://api.custom-ai.com/v1";

check(
  "only chat, as in the guide's third example",
  {
    text: `chat_endpoint: ${URL}/chat/completions\nsupports_completion: false\napi_key: ca-...\nrunning_models:\n  - custom-model-pro\n  - custom-model-lite\n`,
  },
  ["no-fim", `openai-chat ${URL} custom-model-pro`],
);
check(
  "default models",
  {
    text: `chat_endpoint: ${URL}/chat/completions\ncompletion_endpoint: ${URL}/completions\ncompletion_default_model: starcoder2/3b\nchat_default_model: gpt-4o\nrunning_models: [a, b]\n`,
  },
  [`openai-completions ${URL} starcoder2/3b`, `openai-chat ${URL} gpt-4o`],
);
check(
  "completion by way of the chat endpoint, as in that engine's own files",
  {
    text: `chat_endpoint: http://localhost:1234/v1/chat/completions\ncompletion_endpoint: http://localhost:1234/v1/chat/completions\napi_key: any-will-work\ncompletion_default_model: llama-3.1-8b\n`,
    name: "lm-studio-here",
  },
  ["openai-chat http://localhost:1234/v1 llama-3.1-8b", "openai-chat http://localhost:1234/v1 llama-3.1-8b"],
);
check(
  "endpoints at different addresses",
  {
    text: `chat_endpoint: ${URL}/chat/completions\ncompletion_endpoint: https://other.example/beta/completions\ncompletion_default_model: deepseek-coder\nchat_default_model: deepseek-chat\n`,
  },
  ["openai-completions https://other.example/beta deepseek-coder", `openai-chat ${URL} deepseek-chat`],
);
check(
  "the model's name in the address",
  {
    text: `completion_endpoint: https://x.example/models/$MODEL/completions\ncompletion_default_model: starcoder2\n`,
  },
  ["openai-completions https://x.example/models/starcoder2 starcoder2", "misconfigured"],
);
check(
  "a file named after one of that engine's providers, with a key and models alone",
  {
    text: `api_key: $GEMINI\nchat_default_model: gemini-2.5-pro\nrunning_models: [gemini-2.5-flash]\n`,
    name: "google_gemini",
  },
  [
    "gemini https://generativelanguage.googleapis.com/v1beta gemini-2.5-flash",
    "gemini https://generativelanguage.googleapis.com/v1beta gemini-2.5-pro",
  ],
);

test.for([
  [
    "FIM-PSM without a patch is StarCoder's",
    "scratchpad: FIM-PSM",
    { order: "prefix-first", prefix: "<fim_prefix>" },
  ],
  ["FIM-SPM puts the suffix first", "scratchpad: FIM-SPM", { order: "suffix-first", prefix: "<fim_prefix>" }],
  [
    "StarCoder's context",
    "scratchpad: FIM-PSM\n    scratchpad_patch: { context_format: starcoder }",
    { repository: { name: "<repo_name>", nameEnd: "", file: "<file_sep>", pathInPrefix: true } },
  ],
] as const)("%s", async ([, record, template]) => {
  const text = `completion_endpoint: ${URL}/completions\ncompletion_models:\n  mine:\n    ${record}\n`;
  expect((await read({ text })).completion).toMatchObject({ form: { template } });
});

test("a model that is asked in a chat there is not shown markers here, whatever its family", async () => {
  const text = `completion_endpoint: ${URL}/completions\ncompletion_models:\n  qwen2.5-coder-7b: { scratchpad: REPLACE_PASSTHROUGH }\n`;
  expect(inPlainEnglish((await read({ text })).completion)).toMatchObject({
    kind: "no-fim",
    message: "qwen2.5-coder-7b was not trained to fill in the middle",
  });
});

test("one record for completion, another for chat", async () => {
  const text = `chat_endpoint: ${URL}/chat/completions\ncompletion_endpoint: ${URL}/completions\ncompletion_models:\n  qwen2.5-coder: { n_ctx: 2000 }\nchat_models:\n  qwen2.5-coder: { n_ctx: 9000 }\n`;
  const { completion, chat } = await read({ text });
  expect(completion).toMatchObject({ promptTokens: 2000 - 256 });
  expect(chat).toMatchObject({ windowTokens: 9000 });
});

test.for([
  ["api_key: $MY_KEY", "$MY_KEY"],
  ["api_key: literal", "literal"],
  ['api_key: ""', undefined],
] as const)("%s", async ([line, expected]) => {
  const { chat } = await read({
    text: `${line}\nchat_endpoint: ${URL}/chat/completions\nrunning_models: [gpt-4o]\n`,
  });
  expect(chat && "dialect" in chat ? chat.apiKey : "none").toBe(expected);
});

test("a disabled file is not asked", async () => {
  const { instance } = await read({
    text: `enabled: false\nchat_endpoint: ${URL}/chat/completions\nrunning_models: [m]\n`,
  });
  expect(instance?.enabled).toBe(false);
});

test.for([
  [
    `chat_endpoint: https://x.example/v1/chat\nrunning_models: [m]\n`,
    "custom-ai.yaml:1:1: chat_endpoint: should be an address that ends in one of /chat/completions",
  ],
  [
    `running_models: [m]\ncompletion_endpoint: nowhere\n`,
    "custom-ai.yaml:2:1: completion_endpoint: should be an address",
  ],
  [`running_models: m\n`, "custom-ai.yaml:1:1: running_models: must be a list"],
  [`chat_models:\n  a:\n    n_ctx: many\n`, "custom-ai.yaml:3:5: chat_models.a.n_ctx: "],
] as const)("a mistake is named: %j", async ([text, mistake]) => {
  const { mistakes } = await read({ text });
  expect(mistakes).toHaveLength(1);
  expect(mistakes[0]).toContain(mistake);
});
