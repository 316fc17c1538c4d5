/**
 * What a real server answered: llama-server of node-llama-cpp 3.22.1, built and started by `test/model-server` with its
 * copying model, asked by these very dialects on 2026-11-20. The files are its bytes.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";

import { afterAll, beforeAll, expect, test } from "vitest";

import type { DialectName } from "../../../../server/providers/dialects.ts";
import { LISTINGS } from "../../../../server/providers/listings.ts";
import { type Asker, startAsker } from "./asked.ts";
import { CASES } from "./cases/all.ts";
import { meaningOf, silent } from "./cases.ts";

let asker: Asker;
beforeAll(async () => {
  asker = await startAsker();
});
afterAll(() => asker.close());

const model = "qwen2.5-coder-copying";
const text = "def add(a, b): return a";
const usage = { inputTokens: 24, outputTokens: 9 };

const RECORDED = {
  "openai-completions": { text: " a + b", usage: { inputTokens: 20, outputTokens: 4, totalTokens: 24 } },
  "llamacpp-infill": { text: " a + b", usage: { inputTokens: 31, outputTokens: 4 } },
  "openai-chat": { text, usage: { ...usage, totalTokens: 33 } },
  "openai-responses": { text, usage: { ...usage, totalTokens: 33, cachedTokens: 23 } },
  "anthropic-messages": { text, usage: { ...usage, cachedTokens: 23 } },
} satisfies Partial<Record<DialectName, object>>;

function recording(name: string): string {
  return readFileSync(join(import.meta.dirname, "recorded", `llama-server.${name}.txt`), "utf8");
}

const rows = Object.entries(RECORDED).flatMap(([name, means]) =>
  [true, false].map((stream) => ({ name, stream, means })),
);

test.for(rows)("$name, streamed: $stream", async ({ name, stream, means }) => {
  const dialect = Object.keys(CASES).find((known): known is DialectName => known === name);
  if (!dialect) throw new Error(`no dialect ${name}`);
  const body = recording(`${name}.${stream ? "stream" : "whole"}`);
  const { prompt } = CASES[dialect];
  for (const bytesAtATime of [body.length, 7]) {
    const type = stream ? "text/event-stream" : "application/json";
    asker.provider.behave({ kind: "raw", body, type, bytesAtATime });
    const meaning = meaningOf(await asker.events({ dialect, prompt, stream }));
    expect(meaning).toMatchObject({ ...silent, ...means, by: expect.stringContaining(model) });
  }
});

test("what it tells of its model", () => {
  expect(LISTINGS.openai.read(JSON.parse(recording("models")))).toEqual([
    { id: model, windowTokens: 4096, parameters: "0.1B" },
  ]);
  expect(LISTINGS.llamacpp.read(JSON.parse(recording("props")))).toEqual([
    { id: model, windowTokens: 4096, capabilities: { images: false } },
  ]);
});
