/** The same answer as another server might send it: with fields that we do not know or that are null, and in other wrapping. */
import type { Cases } from "./cases.ts";

/** Fields of all formats: null must be as good as missing, wherever it stands. */
const NAMES = [
  "id",
  "model",
  "type",
  "index",
  "choices",
  "text",
  "delta",
  "message",
  "content",
  "refusal",
  "reasoning",
  "reasoning_content",
  "tool_calls",
  "function",
  "function_call",
  "arguments",
  "name",
  "finish_reason",
  "usage",
  "error",
  "detail",
  "thinking",
  "signature",
  "response",
  "done_reason",
  "item",
  "output_index",
  "item_id",
  "call_id",
  "content_block",
  "stop_reason",
  "candidates",
  "promptFeedback",
  "usageMetadata",
  "finishReason",
  "finishMessage",
  "functionCall",
  "thoughtSignature",
  "thought",
  "partialArgs",
  "stop_type",
  "stopped_limit",
  "timings",
  "token",
  "generated_text",
  "details",
];

/** What is not the provider's, but the model's. */
const OPAQUE = new Set(["args", "input", "arguments"]);

export function enriched(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(enriched);
  if (typeof value !== "object" || value === null) return value;
  return {
    x_new: { deep: [1, { er: null }] },
    ...Object.fromEntries(NAMES.map((name) => [name, null])),
    ...Object.fromEntries(
      Object.entries(value).map(([name, inner]) => [name, OPAQUE.has(name) ? inner : enriched(inner)]),
    ),
  };
}

export function rewrapped({ framing }: Cases, body: string): string {
  const lines = body.replaceAll("\n", "\r\n");
  if (framing === "lines") return `\uFEFF${lines.replaceAll("\r\n", "\r\n\r\n")}`;
  return `\uFEFF: keep-alive\r\n\r\nretry: 10\r\nid: 1\r\n${lines.replaceAll("\r\n\r\n", "\r\n\r\n: ping\r\n")}`;
}
