import { expect, test } from "vitest";

import { inPlainEnglish } from "../../support/in-plain-english.ts";
import { inEnglish } from "../../../server/completion/told.ts";
import type { CompletionTarget } from "../../../server/completion/ports.ts";
import { providerSchema } from "../../../server/providers/catalog.ts";
import { chooseChatTarget, chooseTarget } from "../../../server/providers/choice.ts";
import {
  type Instance,
  instanceFromEnvironment,
  instanceSchema,
} from "../../../server/providers/instance.ts";
import { createKeys } from "../../../server/providers/keys.ts";
import { type Knowledge, type KnownModel, resolveTarget } from "../../../server/providers/target.ts";

const FIM = { order: "prefix-first", prefix: "<P>", suffix: "<S>", middle: "<M>" } as const;

const MODEL: KnownModel = {
  kind: "text",
  known: false,
  windowTokens: 8192,
  outputTokens: 4096,
  tokenizer: "fake",
  stops: [],
  quirks: [],
  chat: true,
  tools: false,
  images: false,
  agent: false,
  reasoning: false,
  wantsReasoningBack: false,
  temperature: true,
  completionBody: {},
};

const PROVIDER = providerSchema.parse({
  name: "Any",
  place: "cloud",
  rank: 1,
  key: { needed: false },
  transports: { completion: ["openai-completions"], chat: "openai-chat", list: "openai" },
});

const knowledge: Knowledge = {
  provider: (id) => (id === "openai-compatible" ? PROVIDER : undefined),
  model({ instance, name }) {
    const like = instance.family ?? name;
    if (like.startsWith("chat")) return { ...MODEL, known: true, infill: false };
    if (like.startsWith("embedding")) return { ...MODEL, known: true, kind: "embedding" };
    return like.startsWith("fim") ? { ...MODEL, known: true, infill: true, stops: ["<E>"], fim: FIM } : MODEL;
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

const chatsOnly: Instance = {
  id: "c",
  ...instanceSchema.parse({ base_url: "http://127.0.0.1:1/v1", chat_model: "chat-1" }),
};

interface Row {
  readonly instances?: readonly Instance[];
  readonly mistakes?: readonly string[];
  readonly chosen?: string;
}

function check(name: string, { instances = [], mistakes = [], chosen = "" }: Row, expected: string) {
  test(name, () => {
    const choice = chooseTarget({ instances, mistakes, chosen }, { knowledge, builtin });
    expect(
      choice.kind === "target"
        ? choice.target.id
        : `${choice.failure.kind}: ${inEnglish(choice.failure.message)}`,
    ).toBe(expected);
  });
}

check("nothing is set up", {}, "builtin/workspace");
check("one is set up", { instances: [instance("a")] }, "a/fim-1");
check("the first of several", { instances: [instance("a"), instance("b")] }, "a/fim-1");
check("the chosen one", { instances: [instance("a"), instance("b")], chosen: "b" }, "b/fim-1");
check("the built-in engine, chosen", { instances: [instance("a")], chosen: "builtin" }, "builtin/workspace");
check("one that is not there", { chosen: "c" }, "misconfigured: there is no provider “c”");
check(
  "one that is switched off",
  { instances: [instance("a", { enabled: false }), instance("b")] },
  "b/fim-1",
);
check(
  "one that is switched off, chosen",
  { instances: [instance("a", { enabled: false })], chosen: "a" },
  "misconfigured: there is no provider “a”",
);
check("one that only chats stands first", { instances: [chatsOnly, instance("b")] }, "b/fim-1");
check("one that only chats, and no other", { instances: [chatsOnly] }, "builtin/workspace");
check(
  "one that only chats, chosen",
  { instances: [chatsOnly], chosen: "c" },
  "no-fim: “c” names no model that completes",
);
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
  "a model that is not for text",
  { instances: [instance("a", { model: "embedding-1" })] },
  "no-fim: embedding-1 is no text model but one for embedding",
);
check(
  "a family that is named",
  { instances: [instance("a", { model: "strange", family: "fim" })] },
  "a/strange",
);
check(
  "a family that is not there",
  { instances: [instance("a", { model: "strange", family: "nobody" })] },
  "no-fim: Keyfill does not know a model family “nobody”",
);
check(
  "a provider that is not known",
  { instances: [instance("a", { provider: "nobody" })] },
  "misconfigured: “a” names a provider that Keyfill does not know: nobody",
);
check(
  "no address",
  { instances: [{ id: "a", ...instanceSchema.parse({ model: "fim-1" }) }] },
  "misconfigured: “a” has no base_url, and Any has none that is the same for everyone",
);

function checkChat(name: string, instances: readonly Instance[], expected: string) {
  test(`chat: ${name}`, () => {
    const target = chooseChatTarget({ instances, mistakes: [], chosen: "" }, knowledge);
    expect(target && ("id" in target ? target.id : `${target.kind}: ${inEnglish(target.message)}`)).toBe(
      expected,
    );
  });
}

checkChat("the first that names a chat model", [instance("a"), chatsOnly], "c/chat-1");
checkChat("the model that completes, where no other is named", [instance("a")], "a/fim-1");
checkChat(
  "a model that does not chat",
  [instance("a", { model: "embedding-1" })],
  "misconfigured: embedding-1 does not chat",
);
checkChat(
  "a provider that is not known",
  [instance("a", { provider: "nobody" })],
  "misconfigured: “a” names a provider that Keyfill does not know: nobody",
);

test("chat: nobody is set up", () => {
  expect(chooseChatTarget({ instances: [], mistakes: [], chosen: "" }, knowledge)).toBeUndefined();
});

test("the environment describes a provider", () => {
  const env = { KEYFILL_BASE_URL: "http://127.0.0.1:1", KEYFILL_API_KEY: "k", KEYFILL_MODEL: "fim-1" };
  expect(instanceFromEnvironment(env)).toMatchObject({
    id: "environment",
    base_url: "http://127.0.0.1:1",
    api_key: "k",
  });
  expect(inPlainEnglish(instanceFromEnvironment({ ...env, KEYFILL_MODEL: undefined }))).toEqual({
    mistake: "the environment variable KEYFILL_MODEL must name the model to ask",
  });
  expect(inPlainEnglish(instanceFromEnvironment({ ...env, KEYFILL_BASE_URL: "no address" }))).toEqual({
    mistake: "the environment variable KEYFILL_BASE_URL must be an http or https address",
  });
  expect(instanceFromEnvironment({ KEYFILL_API_KEY: "k" })).toBeUndefined();
  expect(instanceFromEnvironment({ KEYFILL_PROVIDER: "openai", KEYFILL_CHAT_MODEL: "m" })).toMatchObject({
    provider: "openai",
    chat_model: "m",
  });
});

test.for([
  ["a literal key, with the blanks and quotes of a paste", ' "sk-literal" ', "sk-literal"],
  ["from the environment", "$MY_KEY", "sk-env"],
  ["from the secret store", undefined, "sk-stored"],
] as const)("a key %s", async ([, apiKey, expected]) => {
  const concealed: string[] = [];
  const keys = createKeys({
    env: { MY_KEY: "sk-env" },
    secret: (provider) => Promise.resolve(provider === "a" ? "sk-stored" : undefined),
    conceal: (key) => concealed.push(key),
  });
  const target = resolveTarget(instance("a"), knowledge);
  if (!("id" in target)) throw new Error(inEnglish(target.message));
  expect(await keys.of({ ...target, ...(apiKey !== undefined && { apiKey }) })).toBe(expected);
  expect(concealed).toEqual([expected]);
});

test("the secret store is asked again after a change", async () => {
  let stored = "one";
  const keys = createKeys({ env: {}, secret: () => Promise.resolve(stored), conceal: () => undefined });
  const target = resolveTarget(instance("a"), knowledge);
  if (!("id" in target)) throw new Error(inEnglish(target.message));
  expect(await keys.of(target)).toBe("one");
  stored = "two";
  expect(await keys.of(target)).toBe("one");
  keys.forget();
  expect(await keys.of(target)).toBe("two");
});
