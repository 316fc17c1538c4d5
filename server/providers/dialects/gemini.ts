/**
 * POST {base}/models/{model}:streamGenerateContent?alt=sse, Gemini's own format; `:generateContent` when not streamed.
 * https://ai.google.dev/api/generate-content
 */
import type { Message, Part } from "../../completion/message.ts";
import type { DialectOptions } from "../dialect.ts";
import { parseJson } from "../provider-error.ts";
import { argumentsOf, merged, systemTexts } from "../wire/conversation.ts";
import { dialect, ifAny } from "../wire/format.ts";
import { newReadGeminiChunk } from "../wire/gemini-chunk.ts";

export const gemini = dialect({
  carries: ["chat"],

  request: (prompt, options) => {
    const { messages, tools = [], effort } = prompt;
    const system = systemTexts(messages).map((text) => ({ text }));
    // Its list names models with the folder they are in.
    const model = options.model.includes("/") ? options.model : `models/${options.model}`;
    return {
      path: options.stream ? `/${model}:streamGenerateContent?alt=sse` : `/${model}:generateContent`,
      body: {
        systemInstruction: system.length > 0 ? { parts: system } : undefined,
        contents: merged(messages.flatMap((message) => turn(message, options))).map(({ role, items }) => ({
          role,
          parts: items,
        })),
        tools: ifAny(
          tools.length > 0
            ? [
                {
                  functionDeclarations: tools.map(({ name, description, parameters }) => ({
                    name,
                    description,
                    // `parameters` takes a part of OpenAPI's schema only, and refuses the rest.
                    parametersJsonSchema: parameters,
                  })),
                },
              ]
            : [],
        ),
        toolConfig: prompt.mustCall ? { functionCallingConfig: { mode: "ANY" } } : undefined,
        generationConfig: {
          maxOutputTokens: prompt.maxTokens,
          ...(options.takesTemperature && { temperature: prompt.temperature }),
          ...(prompt.stops.length > 0 && { stopSequences: prompt.stops.slice(0, options.maxStops) }),
          ...(effort && options.thinking && { thinkingConfig: thinkingConfig(effort, options.thinking) }),
        },
      },
    };
  },

  newReadChunk: newReadGeminiChunk,
});

const BUDGETS = { none: 0, low: 1024, medium: 8192, high: 24_576 } as const;

/** Gemini 3 is told a level, 2.5 a number of tokens: https://ai.google.dev/gemini-api/docs/thinking */
function thinkingConfig(effort: keyof typeof BUDGETS, thinking: "effort" | "budget" | "adaptive"): object {
  if (thinking === "budget") return { includeThoughts: effort !== "none", thinkingBudget: BUDGETS[effort] };
  return { includeThoughts: effort !== "none", thinkingLevel: effort === "none" ? "low" : effort };
}

/** Gemini 3 refuses a call without a signature; of one that another model made it is content with this: https://ai.google.dev/gemini-api/docs/thought-signatures, read 2026-11-20 in copies. */
const NOT_ITS_OWN = "skip_thought_signature_validator";

function turn(message: Message, { thinking }: DialectOptions): { role: string; items: object[] }[] {
  switch (message.role) {
    case "system":
      return [];
    case "user":
      return [{ role: "user", items: message.parts.flatMap(wirePart) }];
    case "assistant": {
      const { toolCalls = [] } = message;
      const isForeign = thinking === "effort" && toolCalls.every(({ signature }) => !signature);
      const calls = toolCalls.map((call, at) => ({
        functionCall: { name: call.name, args: argumentsOf(call) },
        ...(call.signature && { thoughtSignature: call.signature }),
        // Of several calls at once, only the first is signed.
        ...(isForeign && at === 0 && { thoughtSignature: NOT_ITS_OWN }),
      }));
      return [{ role: "model", items: [...message.parts.flatMap(wirePart), ...calls] }];
    }
    case "tool":
      return [
        {
          role: "user",
          items: [{ functionResponse: { name: message.name, response: resultOf(message.text) } }],
        },
      ];
  }
}

function wirePart(part: Part): object[] {
  switch (part.kind) {
    case "text":
      return part.text === "" ? [] : [{ text: part.text }];
    case "image":
      return [{ inlineData: { mimeType: part.mediaType, data: part.base64 } }];
    case "reasoning":
      // A thought is of use to it only by its signature.
      return part.signature
        ? [{ text: part.text, ...(part.text && { thought: true }), thoughtSignature: part.signature }]
        : [];
  }
}

/** It wants an object. */
function resultOf(text: string): object {
  const value = parseJson(text);
  return typeof value === "object" && value !== null && !Array.isArray(value) ? value : { result: text };
}
