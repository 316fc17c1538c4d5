/** Puts an answer together from its pieces: what can be said at once is, and tool calls, usage and the reason come at the end. */
import { told, toTell } from "../../completion/told.ts";
import type { GenerateEvent, Usage } from "../../completion/ports.ts";
import type { Reader, ReaderContext } from "../dialect.ts";
import { parseJson } from "../provider-error.ts";
import { endReason } from "./finish-reason.ts";
import { failed, GARBAGE, type Piece, type ReadChunk } from "./piece.ts";
import { perhapsError, saidError } from "./said-error.ts";
import { newThinkTags, type ThinkTags } from "./think-tags.ts";
import { newToolCalls, type ToolCalls } from "./tool-calls.ts";

const BROKE_OFF = failed("unreachable", toTell("the stream broke off before its end"));

/** OpenAI's sign for the end of a stream; others took it over. */
const DONE = "[DONE]";

interface State {
  readonly meanings: ReaderContext["meanings"];
  readonly tags: ThinkTags;
  readonly calls: ToolCalls;
  readonly signatures: Set<string>;
  readonly who: { id?: string; model?: string };
  /** What has been said already: the whole of it, if it comes behind, is not said again. */
  readonly said: Record<"text" | "reasoning", boolean>;
  usage?: Usage;
  finish?: string;
  isOver: boolean;
  /** Whether anything was of the format, and whether anything was not. */
  saw: "nothing" | "strange" | "familiar";
  isClosed: boolean;
}

/** Reads a stream whose chunks are JSON. */
export function newReader(readChunk: ReadChunk, context: ReaderContext): Reader {
  const state = newState(context);
  return {
    read({ name, data }) {
      const text = data.trim();
      if (state.isClosed || text === "") return [];
      if (text === DONE) return take(state, { kind: "over" });
      const chunk = parseJson(text);
      const error = saidError(chunk ?? text, { eventName: name, meanings: context.meanings });
      return add(state, chunk, withError(readChunk(chunk), error));
    },
    isWhole: () => state.isOver || state.finish !== undefined,
    isOver: () => state.isOver,
    end() {
      if (state.saw === "strange") context.note("nothing that came was of the format");
      return end(state);
    },
  };
}

/** Reads an answer that came in one piece; one without a reason to end stopped. */
export function readAnswer(data: unknown, read: ReadChunk, context: ReaderContext): readonly GenerateEvent[] {
  const state = newState(context);
  const events = add(state, data, withError(read(data), saidError(data, context)));
  state.isOver = true;
  return [...events, ...end(state)];
}

/** What comes along with an error is not thrown away: OpenRouter's last chunk has the usage, too. */
function withError(pieces: readonly Piece[] | undefined, error: Piece | undefined) {
  if (!error) return pieces;
  return [...(pieces ?? []).filter(({ kind }) => kind !== "failed" && kind !== "over"), error];
}

function newState(context: ReaderContext): State {
  return {
    meanings: context.meanings,
    tags: newThinkTags(),
    calls: newToolCalls(context),
    signatures: new Set(),
    who: {},
    said: { text: false, reasoning: false },
    isOver: false,
    saw: "nothing",
    isClosed: false,
  };
}

/** The pieces of one chunk; undefined for a chunk that is no part of an answer. */
function add(state: State, data: unknown, pieces: readonly Piece[] | undefined): readonly GenerateEvent[] {
  const known = understood(data, pieces, state);
  if (!known) {
    if (state.saw === "nothing") state.saw = "strange";
    return [];
  }
  state.saw = "familiar";
  const before = { ...state.said };
  const events: GenerateEvent[] = [];
  for (const piece of known) {
    if (state.isClosed) break;
    const isSaid = piece.kind === "text" || piece.kind === "reasoning";
    if (isSaid && piece.whole && before[piece.kind]) continue;
    if (isSaid) state.said[piece.kind] ||= piece.text !== "";
    events.push(...take(state, piece));
  }
  return events;
}

/** What the format does not know is an error, garbage, or, of the shape of a chunk, something new. */
function understood(
  data: unknown,
  pieces: readonly Piece[] | undefined,
  { meanings }: State,
): readonly Piece[] | undefined {
  if (pieces && !pieces.includes(GARBAGE)) return pieces;
  const error = perhapsError(data, meanings);
  if (error) return [error];
  if (pieces) return pieces;
  return typeof data === "object" && data !== null && !Array.isArray(data) ? undefined : [GARBAGE];
}

/** What can be said of a piece at once; the rest is kept. */
function take(state: State, piece: Piece): readonly GenerateEvent[] {
  if (piece.kind === "text") return state.tags.push(piece.text);
  if (piece.kind === "reasoning") return thought(state, piece);
  if (piece.kind === "failed") {
    state.isClosed = true;
    return [...kept(state), piece];
  }
  keep(state, piece);
  return [];
}

function keep(state: State, piece: Piece): void {
  if (piece.kind === "tool") state.calls.add(piece);
  // A later figure is a newer one; what a later chunk leaves out still holds.
  if (piece.kind === "usage") state.usage = { ...state.usage, ...piece.usage };
  // Some write the word where others write the value.
  if (piece.kind === "finish" && piece.reason !== "null") state.finish = piece.reason;
  if (piece.kind === "over") state.isOver = true;
  if (piece.kind === "who") {
    if (piece.id) state.who.id = piece.id;
    if (piece.model) state.who.model = piece.model;
  }
}

function thought({ signatures }: State, piece: Piece & { kind: "reasoning" }): readonly GenerateEvent[] {
  const { whole: _whole, ...event } = piece;
  const isNew = event.signature !== undefined && !signatures.has(event.signature);
  if (event.text === "" && !isNew) return [];
  if (event.signature !== undefined) signatures.add(event.signature);
  return [event];
}

/** What has come in pieces is handed over even when the rest fails. */
function kept({ tags, calls, usage }: State): GenerateEvent[] {
  return [
    ...tags.flush(),
    ...calls.all().map((call) => ({ kind: "tool-call", call }) as const),
    ...(usage && Object.keys(usage).length > 0 ? [{ kind: "usage", usage } as const] : []),
  ];
}

function end(state: State): readonly GenerateEvent[] {
  if (state.isClosed) return [];
  state.isClosed = true;
  const events = kept(state);
  if (state.saw === "strange") return [...events, GARBAGE];
  if (!state.isOver && state.finish === undefined) return [...events, BROKE_OFF];
  return [...events, ending(state, events)];
}

function ending({ finish = "stop", who }: State, events: readonly GenerateEvent[]): GenerateEvent {
  const end = endReason(finish);
  if ("failure" in end) return failed(end.failure, told("it ended the answer with “{0}”", finish));
  const isCall = end.reason === "stop" && events.some(({ kind }) => kind === "tool-call");
  return { kind: "end", reason: isCall ? "tool-calls" : end.reason, ...who };
}
