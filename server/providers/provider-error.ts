/** From what went wrong on the wire to what it means to the user: a kind, and advice that can be acted on. */
import type { Failure, FailureKind } from "../completion/ports.ts";
import { HttpError, type HttpErrorKind } from "../http.ts";
import { readErrorBody } from "./error-body.ts";
import { redact } from "./redact.ts";
import { type Headers, retryAfterMs, waitMs } from "./retry-after.ts";
import { type Answered, meaningOf } from "./status-meaning.ts";

export { parseJson, providerWords } from "./error-body.ts";

export class ProviderError extends Error implements Failure {
  readonly kind: FailureKind;
  readonly advice: string;
  readonly #failure: Failure;

  constructor(failure: Failure, options?: ErrorOptions) {
    super(failure.message, options);
    this.name = "ProviderError";
    this.kind = failure.kind;
    this.advice = failure.advice;
    this.#failure = failure;
  }

  /** As data, without what makes it an error. */
  toJSON(): Failure {
    const { kind, message, advice, status, retryAfterMs, lasting } = this.#failure;
    return {
      kind,
      message,
      advice,
      ...(status !== undefined && { status }),
      ...(retryAfterMs !== undefined && { retryAfterMs }),
      ...(lasting && { lasting }),
    };
  }
}

const ADVICE: Record<FailureKind, string> = {
  "no-key": "Run “Keyfill: Set API Key” for this provider, or set KEYFILL_API_KEY.",
  refused: "Check that the key belongs to this provider and address, and is not expired.",
  "rate-limited": "Wait a little, or choose a target with a higher limit.",
  overloaded: "Try again later; look at the provider's status page or at the server's own log.",
  unreachable: "Check the base URL, and that the server is running and reachable from here.",
  timeout:
    "Check the connection, or choose a smaller model if the server is your own; first_byte_timeout in the provider's file says how long to wait.",
  "bad-request": "The provider's own words say what it did not accept; check the model and its limits.",
  "bad-answer": "Check that the base URL is the API's (it often ends in /v1) and not a web page or a proxy.",
  "unknown-model": "Check the model's name against the provider's list of models.",
  "no-fim": "Choose a model that was trained to fill in the middle, such as Qwen2.5-Coder.",
  misconfigured: "Correct it and save; Keyfill reads it again at once.",
};

export function failure(kind: FailureKind, message: string, advice = ADVICE[kind]): ProviderError {
  return new ProviderError({ kind, message, advice });
}

/** What a provider's own file advises goes in the place of what is advised to everyone, and behind what is said of this very case. */
export function advise(failed: Failure, advice: string | undefined): Failure {
  if (advice === undefined) return failed;
  const { kind, advice: before } = failed;
  return { ...failed, advice: before === ADVICE[kind] ? advice : `${before} ${advice}` };
}

const KIND_OF_HTTP_ERROR: Record<Exclude<HttpErrorKind, "aborted">, FailureKind> = {
  unreachable: "unreachable",
  "broken-off": "unreachable",
  certificate: "unreachable",
  timeout: "timeout",
  "bad-address": "misconfigured",
  "too-large": "bad-answer",
};

const CERTIFICATE_ADVICE =
  "If a company's proxy or a server of your own has signed it, have the system trust that certificate, or name its file in NODE_EXTRA_CA_CERTS; for a server of your own, “insecure: true” in the provider's file takes any certificate.";
const REFUSED_ADVICE = "Is the server running? Start it, and check the port in base_url.";

/** What a broken exchange means; undefined when it was we who broke it off. Anything else is a fault of ours: thrown on. */
export function fromThrown(error: unknown): ProviderError | undefined {
  if (error instanceof ProviderError) return error;
  if (!(error instanceof HttpError)) throw error;
  const { kind: what, message, cause } = error;
  if (what === "aborted") return undefined;
  const kind = KIND_OF_HTTP_ERROR[what];
  const isCertificate = what === "certificate";
  const advice = isCertificate
    ? CERTIFICATE_ADVICE
    : isConnectionRefused(cause)
      ? REFUSED_ADVICE
      : ADVICE[kind];
  return new ProviderError(
    { kind, message, advice, ...(isCertificate && { lasting: true }) },
    { cause: error },
  );
}

function isConnectionRefused(cause: unknown): boolean {
  return cause instanceof Error && "code" in cause && cause.code === "ECONNREFUSED";
}

/** What is known beside an answer; what is left out is not known. */
export interface Surroundings extends Pick<Answered, "url" | "model" | "models"> {
  readonly headers?: Headers;
  /** The key that went along; undefined when none did. */
  readonly key?: string | undefined;
}

/** What an answer with an error status means. The key is in none of its words. */
export function fromStatus(status: number, body: string, about: Surroundings = {}): ProviderError {
  const { headers = {}, key, ...known } = about;
  const said = readErrorBody(redact(body, [key]));
  const now = Date.now();
  const wait =
    retryAfterMs(headers, now) ?? (said.retryDelay === undefined ? undefined : waitMs(said.retryDelay, now));
  const meaning = meaningOf({
    ...known,
    status,
    body: said,
    key: "key" in about ? conditionOf(key) : undefined,
    location: headers["location"],
    waitMs: wait,
  });
  return new ProviderError({ ...meaning, advice: meaning.advice ?? ADVICE[meaning.kind] });
}

function conditionOf(key: string | undefined): Answered["key"] {
  if (key === undefined) return "none";
  return /[\s"'`“”]/.test(key) ? "odd" : "sound";
}
