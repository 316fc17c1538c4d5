/** What a request cost, by our own count: for the log, and for providers that do not tell. */
import type { Message, Part } from "./message.ts";
import type { Prompt, TokenCounter, Usage } from "./ports.ts";

/** Around every message a model is shown who speaks. */
const AROUND_MESSAGE = 4;

export interface Counted {
  readonly tokens: number;
  /** Only raw text is sent as it is counted. */
  readonly exact: boolean;
}

export function countPrompt(prompt: Prompt, { count, exact }: TokenCounter): Counted {
  if (prompt.kind === "text") return { tokens: count(prompt.text), exact };
  if (prompt.kind === "chat") {
    const { messages, tools = [] } = prompt;
    const words = [...messages.map(wordsOf), ...tools.map((tool) => JSON.stringify(tool))];
    return { tokens: count(words.join("\n")) + messages.length * AROUND_MESSAGE, exact: false };
  }
  const snippets = prompt.snippets.map(({ path, text }) => `${path}\n${text}`);
  return { tokens: count([...snippets, prompt.prefix, prompt.suffix].join("\n")), exact: false };
}

/** `said` is all of the answer, thoughts and calls among it. */
export function estimateUsage(sent: Counted, said: string, { count }: Pick<TokenCounter, "count">): Usage {
  const outputTokens = count(said);
  const inputTokens = sent.tokens;
  return { inputTokens, outputTokens, totalTokens: inputTokens + outputTokens, estimated: true };
}

function wordsOf(message: Message): string {
  if (message.role === "system" || message.role === "tool") return message.text;
  const calls = message.role === "assistant" ? (message.toolCalls ?? []) : [];
  return [...message.parts.map(textOf), ...calls.map((call) => `${call.name} ${call.arguments}`)].join("\n");
}

function textOf(part: Part): string {
  return part.kind === "image" ? "" : part.text;
}
