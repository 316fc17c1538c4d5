/** What a wire format is to the rest: what it can carry, how a request is written, and how an answer is read. Pure: no network, no key. */
import type { GenerateEvent, Prompt } from "../completion/ports.ts";
import type { Meanings } from "./meanings.ts";

export interface WireRequest {
  /** Behind the base URL, with its query. */
  readonly path: string;
  /** What this format wants beside the key and the content type. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: Readonly<Record<string, unknown>>;
}

/** As it goes over the wire. */
export type WrittenRequest = Omit<WireRequest, "body"> & { readonly body: string };

/** What differs between providers and models that speak the same format; all of it is declared in YAML. */
export interface DialectOptions {
  readonly model: string;
  readonly stream: boolean;
  /** How many stop strings the provider takes; the core applies the rest. */
  readonly maxStops: number;
  /** OpenAI's reasoning models refuse `temperature`. */
  readonly takesTemperature: boolean;
  /** What the provider calls the limit of a chat answer. */
  readonly maxTokensField: "max_tokens" | "max_completion_tokens";
  /** Laid over every body: what a provider wants beyond the format. Objects are merged, and `null` takes a field away. */
  readonly extraBody: Readonly<Record<string, unknown>>;
  /** How the model is told to think: a level, a number of tokens, or as it sees fit at a level. Left out: it is not told. */
  readonly thinking?: "effort" | "budget" | "adaptive";
  /** DeepSeek's and Moonshot's thinking models refuse a turn with tools whose reasoning does not come back. */
  readonly wantsReasoningBack?: boolean;
}

/** One event of a stream, or one line of it, as text. */
export interface WireEvent {
  readonly name?: string;
  readonly data: string;
}

/** What reading an answer needs from outside. */
export interface ReaderContext {
  /** For a tool call whose provider gave it no id. */
  readonly newId: () => string;
  /** For the debug log: what was put together or passed over, never what was said. */
  readonly note: (what: string) => void;
  /** What the provider's file says of its errors. */
  readonly meanings?: Meanings;
}

/** Reads one streamed answer. It remembers what has come in pieces, and nothing else. */
export interface Reader {
  read(event: WireEvent): readonly GenerateEvent[];
  /** True once nothing more is needed: what may still follow is usage, or the sign that the stream is over. */
  isWhole(): boolean;
  /** True once the sign has come that nothing follows. */
  isOver(): boolean;
  /** The stream is over: what was held back, then exactly one `end` or `failed`, unless a `failed` came before. */
  end(): readonly GenerateEvent[];
}

export interface Dialect {
  readonly carries: readonly Prompt["kind"][];
  readonly framing: "server-sent-events" | "lines";
  /** Undefined for a prompt of a kind that this format does not carry. */
  request(prompt: Prompt, options: DialectOptions): WireRequest | undefined;
  reader(context: ReaderContext): Reader;
  /** An answer that was not streamed. */
  readWhole(data: unknown, context: ReaderContext): readonly GenerateEvent[];
}
