/**
 * POST {base}/chat/completions, which nearly every provider speaks.
 * https://platform.openai.com/docs/api-reference/chat
 */
import type { Message, Part } from "../../completion/message.ts";
import type { DialectOptions } from "../dialect.ts";
import { parseJson } from "../error-body.ts";
import { thoughtsOf, wordsOf } from "../wire/conversation.ts";
import { dialect, ifAny } from "../wire/format.ts";
import { readOpenAiChunk } from "../wire/openai-chunk.ts";
import { openAiOptions, usageOption } from "../wire/openai-options.ts";

export const openaiChat = dialect({
  carries: ["chat"],

  request: (prompt, options) => ({
    path: "/chat/completions",
    body: {
      ...openAiOptions(prompt, options),
      messages: prompt.messages.map((message) => wireMessage(message, options)),
      tools: ifAny((prompt.tools ?? []).map((tool) => ({ type: "function", function: tool }))),
      tool_choice: prompt.mustCall ? "required" : undefined,
      [options.maxTokensField]: prompt.maxTokens,
      reasoning_effort: options.thinking === "effort" ? prompt.effort : undefined,
      stream_options: usageOption(options),
    },
  }),

  newReadChunk: () => readOpenAiChunk,
});

function wireMessage(message: Message, { wantsReasoningBack }: DialectOptions): object {
  switch (message.role) {
    case "system":
      return { role: "system", content: message.text };
    case "user": {
      // Servers of one's own often take only text, and that only as a string.
      const isPlain = message.parts.every(({ kind }) => kind === "text");
      return { role: "user", content: isPlain ? wordsOf(message.parts) : message.parts.flatMap(wirePart) };
    }
    case "assistant": {
      const calls = (message.toolCalls ?? []).map(({ id, name, arguments: text }) => ({
        id,
        type: "function",
        function: { name, arguments: text || "{}" },
      }));
      const thoughts = thoughtsOf(message.parts);
      return {
        role: "assistant",
        content: wordsOf(message.parts) || (calls.length > 0 ? null : ""),
        ...(calls.length > 0 && { tool_calls: calls }),
        ...(wantsReasoningBack && thoughts && { reasoning_content: thoughts }),
        reasoning_details: ifAny(message.parts.flatMap(signedDetail)),
      };
    }
    case "tool":
      return { role: "tool", tool_call_id: message.callId, content: message.text };
  }
}

/** A thought as OpenRouter told it, with its words. Signatures of others are no JSON. */
function signedDetail(part: Part): object[] {
  const detail = part.kind === "reasoning" ? parseJson(part.signature ?? "") : undefined;
  if (part.kind !== "reasoning" || typeof detail !== "object" || detail === null) return [];
  return [{ ...detail, ...(part.text && { text: part.text }) }];
}

function wirePart(part: Part): object[] {
  if (part.kind === "text") return [{ type: "text", text: part.text }];
  if (part.kind === "reasoning") return [];
  return [{ type: "image_url", image_url: { url: `data:${part.mediaType};base64,${part.base64}` } }];
}
