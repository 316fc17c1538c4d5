/** Errors that their status does not tell, in the words and codes of the providers, understood by what the providers' files declare. */
import { expect, test } from "vitest";

import { inPlainEnglish } from "../../support/in-plain-english.ts";
import { inEnglish } from "../../../server/completion/told.ts";
import { fromStatus } from "../../../server/providers/provider-error.ts";
import { saidError } from "../../../server/providers/wire/said-error.ts";
import { shippedKnowledge } from "../../support/knowledge.ts";

const { providers } = await shippedKnowledge();

function meaningsOf(provider: string) {
  const meanings = providers.get(provider)?.spec.meanings;
  if (!meanings) throw new Error(`no provider ${provider}`);
  return meanings;
}

const LONGER = /longer than the model takes here/;
const error = (message: string, more: object = {}) => JSON.stringify({ error: { message, ...more } });

/** Too long, with the window that is told, or none. The words are those that the files cite. */
function checkTooLong(provider: string, [status, body]: readonly [number, string], window?: number) {
  const short = body.length > 90 ? `${body.slice(0, 90)}…` : body;
  test(`${provider}: ${short}`, () => {
    const failed = fromStatus(status, body, { meanings: meaningsOf(provider) }).toJSON();
    expect(inPlainEnglish(failed)).toMatchObject({
      kind: "bad-request",
      advice: expect.stringMatching(LONGER),
    });
    const told = /window_tokens to (\d+)/.exec(inEnglish(failed.advice))?.[1];
    expect(told).toBe(window === undefined ? undefined : String(window));
  });
}

const vllm =
  "This model's maximum context length is 4096 tokens. However, your request has 5000 input tokens.";
checkTooLong("vllm", [400, error(vllm, { type: "BadRequestError", param: null, code: 400 })], 4096);
checkTooLong("vllm", [400, JSON.stringify({ object: "error", message: vllm, code: 400 })], 4096);
checkTooLong("vllm", [400, error("Too much", { param: "input_tokens", code: 400 })]);
for (const gateway of ["openai-compatible", "litellm", "openrouter", "together", "huggingface"]) {
  checkTooLong(gateway, [400, error(`litellm.ContextWindowExceededError: ${vllm}`)], 4096);
}
checkTooLong(
  "sglang",
  [400, error("The input (8391 tokens) is longer than the model's context length (8192 tokens).")],
  8192,
);
checkTooLong(
  "tgi",
  [
    422,
    '{"error":"Input validation error: `inputs` must have less than 1024 tokens. Given: 1500","error_type":"validation"}',
  ],
  1024,
);
checkTooLong(
  "lm-studio",
  [
    400,
    '{"error":"Trying to keep the first 5078 tokens when context the overflows. However, the model is loaded with context length of only 4521 tokens, which is not enough."}',
  ],
  4521,
);
checkTooLong(
  "anthropic",
  [
    400,
    JSON.stringify({
      type: "error",
      error: { type: "invalid_request_error", message: "prompt is too long: 213462 tokens > 200000 maximum" },
    }),
  ],
  200_000,
);
checkTooLong(
  "gemini",
  [
    400,
    error("The input token count (1196265) exceeds the maximum number of tokens allowed (1048575).", {
      code: 400,
      status: "INVALID_ARGUMENT",
    }),
  ],
  1_048_575,
);
checkTooLong("openai", [
  400,
  error("Your input exceeds the context window of this model. Please adjust your input."),
]);
checkTooLong(
  "mistral",
  [
    400,
    JSON.stringify({
      object: "error",
      message:
        "Prompt contains 159202 tokens and 0 draft tokens, too large for model with 131072 maximum context length",
      code: "3051",
    }),
  ],
  131_072,
);
checkTooLong(
  "moonshot",
  [400, error("Invalid request: Your request exceeded model token limit: 8192 (requested: 9000)")],
  8192,
);
checkTooLong(
  "dashscope",
  [400, error("<400> InternalError.Algo.InvalidParameter: Range of input length should be [1, 30720]")],
  30_720,
);
checkTooLong("zhipu", [400, error("Prompt 超长", { code: "1261" })]);
checkTooLong(
  "xai",
  [
    400,
    JSON.stringify({
      code: "Client specified an invalid argument",
      error: "This model's maximum prompt length is 131072 but the request contains 149617 tokens.",
    }),
  ],
  131_072,
);
checkTooLong("groq", [400, error("Please reduce the length of the messages or completion.")]);
checkTooLong(
  "siliconflow",
  [
    400,
    JSON.stringify({
      code: 20015,
      message: "length of prompt_tokens (40960) must be less than max_seq_len (32768).",
    }),
  ],
  32_768,
);

test("what says something of lengths, and is not too long, is not taken for it", () => {
  const failed = fromStatus(400, error("max_tokens must be at least 1, got 0."), {
    meanings: meaningsOf("vllm"),
  });
  expect(inEnglish(failed.toJSON().advice)).not.toMatch(LONGER);
});

test.each([
  ["zhipu", 429, error("balance", { code: "1113" }), "refused", /no credit left/],
  ["zhipu", 400, error("?", { code: "1211" }), "unknown-model", /list of models/],
  [
    "siliconflow",
    400,
    '{"code":20012,"message":"Model does not exist.","data":null}',
    "unknown-model",
    /list of models/,
  ],
  ["dashscope", 400, error("overdue", { code: "Arrearage" }), "refused", /no credit left/],
] as const)("%s: %i %s", (provider, status, body, kind, advice) => {
  const failed = fromStatus(status, body, { meanings: meaningsOf(provider) }).toJSON();
  expect(inPlainEnglish(failed)).toMatchObject({ kind, advice: expect.stringMatching(advice) });
});

test.each([
  [1008, "refused", /no credit left/],
  [1004, "refused", /key belongs/],
  [1002, "rate-limited", /Wait a little/],
  [1039, "bad-request", LONGER],
  [1000, "overloaded", /Try again later/],
] as const)("MiniMax says %i with status 200", (status_code, kind, advice) => {
  const data = { id: "1", choices: null, base_resp: { status_code, status_msg: "its words" } };
  const failure = { kind, message: "its words", advice: expect.stringMatching(advice) };
  expect(saidError(data, { meanings: meaningsOf("minimax") })).toMatchObject({ kind: "failed", failure });
});

test("a status of its own that is 0 is no error", () => {
  expect(saidError({ choices: [], base_resp: { status_code: 0, status_msg: "" } })).toBeUndefined();
});
