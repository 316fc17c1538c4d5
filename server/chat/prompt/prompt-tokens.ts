/** How many tokens a prompt comes to, and how many it may come to. */
import type { Message, Part, Tool } from "../../completion/message.ts";
import type { Answerer, Counter } from "../ports.ts";

/** Around every message a model is shown who speaks. */
const AROUND_MESSAGE = 4;
/** What most providers count for an image of some size. */
export const FOR_IMAGE = 1200;

export function tokensOf(messages: readonly Message[], tools: readonly Tool[], { count }: Counter): number {
  const ofTools = tools.length === 0 ? 0 : count(JSON.stringify(tools));
  return messages.reduce((sum, message) => sum + tokensIn(message, count), ofTools);
}

/** Text by text, as they are kept: each is counted once, however often it is sent. */
function tokensIn(message: Message, count: Counter["count"]): number {
  if (message.role === "system" || message.role === "tool") return count(message.text) + AROUND_MESSAGE;
  const calls = message.role === "assistant" ? (message.toolCalls ?? []) : [];
  const said = message.parts.reduce((sum, part) => sum + tokensInPart(part, count), AROUND_MESSAGE);
  return calls.reduce((sum, call) => sum + count(call.name) + count(call.arguments) + AROUND_MESSAGE, said);
}

function tokensInPart(part: Part, count: Counter["count"]): number {
  return part.kind === "image" ? FOR_IMAGE : count(part.text);
}

/** No answer needs more room than this kept free for it; where there is more, it may have it. */
const MAX_RESERVED = 16_384;
const RESERVED_SHARE = 0.25;
/** Templates say a little more than the messages; an estimate may be off by more. */
const MARGIN = { exact: 0.01, estimated: 0.1 };

export interface Room {
  /** For prompt and answer. */
  readonly whole: number;
  /** For the prompt. */
  readonly budget: number;
}

export function roomIn({ windowTokens, outputTokens }: Answerer, { exact }: Pick<Counter, "exact">): Room {
  const whole = Math.floor(windowTokens * (1 - (exact ? MARGIN.exact : MARGIN.estimated)));
  const reserved = Math.min(outputTokens, MAX_RESERVED, Math.floor(windowTokens * RESERVED_SHARE));
  return { whole, budget: whole - reserved };
}
