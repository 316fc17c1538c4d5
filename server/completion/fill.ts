/** Steps 4 to 11: from a target that is to be asked to a suggestion or a reason for none. */
import { extent as extentOf, type Extent } from "./extent.ts";
import { withoutTerminator } from "./lines.ts";
import type { Outcome, Reason } from "./outcome.ts";
import { lineAfter, linesBelow } from "./place.ts";
import type { CompletionTarget, Failure, GenerateEvent, Ports, Signal, Snippet, Usage } from "./ports.ts";
import { fit } from "./prompt/budget.ts";
import { render } from "./prompt/render.ts";
import type { CompletionRequest, Place } from "./request.ts";
import { cut, type CutRules } from "./suggestion/cut.ts";
import { judge } from "./suggestion/judge.ts";
import { repairEnd, repairStart } from "./suggestion/repair.ts";
import type { Stopwatch } from "./timings.ts";
import { countPrompt, estimateUsage } from "./usage.ts";

export interface Errand {
  /** Names the asking. */
  readonly id: number;
  readonly request: CompletionRequest;
  readonly target: CompletionTarget;
  readonly gathering: Promise<readonly Snippet[]>;
  readonly arrived: (textSoFar: string) => void;
}

export async function fill(
  { id, request, target, gathering, arrived }: Errand,
  { ports, watch }: { ports: Ports; watch: Stopwatch },
  signal: Signal,
): Promise<Outcome> {
  const { place } = request;
  const extent = extentOf(request, target);
  watch.lap("extent");
  const snippets = await gathering;
  watch.lap("retrieve");
  const counter = ports.counter(target);
  const shown = ports.privacy.clean({ place, snippets }, target);
  const fitted = fit(shown, target, counter);
  watch.lap("fit");
  const insists = request.trigger === "manual" && ({ insists: true } as const);
  const prompt = { ...render({ place: shown.place, fitted, extent }, target), ...insists };
  watch.lap("render");

  const stream = ports.generate(target, prompt, signal);
  const rules = cutRules({ place, extent, target });
  const start = (text: string) => repairStart(text, place, target.quirks);
  const answer = await receive(stream, { start, rules, watch, arrived });
  // Counted when the request is already under way.
  const sent = countPrompt(prompt, counter);
  const usage =
    answer.usage ?? (answer.kind === "text" ? estimateUsage(sent, answer.raw, counter) : undefined);
  const about = {
    target: target.id,
    prompt: { ...sent, snippets: fitted.snippets.length, ...(usage && { usage }) },
  };
  const received = answer.raw === "" ? 0 : counter.count(answer.raw);
  ports.spent?.({
    id,
    ...spentOn(answer, { request, target }),
    promptTokens: sent.tokens,
    receivedTokens: received,
  });
  if (answer.kind === "nothing") {
    const { reason, failure } = answer;
    return { kind: "nothing", reason, ...(failure && { failure }), ...about, timings: watch.read() };
  }

  const text = repairEnd(answer.text, place);
  watch.lap("repair");
  const flaw = flawOf(text, request, ports);
  watch.lap("judge");
  const timings = watch.read();
  if (flaw) return { kind: "nothing", reason: flaw, ...about, timings };
  const { betrays } = ports.privacy;
  const onward = onwardFrom(answer, { text, place, start, stops: target.stops, betrays });
  return { kind: "suggestion", id, text, replaces: 0, ...onward, origin: "generated", ...about, timings };
}

function flawOf(text: string, request: CompletionRequest, { privacy }: Ports): Reason | undefined {
  return judge(text, request) ?? (privacy.betrays(text, request.place) ? "secret" : undefined);
}

function spentOn(answer: Answer, { request, target }: Pick<Errand, "request" | "target">) {
  const ended = answer.kind === "text" ? "text" : answer.failure ? "failed" : "aborted";
  const { trigger } = request;
  return { target: target.id, trigger, ended, ...(answer.usage && { usage: answer.usage }) } as const;
}

/** The same end for what had arrived before it was asked for. */
export function finish(arrived: string, request: CompletionRequest, target: CompletionTarget): string {
  const rules = cutRules({ place: request.place, extent: extentOf(request, target), target });
  return repairEnd(cut(arrived, rules).text, request.place);
}

interface Ended {
  readonly place: Place;
  readonly text: string;
  readonly start: (text: string) => string;
  readonly stops: readonly string[];
  readonly betrays: Ports["privacy"]["betrays"];
}

/** The whole lines that came behind a suggestion in one piece with it, and are paid for. */
function onwardFrom(answer: Answer & { kind: "text" }, { place, text, start, stops, betrays }: Ended) {
  if (lineAfter(place).trim() !== "") return undefined;
  const { raw, isOver } = answer;
  const stop = Math.min(...stops.map((stop) => raw.indexOf(stop)).filter((at) => at >= 0), raw.length);
  const whole = isOver || stop < raw.length ? raw.slice(0, stop) : raw.slice(0, raw.lastIndexOf("\n") + 1);
  const all = start(whole).trimEnd();
  const onward = all.startsWith(text) ? all.slice(text.length) : "";
  return onward === "" || betrays(onward, place) ? undefined : { onward };
}

type Answer = { readonly usage?: Usage; readonly raw: string } & (
  | { readonly kind: "text"; readonly text: string; readonly isOver: boolean }
  | { readonly kind: "nothing"; readonly reason: Reason; readonly failure?: Failure }
);

interface Receiving extends Pick<Errand, "arrived"> {
  readonly rules: CutRules;
  /** Mends the beginning, as far as it has come. */
  readonly start: (text: string) => string;
  readonly watch: Stopwatch;
}

/** Steps 8 and 9: reads the stream until there is enough, and leaves it then, which ends the request. */
async function receive(
  stream: AsyncIterable<GenerateEvent>,
  { start, rules, watch, arrived }: Receiving,
): Promise<Answer> {
  let told: { readonly usage?: Usage } = {};
  let raw = "";
  let text = "";
  let isOver = false;
  for await (const event of stream) {
    if (event.kind === "failed")
      return { kind: "nothing", reason: event.failure.kind, failure: event.failure, raw, ...told };
    if (event.kind === "end" && event.reason === "aborted")
      return { kind: "nothing", reason: "superseded", raw, ...told };
    if (event.kind === "end") isOver = event.reason === "stop";
    if (event.kind === "usage") told = { usage: event.usage };
    if (event.kind !== "text") continue;
    if (raw === "") watch.lap("generate");
    raw += event.text;
    const enough = cut(raw, rules);
    text = start(enough.text);
    arrived(text);
    if (enough.done) break;
  }
  watch.lap(raw === "" ? "generate" : "cut");
  return { kind: "text", text, raw, isOver, ...told };
}

function cutRules(hole: { place: Place; extent: Extent; target: CompletionTarget }): CutRules {
  const nextLine = linesBelow(hole.place).find((line) => line.trim() !== "");
  return {
    extent: hole.extent,
    stops: hole.target.stops,
    ...(nextLine !== undefined && { nextLine: withoutTerminator(nextLine).trimEnd() }),
  };
}
