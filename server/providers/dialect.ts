/** What a wire format is to the rest: what it can carry, how a request is written, and how an answer is read. */
import type { GenerateEvent, Prompt } from "../completion/ports.ts";

export interface WireRequest {
  /** Behind the base URL. */
  readonly path: string;
  readonly body: Readonly<Record<string, unknown>>;
}

export interface DialectOptions {
  readonly model: string;
  /** How many stop strings the provider takes; the rest is applied here. */
  readonly maxStops: number;
}

/** Pure: knows no network and no key. */
export interface Dialect {
  readonly accepts: Prompt["kind"];
  request(prompt: Prompt, options: DialectOptions): WireRequest;
  /** What one event of the stream says: any number of events, none for what is of no interest. */
  read(data: unknown): readonly GenerateEvent[];
}
