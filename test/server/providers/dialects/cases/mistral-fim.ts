/** POST /fim/completions. */
import { type Cases, infillPrompt } from "../cases.ts";

export const mistralFim: Cases = {
  prompt: infillPrompt,
  answers: [
    {
      name: "deltas",
      source:
        "shape of github.com/vercel/ai packages/mistral/src/__fixtures__/mistral-empty-choices.chunks.txt",
      stream: [
        {
          id: "m-1",
          object: "chat.completion.chunk",
          model: "codestral-2508",
          choices: [{ index: 0, delta: { role: "assistant", content: "" }, finish_reason: null }],
        },
        { id: "m-1", object: "chat.completion.chunk", model: "codestral-2508", choices: [], usage: null },
        {
          id: "m-1",
          model: "codestral-2508",
          choices: [{ index: 0, delta: { content: " sélf" }, finish_reason: null }],
        },
        {
          id: "m-1",
          model: "codestral-2508",
          choices: [{ index: 0, delta: { content: "" }, finish_reason: "stop" }],
          usage: { prompt_tokens: 5, total_tokens: 8, completion_tokens: 3 },
        },
        "data: [DONE]\n\n",
      ],
      means: {
        text: " sélf",
        usage: { inputTokens: 5, outputTokens: 3, totalTokens: 8 },
        by: "m-1 codestral-2508",
      },
    },
    {
      name: "whole",
      source: "github.com/mistralai/client-python docs/models/fimcompletionresponse.md, read 2026-11-20",
      whole: {
        id: "m-1",
        model: "codestral-2508",
        choices: [
          {
            index: 0,
            message: { role: "assistant", content: "self", tool_calls: null },
            finish_reason: "length",
          },
        ],
        usage: { prompt_tokens: 5, completion_tokens: 3, total_tokens: 8 },
      },
      means: {
        text: "self",
        usage: { inputTokens: 5, outputTokens: 3, totalTokens: 8 },
        end: "length",
        by: "m-1 codestral-2508",
      },
    },
  ],
  finish: (reason) => [{ choices: [{ delta: { content: "a" }, finish_reason: reason }] }],
  finishes: { stop: "stop", length: "length", model_length: "length", error: "overloaded" },
  errors: [
    [{ object: "error", message: "Invalid model: x", type: "invalid_model", code: "1500" }, "overloaded"],
  ],
  garbage: [{ choices: {} }, { choices: [{ delta: { content: 5 } }] }],
};
