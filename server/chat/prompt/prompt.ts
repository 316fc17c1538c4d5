/** Puts the prompt of a step together: what the path of the conversation says, as much of it as there is room for. */
import { told, toTell } from "../../completion/told.ts";
import type { Message, Tool } from "../../completion/message.ts";
import type { Failure } from "../../completion/ports.ts";
import type { ChatOptions, Dropped, Turn } from "../../protocol/chat/conversation.ts";
import type { Cuts } from "./cuts.ts";
import { droppedBy } from "./dropped.ts";
import { fit } from "./fit.ts";
import { messagesOf } from "./messages.ts";
import { instructionsFor } from "./offered.ts";
import type { Answerer, ChatPorts, ChatPrompt } from "../ports.ts";
import { roomIn, tokensOf } from "./prompt-tokens.ts";

export interface Composing {
  readonly path: readonly Turn[];
  readonly options: ChatOptions;
  readonly tools: readonly Tool[];
  readonly who: Answerer;
  readonly othersFollow: boolean;
}

export interface Composed {
  readonly prompt: ChatPrompt;
  readonly promptTokens: number;
  readonly exact: boolean;
  readonly dropped: readonly Dropped[];
}

/** What a conversation remembers from prompt to prompt. */
export interface Memory {
  /** By who is asked: windows differ. */
  readonly cuts: Map<string, Cuts>;
}

export async function compose(
  composing: Composing,
  memory: Memory,
  ports: ChatPorts,
): Promise<Composed | { readonly failure: Failure }> {
  const { path, options, tools, who, othersFollow } = composing;
  const [counter, system] = await Promise.all([ports.counter(who), instructionsFor(options, tools, ports)]);
  const conceal = (text: string) => ports.conceal(text, who);
  const prompting = (cuts: Cuts): readonly Message[] => [
    { role: "system", text: system },
    ...messagesOf({ path, cuts, images: who.images, tools: tools.length > 0, conceal }),
  ];
  const measure = (cuts: Cuts) => tokensOf(prompting(cuts), tools, counter);
  const room = roomIn(who, counter);
  const cuts = fit({ path, budget: room.budget, measure }, memory.cuts.get(who.id) ?? new Map());
  memory.cuts.set(who.id, cuts);
  const promptTokens = measure(cuts);
  if (promptTokens > room.budget) return { failure: tooLong(promptTokens, room.budget, who) };
  const maxTokens = Math.min(who.outputTokens, room.whole - promptTokens);
  const { temperature, effort } = options;
  return {
    prompt: { messages: prompting(cuts), tools, maxTokens, temperature, effort, othersFollow },
    promptTokens,
    exact: counter.exact,
    dropped: droppedBy(cuts, path, counter.count),
  };
}

export function tooLong(tokens: number, budget: number, { id }: Answerer): Failure {
  return {
    kind: "bad-request",
    message: told(
      "the message and what belongs to it come to {0} tokens, and {1} has room for {2}",
      String(tokens),
      id,
      String(budget),
    ),
    advice: toTell("Shorten it, attach less, or choose a model with a larger window."),
  };
}
