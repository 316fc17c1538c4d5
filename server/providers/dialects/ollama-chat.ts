/**
 * POST {base}/api/chat. Calls come whole and mostly without an id, results go back by the tool's name.
 * https://docs.ollama.com/api/chat
 */
import type { Message, Part } from "../../completion/message.ts";
import { argumentsOf, thoughtsOf, wordsOf } from "../wire/conversation.ts";
import { dialect, ifAny } from "../wire/format.ts";
import { readOllamaLine } from "../wire/ollama-line.ts";
import { ollamaOptions } from "../wire/ollama-options.ts";

export const ollamaChat = dialect({
  carries: ["chat"],
  framing: "lines",

  request: (prompt, options) => ({
    path: "/api/chat",
    body: {
      ...ollamaOptions(prompt, options),
      messages: prompt.messages.map(wireMessage),
      tools: ifAny((prompt.tools ?? []).map((tool) => ({ type: "function", function: tool }))),
      think: options.thinking && prompt.effort ? think(prompt.effort, options.thinking) : undefined,
    },
  }),

  newReadChunk: () => readOllamaLine,
});

/** Most models think or do not; gpt-oss takes a level. */
function think(effort: string, thinking: string): boolean | string {
  return effort === "none" || thinking !== "effort" ? effort !== "none" : effort;
}

function wireMessage(message: Message): object {
  switch (message.role) {
    case "system":
      return { role: "system", content: message.text };
    case "tool":
      return { role: "tool", tool_name: message.name, content: message.text };
    case "user": {
      const images = imagesOf(message.parts);
      return { role: "user", content: wordsOf(message.parts), ...(images.length > 0 && { images }) };
    }
    case "assistant": {
      const calls = (message.toolCalls ?? []).map((call) => ({
        function: { name: call.name, arguments: argumentsOf(call) },
      }));
      const thoughts = thoughtsOf(message.parts);
      return {
        role: "assistant",
        content: wordsOf(message.parts),
        ...(thoughts && { thinking: thoughts }),
        ...(calls.length > 0 && { tool_calls: calls }),
      };
    }
  }
}

function imagesOf(parts: readonly Part[]): string[] {
  return parts.flatMap((part) => (part.kind === "image" ? [part.base64] : []));
}
