/** POST /api/generate: lines. */
import { type Cases, infillPrompt } from "../cases.ts";

const DOCS = "github.com/ollama/ollama docs/api.md, read 2026-11-20";
const line = (more: object) => ({
  model: "qwen2.5-coder:1.5b-base",
  created_at: "2026-11-20T08:00:00Z",
  ...more,
});
const last = {
  done: true,
  done_reason: "stop",
  context: [1, 2],
  total_duration: 1,
  prompt_eval_count: 14,
  eval_count: 2,
};
const means = { usage: { inputTokens: 14, outputTokens: 2 }, by: "qwen2.5-coder:1.5b-base" };

export const ollamaGenerate: Cases = {
  prompt: infillPrompt,
  framing: "lines",
  answers: [
    {
      name: "lines",
      source: DOCS,
      stream: [
        line({ response: "sé", done: false }),
        line({ response: "lf 😀", done: false }),
        line({ response: "", ...last }),
      ],
      means: { ...means, text: "sélf 😀" },
    },
    {
      name: "a thought apart from the answer",
      source: "github.com/ollama/ollama docs/capabilities/thinking.mdx, read 2026-11-20",
      stream: [
        line({ response: "", thinking: "Hm", done: false }),
        line({ response: "x", done: false }),
        line({ response: "", ...last, done_reason: "length" }),
      ],
      means: { ...means, text: "x", reasoning: "Hm", end: "length" },
    },
    {
      name: "an older server, which gives no reason",
      source: DOCS,
      stream: [line({ response: "x", done: false }), line({ response: "", done: true })],
      means: { text: "x", by: "qwen2.5-coder:1.5b-base" },
    },
    {
      name: "whole",
      source: DOCS,
      whole: line({ response: "self", ...last }),
      means: { ...means, text: "self" },
    },
  ],
  finish: (reason) => [line({ response: "a", done: true, done_reason: reason })],
  finishes: { stop: "stop", length: "length", load: "stop" },
  errors: [[{ error: "model 'x' not found" }, "overloaded"]],
  garbage: [{ response: 5 }, { done: false, response: [] }],
};
