/**
 * From a request to a suggestion, or to nothing with a reason, in eleven steps. Pure: whatever touches the world stands
 * behind a port.
 */
import { extent as extentOf, type Extent } from "./extent.ts";
import { type Ask, fallBack } from "./fallback.ts";
import { Flight } from "./flight.ts";
import { gate } from "./gate.ts";
import { withoutTerminator } from "./lines.ts";
import { Memory, remainder } from "./memory.ts";
import type { Nothing, Outcome, Reason } from "./outcome.ts";
import { rest } from "./pace.ts";
import { linesBelow, typedBetween } from "./place.ts";
import type {
  CompletionTarget,
  Failure,
  GenerateEvent,
  Ports,
  Prompt,
  Signal,
  Snippet,
  TokenCounter,
  Usage,
} from "./ports.ts";
import { fit } from "./prompt/budget.ts";
import { render } from "./prompt/render.ts";
import type { CompletionRequest, Place, Snapshot } from "./request.ts";
import { cut, type CutRules } from "./suggestion/cut.ts";
import { judge } from "./suggestion/judge.ts";
import { repairEnd, repairStart } from "./suggestion/repair.ts";
import { startStopwatch, type Stopwatch } from "./timings.ts";

export interface Completer {
  /** Aborting the signal withdraws the request; the stream that it started may still serve the next one. */
  complete(request: CompletionRequest, signal: Signal): Promise<Outcome>;
  /** What would be sent now; nothing is. */
  prompt(request: CompletionRequest, signal: Signal): Promise<Prompt | Failure>;
  documentChanged(document: Snapshot): void;
  documentClosed(uri: string): void;
}

export function createCompleter(ports: Ports): Completer {
  const memory = new Memory(ports.clock);
  return {
    complete: (request, signal) => complete(request, { ports, memory }, signal),
    prompt: (request, signal) => promptFor(request, ports, signal),
    documentChanged: (document) => memory.documentChanged(document),
    documentClosed: (uri) => memory.documentClosed(uri),
  };
}

/** Steps 1 to 3; then a flight takes over, which may outlive this request. */
async function complete(
  request: CompletionRequest,
  { ports, memory }: { ports: Ports; memory: Memory },
  signal: Signal,
): Promise<Outcome> {
  const watch = startStopwatch(ports.clock);
  const nothing = (reason: Reason, more?: Pick<Nothing, "failure" | "target">): Nothing => ({
    kind: "nothing",
    reason,
    timings: watch.read(),
    ...more,
  });

  const refusal = gate(request);
  watch.lap("gate");
  if (refusal) return nothing(refusal);
  const choice = ports.target();
  if (choice.kind === "failed") return nothing(choice.failure.kind, { failure: choice.failure });
  const { target, fallbacks = [] } = choice;

  const known = memory.recall(request, target.id);
  watch.lap("recall");
  if (known) return judged({ ...known, origin: "typed-as-suggested", timings: watch.read() }, request);
  const underWay = memory.inFlight(request, target.id);
  const adopted = underWay && (await wait(underWay, { request, memory }, signal));
  if (adopted && adopted !== "diverged") return adopted === "superseded" ? nothing(adopted) : adopted;

  // Context is gathered while typing rests, not after it.
  const gathering = ports.retrieve(request.place, signal);
  await rest(request, target, { clock: ports.clock, signal });
  watch.lap("rest");
  if (signal.aborted) return nothing("superseded");

  const origin = { asked: request, target: target.id, aborter: ports.newAborter() };
  const flight = new Flight(origin, (aborted, arrived) => {
    const ask: Ask = (target, arrived) =>
      fill({ request, target, gathering, arrived }, { ports, watch }, aborted);
    return fallBack({ targets: [target, ...fallbacks], ask, arrived }, aborted);
  });
  memory.launch(flight);
  const outcome = await wait(flight, { request, memory }, signal);
  return typeof outcome === "string" ? nothing("superseded") : outcome;
}

/** Waits for a flight on behalf of one request, and leaves what was typed since out of the answer. */
async function wait(
  flight: Flight,
  { request, memory }: { request: CompletionRequest; memory: Memory },
  signal: Signal,
): Promise<Outcome | "diverged" | "superseded"> {
  const outcome = await flight.follow(request.place, signal);
  if (outcome === "superseded") void memory.abandon(flight);
  if (outcome === "diverged") flight.abort();
  if (typeof outcome === "string" || outcome.kind === "nothing") return outcome;
  const typed = typedBetween(flight.asked.place, request.place);
  if (typed === "") return outcome;
  const text = remainder(outcome.text, typed);
  return text === undefined ? "diverged" : judged({ ...outcome, text, origin: "adopted" }, request);
}

interface Errand {
  readonly request: CompletionRequest;
  readonly target: CompletionTarget;
  readonly gathering: Promise<readonly Snippet[]>;
  readonly arrived: (textSoFar: string) => void;
}

/** Steps 4 to 11, for a flight. */
async function fill(
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
  const about = {
    target: target.id,
    prompt: { ...counted(prompt, counter), snippets: fitted.snippets.length, ...answer.told },
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
  return { kind: "suggestion", text, origin: "generated", ...about, timings };
}

type Answer = { readonly told: { readonly usage?: Usage } } & (
  | { readonly kind: "text"; readonly text: string }
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
      return { kind: "nothing", reason: event.failure.kind, failure: event.failure, told };
    if (event.kind === "end" && event.reason === "aborted")
      return { kind: "nothing", reason: "superseded", told };
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
  return { kind: "text", text, told };
}

/** Counted when the request is already under way. */
function counted(prompt: Prompt, counter: TokenCounter): { tokens: number; exact: boolean } {
  const text = prompt.kind === "text" ? prompt.text : JSON.stringify(prompt);
  return { tokens: counter.count(text), exact: counter.exact && prompt.kind === "text" };
}

function cutRules(hole: { place: Place; extent: Extent; target: CompletionTarget }): CutRules {
  const nextLine = linesBelow(hole.place).find((line) => line.trim() !== "");
  return {
    extent: hole.extent,
    stops: hole.target.stops,
    ...(nextLine !== undefined && { nextLine: withoutTerminator(nextLine).trimEnd() }),
  };
}

/** A suggestion that was made for an earlier keystroke has to please at this one, too. */
function judged(suggestion: Outcome & { kind: "suggestion" }, request: CompletionRequest): Outcome {
  const flaw = judge(suggestion.text, request);
  if (!flaw) return suggestion;
  const { target, timings } = suggestion;
  return { kind: "nothing", reason: flaw, target, timings };
}

async function promptFor(
  request: CompletionRequest,
  ports: Ports,
  signal: Signal,
): Promise<Prompt | Failure> {
  const choice = ports.target();
  if (choice.kind === "failed") return choice.failure;
  const { target } = choice;
  const { place } = request;
  const snippets = await ports.retrieve(place, signal);
  const fitted = fit({ place, snippets }, target, ports.counter(target));
  return render({ place, fitted, extent: extentOf(request, target) }, target);
}
