/**
 * POST {base}/messages, Anthropic's own format. What stays the same from request to request is marked, so that it is read
 * from the prompt cache.
 * https://platform.claude.com/docs/en/api/messages
 */
import type { Message, Part } from "../../completion/message.ts";
import type { DialectOptions } from "../dialect.ts";
import { newReadAnthropicEvent, readAnthropicMessage } from "../wire/anthropic-event.ts";
import { argumentsOf, merged, systemTexts } from "../wire/conversation.ts";
import { dialect, ifAny, type PromptOf } from "../wire/format.ts";

const CACHED = { cache_control: { type: "ephemeral" } } as const;

export const anthropicMessages = dialect({
  carries: ["chat"],

  request: (prompt, options) => ({
    path: "/messages",
    headers: { "anthropic-version": "2023-06-01" },
    body: {
      model: options.model,
      ...stablePart(prompt),
      tool_choice: prompt.mustCall ? { type: "any" } : undefined,
      messages: conversation(prompt.messages),
      // White space alone is refused as a stop.
      stop_sequences: ifAny(prompt.stops.filter((stop) => stop.trim() !== "").slice(0, options.maxStops)),
      ...thinkingFields(prompt, options),
      stream: options.stream,
    },
  }),

  newReadChunk: newReadAnthropicEvent,
  readWhole: readAnthropicMessage,
});

/** The cache reads tools, then system: one mark behind the last of them covers both. */
function stablePart({ messages, tools = [] }: PromptOf<"chat">): object {
  const system = systemTexts(messages).map((text) => ({ type: "text", text }));
  const wireTools = tools.map(({ name, description, parameters }) => ({
    name,
    description,
    input_schema: parameters,
  }));
  return {
    system: ifAny(marked(system)),
    tools: ifAny(system.length > 0 ? wireTools : marked(wireTools)),
  };
}

function marked(blocks: readonly object[]): readonly object[] {
  return blocks.map((block, at) => (at === blocks.length - 1 ? { ...block, ...CACHED } : block));
}

function conversation(messages: readonly Message[]): object[] {
  const turns = merged(
    messages.flatMap((message) => {
      if (message.role === "system") return [];
      return [{ role: message.role === "assistant" ? "assistant" : "user", items: blocks(message) }];
    }),
  );
  // A first question may be the only one; a mark behind it would cost and never be read.
  const isGoingOn = turns.length > 1;
  return turns.map(({ role, items }, at) => ({
    role,
    content: isGoingOn && at === turns.length - 1 ? marked(items) : items,
  }));
}

function blocks(message: Exclude<Message, { role: "system" }>): object[] {
  switch (message.role) {
    case "user":
      return message.parts.flatMap(wirePart);
    case "assistant":
      return [
        ...message.parts.flatMap(wirePart),
        ...(message.toolCalls ?? []).map((call) => ({
          type: "tool_use",
          id: call.id,
          name: call.name,
          input: argumentsOf(call),
        })),
      ];
    case "tool":
      return [{ type: "tool_result", tool_use_id: message.callId, content: message.text }];
  }
}

function wirePart(part: Part): object[] {
  switch (part.kind) {
    case "text":
      // An empty block is refused.
      return part.text === "" ? [] : [{ type: "text", text: part.text }];
    case "image":
      return [{ type: "image", source: { type: "base64", media_type: part.mediaType, data: part.base64 } }];
    case "reasoning":
      // Without its signature it is refused.
      if (!part.signature) return [];
      return part.redacted
        ? [{ type: "redacted_thinking", data: part.signature }]
        : [{ type: "thinking", thinking: part.text, signature: part.signature }];
  }
}

/** How much of it is thought, by level; the API's least is 1024. */
const BUDGETS = { low: 1024, medium: 4096, high: 16_384 } as const;

/** Thinking excludes a temperature, and its tokens count into the limit. */
function thinkingFields(prompt: PromptOf<"chat">, { thinking, takesTemperature }: DialectOptions): object {
  const { effort, maxTokens } = prompt;
  if (effort && effort !== "none" && thinking === "budget") {
    const budget = BUDGETS[effort];
    return { max_tokens: maxTokens + budget, thinking: { type: "enabled", budget_tokens: budget } };
  }
  if (effort && effort !== "none" && thinking) {
    return { max_tokens: maxTokens, thinking: { type: "adaptive" }, output_config: { effort } };
  }
  return { max_tokens: maxTokens, ...(takesTemperature && { temperature: prompt.temperature }) };
}
