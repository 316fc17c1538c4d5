/**
 * From a request to a suggestion, or to nothing with a reason, in eleven steps. Pure: whatever touches the world stands
 * behind a port.
 */
import { extent as extentOf } from "./extent.ts";
import { type Ask, fallBack } from "./fallback.ts";
import { fill } from "./fill.ts";
import { Flight } from "./flight.ts";
import { Flights } from "./flights.ts";
import { follow } from "./follow.ts";
import { gate } from "./gate.ts";
import { Memory } from "./memory.ts";
import type { Nothing, Outcome, Reason, Suggestion } from "./outcome.ts";
import { rest } from "./pace.ts";
import type { Failure, Ports, Prompt, Signal } from "./ports.ts";
import { fit } from "./prompt/budget.ts";
import { render } from "./prompt/render.ts";
import type { CompletionRequest, Snapshot } from "./request.ts";
import { judge } from "./suggestion/judge.ts";
import { startStopwatch } from "./timings.ts";

export interface Completer {
  /** Aborting the signal withdraws the request; the stream that it started may still serve the next one. */
  complete(request: CompletionRequest, signal: Signal): Promise<Outcome>;
  /** What would be sent now; nothing is. */
  prompt(request: CompletionRequest, signal: Signal): Promise<Prompt | Failure>;
  documentChanged(document: Snapshot): void;
  documentClosed(uri: string): void;
}

/** What outlives a request. */
interface Mind {
  readonly ports: Ports;
  readonly memory: Memory;
  readonly flights: Flights;
}

export function createCompleter(ports: Ports): Completer {
  const mind = { ports, memory: new Memory(), flights: new Flights(ports.clock) };
  const { memory, flights } = mind;
  return {
    async complete(request, signal) {
      const outcome = await complete(request, mind, signal);
      if (outcome.kind === "suggestion" && !signal.aborted) memory.show(request, outcome);
      return outcome;
    },
    prompt: (request, signal) => promptFor(request, ports, signal),
    documentChanged(document) {
      memory.documentChanged(document);
      flights.documentChanged(document);
    },
    documentClosed(uri) {
      memory.documentClosed(uri);
      flights.documentClosed(uri);
    },
  };
}

/** Steps 1 to 3; then a flight takes over, which may outlive this request. */
async function complete(request: CompletionRequest, mind: Mind, signal: Signal): Promise<Outcome> {
  const { ports, memory, flights } = mind;
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
  const underWay = flights.find(request, target.id);
  const adopted = underWay && (await wait(underWay, { request, flights }, signal));
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
  flights.launch(flight, (landed) => {
    if (landed.kind === "suggestion") memory.keep(request, target.id, landed);
  });
  const outcome = await wait(flight, { request, flights }, signal);
  return typeof outcome === "string" ? nothing("superseded") : outcome;
}

/** Waits for a flight on behalf of one request, and leaves what was typed since out of the answer. */
async function wait(
  flight: Flight,
  { request, flights }: { request: CompletionRequest; flights: Flights },
  signal: Signal,
): Promise<Outcome | "diverged" | "superseded"> {
  const outcome = await flight.follow(request.place, signal);
  if (outcome === "superseded") void flights.abandon(flight);
  if (outcome === "diverged") flight.abort();
  if (typeof outcome === "string" || flight.asked === request) return outcome;
  // That there was nothing to say a few keystrokes ago does not answer for now; that the provider fails does.
  if (outcome.kind === "nothing") return outcome.failure ? outcome : "diverged";
  const left = follow(flight.asked.place, outcome, request.place);
  return left ? judged({ ...outcome, ...left, origin: "adopted" }, request) : "diverged";
}

/** A suggestion that was made for an earlier keystroke has to please at this one, too. */
function judged(suggestion: Suggestion, request: CompletionRequest): Outcome {
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
