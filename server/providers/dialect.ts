/** What a wire format is to the rest: what it can carry, how a request is written, and how an answer is read. Pure: no network, no key. */
import type { GenerateEvent, Prompt } from "../completion/ports.ts";

export interface WireRequest {
  /** Behind the base URL, with its query. */
  readonly path: string;
  /** What this format wants beside the key and the content type. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: Readonly<Record<string, unknown>>;
}

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
  /** Put into every body as it is: what a provider wants beyond the format. */
  readonly extraBody: Readonly<Record<string, unknown>>;
}

/** One event of a stream, or one line of it, as text. */
export interface WireEvent {
  readonly name?: string;
  readonly data: string;
}

/** Reads one streamed answer. It remembers what has come in pieces, and nothing else. */
export interface Reader {
  read(event: WireEvent): readonly GenerateEvent[];
  /** The stream is over: what was held back, and whether the answer was whole. */
  end(): readonly GenerateEvent[];
}

export interface Dialect {
  readonly carries: readonly Prompt["kind"][];
  readonly framing: "server-sent-events" | "lines";
  request(prompt: Prompt, options: DialectOptions): WireRequest;
  reader(): Reader;
  /** An answer that was not streamed. */
  readWhole(data: unknown): readonly GenerateEvent[];
}
