/** One answer outside of any conversation: the message of a commit, the title of a chat. */
import { firstToAnswer } from "../../completion/fallback.ts";
import type { Message } from "../../completion/message.ts";
import type { Failure, GenerateEvent, Signal, Usage } from "../../completion/ports.ts";
import type { Answer, Asked } from "../../protocol/chat/questions.ts";
import { affordable } from "./affordable.ts";
import { shortened } from "../prompt/cuts.ts";
import { stopwatch } from "./figures.ts";
import type { Answerer, AnsweringPorts, Counter } from "../ports.ts";
import { roomIn, tokensOf } from "../prompt/prompt-tokens.ts";
import { spentFor } from "./spent-for.ts";

export function once(
  { instructions, text, light = false }: Asked<"once">,
  ports: AnsweringPorts,
  signal: Signal,
): Promise<Answer<"once">> {
  return onceBy({ light, write: () => ({ instructions, text }) }, ports, signal);
}

/** Who is asked, and how much it has room for. */
export interface Room {
  readonly who: Answerer;
  readonly count: Counter["count"];
  readonly budget: number;
}

interface Writing {
  readonly light: boolean;
  /** For each who is asked anew: they may not see the same, nor as much. */
  readonly write: (room: Room) => { readonly instructions: string; readonly text: string };
}

export async function onceBy(
  { light, write }: Writing,
  ports: AnsweringPorts,
  signal: Signal,
): Promise<Answer<"once">> {
  const chain = affordable(chainFor(light, ports), ports);
  if ("kind" in chain) return { failure: chain };
  let said = "";
  const events = firstToAnswer({
    targets: chain,
    ask: (who) => askOne(who, { write, ports }, signal),
    fell: () => undefined,
  });
  for await (const event of events) {
    if (event.kind === "text") said += event.text;
    if (event.kind === "failed") return { failure: event.failure };
  }
  return { text: said };
}

function chainFor(light: boolean, ports: AnsweringPorts): readonly Answerer[] | Failure {
  const others = ports.answerers("");
  const lights = light ? ports.light() : [];
  return "kind" in others ? (lights.length > 0 ? lights : others) : [...lights, ...others];
}

interface AskedOnce extends Pick<Writing, "write"> {
  readonly ports: AnsweringPorts;
}

async function* askOne(
  who: Answerer,
  { write, ports }: AskedOnce,
  signal: Signal,
): AsyncGenerator<GenerateEvent> {
  const counter = await ports.counter(who);
  const { whole, budget } = roomIn(who, counter);
  const { instructions, text } = write({ who, count: counter.count, budget });
  const messagesWith = (shown: string): readonly Message[] => [
    { role: "system", text: instructions },
    { role: "user", parts: [{ kind: "text", text: shown }] },
  ];
  const shown = ports.conceal(text, who);
  const measure = (characters: number) => tokensOf(messagesWith(shortened(shown, characters)), [], counter);
  let characters = shown.length;
  while (characters > 0 && measure(characters) > budget) characters = Math.floor(characters * 0.8);
  const messages = messagesWith(shortened(shown, characters));
  const promptTokens = measure(characters);
  const prompt = {
    messages,
    tools: [],
    maxTokens: Math.min(who.outputTokens, whole - promptTokens),
    othersFollow: false,
  };
  let usage: Usage | undefined;
  const watch = stopwatch(ports.clock);
  for await (const event of ports.ask(who, prompt, signal)) {
    if (event.kind === "usage") ({ usage } = event);
    watch.heard(event);
    if (event.kind === "failed" || event.kind === "end")
      ports.spent({ who, promptTokens, usage, ...spentFor(event, watch) });
    yield event;
  }
}
