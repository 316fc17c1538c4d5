/** What the user's own files add to what ships, and how their mistakes are named. */
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { expect, test } from "vitest";

import { inPlainEnglish } from "../../support/in-plain-english.ts";
import { inEnglish } from "../../../server/completion/told.ts";
import { watchFolders } from "../../../server/knowledge/user-folders.ts";
import { resolveTarget } from "../../../server/providers/target.ts";
import { knowledgeWith } from "../../support/knowledge.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";
import { until } from "../../support/until.ts";

const folder = temporaryFolder();

const OWN_PROVIDER = `
name: Our gateway
place: cloud
rank: 5
base_url: https://llm.example/v1
key: { header: api-key }
transports:
  completion: [openai-completions-suffix]
  chat: openai-chat
  list: openai
models:
  house-coder: { infill: true, window_tokens: 9000 }
`;

type Files = Readonly<Record<string, string>>;

async function targets(files: Files) {
  const { own, knowledge } = await knowledgeWith(folder, files);
  return own.instances.map((instance) => {
    const target = resolveTarget(instance, knowledge);
    return "dialect" in target
      ? `${target.id} ${target.dialect} ${target.baseUrl} ${target.keyHeader}`
      : `${instance.id} ${target.kind}: ${inEnglish(target.message)}`;
  });
}

test("a provider of one's own, and two instances of it", async () => {
  expect(
    await targets({
      "providers.d/gateway.yaml": OWN_PROVIDER,
      "providers.d/home.yaml": "provider: gateway\nmodel: house-coder\n",
      "providers.d/work.yaml": "provider: gateway\nmodel: house-coder\nbase_url: https://work.example/v1\n",
    }),
  ).toEqual([
    "home/house-coder openai-completions-suffix https://llm.example/v1 api-key",
    "work/house-coder openai-completions-suffix https://work.example/v1 api-key",
  ]);
});

test("a provider of one's own that is set up in its own file", async () => {
  const text = `${OWN_PROVIDER}instance:\n  provider: gateway\n  model: house-coder\n`;
  expect(await targets({ "providers.d/gateway.yaml": text })).toEqual([
    "gateway/house-coder openai-completions-suffix https://llm.example/v1 api-key",
  ]);
});

test("a provider of one's own may take the place of one that ships", async () => {
  const text = OWN_PROVIDER.replace("Our gateway", "My OpenAI");
  const { knowledge } = await knowledgeWith(folder, { "providers.d/openai.yaml": text });
  expect(knowledge.provider("openai")?.name).toBe("My OpenAI");
});

test("a model family of one's own", async () => {
  expect(
    await targets({
      "providers.d/a.yaml": "base_url: http://127.0.0.1:1/v1\nmodel: house-coder-7b\n",
      "models.d/house.yaml":
        'match: [house-coder*]\nwindow_tokens: 4096\nfim: { order: suffix-first, prefix: "<P>", suffix: "<S>", middle: "<M>" }\n',
    }),
  ).toEqual(["a/house-coder-7b openai-completions http://127.0.0.1:1/v1 bearer"]);
});

test("what an instance's file says of its models, and where each value comes from", async () => {
  const { own, knowledge } = await knowledgeWith(folder, {
    "providers.d/a.yaml":
      "provider: mistral\nmodel: codestral-latest\nchat_model: unheard-of\nwindow_tokens: 7000\nmodels:\n  codestral-latest: { output_tokens: 99 }\nmodel_defaults:\n  chat: { tools: true }\n",
  });
  const [instance] = own.instances;
  if (!instance) throw new Error("no instance");
  const code = knowledge.model({ instance, name: "codestral-latest", purpose: "completion" });
  expect(code).toMatchObject({ windowTokens: 7000, outputTokens: 99, tokenizer: "mistral-v3" });
  expect(inPlainEnglish(code.origins)).toMatchObject({
    window_tokens: "providers.d/a.yaml",
    output_tokens: "providers.d/a.yaml",
    tokenizer: "the model family codestral",
  });
  const chat = knowledge.model({ instance, name: "unheard-of", purpose: "chat" });
  expect(chat).toMatchObject({ tools: true, windowTokens: 8192, known: false });
  expect(chat.origins).toMatchObject({
    tools: "providers.d/a.yaml",
    window_tokens: "an estimate from the name",
  });
});

test("what the provider's file says of a model, and what the server tells", async () => {
  const { own, knowledge } = await knowledgeWith(
    folder,
    { "providers.d/a.yaml": "provider: deepseek\nmodel: deepseek-v4-flash\n" },
    { told: ({ name }) => (name === "unheard-of" ? { window_tokens: 1234 } : undefined) },
  );
  const [instance] = own.instances;
  if (!instance) throw new Error("no instance");
  const model = (name: string) => knowledge.model({ instance, name, purpose: "completion" });
  expect(inPlainEnglish(model("deepseek-v4-flash").origins.completion_body)).toBe("the provider DeepSeek");
  expect(model("unheard-of")).toMatchObject({ windowTokens: 1234, origins: { window_tokens: "the server" } });
});

test("the environment comes first", async () => {
  const { own } = await knowledgeWith(
    folder,
    { "providers.d/a.yaml": "provider: openai\nmodel: gpt-4.1\n" },
    { env: { KEYFILL_BASE_URL: "http://127.0.0.1:1", KEYFILL_MODEL: "starcoder2" } },
  );
  expect(own.instances.map(({ id }) => id)).toEqual(["environment", "a"]);
});

test("a list of known models as the Refact engine has it", async () => {
  const list = {
    completion_models: {
      "house/coder": {
        n_ctx: 4096,
        scratchpad: "FIM-SPM",
        tokenizer: "hf://house/coder",
        similar_models: ["house-coder-7b"],
      },
    },
    chat_models: { "house/coder": { n_ctx: 99, supports_tools: true }, talker: { n_ctx: 777 } },
    embedding_models: { "house/vectors": { n_ctx: 512, embedding_size: 768 } },
    comments: ["ignored"],
  };
  const { own, knowledge, mistakes } = await knowledgeWith(folder, {
    "providers.d/a.yaml": "base_url: http://127.0.0.1:1/v1\nmodel: house-coder-7b\n",
    "models.d/known.json": JSON.stringify(list),
  });
  expect(mistakes).toEqual([]);
  const [instance] = own.instances;
  if (!instance) throw new Error("no instance");
  expect(resolveTarget(instance, knowledge)).toMatchObject({
    form: { template: { order: "suffix-first" } },
    tokenizer: "hf://house/coder",
  });
  const model = (name: string) => knowledge.model({ instance, name, purpose: "chat" });
  expect(model("house/coder")).toMatchObject({ windowTokens: 4096, tools: true });
  expect(inPlainEnglish(model("talker").origins.window_tokens)).toBe("the model family known");
  expect(model("house/vectors").kind).toBe("embedding");
});

function checkMistake(text: string, expected: string, path = "providers.d/a.yaml") {
  test(`${JSON.stringify(text)} → ${expected}`, async () => {
    const { mistakes } = await knowledgeWith(folder, { [path]: text });
    expect(mistakes[0]).toContain(`${path}:${expected}`);
  });
}

checkMistake("modle: x\n", "1:1: modle is not a key that is known here");
checkMistake("provider: openai\n", "1:1: the file: it names no model");
checkMistake("model: x\nbase_url: nowhere\n", "2:1: base_url: must be an http or https address");
checkMistake("model: x\nmodels:\n  x: { windw: 1 }\n", "3:8: windw is not a key that is known here");
checkMistake("model: x\ncompletion: [smoke-signals]\n", "2:14: completion.0: must be one of");
checkMistake(OWN_PROVIDER.replace("rank: 5\n", ""), "2:1: rank is missing");
checkMistake(OWN_PROVIDER.replace("openai-chat", "opnai-chat"), "9:3: transports.chat: must be one of");
checkMistake(
  OWN_PROVIDER.replace("header: api-key", "looks: '('"),
  "6:8: key.looks: is not a regular expression",
);
checkMistake(
  `${OWN_PROVIDER}meanings: { too-long: { words: ["("] } }\n`,
  "13:33: meanings.too-long.words.0: is not a regular expression",
);
checkMistake(`${OWN_PROVIDER}meanings: { to-long: {} }\n`, "13:13: to-long is not a key that is known here");
checkMistake(
  "model: x\nmodels: { x: { quirks: [leading-blanks] } }\n",
  "2:25: models.x.quirks.0: must be one of leading-blank",
);
checkMistake(`${OWN_PROVIDER}instance:\n  modle: x\n`, "14:3: modle is not a key that is known here");
checkMistake("match: []\n", "1:1: match:", "models.d/a.yaml");
checkMistake('{ "chat_models": { "a": { "n_ctx": "x" } } }', "1:27: chat_models.a.n_ctx", "models.d/a.json");

test("a change in either folder is told", async () => {
  const config = join(folder, "watched");
  let changes = 0;
  const stop = await watchFolders(join(config, "providers.d"), () => (changes += 1));
  await writeFile(join(config, "providers.d", "a.yaml"), "model: x\n");
  await until(() => changes === 1, "the provider file is seen");
  await mkdir(join(config, "models.d"), { recursive: true });
  await writeFile(join(config, "models.d", "a.yaml"), "match: [x]\n");
  await until(() => changes === 2, "the model file is seen");
  stop();
});
