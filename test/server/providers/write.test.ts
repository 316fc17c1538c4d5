import { expect, test } from "vitest";

import type { Endpoint } from "../../../server/providers/endpoint.ts";
import { loadDialect } from "../../../server/providers/dialects.ts";
import { write, writeAhead } from "../../../server/providers/write.ts";

const TARGET: Endpoint = {
  instance: "fake",
  provider: "fake",
  dialect: "openai-completions",
  baseUrl: "http://127.0.0.1",
  query: {},
  headers: {},
  keyHeader: "bearer",
  keyVariables: [],
  keyNeeded: false,
  insecure: false,
  advice: {},
  model: "model",
  stream: true,
  takesTemperature: true,
  maxTokensField: "max_tokens",
  extraBody: {},
  maxStops: 4,
  timeouts: {},
};

/** Tells how often it was read. */
function readPrompt() {
  let reads = 0;
  const prompt = {
    kind: "text",
    maxTokens: 9,
    temperature: 0,
    stops: [],
    get text() {
      reads++;
      return "P";
    },
  } as const;
  return { prompt, reads: () => reads };
}

test("what was written ahead is sent as it is, once", async () => {
  const dialect = await loadDialect(TARGET.dialect);
  const { prompt, reads } = readPrompt();
  await writeAhead(TARGET, prompt);
  expect(reads()).toBe(1);
  const ahead = write({ target: TARGET, prompt, stream: true }, dialect);
  expect(reads()).toBe(1);
  expect(write({ target: TARGET, prompt, stream: true }, dialect)).toEqual(ahead);
  expect(reads()).toBe(2);
});

test.for([
  ["for another target", { target: { ...TARGET, model: "other" } }, { model: "other" }],
  ["in one piece", { stream: false }, { stream: false }],
] as const)("asked %s, the prompt is written anew", async ([, other, expected]) => {
  const { prompt } = readPrompt();
  await writeAhead(TARGET, prompt);
  const request = write(
    { target: TARGET, prompt, stream: true, ...other },
    await loadDialect(TARGET.dialect),
  );
  expect(JSON.parse(request?.body ?? "")).toMatchObject(expected);
});

test("of a prompt that the dialect does not carry, nothing is written", async () => {
  const prompt = { kind: "chat", messages: [], maxTokens: 9, temperature: 0, stops: [] } as const;
  await writeAhead(TARGET, prompt);
  expect(write({ target: TARGET, prompt, stream: true }, await loadDialect(TARGET.dialect))).toBeUndefined();
});
