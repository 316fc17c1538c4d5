/**
 * POST {base}/responses, OpenAI's format of named events. Nothing is stored there: what the model thought comes back to us
 * encrypted, and goes along with the next turn.
 * https://platform.openai.com/docs/api-reference/responses
 */
import type { Message, Part } from "../../completion/message.ts";
import { systemTexts } from "../wire/conversation.ts";
import { dialect, ifAny } from "../wire/format.ts";
import { readResponse, readResponseEvent } from "../wire/openai-response.ts";

export const openaiResponses = dialect({
  carries: ["chat"],

  request: (prompt, options) => ({
    path: "/responses",
    body: {
      model: options.model,
      instructions: systemTexts(prompt.messages).join("\n\n") || undefined,
      input: prompt.messages.flatMap(inputItems),
      tools: ifAny((prompt.tools ?? []).map((tool) => ({ type: "function", ...tool, strict: false }))),
      tool_choice: prompt.mustCall ? "required" : undefined,
      // It has no stop strings, and refuses a smaller limit than 16.
      max_output_tokens: Math.max(16, prompt.maxTokens),
      temperature: options.takesTemperature ? prompt.temperature : undefined,
      ...(options.thinking && {
        reasoning: { effort: prompt.effort, summary: "auto" },
        include: ["reasoning.encrypted_content"],
      }),
      store: false,
      stream: options.stream,
    },
  }),

  newReadChunk: () => readResponseEvent,
  readWhole: readResponse,
});

function inputItems(message: Message): object[] {
  switch (message.role) {
    case "system":
      return [];
    case "user":
      return [{ role: "user", content: message.parts.flatMap(wirePart) }];
    case "assistant":
      return [
        ...message.parts.flatMap(saidItem),
        ...(message.toolCalls ?? []).map(({ id, name, arguments: text }) => ({
          type: "function_call",
          call_id: id,
          name,
          arguments: text || "{}",
        })),
      ];
    case "tool":
      return [{ type: "function_call_output", call_id: message.callId, output: message.text }];
  }
}

function wirePart(part: Part): object[] {
  if (part.kind === "text") return [{ type: "input_text", text: part.text }];
  if (part.kind === "reasoning") return [];
  return [{ type: "input_image", image_url: `data:${part.mediaType};base64,${part.base64}` }];
}

function saidItem(part: Part): object[] {
  if (part.kind === "text")
    return [{ role: "assistant", content: [{ type: "output_text", text: part.text }] }];
  // Only what it signed is of use to it: the name of the item, and the thought, encrypted.
  const cut = part.kind === "reasoning" ? (part.signature?.indexOf(":") ?? -1) : -1;
  if (part.kind !== "reasoning" || !part.signature || cut === -1) return [];
  return [
    {
      type: "reasoning",
      id: part.signature.slice(0, cut),
      summary: part.text ? [{ type: "summary_text", text: part.text }] : [],
      encrypted_content: part.signature.slice(cut + 1),
    },
  ];
}
