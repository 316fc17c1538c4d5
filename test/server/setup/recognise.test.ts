/** What a person pastes, and whose it may be. */
import { expect, test } from "vitest";

import { keyIn, looksLikeAddress, providersForKey } from "../../../server/setup/recognise.ts";
import { kindsOf } from "../../../server/setup/kinds.ts";
import { knowledgeWith } from "../../support/knowledge.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

const folder = temporaryFolder();
const kinds = await knowledgeWith(folder).then(({ shipped, own }) =>
  kindsOf({ known: () => ({ shipped, own }) }),
);

const ADDRESSES = [
  "http://localhost:11434",
  "https://api.example.com/v1",
  "localhost:8080",
  "127.0.0.1:1234/v1",
  "[::1]:8080",
  "gpu-box:8000",
  "llm.example.org/v1",
  "api.example.ai",
  '"https://api.example.com/v1",',
  "`http://localhost:8080`",
  "(http://localhost:8080)",
  "OPENAI_BASE_URL=http://localhost:8080/v1",
  '"apiBase": "http://localhost:8080/v1",',
  "export OLLAMA_HOST=0.0.0.0:11434",
  "curl http://localhost:8080/v1/models",
  "user:secret@gpu-box:8080",
  "http:/localhost:8080",
  "htp://localhost:8080",
  "//localhost:8080",
  "llm.corp",
  "münchen.example:8000",
];

test.for(ADDRESSES)("%s is an address", (text) => {
  expect(looksLikeAddress(text)).toBe(true);
});

const KEYS: readonly (readonly [pasted: string, key: string])[] = [
  ["sk-abcdefghijklmnop", "sk-abcdefghijklmnop"],
  ["  'sk-abcdefghijklmnop' ", "sk-abcdefghijklmnop"],
  ["Bearer gsk_abcdefghijkl", "gsk_abcdefghijkl"],
  ["GROQ_API_KEY=gsk_abcdefghijkl", "gsk_abcdefghijkl"],
  ['export OPENAI_API_KEY="sk-abcdefghijkl"', "sk-abcdefghijkl"],
  ["$MY_KEY", "$MY_KEY"],
  ["command: op read op://vault/item/key", "command: op read op://vault/item/key"],
  ["command: curl https://vault.example/key", "command: curl https://vault.example/key"],
  ["0123abcd.secret.Part", "0123abcd.secret.Part"],
  ["Xy3kd83jfl29sdkfj28fjsl2", "Xy3kd83jfl29sdkfj28fjsl2"],
];

test.for(KEYS)("%s is the key %s", ([pasted, key]) => {
  expect(looksLikeAddress(pasted)).toBe(false);
  expect(keyIn(pasted)?.key).toBe(key);
});

test.for(["", "hello", "my key is lost", "short", "http://localhost:1"])("“%s” is no key", (pasted) => {
  expect(keyIn(pasted)).toBeUndefined();
});

const OWNERS: readonly (readonly [pasted: string, providers: readonly string[]])[] = [
  ["sk-ant-REDACTED", ["anthropic"]],
  ["sk-or-v1-abcdefghijkl", ["openrouter"]],
  ["gsk_abcdefghijkl", ["groq"]],
  ["ghp_abcdefghijkl", ["github-models"]],
  ["xai-abcdefghijkl", ["xai"]],
  ["MISTRAL_API_KEY=Xy3kd83jfl29sdkfj28f", ["mistral"]],
  ["$DEEPSEEK_API_KEY", ["deepseek"]],
];

test.for(OWNERS)("%s is first of all for %j", ([pasted, [first]]) => {
  expect(providersForKey(pasted, kinds)[0]).toBe(first);
});

test("a beginning that several share leaves the choice, the likeliest first", () => {
  const providers = providersForKey("sk-abcdefghijklmnop", kinds);
  expect(providers).toContain("openai");
  expect(providers).toContain("deepseek");
  expect(providers).not.toContain("anthropic");
});
