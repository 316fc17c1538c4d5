/** What each dialect sends, as golden files: a streamed request and one that is not, with all that a prompt can hold. */
import { join } from "node:path";

import { describe, expect, test } from "vitest";

import type { Prompt } from "../../../../server/completion/ports.ts";
import type { DialectOptions } from "../../../../server/providers/dialect.ts";
import { CARRIES, DIALECT_NAMES, loadDialect } from "../../../../server/providers/dialects.ts";
import { expectGolden } from "../../../support/golden.ts";
import { chatPrompt, infillPrompt, textPrompt } from "./cases.ts";

const PROMPTS: readonly Prompt[] = [textPrompt, infillPrompt, chatPrompt];

const OPTIONS: DialectOptions = {
  model: "model-1",
  stream: true,
  maxStops: 4,
  takesTemperature: true,
  maxTokensField: "max_tokens",
  extraBody: {},
};

/** Beside the plain one: all that a provider's or a model's record may ask for. */
const MORE: Readonly<Record<string, Partial<DialectOptions>>> = {
  plain: {},
  "not streamed": { stream: false },
  "thinks at a level": {
    thinking: "effort",
    takesTemperature: false,
    maxTokensField: "max_completion_tokens",
    wantsReasoningBack: true,
  },
  "thinks within a budget": { thinking: "budget" },
  "thinks as it sees fit": { thinking: "adaptive" },
  "one stop and a field of its own": { maxStops: 1, extraBody: { seed: 7, options: { num_ctx: 8192 } } },
};

const DIALECTS = await Promise.all(
  DIALECT_NAMES.map(async (name) => [name, await loadDialect(name)] as const),
);

describe.for(DIALECTS)("%s", ([name, dialect]) => {
  test("it is known what it carries", () => expect(dialect.carries).toEqual(CARRIES[name]));

  for (const prompt of PROMPTS) {
    if (!dialect.carries.includes(prompt.kind)) {
      test(`${prompt.kind}: not carried`, () => expect(dialect.request(prompt, OPTIONS)).toBeUndefined());
      continue;
    }
    test(`${prompt.kind}: what is sent`, () => {
      const first = dialect.request(prompt, OPTIONS);
      const requests = Object.entries(MORE).map(([what, more]) => {
        const request = dialect.request(prompt, { ...OPTIONS, ...more });
        return [what, what === "plain" ? request : difference(request, first)];
      });
      expectGolden(
        `${JSON.stringify(Object.fromEntries(requests), null, 2)}\n`,
        join(import.meta.dirname, "golden", `${name}.${prompt.kind}.json`),
      );
    });
  }
});

/** Only what differs is worth reading; `null` for what is gone. */
function difference(now: unknown, before: unknown): unknown {
  if (!isFields(now) || !isFields(before)) return now;
  const names = [...new Set([...Object.keys(before), ...Object.keys(now)])];
  return Object.fromEntries(
    names
      .filter((name) => JSON.stringify(now[name]) !== JSON.stringify(before[name]))
      .map((name) => [name, name in now ? difference(now[name], before[name]) : null]),
  );
}

function isFields(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

test("a field is taken away with null", async () => {
  const request = (await loadDialect("openai-chat")).request(chatPrompt, {
    ...OPTIONS,
    extraBody: { stream_options: null, tools: null },
  });
  expect(request?.body).not.toHaveProperty("stream_options");
  expect(request?.body).not.toHaveProperty("tools");
});

/** How each says that a tool is to be called; Ollama has no way to. */
const MUST_CALL: Readonly<Record<string, object>> = {
  "openai-chat": { tool_choice: "required" },
  "openai-responses": { tool_choice: "required" },
  "anthropic-messages": { tool_choice: { type: "any" } },
  gemini: { toolConfig: { functionCallingConfig: { mode: "ANY" } } },
};

test.for(DIALECTS.filter(([, { carries }]) => carries.includes("chat")))(
  "%s: a call is insisted on, where that can be said",
  ([name, dialect]) => {
    const bodyOf = (prompt: Prompt) => dialect.request(prompt, OPTIONS)?.body;
    expect(bodyOf({ ...chatPrompt, mustCall: true })).toEqual({ ...bodyOf(chatPrompt), ...MUST_CALL[name] });
  },
);
