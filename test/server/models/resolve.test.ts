/** What is known of one model: who is asked first, and that every value says who said it. */
import { expect, test } from "vitest";

import { inEnglish } from "../../../server/completion/told.ts";
import { inPlainEnglish } from "../../support/in-plain-english.ts";
import { modelFamily } from "../../../server/models/catalog.ts";
import { estimateLimits } from "../../../server/models/estimate-limits.ts";
import { type ModelQuestion, resolveModel } from "../../../server/models/resolve.ts";
import { toldRecord } from "../../../server/providers/discovery/told-record.ts";

const FIM = { order: "prefix-first", prefix: "<P>", suffix: "<S>", middle: "<M>" } as const;

const families = {
  own: [modelFamily("mine", { match: ["own-*"], window_tokens: 1000, variants: [] })],
  shipped: [
    modelFamily("coder", {
      match: ["coder-*"],
      window_tokens: 2000,
      tokenizer: "vocabulary",
      fim: FIM,
      stops: ["<E>"],
      variants: [{ match: ["coder-long-*"], window_tokens: 9000 }],
    }),
    modelFamily("chatter", { match: ["chat-*", "own-*"], window_tokens: 3000, variants: [] }),
  ],
};

type Row = Partial<ModelQuestion>;

/** `window ← who said so`. */
function check(title: string, row: Row, expected: string) {
  test(title, () => {
    const { windowTokens, origins } = resolveModel({ name: "strange", files: [], ...row }, families);
    expect(`${String(windowTokens)} ← ${inEnglish(origins.window_tokens ?? "nobody")}`).toBe(expected);
  });
}

const file = (models: ModelQuestion["files"][number]["models"], from = "a file") => ({ from, models });

check("its own record", { files: [file({ strange: { window_tokens: 10 } })] }, "10 ← a file");
check(
  "without its tag",
  { name: "strange:7b", files: [file({ strange: { window_tokens: 10 } })] },
  "10 ← a file",
);
check(
  "a model that it resembles",
  { files: [file({ other: { window_tokens: 10, similar_models: ["strange"] } })] },
  "10 ← a file",
);
check("a pattern", { files: [file({ "str*": { window_tokens: 10 } })] }, "10 ← a file");
check(
  "its name before a resemblance, a resemblance before a pattern",
  {
    files: [
      file({
        "str*": { window_tokens: 1 },
        other: { window_tokens: 2, similar_models: ["strange"] },
        strange: { window_tokens: 3 },
      }),
    ],
  },
  "3 ← a file",
);
check(
  "the nearer file",
  { files: [file({ strange: { window_tokens: 10 } }), file({ strange: { window_tokens: 20 } }, "another")] },
  "10 ← a file",
);
check(
  "what is set for it, before any file",
  {
    set: { from: "the instance", record: { window_tokens: 5 } },
    files: [file({ strange: { window_tokens: 10 } })],
  },
  "5 ← the instance",
);
check("its family", { name: "coder-7b" }, "2000 ← the model family coder");
check("its variant", { name: "coder-long-7b" }, "9000 ← the model family coder");
check("a family of the user's own", { name: "own-7b" }, "1000 ← the model family mine");
check("a family that is named", { family: "coder" }, "2000 ← the model family coder");
check("a family that is not there", { family: "nobody" }, "8192 ← an estimate from the name");
check(
  "a file that says something else leaves it to the family",
  { name: "coder-7b", files: [file({ "coder-7b": { tools: true } })] },
  "2000 ← the model family coder",
);
check(
  "the provider's defaults, for an unknown model",
  { defaults: [{ from: "the provider", record: { window_tokens: 7 } }] },
  "7 ← the provider",
);
check(
  "the family before the provider's defaults",
  { name: "coder-7b", defaults: [{ from: "the provider", record: { window_tokens: 7 } }] },
  "2000 ← the model family coder",
);
check("what the server tells", { told: { window_tokens: 777 } }, "777 ← the server");
check(
  "a server that was started with less",
  { name: "coder-7b", told: { window_tokens: 777 } },
  "777 ← the server, which holds no more",
);
check(
  "a server that says more",
  { name: "coder-7b", told: { window_tokens: 7777 } },
  "2000 ← the model family coder",
);
check("an estimate", { name: "mixtral-8x7b-tuned" }, "32768 ← an estimate from the name");

test("values come from several places at once, and each says from where", () => {
  const model = resolveModel(
    { name: "coder-7b", files: [file({ "coder-7b": { tools: true } })], told: { images: true } },
    families,
  );
  expect(model).toMatchObject({ tools: true, images: true, tokenizer: "vocabulary", fim: FIM, known: true });
  expect(inPlainEnglish(model.origins)).toMatchObject({
    tools: "a file",
    images: "the server",
    tokenizer: "the model family coder",
    output_tokens: "an estimate from the name",
    temperature: "assumed",
  });
});

test("the server knows better than a family what it lets a model do, and the user better than the server", () => {
  const told = { tools: false, images: true, tokenizer: "other" } as const;
  const family = modelFamily("talker", {
    match: ["talk-*"],
    tools: true,
    tokenizer: "vocabulary",
    variants: [],
  });
  const known = { own: [], shipped: [family] };
  expect(resolveModel({ name: "talk-1", files: [], told }, known)).toMatchObject({
    tools: false,
    images: true,
    tokenizer: "vocabulary",
    origins: { tools: "the server" },
  });
  const files = [file({ "talk-1": { tools: true } })];
  expect(resolveModel({ name: "talk-1", files, told }, known)).toMatchObject({ tools: true, images: true });
});

test.for([
  [
    { windowTokens: 10, outputTokens: 5 },
    { window_tokens: 10, output_tokens: 5 },
  ],
  [{ capabilities: { tools: false, images: true, chat: true } }, { tools: false, images: true, chat: true }],
  [{ capabilities: { insert: true, completion: true } }, { infill: true }],
  [{ capabilities: { insert: false } }, {}],
  [{ capabilities: { embedding: true } }, { kind: "embedding" }],
  [{ capabilities: { embedding: true, completion: true } }, {}],
  [{}, {}],
] as const)("what a list tells: %j → %j", ([told, record]) => {
  expect(toldRecord({ id: "listed", ...told })).toEqual(record);
});

test.for([
  ["coder-7b", {}, true],
  ["chat-7b", {}, false],
  ["strange", {}, undefined],
  ["coder-7b", { infill: false }, false],
  ["strange", { fim: FIM }, true],
  ["strange", { window_tokens: 5 }, undefined],
] as const)("%s with %j fills in: %s", ([name, record, fills]) => {
  const model = resolveModel({ name, files: [file({ [name]: record })] }, families);
  expect(model.infill).toBe(fills);
  expect(model.fim !== undefined).toBe(fills === true);
});

test.for([
  ["llama-3.1-8b-tuned", 131_072, 8192],
  ["my-llama3.3", 131_072, 8192],
  ["llama-3-8b", 8192, 8192],
  ["Mistral-Large-Instruct", 131_072, 8192],
  ["mistral-small", 32_768, 4096],
  ["mistral-medium-tuned", 32_768, 4096],
  ["mixtral-8x22b", 65_536, 4096],
  ["mixtral-8x7b", 32_768, 4096],
  ["tuned-qwen2.5-7b", 131_072, 8192],
  ["deepseek-tuned", 65_536, 8192],
  ["phi-3-mini-128k-instruct", 131_072, 4096],
  ["something-32k", 32_768, 4096],
  ["llama-3.1-64k", 65_536, 8192],
  ["granite-3b-2k", 2048, 2048],
  ["kimi-k2-7b", 8192, 4096],
] as const)("an estimate: %s → %i, %i", ([name, window, output]) => {
  expect(estimateLimits(name)).toEqual({ window_tokens: window, output_tokens: output });
});
