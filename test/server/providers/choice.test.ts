import { expect, test } from "vitest";

import type { CompletionTarget } from "../../../server/completion/ports.ts";
import { type Instance, instanceFromEnvironment, instanceSchema } from "../../../server/providers/catalog.ts";
import { chooseTarget } from "../../../server/providers/choice.ts";
import { createKeys } from "../../../server/providers/keys.ts";
import { type Knowledge, resolveTarget } from "../../../server/providers/target.ts";

const FIM = { order: "prefix-first", prefix: "<P>", suffix: "<S>", middle: "<M>" } as const;

const knowledge: Knowledge = {
  provider: (id) =>
    id === "openai-compatible" ? { name: "Any", dialect: "openai-completions", max_stops: 4 } : undefined,
  model: (name, family) => {
    if ((family ?? name).startsWith("chat")) return { windowTokens: 8192, tokenizer: "fake", stops: [] };
    const known = (family ?? name).startsWith("fim");
    return known ? { windowTokens: 8192, tokenizer: "fake", stops: ["<E>"], fim: FIM } : undefined;
  },
};

const builtin: CompletionTarget = {
  id: "builtin/workspace",
  form: { kind: "infill" },
  promptTokens: 100,
  maxTokens: 10,
  temperature: 0,
  stops: [],
  restMs: 0,
};

function instance(id: string, more: object = {}): Instance {
  return { id, ...instanceSchema.parse({ base_url: "http://127.0.0.1:1/v1", model: "fim-1", ...more }) };
}

interface Row {
  readonly instances?: readonly Instance[];
  readonly mistakes?: readonly string[];
  readonly chosen?: string;
}

function check(name: string, { instances = [], mistakes = [], chosen = "" }: Row, expected: string) {
  test(name, () => {
    const choice = chooseTarget({ instances, mistakes, chosen }, { knowledge, builtin });
    expect(
      choice.kind === "target" ? choice.target.id : `${choice.failure.kind}: ${choice.failure.message}`,
    ).toBe(expected);
  });
}

check("nothing is set up", {}, "builtin/workspace");
check("one is set up", { instances: [instance("a")] }, "a/fim-1");
check("the first of several", { instances: [instance("a"), instance("b")] }, "a/fim-1");
check("the chosen one", { instances: [instance("a"), instance("b")], chosen: "b" }, "b/fim-1");
check("the built-in engine, chosen", { instances: [instance("a")], chosen: "builtin" }, "builtin/workspace");
check("one that is not there", { chosen: "c" }, "misconfigured: there is no provider “c”");
check("a broken file, and no other", { mistakes: ["x.yaml:1:2: no"] }, "misconfigured: x.yaml:1:2: no");
check(
  "a broken file beside a good one",
  { instances: [instance("a")], mistakes: ["x.yaml:1:2: no"] },
  "a/fim-1",
);
check(
  "a model of no known family",
  { instances: [instance("a", { model: "strange" })] },
  "no-fim: Keyfill does not know how the model “strange” fills in the middle",
);
check(
  "a model that only chats",
  { instances: [instance("a", { model: "chat-1" })] },
  "no-fim: chat-1 was not trained to fill in the middle",
);
check(
  "a family that is named",
  { instances: [instance("a", { model: "strange", family: "fim" })] },
  "a/strange",
);
check(
  "a provider that is not known",
  { instances: [instance("a", { provider: "nobody" })] },
  "misconfigured: “a” names a provider that Keyfill does not know: nobody",
);

test("what a target is made of", () => {
  const of = instance("a", {
    base_url: "http://127.0.0.1:1/v1//",
    max_tokens: 100,
    window_tokens: 1000,
    api_key: "$K",
  });
  expect(resolveTarget(of, knowledge)).toMatchObject({
    baseUrl: "http://127.0.0.1:1/v1",
    promptTokens: 900,
    maxTokens: 100,
    apiKey: "$K",
    stops: ["<E>"],
    timeouts: { firstByteMs: 30_000, stallMs: 15_000 },
  });
});

test("the environment describes a provider", () => {
  const env = { KEYFILL_BASE_URL: "http://127.0.0.1:1", KEYFILL_API_KEY: "k", KEYFILL_MODEL: "fim-1" };
  expect(instanceFromEnvironment(env)).toMatchObject({
    id: "environment",
    base_url: "http://127.0.0.1:1",
    api_key: "k",
  });
  expect(instanceFromEnvironment({ ...env, KEYFILL_MODEL: undefined })).toEqual({
    mistake: "the environment variable KEYFILL_MODEL must name the model to ask",
  });
  expect(instanceFromEnvironment({ ...env, KEYFILL_BASE_URL: "no address" })).toEqual({
    mistake: "the environment variable KEYFILL_BASE_URL must be an http or https address",
  });
  expect(instanceFromEnvironment({ KEYFILL_API_KEY: "k" })).toBeUndefined();
});

test.for([
  ["a literal key, with the blanks and quotes of a paste", ' "sk-literal" ', "sk-literal"],
  ["from the environment", "$MY_KEY", "sk-env"],
  ["from an environment that has none", "$OTHER", undefined],
  ["from the secret store", undefined, "sk-stored"],
] as const)("a key %s", async ([, apiKey, expected]) => {
  const concealed: string[] = [];
  const keys = createKeys({
    env: { MY_KEY: "sk-env" },
    secret: (provider) => Promise.resolve(provider === "a" ? "sk-stored" : undefined),
    conceal: (key) => concealed.push(key),
  });
  const target = resolveTarget(instance("a"), knowledge);
  if (!("id" in target)) throw new Error(target.message);
  expect(await keys.of({ ...target, ...(apiKey !== undefined && { apiKey }) })).toBe(expected);
  expect(concealed).toEqual(expected === undefined ? [] : [expected]);
});

test("the secret store is asked again after a change", async () => {
  let stored = "one";
  const keys = createKeys({ env: {}, secret: () => Promise.resolve(stored), conceal: () => undefined });
  const target = resolveTarget(instance("a"), knowledge);
  if (!("id" in target)) throw new Error(target.message);
  expect(await keys.of(target)).toBe("one");
  stored = "two";
  expect(await keys.of(target)).toBe("one");
  keys.forget();
  expect(await keys.of(target)).toBe("two");
});
