/**
 * From a request to a suggestion, or to nothing with a reason, in eleven steps. Pure: whatever touches the world stands
 * behind a port.
 */
import { afterAccepting } from "./ahead.ts";
import { type Chosen, eitherOf, inPlaceOf, othersFor } from "./affordable.ts";
import type { ObservedPorts } from "./asking.ts";
import { choices, daring, othersWanted } from "./candidates.ts";
import { consider } from "./consider.ts";
import { Edits } from "./edits.ts";
import { type Ask, fallBack } from "./fallback.ts";
import { type Errand, fill, finish } from "./fill.ts";
import { Flight, type Lead } from "./flight.ts";
import { Flights, NEVER } from "./flights.ts";
import { Foresight, type Met } from "./foresight.ts";
import { holdBack } from "./hold-back.ts";
import { leftOf, Memory } from "./memory.ts";
import type { Nothing, Outcome, Reason, Suggestion } from "./outcome.ts";
import { Pace } from "./pace.ts";
import { distance } from "./place.ts";
import type { CompletionTarget, Failure, Ports, Prompt, Signal } from "./ports.ts";
import { type Ready, readying } from "./prepare.ts";
import { Kept } from "./prompt/kept.ts";
import type { CompletionRequest, Snapshot } from "./request.ts";
import { judge } from "./suggestion/judge.ts";
import { startStopwatch, type Stopwatch } from "./timings.ts";

export interface Completer {
  /** Aborting the signal withdraws the request; the stream that it started may still serve the next one. */
  complete(request: CompletionRequest, signal: Signal): Promise<Outcome>;
  /** What would be sent now; nothing is. */
  prompt(request: CompletionRequest, signal: Signal): Promise<Prompt | Failure | Reason>;
  documentChanged(document: Snapshot): void;
  documentClosed(uri: string): void;
}

/** What outlives a request. */
interface Mind {
  readonly ports: ObservedPorts;
  readonly memory: Memory;
  readonly flights: Flights;
  readonly pace: Pace;
  readonly edits: Edits;
  readonly kept: Kept;
}

export function createCompleter(ports: ObservedPorts): Completer {
  const { clock } = ports;
  const watching = { pace: new Pace(clock, ports.shareLeft), edits: new Edits() };
  const mind = { ports, memory: new Memory(), flights: new Flights(clock), kept: new Kept(), ...watching };
  const { memory, flights, pace, edits, kept } = mind;
  const whoFor = (request: CompletionRequest) => worthAsking(request, mind)?.target;
  const foresight = new Foresight({ ports, kept, whoFor });
  return {
    async complete(request, signal) {
      const outcome = await complete(foresight.meet(request), mind, signal);
      if (outcome.kind === "suggestion" && !signal.aborted) {
        memory.show(request, outcome);
        void askAhead(request, outcome, mind);
      }
      return outcome;
    },
    prompt: (request, signal) => promptFor(request, mind, signal),
    documentChanged(document) {
      pace.documentChanged();
      edits.documentChanged(document);
      memory.documentChanged(document);
      flights.documentChanged(document);
      foresight.documentChanged(document);
    },
    documentClosed(uri) {
      edits.documentClosed(uri);
      memory.documentClosed(uri);
      flights.documentClosed(uri);
      foresight.documentClosed(uri);
    },
  };
}

/** Steps 1 to 3; then a flight takes over, which may outlive this request. */
async function complete(met: Met, mind: Mind, signal: Signal): Promise<Outcome> {
  const { request } = met;
  const { ports, memory, flights } = mind;
  const watch = startStopwatch(ports.clock);

  const { choice, refusal, unlikely } = consider(request, ports);
  watch.lap("gate");
  if (refusal) return nothing(refusal, watch);
  if (choice.kind === "failed") return { ...nothing(choice.failure.kind, watch), failure: choice.failure };
  const { target } = choice;

  const known = eitherOf(choice, (id) => memory.recall(request, id));
  watch.lap("recall");
  const recalled = known && judged({ ...known, timings: watch.read() }, { request, target, ports });
  if (recalled) return recalled;
  const underWay = eitherOf(choice, (id) => flights.find(request, id));
  const adopted = underWay && (await wait(underWay, { request, target, mind }, signal));
  if (adopted && adopted !== "diverged") return adopted === "superseded" ? nothing(adopted, watch) : adopted;

  const hold = holdBack(request, { target, unlikely }, mind);
  return hold ? nothing(hold, watch) : ask(met, { choice, mind, watch }, signal);
}

function nothing(reason: Reason, watch: Stopwatch): Nothing {
  return { kind: "nothing", reason, timings: watch.read() };
}

/** Context is gathered and the prompt made while typing rests, not after it. */
async function ask(
  { request, ready: foreseen }: Met,
  {
    choice,
    mind,
    watch,
  }: {
    readonly choice: Chosen;
    readonly mind: Mind;
    readonly watch: Stopwatch;
  },
  signal: Signal,
): Promise<Outcome> {
  const { ports, pace, kept } = mind;
  const { target } = choice;
  const isForeseen = foreseen?.target === target;
  const ready = isForeseen ? foreseen : readying({ request, target, kept }, ports, { watch, signal });
  const rest = await pace.rest(request, target, signal);
  watch.lap("rest");
  if (signal.aborted) return { ...nothing("superseded", watch), rest };
  const outcome = await wait(
    launch({ request, choice, ready }, mind, watch),
    { request, target, mind },
    signal,
  );
  const told = typeof outcome === "string" ? nothing("superseded", watch) : outcome;
  return { ...inPlaceOf(choice, told), rest };
}

interface Journey {
  readonly request: CompletionRequest;
  readonly choice: Chosen;
  readonly ready: Ready;
  /** What has to be accepted before this is asked for. */
  readonly ahead?: Lead;
}

/** Steps 4 to 11 are on their way from here on, for whoever adopts them. */
function launch({ request, choice, ready, ahead }: Journey, mind: Mind, watch: Stopwatch): Flight {
  const { ports, memory, flights, pace } = mind;
  const { target } = choice;
  const fallbacks = othersFor(choice, request, ports);
  const id = flights.nextId();
  const origin = { asked: request, target: target.id, aborter: ports.newAborter(), ...(ahead && { ahead }) };
  const flight = new Flight(origin, (signal, arrived) => {
    const asking = (ask: Pick<Errand, "target" | "arrived">, watch: Stopwatch, signal: Signal) =>
      fill({ ...ask, id, request, ready }, { ports, watch }, signal);
    const ask: Ask = (target, arrived) => asking({ target, arrived }, watch, signal);
    const first = fallBack({ targets: [target, ...fallbacks], ask, arrived }, signal);
    const sample = (signal: Signal) =>
      asking({ target: daring(target), arrived: () => undefined }, startStopwatch(ports.clock), signal);
    return choices({ first, sample, others: othersWanted(request, target), ports }, signal);
  });
  flights.launch(flight, (landed) => {
    pace.answered(landed);
    if (landed.kind === "suggestion") memory.keep(request, target.id, landed);
  });
  return flight;
}

/** While a suggestion is shown, what comes after it is asked for, if that costs nothing. */
async function askAhead(request: CompletionRequest, shown: Suggestion, mind: Mind): Promise<void> {
  const { ports, flights, kept } = mind;
  const { askAhead = "never" } = request;
  if (askAhead === "never") return;
  // The answer goes first.
  await ports.clock.sleep(0, NEVER);
  const place = afterAccepting(request.place, shown);
  const { enabled, editor } = request;
  const about = { enabled, askAhead, ...(editor && { editor }) };
  const next: CompletionRequest = { place, trigger: "automatic", ...about };
  const choice = worthAsking(next, mind);
  if (!choice || (askAhead === "local" && !choice.target.local)) return;
  flights.dropAhead();
  const ahead = { place: request.place, text: shown.text };
  const watch = startStopwatch(ports.clock);
  const ready = readying({ request: next, target: choice.target, kept }, ports, { watch, signal: NEVER });
  launch({ request: next, choice, ready, ahead }, mind, watch);
}

/** Who would be asked for what nobody has asked for yet, if it passes and is neither known nor on its way. */
function worthAsking(request: CompletionRequest, mind: Mind): Chosen | undefined {
  const { choice, unlikely, refusal } = consider(request, mind.ports);
  if (refusal || choice.kind === "failed") return undefined;
  const { target } = choice;
  if (holdBack(request, { target, unlikely }, mind)) return undefined;
  return mind.memory.recall(request, target.id) || mind.flights.find(request, target.id) ? undefined : choice;
}

/** Waits for a flight on behalf of one request, and leaves what was typed since out of the answer. */
async function wait(
  flight: Flight,
  { request, target, mind }: { request: CompletionRequest; target: CompletionTarget; mind: Mind },
  signal: Signal,
): Promise<Outcome | "diverged" | "superseded"> {
  const { flights, ports } = mind;
  const outcome = await flight.follow(request.place, signal);
  if (outcome === "superseded") void flights.abandon(flight);
  if (outcome === "diverged") flight.abort();
  if (typeof outcome === "string" || flight.asked === request) return outcome;
  if (outcome.kind === "nothing") {
    // That there was nothing to say a few keystrokes ago does not answer for now; that the provider fails does.
    return outcome.failure || distance(flight.asked.place, request.place) === 0 ? outcome : "diverged";
  }
  const left = leftOf(flight.asked, outcome, request.place);
  const origin = left?.origin === "onward" ? "onward" : "adopted";
  return (left && judged({ ...left, origin }, { request, target, ports })) ?? "diverged";
}

/**
 * A suggestion that was made for an earlier keystroke has to please at this one, too. What came behind an accepted one is
 * cut anew; undefined when that leaves nothing, which says little about what else there may be.
 */
function judged(
  suggestion: Suggestion,
  { request, target, ports }: { request: CompletionRequest; target: CompletionTarget; ports: Ports },
): Outcome | undefined {
  if (suggestion.origin === "onward") {
    const { onward: _rest, ...alone } = suggestion;
    const finished = finish(suggestion.text, request, { target, ports });
    return judge(finished, request) ? undefined : { ...alone, ...finished };
  }
  const flaw = judge(suggestion, request);
  if (!flaw) return suggestion;
  const { target: asked, timings } = suggestion;
  return { kind: "nothing", reason: flaw, target: asked, timings };
}

async function promptFor(
  request: CompletionRequest,
  { ports, kept }: Mind,
  signal: Signal,
): Promise<Prompt | Failure | Reason> {
  const { choice, unlikely, refusal = unlikely } = consider(request, ports);
  if (choice.kind === "failed") return choice.failure;
  const { target } = choice;
  if (refusal) return refusal;
  const watch = startStopwatch(ports.clock);
  return (await readying({ request, target, kept }, ports, { watch, signal }).prepared).prompt;
}
