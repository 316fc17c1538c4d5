/** An answer for somebody who holds the conversation elsewhere: what was asked is sent as it is, but for its secrets. */
import { inEnglish } from "../../completion/told.ts";
import type { Message, Part, ToolCall } from "../../completion/message.ts";
import type { GenerateEvent, Signal, Usage } from "../../completion/ports.ts";
import type {
  LanguageModelAsked,
  LanguageModelCounted,
  LanguageModelEnd,
  LanguageModelMessage,
  LanguageModelPiece,
} from "../../protocol/language-models.ts";
import { affordable } from "./affordable.ts";
import { stopwatch } from "./figures.ts";
import type { Answerer, AnsweringPorts } from "../ports.ts";
import { tooLong } from "../prompt/prompt.ts";
import { roomIn, tokensOf } from "../prompt/prompt-tokens.ts";
import { spentFor } from "./spent-for.ts";
import { Thoughts } from "./thoughts.ts";

export interface Direct {
  readonly answer: (
    asked: Omit<LanguageModelAsked, "run">,
    tell: (piece: LanguageModelPiece) => void,
    signal: Signal,
  ) => Promise<LanguageModelEnd>;
  readonly count: (counted: LanguageModelCounted) => Promise<number>;
}

export function direct(ports: AnsweringPorts): Direct {
  const thoughts = new Thoughts();
  return {
    async answer(asked, tell, signal) {
      const chosen = ports.answerers(asked.target);
      // Whoever chose this model wants no other.
      const chain = affordable("kind" in chosen ? chosen : chosen.slice(0, 1), ports);
      if ("kind" in chain) return { kind: "failed", failure: chain };
      const [who] = chain;
      const shown = concealed(messagesOf(asked.messages), (text) => ports.conceal(text, who));
      const messages = shown.map((message) => thoughts.recall(who.id, message));
      return stream(who, { asked, messages, thoughts, tell, ports }, signal);
    },
    async count({ target, text }) {
      const chosen = ports.answerers(target);
      if ("kind" in chosen) throw new Error(inEnglish(chosen.message));
      const counter = await ports.counter(chosen[0]);
      return typeof text === "string" ? counter.count(text) : tokensOf(messagesOf([text]), [], counter);
    },
  };
}

interface Streaming {
  readonly asked: Omit<LanguageModelAsked, "run">;
  readonly messages: readonly Message[];
  readonly thoughts: Thoughts;
  readonly tell: (piece: LanguageModelPiece) => void;
  readonly ports: AnsweringPorts;
}

async function stream(
  who: Answerer,
  { asked, messages, thoughts, tell, ports }: Streaming,
  signal: Signal,
): Promise<LanguageModelEnd> {
  const { tools = [], mustCall = false, temperature, effort } = asked;
  const counter = await ports.counter(who);
  const promptTokens = tokensOf(messages, tools, counter);
  const { whole } = roomIn(who, counter);
  if (counter.exact && promptTokens >= whole)
    return { kind: "failed", failure: tooLong(promptTokens, whole, who) };
  const room = Math.max(1, whole - promptTokens);
  const maxTokens = Math.min(asked.maxTokens ?? who.outputTokens, who.outputTokens, room);
  const wishes = { maxTokens, temperature, effort, ...(mustCall && { mustCall }) };
  const prompt = { messages, tools, ...wishes, othersFollow: false };
  const thinking = thoughts.follow(who.id);
  const watch = stopwatch(ports.clock);
  let usage: Usage | undefined;
  for await (const event of ports.ask(who, prompt, signal)) {
    watch.heard(event);
    thinking.heard(event);
    if (event.kind === "usage") ({ usage } = event);
    const piece = pieceOf(event);
    if (piece) tell(piece);
    if (event.kind !== "end" && event.kind !== "failed") continue;
    ports.spent({ who, promptTokens, usage, ...spentFor(event, watch) });
    return endOf(event);
  }
  return { kind: "ended", why: "stopped" };
}

function pieceOf(event: GenerateEvent): LanguageModelPiece | undefined {
  if (event.kind === "text" && event.text !== "") return event;
  if (event.kind === "reasoning" && event.text !== "") return { kind: "reasoning", text: event.text };
  return event.kind === "tool-call" ? { kind: "call", call: event.call } : undefined;
}

const ENDS = {
  stop: "said",
  "tool-calls": "said",
  length: "length",
  filtered: "filtered",
  aborted: "stopped",
} as const;

function endOf(event: GenerateEvent & { readonly kind: "end" | "failed" }): LanguageModelEnd {
  if (event.kind === "end") return { kind: "ended", why: ENDS[event.reason] };
  const { kind, message, advice, status } = event.failure;
  return { kind: "failed", failure: { kind, message, advice, ...(status !== undefined && { status }) } };
}

/** A result is told by the name of what was called, which editors do not repeat. */
function messagesOf(messages: readonly LanguageModelMessage[]): readonly Message[] {
  const names = new Map<string, string>();
  return messages.map((message): Message => {
    if (message.role === "assistant") {
      for (const { id, name } of message.toolCalls ?? []) names.set(id, name);
    }
    return message.role === "tool" ? { ...message, name: names.get(message.callId) ?? "tool" } : message;
  });
}

function concealed(messages: readonly Message[], conceal: (text: string) => string): readonly Message[] {
  const part = (shown: Part): Part =>
    shown.kind === "text" ? { ...shown, text: conceal(shown.text) } : shown;
  const call = (made: ToolCall): ToolCall => ({ ...made, arguments: conceal(made.arguments) });
  return messages.map((message): Message => {
    if (message.role === "system" || message.role === "tool")
      return { ...message, text: conceal(message.text) };
    const parts = message.parts.map(part);
    if (message.role === "user" || !message.toolCalls) return { ...message, parts };
    return { ...message, parts, toolCalls: message.toolCalls.map(call) };
  });
}
