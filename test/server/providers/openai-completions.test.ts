import { expect, test } from "vitest";

import type { GenerateEvent } from "../../../server/completion/ports.ts";
import { openaiCompletions } from "../../../server/providers/dialects/openai-completions.ts";

function check(name: string, data: unknown, expected: readonly GenerateEvent[]) {
  test(name, () => expect(openaiCompletions.read(data)).toEqual(expected));
}

const text = (said: string): GenerateEvent => ({ kind: "text", text: said });

// https://platform.openai.com/docs/api-reference/completions/object
check("a delta", { choices: [{ text: "a", index: 0, finish_reason: null }] }, [text("a")]);
check("an empty delta", { choices: [{ text: "" }] }, []);
check("the end", { choices: [{ text: "", finish_reason: "stop" }] }, [{ kind: "end", reason: "stop" }]);
check("the end at the limit", { choices: [{ text: "z", finish_reason: "length" }] }, [
  text("z"),
  { kind: "end", reason: "length" },
]);
check("a chat delta in place of text", { choices: [{ delta: { content: "a" } }] }, [text("a")]);
check("usage in a chunk of its own", { choices: [], usage: { prompt_tokens: 3, completion_tokens: 2 } }, [
  { kind: "usage", usage: { inputTokens: 3, outputTokens: 2 } },
]);
check("usage with reuse", { usage: { prompt_tokens: 3, prompt_tokens_details: { cached_tokens: 2 } } }, [
  { kind: "usage", usage: { inputTokens: 3, cachedTokens: 2 } },
]);
check("usage without figures", { choices: [], usage: {} }, [{ kind: "usage", usage: {} }]);

for (const garbage of [undefined, null, 1, "text", [], {}, { choices: "no" }, { choices: [{ text: 5 }] }]) {
  test(`${JSON.stringify(garbage)} is no completion`, () => {
    expect(openaiCompletions.read(garbage)).toMatchObject([
      { kind: "failed", failure: { kind: "bad-answer" } },
    ]);
  });
}

test("the request", () => {
  const prompt = { kind: "text", text: "P", maxTokens: 9, temperature: 0.1, stops: ["a", "b", "c"] } as const;
  expect(openaiCompletions.request(prompt, { model: "m", maxStops: 2 })).toEqual({
    path: "/completions",
    body: {
      model: "m",
      prompt: "P",
      max_tokens: 9,
      temperature: 0.1,
      stop: ["a", "b"],
      stream: true,
      stream_options: { include_usage: true },
    },
  });
});
