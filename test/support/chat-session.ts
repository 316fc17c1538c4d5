/** A conversation with a model that says what the test wants, with tools of the test; in memory. */
import type { Message } from "../../server/completion/message.ts";
import type { Failure, GenerateEvent, Signal, SpentUp } from "../../server/completion/ports.ts";
import { begin } from "../../server/protocol/chat/apply.ts";
import type { Call, ChatOptions, ModelTurn } from "../../server/protocol/chat/conversation.ts";
import type { ChatEvent } from "../../server/protocol/chat/event.ts";
import { Chat } from "../../server/chat/chat.ts";
import type { Answerer, ChatCost, ChatPorts, ChatPrompt } from "../../server/chat/ports.ts";
import type { ChatTool, Plan, ToolResult } from "../../server/chat/tool.ts";
import { until } from "./until.ts";

export const WHO: Answerer = {
  id: "one/a",
  windowTokens: 100_000,
  outputTokens: 1000,
  tools: true,
  images: true,
};

export type Says = (prompt: ChatPrompt, who: Answerer, signal: Signal) => AsyncIterable<GenerateEvent>;

export interface Session {
  readonly says: Says;
  readonly tools?: readonly ChatTool[];
  readonly answerers?: readonly [Answerer, ...Answerer[]] | Failure;
  readonly options?: Partial<ChatOptions>;
  readonly spentUp?: (who: Answerer) => SpentUp | undefined;
  readonly light?: readonly Answerer[];
  /** Rules that are allowed for good. */
  readonly rules?: Set<string>;
}

export function chatSession({
  says,
  tools = [],
  answerers = [WHO],
  options,
  spentUp,
  light = [],
  rules = new Set(),
}: Session) {
  const events: ChatEvent[] = [];
  const prompts: ChatPrompt[] = [];
  const costs: ChatCost[] = [];
  let id = 0;
  const ports: ChatPorts = {
    clock: { now: () => Date.now(), sleep: () => Promise.resolve() },
    now: () => ++id,
    newId: () => `${String(++id).padStart(9, "0")}x`,
    newAborter: () => new AbortController(),
    prepare: () => Promise.resolve(),
    answerers: () => answerers,
    light: () => light,
    ask(who, prompt, signal) {
      prompts.push(prompt);
      return says(prompt, who, signal);
    },
    counter: () => Promise.resolve({ count: (text) => text.length, exact: true }),
    conceal: (text) => text.replaceAll("SECRET", "REDACT"),
    mayShow: () => true,
    tools: () => Promise.resolve(tools),
    looking: {
      look: (mention, { maxTokens }) =>
        Promise.resolve(
          mention.kind === "image"
            ? { label: mention.name, text: "", isImage: true }
            : { label: mention.kind, text: `looked up, at most ${String(maxTokens)}` },
        ),
      suggest: () => Promise.resolve([]),
    },
    permissions: {
      allows: (rule) => rules.has(rule),
      allow: (rule) => Promise.resolve(void rules.add(rule)),
    },
    instructions: (name, mode) => Promise.resolve(`Be ${name || "yourself"}, ${mode}.`),
    spentUp: (who) => spentUp?.(who),
    spent: (cost) => void costs.push(cost),
    money: () => Promise.resolve(0.5),
  };
  const chosen: ChatOptions = { target: "", mode: "agent", instructions: "", ...options };
  const conversation = begin({ kind: "began", id: "c1", at: 0, options: chosen });
  const chat = new Chat(conversation, ports, (event) => void events.push(event));
  const answers = () =>
    [...conversation.turns.values()].filter((turn): turn is ModelTurn => turn.kind === "model");
  const session = {
    chat,
    conversation,
    ports,
    events,
    prompts,
    costs,
    answers,
    async say(text: string, after = conversation.leaf): Promise<ModelTurn> {
      await chat.send({ after, text, mentions: [] });
      return session.settled();
    },
    async settled(): Promise<ModelTurn> {
      await until(() => !chat.isBusy, "the answer ends");
      const turn = answers().at(-1);
      if (!turn) throw new Error("nobody answered");
      return turn;
    },
    calls: (): readonly Call[] => answers().flatMap(({ steps }) => steps.flatMap(({ calls }) => calls)),
  };
  return session;
}

export const text = (said: string): GenerateEvent => ({ kind: "text", text: said });
export const END: GenerateEvent = { kind: "end", reason: "stop" };
export const call = (name: string, asked: unknown = {}, id = `c-${name}`): GenerateEvent => ({
  kind: "tool-call",
  call: { id, name, arguments: typeof asked === "string" ? asked : JSON.stringify(asked) },
});
export const failed = (kind: Failure["kind"], message: string = kind): GenerateEvent => ({
  kind: "failed",
  failure: { kind, message, advice: "Do something." },
});

/** One list of events for each time that it is asked; the last one again and again. */
export function inTurn(...answers: readonly (readonly GenerateEvent[])[]): Says {
  let asked = 0;
  return async function* () {
    const events = answers[Math.min(asked++, answers.length - 1)] ?? [];
    yield* events;
    const last = events.at(-1)?.kind;
    if (last !== "end" && last !== "failed") yield END;
  };
}

interface FakeTool {
  readonly reads?: boolean;
  readonly permission?: Plan["permission"];
  readonly run?: Plan["run"];
}

export function tool(name: string, { reads = true, permission, run }: FakeTool = {}): ChatTool {
  const done = (): Promise<ToolResult> => Promise.resolve({ text: `${name} is done` });
  return {
    reads,
    tool: { name, description: `Does ${name}.`, parameters: { type: "object" } },
    plan: (asked) =>
      Promise.resolve({
        title: `${name} ${JSON.stringify(asked)}`,
        run: run ?? done,
        ...(permission && { permission }),
      }),
  };
}

/** Every text of a prompt, one after the other. */
export function wordsIn({ messages }: ChatPrompt): readonly string[] {
  return messages.map((message) => `${message.role}: ${textOf(message)}`);
}

function textOf(message: Message): string {
  if (message.role === "system" || message.role === "tool") return message.text;
  const calls = message.role === "assistant" ? (message.toolCalls ?? []) : [];
  const said = message.parts.map((part) => (part.kind === "image" ? "(image)" : part.text));
  return [...said, ...calls.map(({ name, arguments: asked }) => `${name}(${asked})`)].join(" ");
}
