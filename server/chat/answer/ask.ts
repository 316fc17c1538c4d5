/** One step of an answer: the prompt is put together for whoever is asked, what comes is told, and what it cost. */
import { firstToAnswer } from "../../completion/fallback.ts";
import type { ToolCall } from "../../completion/message.ts";
import type { Failure, GenerateEvent, Signal, Usage } from "../../completion/ports.ts";
import { pathTo } from "../../protocol/chat/apply.ts";
import type { ChatFailure, Conversation } from "../../protocol/chat/conversation.ts";
import type { ChatEvent } from "../../protocol/chat/event.ts";
import type { Consent } from "./consent.ts";
import { stopwatch, usageFigures } from "./figures.ts";
import type { Answerer, ChatPorts } from "../ports.ts";
import { type Composed, compose, type Memory } from "../prompt/prompt.ts";
import { spentFor } from "./spent-for.ts";
import type { ChatTool } from "../tool.ts";

export interface Answering {
  readonly conversation: Conversation;
  readonly turn: string;
  readonly consent: Consent;
  readonly memory: Memory;
  readonly happened: (event: ChatEvent) => void;
  /** What is about to be sent, to be looked at. */
  readonly sends: (who: Answerer, prompt: Composed) => void;
}

export interface Asking {
  readonly answering: Answering;
  readonly ports: ChatPorts;
  readonly toolsFor: (who: Answerer) => Promise<readonly ChatTool[]>;
}

export type Ended =
  | { readonly kind: "failed"; readonly failure: ChatFailure }
  | {
      readonly kind: "said";
      readonly who: Answerer;
      readonly calls: readonly ToolCall[];
      readonly why: "said" | "length" | "filtered";
    };

/** Of the first that answers. */
export async function ask(
  chain: readonly [Answerer, ...Answerer[]],
  asking: Asking,
  signal: Signal,
): Promise<Ended> {
  const { turn, happened } = asking.answering;
  const calls: ToolCall[] = [];
  let [who] = chain;
  let why: "said" | "length" | "filtered" = "said";
  const events = firstToAnswer({
    targets: chain,
    ask(target) {
      who = target;
      return askOne(target, { ...asking, othersFollow: target !== chain.at(-1) }, signal);
    },
    fell: (_target, failure) => happened({ kind: "fell", turn, failure: asTold(failure) }),
  });
  for await (const event of events) {
    if (event.kind === "failed") return { kind: "failed", failure: asTold(event.failure) };
    if (event.kind === "text" && event.text !== "") happened({ kind: "text", turn, text: event.text });
    if (event.kind === "reasoning") happened({ ...event, turn });
    if (event.kind === "tool-call") calls.push(event.call);
    if (event.kind === "end" && (event.reason === "length" || event.reason === "filtered"))
      why = event.reason;
  }
  return { kind: "said", who, calls: withOwnIds(calls, asking), why };
}

function asTold({ kind, message, advice, status }: Failure): ChatFailure {
  return { kind, message, advice, ...(status !== undefined && { status }) };
}

/** Nine letters and digits: Mistral refuses other ids of calls. */
const ID_LENGTH = 9;

/** Some servers count their calls from 0 in every step; others want no id twice. */
function withOwnIds(calls: readonly ToolCall[], { answering, ports }: Asking): readonly ToolCall[] {
  const turn = answering.conversation.turns.get(answering.turn);
  const steps = turn?.kind === "model" ? turn.steps : [];
  const used = new Set(steps.flatMap((step) => step.calls.map(({ id }) => id)));
  return calls.map((call) => {
    const id = used.has(call.id) ? ports.newId().slice(0, ID_LENGTH) : call.id;
    used.add(id);
    return { ...call, id };
  });
}

async function* askOne(
  who: Answerer,
  asking: Asking & { readonly othersFollow: boolean },
  signal: Signal,
): AsyncGenerator<GenerateEvent> {
  const { answering, ports, toolsFor, othersFollow } = asking;
  const { conversation, turn, happened } = answering;
  happened({ kind: "step", turn, target: who.id });
  const tools = (await toolsFor(who)).map(({ tool }) => tool);
  const path = pathTo(conversation, turn);
  const { options } = conversation;
  const composing = { path, options, tools, who, othersFollow };
  const composed = await compose(composing, answering.memory, ports);
  if ("failure" in composed) {
    yield { kind: "failed", failure: composed.failure };
    return;
  }
  if (composed.dropped.length > 0) happened({ kind: "dropped", turn, dropped: composed.dropped });
  answering.sends(who, composed);
  const watch = stopwatch(ports.clock);
  let usage: Usage | undefined;
  for await (const event of ports.ask(who, composed.prompt, signal)) {
    watch.heard(event);
    if (event.kind === "usage") ({ usage } = event);
    // Before the end is told, so that the figures belong to this step.
    if (event.kind === "end" || event.kind === "failed") {
      await settle({ who, composed, usage, watch, end: event }, asking);
    }
    yield event;
  }
}

interface Over {
  readonly who: Answerer;
  readonly composed: Composed;
  readonly usage: Usage | undefined;
  readonly watch: ReturnType<typeof stopwatch>;
  readonly end: GenerateEvent & { readonly kind: "end" | "failed" };
}

async function settle(
  { who, composed, usage, watch, end }: Over,
  { answering, ports }: Asking,
): Promise<void> {
  const { promptTokens } = composed;
  ports.spent({ who, promptTokens, usage, ...spentFor(end, watch) });
  if (end.kind === "failed") return;
  const money = usage && (await ports.money(usage, who));
  const counted = {
    promptTokens,
    windowTokens: who.windowTokens,
    ...(!composed.exact && { promptEstimated: true as const }),
  };
  const figures = { ...counted, ...usageFigures(usage, money), ...watch.pace(usage) };
  answering.happened({ kind: "figures", turn: answering.turn, figures });
}
