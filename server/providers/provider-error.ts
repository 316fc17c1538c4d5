/** From what went wrong on the wire to what it means to the user: a kind, and advice that can be acted on. */
import type { Failure, FailureKind } from "../completion/ports.ts";
import { HttpError, type HttpErrorKind } from "../http.ts";

export class ProviderError extends Error implements Failure {
  readonly kind: FailureKind;
  readonly advice: string;

  constructor({ kind, message, advice }: Failure, options?: ErrorOptions) {
    super(message, options);
    this.name = "ProviderError";
    this.kind = kind;
    this.advice = advice;
  }
}

const ADVICE: Record<FailureKind, string> = {
  "no-key": "Run “Keyfill: Set API Key” for this provider, or set KEYFILL_API_KEY.",
  refused:
    "Check that the key belongs to this provider and address, has no spaces or quotes, and is not expired.",
  "rate-limited": "Wait a little, or choose a target with a higher limit.",
  overloaded: "Try again later; look at the provider's status page or at the server's own log.",
  unreachable: "Check the base URL, and that the server is running and reachable from here.",
  timeout: "Check the connection, or choose a smaller model if the server is your own.",
  "bad-request": "The provider's own words say what it did not accept; check the model and its limits.",
  "bad-answer": "Check that the base URL is the API's (it often ends in /v1) and not a web page or a proxy.",
  "unknown-model": "Check the model's name against the provider's list of models.",
  "no-fim": "Choose a model that was trained to fill in the middle, such as Qwen2.5-Coder.",
  misconfigured: "Correct it and save; Keyfill reads it again at once.",
};

export function failure(kind: FailureKind, message: string, advice = ADVICE[kind]): ProviderError {
  return new ProviderError({ kind, message, advice });
}

const KIND_OF_HTTP_ERROR: Record<Exclude<HttpErrorKind, "aborted">, FailureKind> = {
  unreachable: "unreachable",
  "broken-off": "unreachable",
  timeout: "timeout",
  "bad-address": "misconfigured",
  "too-large": "bad-answer",
};

/** What a broken exchange means; undefined when it was we who broke it off. Anything else is a fault of ours: thrown on. */
export function fromThrown(error: unknown): ProviderError | undefined {
  if (error instanceof ProviderError) return error;
  if (!(error instanceof HttpError)) throw error;
  return error.kind === "aborted" ? undefined : failure(KIND_OF_HTTP_ERROR[error.kind], error.message);
}

/** What an answer with an error status means. */
export function fromStatus(status: number, body: string): ProviderError {
  const said = providerWords(body);
  return failure(
    kindOfStatus(status, said),
    said ? `${String(status)}: ${said}` : `it answered ${String(status)}`,
  );
}

function kindOfStatus(status: number, said: string | undefined): FailureKind {
  if (status === 401 && said === undefined) return "no-key";
  if (status === 401 || status === 402 || status === 403) return "refused";
  if (status === 404) return said === undefined ? "bad-answer" : "unknown-model";
  if (status === 408) return "timeout";
  if (status === 429) return "rate-limited";
  if (status >= 500) return "overloaded";
  return status >= 400 ? "bad-request" : "bad-answer";
}

const MAX_WORDS = 300;

/** The message inside an error body, in any of the shapes that providers use; undefined for a web page or nothing. */
export function providerWords(body: string): string | undefined {
  const found = messageIn(parseJson(body));
  return found === undefined || found.trim() === "" ? undefined : found.trim().slice(0, MAX_WORDS);
}

function messageIn(value: unknown): string | undefined {
  if (typeof value === "string") return value;
  if (typeof value !== "object" || value === null) return undefined;
  const record: Readonly<Record<string, unknown>> = { ...value };
  for (const key of ["error", "message", "detail"]) {
    const found = messageIn(record[key]);
    if (found !== undefined) return found;
  }
  return undefined;
}

export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
