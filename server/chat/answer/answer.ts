/**
 * One answer: the model is asked, its calls are run, and it is asked again with their results, until it has said all, or
 * somebody ends it. All that happens is told as events; what cannot be done is a state of the turn.
 */
import type { Signal } from "../../completion/ports.ts";
import type { ChatFailure, TurnState } from "../../protocol/chat/conversation.ts";
import { affordable } from "./affordable.ts";
import { type Answering, ask } from "./ask.ts";
import { runCalls } from "./calls.ts";
import { isEndless } from "./loops.ts";
import { offeredTools } from "../prompt/offered.ts";
import type { Answerer, ChatPorts } from "../ports.ts";
import type { ChatTool } from "../tool.ts";

const MAX_STEPS = 60;
const STOPPED: TurnState = { kind: "ended", why: "stopped" };

export async function answer(answering: Answering, ports: ChatPorts, signal: Signal): Promise<TurnState> {
  const { conversation, turn, consent, happened } = answering;
  const asking = { answering, ports, toolsFor: toolsOf(answering, ports) };
  let last: Answerer | undefined;
  for (let step = 0; step < MAX_STEPS; step++) {
    const chain = chainFor(conversation.options.target, { last, ports });
    if ("kind" in chain) return { kind: "failed", failure: chain };
    const ended = await ask(chain, asking, signal);
    if (signal.aborted) return STOPPED;
    if (ended.kind === "failed") return { kind: "failed", failure: ended.failure };
    const { who, calls, why } = ended;
    if (calls.length === 0) return { kind: "ended", why };
    const tools = await asking.toolsFor(who);
    const conceal = (text: string) => ports.conceal(text, who);
    await runCalls(calls, { turn, tools, consent, happened, conceal, clock: ports.clock }, signal);
    if (signal.aborted) return STOPPED;
    const now = conversation.turns.get(turn);
    if (now?.kind === "model" && isEndless(now)) break;
    last = who;
  }
  return { kind: "ended", why: "too-many-steps" };
}

interface Before {
  /** Who has answered goes on: the others know nothing of what it thought. */
  readonly last: Answerer | undefined;
  readonly ports: ChatPorts;
}

function chainFor(chosen: string, { last, ports }: Before): readonly [Answerer, ...Answerer[]] | ChatFailure {
  const all = ports.answerers(chosen);
  const isFirst = "kind" in all || !last;
  return affordable(isFirst ? all : [last, ...all.filter(({ id }) => id !== last.id)], ports);
}

/** Tools that nobody offered cannot be called. They stay the same for an answer, so that prompt caches hold. */
function toolsOf({ conversation }: Answering, ports: ChatPorts) {
  const known = new Map<string, Promise<readonly ChatTool[]>>();
  return (who: Answerer) => {
    const found = known.get(who.id) ?? offeredTools(conversation, who, ports);
    known.set(who.id, found);
    return found;
  };
}
