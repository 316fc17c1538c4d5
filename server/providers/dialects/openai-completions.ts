/**
 * POST {base}/completions, the raw-text endpoint that vLLM, llama-server, LM Studio, Together and most gateways speak.
 * The model's own markers are inside the prompt.
 */
import * as z from "zod";

import type { GenerateEvent, Prompt } from "../../completion/ports.ts";
import type { DialectOptions, WireRequest } from "../dialect.ts";

/** Lenient: fields that we do not know are nobody's business, and those that we know may be missing. */
const chunk = z.object({
  choices: z
    .array(
      z.object({
        text: z.string().nullish(),
        // Some servers answer /completions in the shape of chat deltas (wire-facts.md, section 2).
        delta: z.object({ content: z.string().nullish() }).nullish(),
        finish_reason: z.string().nullish(),
      }),
    )
    .nullish(),
  usage: z
    .object({
      prompt_tokens: z.number().nullish(),
      completion_tokens: z.number().nullish(),
      prompt_tokens_details: z.object({ cached_tokens: z.number().nullish() }).nullish(),
    })
    .nullish(),
});

type Chunk = z.infer<typeof chunk>;

export const openaiCompletions = {
  accepts: "text" as const,

  request(prompt: Prompt, { model, maxStops }: DialectOptions): WireRequest {
    return {
      path: "/completions",
      body: {
        model,
        prompt: prompt.kind === "text" ? prompt.text : prompt.prefix,
        // Not max_completion_tokens: vLLM answers 16 tokens then, older llama.cpp without end.
        max_tokens: prompt.maxTokens,
        temperature: prompt.temperature,
        stop: prompt.stops.slice(0, maxStops),
        stream: true,
        stream_options: { include_usage: true },
      },
    };
  },

  read(data: unknown): readonly GenerateEvent[] {
    const parsed = chunk.safeParse(data);
    if (!parsed.success || (!parsed.data.choices && !parsed.data.usage)) return [NOT_A_COMPLETION];
    return [...usageOf(parsed.data), ...choiceOf(parsed.data)];
  },
};

const NOT_A_COMPLETION: GenerateEvent = {
  kind: "failed",
  failure: {
    kind: "bad-answer",
    message: "the stream held something that is no completion",
    advice: "Check that the base URL and the model are of an OpenAI-compatible /completions endpoint.",
  },
};

function choiceOf({ choices }: Chunk): GenerateEvent[] {
  const choice = choices?.[0];
  const text = choice?.text ?? choice?.delta?.content ?? "";
  const events: GenerateEvent[] = text === "" ? [] : [{ kind: "text", text }];
  if (choice?.finish_reason) {
    events.push({ kind: "end", reason: choice.finish_reason === "length" ? "length" : "stop" });
  }
  return events;
}

function usageOf({ usage }: Chunk): GenerateEvent[] {
  if (!usage) return [];
  const inputTokens = usage.prompt_tokens ?? undefined;
  const outputTokens = usage.completion_tokens ?? undefined;
  const cachedTokens = usage.prompt_tokens_details?.cached_tokens ?? undefined;
  return [
    {
      kind: "usage",
      usage: {
        ...(inputTokens !== undefined && { inputTokens }),
        ...(outputTokens !== undefined && { outputTokens }),
        ...(cachedTokens !== undefined && { cachedTokens }),
      },
    },
  ];
}
