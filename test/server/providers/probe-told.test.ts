/** How verdicts and lists of models are told on the command line: text that a person reads. */
import { expect, test } from "vitest";

import { listModels, type ModelsAnswer } from "../../../server/cli/models.ts";
import { plain, probeProviders, verdictText } from "../../../server/cli/probe.ts";
import { filled, wentOn } from "../../support/fake-model.ts";
import type { Verdict } from "../../../server/providers/verdicts.ts";
import { at, FIM, probing, TEXT } from "./probing.ts";

const { bench, now, toldOf } = await probing();

/** With the same figures on every run. */
function told(verdict: Verdict): string {
  const evidence = verdict.evidence.map((found, index) => ({
    ...found,
    ...(found.ms !== undefined && { ms: 100 + 5 * index }),
  }));
  const figures = verdict.ok
    ? { timeToFirstTokenMs: 80, tokensPerSecond: 61.5, restMs: 75, maxTokens: 256 }
    : {};
  return verdictText({ ...verdict, ...figures, evidence }).replaceAll(now().server.url, "http://HOST");
}

test("a verdict that is good", async () => {
  bench.reply = at(TEXT, filled);
  expect(told(await toldOf(FIM))).toBe(
    `mine: qwen2.5-coder-7b at http://HOST/v1

  Works. qwen2.5-coder-7b fills in the middle, by openai-completions with the markers of its
  family.

  First token   80 ms
  Speed         61.5 tokens a second
  Suggestions   several lines, up to 256 tokens
  Asked         when typing rests for 75 ms

  What was tried
    openai-completions, fim
      rest of a line     filled   100 ms   " width * height"
      known from below   filled   105 ms   " 48217"
      several lines      filled   110 ms   "this.books.push(book);\\n    this.changed = tr…"
    openai-chat, chat
      Not tried: it is not needed, since the one before works.`,
  );
});

test("a verdict that is bad says why, and what to do", async () => {
  bench.reply = at(TEXT, wentOn);
  const text = told(await toldOf("any-model", { completion: ["openai-completions-suffix"] }));
  expect(text).toContain("  Does not work. any-model does not complete here.");
  expect(text).toMatch(/went on as\s+if nothing stood after the cursor/);
  expect(text).toContain("Take a model whose markers Keyfill knows");
  expect(text.split("\n").every((line) => line.length <= 110)).toBe(true);
});

test("as JSON it is the verdict itself, in English", async () => {
  bench.reply = at(TEXT, filled);
  const verdict = await toldOf(FIM);
  const source = { instances: () => ["mine"], probe: () => Promise.resolve(verdict) };
  const { out = "", ok } = await probeProviders(source, { provider: "", model: "" }, "json");
  expect(JSON.parse(out)).toEqual(JSON.parse(JSON.stringify(plain(verdict))));
  expect(out).toContain('"words": "It filled the hole."');
  expect(ok).toBe(true);
  expect(await probeProviders(source, { provider: "other", model: "" }, "text")).toEqual({
    problem: "There is no provider “other”. There are: mine.",
    ok: false,
  });
});

const OFFERS: ModelsAnswer = {
  kind: "offers",
  from: "server",
  completion: [
    { id: "qwen2.5-coder-7b", fills: true, tools: false, windowTokens: 32_768, parameters: "7.6B" },
    {
      id: "gpt-4.1-mini",
      fills: false,
      tools: true,
      windowTokens: 1_047_576,
      price: { input: 0.4, output: 1.6 },
    },
  ],
  chat: [
    {
      id: "gpt-4.1-mini",
      fills: false,
      tools: true,
      windowTokens: 1_047_576,
      price: { input: 0.4, output: 1.6 },
    },
  ],
};

const LOCAL = [
  {
    provider: "ollama",
    name: "Ollama",
    baseUrl: "http://localhost:11434",
    models: ["qwen2.5-coder:1.5b-base"],
  },
  { provider: "vllm", name: "vLLM", baseUrl: "http://localhost:8000/v1", models: ["a", "b"] },
].map(({ models, ...server }) => ({ ...server, models: models.map((id) => ({ id })), wantsKey: false }));
const local = () => Promise.resolve(LOCAL);

test("models as a table, without columns that nobody fills", async () => {
  const models = (instance: string): Promise<ModelsAnswer> =>
    Promise.resolve(
      instance === "mine"
        ? OFFERS
        : {
            kind: "failed",
            failure: { kind: "unreachable", message: "nothing listens there", advice: "Start it." },
          },
    );
  const source = { instances: () => ["mine", "down"], models, local };
  expect(await listModels(source, "")).toEqual({
    out: `mine: 2 models, as its server lists them

  Model              Completion   Chat         Window   Size   Price of a million tokens
  qwen2.5-coder-7b   fills                     32k      7.6B
  gpt-4.1-mini       in a chat    yes, tools   1M              $0.40 in, $1.60 out`,
    problem: "down: nothing listens there. Start it.",
  });
  const { out = "" } = await listModels(
    { ...source, models: () => Promise.resolve({ ...OFFERS, chat: [] }) },
    "mine",
  );
  expect(out).not.toContain("Chat");
});

test("nobody is set up: what runs on this machine", async () => {
  const source = { instances: () => [], models: () => Promise.resolve(OFFERS), local };
  expect(await listModels(source, "")).toEqual({
    out: `Running on this machine:

  Ollama   http://localhost:11434     1 model    qwen2.5-coder:1.5b-base
  vLLM     http://localhost:8000/v1   2 models

To use one, write “provider: ollama” and “model: …” into a file in providers.d.`,
    problem: "No provider is set up: put a file into providers.d, or set KEYFILL_BASE_URL.",
  });
});
