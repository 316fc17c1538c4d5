/** What other tools were set up with, from the contents of their files to our drafts. */
import { describe, expect, test } from "vitest";
import { parse } from "yaml";

import { serversOfContinue } from "../../../../server/setup/import/continue.ts";
import { serversOfLlamaVscode, serversOfTwinny } from "../../../../server/setup/import/editor-settings.ts";
import { serversOfEnvironment } from "../../../../server/setup/import/environment.ts";
import { draftOf, type FoundServer } from "../../../../server/setup/import/found.ts";
import { ollamaName } from "../../../../server/setup/import/ollama.ts";
import { serverOfRefact } from "../../../../server/setup/import/refact.ts";
import { readDraft } from "../../../../server/setup/draft.ts";
import { kindsOf } from "../../../../server/setup/kinds.ts";
import { knowledgeWith } from "../../../support/knowledge.ts";
import { temporaryFolder } from "../../../support/temporary-folder.ts";

const { shipped, own } = await knowledgeWith(temporaryFolder());
const kinds = kindsOf({ known: () => ({ shipped, own }) });

/** `provider model/chat_model @address key=… +key`, a line each; what has no place in the file comes after a plus. */
function check(servers: readonly FoundServer[], expected: readonly string[]): void {
  const drafts = servers.map((server) => draftOf(server, kinds));
  for (const { key: _, ...draft } of drafts) expect(readDraft(draft)).toMatchObject({ ok: true });
  const lines = drafts.map(({ fields, key }) => {
    const text = (name: string) => (typeof fields[name] === "string" ? fields[name] : "");
    const address = fields["base_url"] === undefined ? "" : ` @${text("base_url")}`;
    const inFile = fields["api_key"] === undefined ? "" : ` ${text("api_key")}`;
    const beside = key === undefined ? "" : ` +${key}`;
    return `${text("provider")} ${text("model")}/${text("chat_model")}${address}${inFile}${beside}`;
  });
  expect(lines).toEqual(expected);
}

describe("Continue", () => {
  const ROWS: readonly (readonly [name: string, config: string, expected: readonly string[]])[] = [
    [
      "an entry that chats",
      "models: [{provider: anthropic, model: claude, apiKey: sk-ant-1}]",
      ["anthropic /claude +sk-ant-1"],
    ],
    [
      "two entries of one server are one",
      "models: [{provider: ollama, model: big, roles: [chat, edit]}, {provider: ollama, model: small, roles: [autocomplete]}]",
      ["ollama small/big"],
    ],
    [
      "what only makes vectors is none",
      "models: [{provider: ollama, model: nomic-embed-text, roles: [embed]}]",
      [],
    ],
    [
      "a server of one's own that speaks OpenAI's",
      "models: [{provider: openai, model: q, apiBase: 'http://10.0.0.5:8000/v1/', apiKey: EMPTY, roles: [autocomplete]}]",
      ["openai-compatible q/ @http://10.0.0.5:8000/v1"],
    ],
    [
      "an address that a provider is known by",
      "models: [{provider: openai, model: m, apiBase: 'https://openrouter.ai/api/v1', apiKey: sk-or-1}]",
      ["openrouter /m +sk-or-1"],
    ],
    [
      "Codestral, which Continue asks at its own address",
      "models: [{provider: mistral, model: codestral-latest, apiKey: k1234567, roles: [autocomplete]}]",
      ["codestral codestral-latest/ +k1234567"],
    ],
    [
      "the usual address is left out",
      "models: [{provider: ollama, model: m, apiBase: 'http://127.0.0.1:11434'}]",
      ["ollama /m"],
    ],
    [
      "another machine's",
      "models: [{provider: lmstudio, model: m, apiBase: 'http://pc:1234', roles: [autocomplete]}]",
      ["lm-studio m/ @http://pc:1234/v1"],
    ],
    [
      "a secret that lies beside",
      "models: [{provider: groq, model: m, apiKey: '${{ secrets.MINE }}'}]",
      ["groq /m +gsk_mine"],
    ],
    [
      "a secret that is not there",
      "models: [{provider: groq, model: m, apiKey: '${{ secrets.GONE }}'}]",
      ["groq /m $GONE"],
    ],
    ["a placeholder", "models: [{provider: openai, model: m, apiKey: <YOUR_KEY>}]", ["openai /m"]],
    [
      "config.json",
      '{"models":[{"title":"A","provider":"ollama","model":"big"},{"title":"B","provider":"ollama","model":"AUTODETECT"}],"tabAutocompleteModel":{"provider":"ollama","model":"small"}}',
      ["ollama small/big"],
    ],
    [
      "Azure, by the name of the deployment",
      "models: [{provider: azure, model: gpt-4o, apiBase: 'https://x.openai.azure.com/', apiKey: k1, env: {deployment: mine}}]",
      ["azure-openai /mine @https://x.openai.azure.com/openai/v1 +k1"],
    ],
    [
      "a provider that is not known here, and says not where it is",
      "models: [{provider: bedrock, model: m}]",
      [],
    ],
    ["a configuration without models", "name: mine", []],
    ["no configuration at all", "just text", []],
  ];
  test.for(ROWS)("%s", ([, config, expected]) => {
    check(serversOfContinue(parse(config), { MINE: "gsk_mine" }, kinds), expected);
  });
});

describe("Refact", () => {
  const ROWS: readonly (readonly [name: string, id: string, file: string, expected: readonly string[]])[] = [
    [
      "a server with endpoints",
      "mine",
      "chat_endpoint: http://box:8000/v1/chat/completions\ncompletion_endpoint: http://box:8000/v1/completions\ncompletion_default_model: q\napi_key: secret-1",
      ["openai-compatible q/ @http://box:8000/v1 +secret-1"],
    ],
    [
      "a provider by its host",
      "mine",
      "chat_endpoint: https://api.openai.com/v1/chat/completions\nchat_default_model: m\napi_key: sk-1",
      ["openai /m +sk-1"],
    ],
    ["a provider by its name", "lmstudio", "enabled: true\nchat_default_model: m", ["lm-studio /m"]],
    ["one that is switched off", "groq", "enabled: false\nchat_default_model: m", []],
    ["a file of ours", "x", "provider: groq\nmodel: m", []],
  ];
  test.for(ROWS)("%s", ([, id, file, expected]) => {
    check(
      [serverOfRefact(id, parse(file))].filter((server) => server !== undefined),
      expected,
    );
  });
});

describe("settings of other extensions", () => {
  test("llama.vscode: a server for completion, and another one for chat", () => {
    const settings = {
      "llama-vscode": { endpoint: "http://gpu:8012", endpoint_chat: "http://gpu:8011/", api_key: "k1" },
    };
    check(serversOfLlamaVscode(settings), [
      "llamacpp default/ @http://gpu:8012 +k1",
      "llamacpp /default @http://gpu:8011",
    ]);
  });
  test("llama.vscode: nothing that the user wrote", () =>
    check(serversOfLlamaVscode({ "llama-vscode": {} }), []));
  test("twinny: Ollama on another machine", () => {
    const settings = {
      twinny: { apiHostname: "192.168.1.2", apiPort: 11434, fimModelName: "a:7b-base", chatModelName: "b" },
    };
    check(serversOfTwinny(settings), ["ollama a:7b-base/b @http://192.168.1.2:11434"]);
  });
  test("twinny: Ollama here", () => check(serversOfTwinny({ twinny: { fimModelName: "a" } }), ["ollama a/"]));
  test("twinny: no model", () => check(serversOfTwinny({ twinny: { apiHostname: "pc" } }), []));
});

test("keys in the environment stay there, and one name stands for one provider", () => {
  const env = { OPENAI_API_KEY: "sk-1", DASHSCOPE_API_KEY: "sk-2", GROQ_API_KEY: "" };
  const drafts = serversOfEnvironment(env, kinds).map((server) => draftOf(server, kinds));
  expect(drafts.map(({ id, fields, key }) => [id, fields["api_key"], key])).toEqual([
    ["openai", "$OPENAI_API_KEY", undefined],
    ["dashscope", "$DASHSCOPE_API_KEY", undefined],
  ]);
});

test.for([
  ["registry.ollama.ai/library/qwen2.5-coder/1.5b-base", "qwen2.5-coder:1.5b-base"],
  ["registry.ollama.ai/someone/model/latest", "someone/model:latest"],
  ["hf.co/bartowski/Qwen-GGUF/Q4_K_M", "hf.co/bartowski/Qwen-GGUF:Q4_K_M"],
  ["registry.ollama.ai\\library\\llama3\\8b", "llama3:8b"],
  ["registry.ollama.ai/library/llama3", undefined],
] as const)("Ollama calls %s %s", ([manifest, name]) => {
  expect(ollamaName(manifest)).toBe(name);
});
