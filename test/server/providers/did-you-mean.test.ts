import { expect, test } from "vitest";

import { inEnglish } from "../../../server/completion/told.ts";
import type { FailureKind, GenerateEvent, Prompt } from "../../../server/completion/ports.ts";
import { didYouMean } from "../../../server/providers/did-you-mean.ts";

const PROMPT: Prompt = { kind: "text", text: "P", maxTokens: 9, temperature: 0, stops: [] };

async function advice(kind: FailureKind, models: readonly string[]): Promise<readonly [string, number]> {
  let asked = 0;
  const answer: readonly GenerateEvent[] = [
    { kind: "failed", failure: { kind, message: "", advice: "Look." } },
  ];
  const generate = didYouMean(
    async function* () {
      yield* answer;
    },
    () => {
      asked++;
      return Promise.resolve(models);
    },
  );
  let told = "";
  for await (const event of generate({ model: "codestral-lastest" }, PROMPT, new AbortController().signal)) {
    if (event.kind === "failed") told = inEnglish(event.failure.advice);
  }
  return [told, asked];
}

test("models with near names are named", async () => {
  expect(await advice("unknown-model", ["codestral-latest", "ministral"])).toEqual([
    "Did you mean codestral-latest? Look.",
    1,
  ]);
  expect(await advice("unknown-model", ["gpt-5"])).toEqual(["Look.", 1]);
});

test("no list is asked for otherwise", async () => {
  expect(await advice("refused", ["codestral-latest"])).toEqual(["Look.", 0]);
});
