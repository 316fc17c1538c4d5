/** From a prompt to a stream of events: the dialect writes and reads, HTTP carries, the key is added. Nothing escapes as an exception. */
import { createAborter } from "../completion/aborter.ts";
import { told } from "../completion/told.ts";
import type { Failure, GenerateEvent, Prompt, Signal } from "../completion/ports.ts";
import type { Dialect, Reader, ReaderContext } from "./dialect.ts";
import { loadDialect } from "./dialects.ts";
import type { Endpoint } from "./endpoint.ts";
import { type Frame, frames } from "./frames.ts";
import { advise, failure, fromThrown, parseJson, ProviderError } from "./provider-error.ts";
import { discreet } from "./redact.ts";
import { type Means, send } from "./send.ts";
import { write } from "./write.ts";

export interface Generation<Asked extends Endpoint> {
  readonly target: Asked;
  readonly prompt: Prompt;
  /** False: the answer is asked for in one piece. */
  readonly stream?: boolean;
}

/**
 * How long to wait, after a reason to end, for usage and for the end of the stream. Not less: some servers give the reason
 * with every chunk (https://github.com/lhenault/simpleAI/issues/39), and a slow model takes its time between two.
 */
const TRAIL_MS = 3000;
/** How long to wait, after the sign for the end, for the connection to become free for the next request. */
const CLOSE_MS = 100;

export async function* generate<Asked extends Endpoint>(
  { target, prompt, stream = true }: Generation<Asked>,
  means: Means<Asked>,
  signal: Signal,
): AsyncGenerator<GenerateEvent> {
  const dialect = await loadDialect(target.dialect);
  const context = contextOf(means.note, target);
  const reader = dialect.reader(context);
  const aborter = followerOf(signal);
  const { keyOf, clean } = discreet(means.keyOf);
  const tell = (events: readonly GenerateEvent[]) => events.map((event) => toldOf(event, { target, clean }));
  let trail: NodeJS.Timeout | undefined;
  try {
    const request = write({ target, prompt, stream }, dialect);
    if (!request) {
      const message = told("{0} does not carry prompts of {1}", target.dialect, prompt.kind);
      throw new ProviderError(failure("misconfigured", message));
    }
    const accept = stream ? "text/event-stream, application/x-ndjson" : "application/json";
    const response = await send({ endpoint: target, request, accept }, { ...means, keyOf }, aborter.signal);
    for await (const frame of frames(response, { framing: dialect.framing, stream })) {
      const events = readFrame(frame, { dialect, reader, context });
      yield* tell(events);
      if (isOver(events)) return;
      clearTimeout(trail);
      if (reader.isWhole()) trail = setTimeout(aborter.abort, reader.isOver() ? CLOSE_MS : TRAIL_MS);
    }
    yield* tell(reader.end());
  } catch (error) {
    const thrown = fromThrown(error);
    yield* tell(signal.aborted ? [ABORTED] : broken(reader, thrown));
  } finally {
    clearTimeout(trail);
    aborter.leave();
  }
}

const ABORTED: GenerateEvent = { kind: "end", reason: "aborted" };

/** What the answer is when the connection failed: whole, if only its ending was missing. */
function broken(reader: Reader, thrown: ReturnType<typeof fromThrown>): readonly GenerateEvent[] {
  const wasWhole = reader.isWhole();
  const events = reader.end();
  if (wasWhole || !thrown) return events;
  const held = events.filter((event) => event.kind !== "end" && event.kind !== "failed");
  return [...held, { kind: "failed", failure: thrown.toJSON() }];
}

interface Reading {
  readonly dialect: Dialect;
  readonly reader: Reader;
  readonly context: ReaderContext;
}

function readFrame(frame: Frame, { dialect, reader, context }: Reading): readonly GenerateEvent[] {
  if (!("whole" in frame)) return reader.read(frame);
  const data = parseJson(frame.whole);
  if (data !== undefined) return dialect.readWhole(data, context);
  // A stream of lines from a server that was expected to send events.
  return frame.whole.split("\n").flatMap((line) => reader.read({ data: line }));
}

function isOver(events: readonly GenerateEvent[]): boolean {
  const last = events.at(-1);
  return last?.kind === "end" || last?.kind === "failed";
}

interface Telling {
  readonly target: Endpoint;
  readonly clean: (failure: Failure) => Failure;
}

/** A provider's own file may know better what to do, and no key is told to anybody. */
function toldOf(event: GenerateEvent, { target, clean }: Telling): GenerateEvent {
  if (event.kind !== "failed") return event;
  return { kind: "failed", failure: clean(advise(event.failure, target.advice[event.failure.kind])) };
}

function contextOf(
  note: ReaderContext["note"] = () => undefined,
  { meanings = {} }: Endpoint,
): ReaderContext {
  // Nine letters and digits: Mistral refuses other ids of calls.
  return { newId: () => crypto.randomUUID().replaceAll("-", "").slice(0, 9), note, meanings };
}

/** Aborts with the signal, and by itself. */
function followerOf(signal: Signal) {
  const own = createAborter();
  const abort = () => own.abort();
  if (signal.aborted) abort();
  signal.addEventListener("abort", abort);
  return { signal: own.signal, abort, leave: () => signal.removeEventListener("abort", abort) };
}
