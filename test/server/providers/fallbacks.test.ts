import { expect, test } from "vitest";

import type { CompletionTarget } from "../../../server/completion/ports.ts";
import { resolveChatFallbacks, resolveFallbacks } from "../../../server/providers/fallbacks.ts";
import { type Instance, instanceSchema } from "../../../server/providers/instance.ts";
import { knowledgeWith } from "../../support/knowledge.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

const folder = temporaryFolder();
const builtin: CompletionTarget = {
  id: "builtin/workspace",
  form: { kind: "infill" },
  promptTokens: 100,
  maxTokens: 10,
  temperature: 0,
  stops: [],
  restMs: 0,
};
const instance = (id: string, more = {}): Instance => ({
  id,
  ...instanceSchema.parse({ base_url: "http://h/v1", model: "qwen2.5-coder-7b", ...more }),
});
const instances = [
  instance("mine"),
  instance("off", { enabled: false }),
  instance("chats", { model: "text-embedding-3-small" }),
];

test("the targets in the user's order, and what is wrong with the others", async () => {
  const { knowledge } = await knowledgeWith(folder);
  const names = ["mine", "nobody", "off", "chats", "builtin", "mine"];
  const { targets, mistakes } = resolveFallbacks(names, { instances }, { knowledge, builtin });
  expect(targets.map(({ id }) => id)).toEqual(["mine/qwen2.5-coder-7b", "builtin/workspace"]);
  expect(mistakes).toEqual([
    "fallback: there is no provider “nobody” to fall back to",
    "fallback: there is no provider “off” to fall back to",
    expect.stringContaining("fallback: text-embedding-3-small"),
  ]);
});

test("those that chat", async () => {
  const { knowledge } = await knowledgeWith(folder);
  const { targets, mistakes } = resolveChatFallbacks(["chats", "mine", "builtin"], { instances }, knowledge);
  expect(targets.map(({ id }) => id)).toEqual(["mine/qwen2.5-coder-7b"]);
  expect(mistakes).toEqual([
    expect.stringContaining("fallback: text-embedding-3-small"),
    "fallback: there is no provider “builtin” to fall back to",
  ]);
});
