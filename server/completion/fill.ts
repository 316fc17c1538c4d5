/** Steps 4 to 11: from a target that is to be asked to a suggestion or a reason for none. */
import { extent as extentOf, type Extent } from "./extent.ts";
import { withoutTerminator } from "./lines.ts";
import type { Outcome, Reason } from "./outcome.ts";
import { linesBelow } from "./place.ts";
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
  readonly request: CompletionRequest;
  readonly target: CompletionTarget;
  readonly gathering: Promise<readonly Snippet[]>;
  readonly arrived: (textSoFar: string) => void;
}

export async function fill(
  { request, target, gathering, arrived }: Errand,
  { ports, watch }: { ports: Ports; watch: Stopwatch },
  signal: Signal,
): Promise<Outcome> {
  const { place } = request;
  const extent = extentOf(request, target);
  watch.lap("extent");
  const snippets = await gathering;
  watch.lap("retrieve");
  const counter = ports.counter(target);
  const fitted = fit({ place, snippets }, target, counter);
  watch.lap("fit");
  const insists = request.trigger === "manual" && ({ insists: true } as const);
  const prompt = { ...render({ place, fitted, extent }, target), ...insists };
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
  if (answer.kind === "nothing") {
    const { reason, failure } = answer;
    return { kind: "nothing", reason, ...(failure && { failure }), ...about, timings: watch.read() };
  }

  const text = repairEnd(answer.text, place);
  watch.lap("repair");
  const flaw = judge(text, request);
  watch.lap("judge");
  const timings = watch.read();
  if (flaw) return { kind: "nothing", reason: flaw, ...about, timings };
  return { kind: "suggestion", text, replaces: 0, origin: "generated", ...about, timings };
}

type Answer = { readonly usage?: Usage } & (
  | { readonly kind: "text"; readonly text: string; readonly raw: string }
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
  for await (const event of stream) {
    if (event.kind === "failed")
      return { kind: "nothing", reason: event.failure.kind, failure: event.failure, ...told };
    if (event.kind === "end" && event.reason === "aborted")
      return { kind: "nothing", reason: "superseded", ...told };
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
  return { kind: "text", text, raw, ...told };
}

function cutRules(hole: { place: Place; extent: Extent; target: CompletionTarget }): CutRules {
  const nextLine = linesBelow(hole.place).find((line) => line.trim() !== "");
  return {
    extent: hole.extent,
    stops: hole.target.stops,
    ...(nextLine !== undefined && { nextLine: withoutTerminator(nextLine).trimEnd() }),
  };
}
