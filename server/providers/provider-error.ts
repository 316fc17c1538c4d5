/** From what went wrong on the wire to what it means to the user: a kind, and advice that can be acted on. */
import type { FailureKind } from "../completion/ports.ts";
import { toTell } from "../completion/told.ts";
import { HttpError, type HttpErrorKind } from "../http.ts";
import { readErrorBody } from "./error-body.ts";
import { ADVICE, ProviderError } from "./failure.ts";
import { redact } from "./redact.ts";
import { type Headers, retryAfterMs, waitMs } from "./retry-after.ts";
import { type Answered, meaningOf } from "./status-meaning.ts";

export { parseJson, providerWords } from "./error-body.ts";
export { advise, failure, ProviderError } from "./failure.ts";

const KIND_OF_HTTP_ERROR: Record<Exclude<HttpErrorKind, "aborted">, FailureKind> = {
  unreachable: "unreachable",
  "broken-off": "unreachable",
  certificate: "unreachable",
  timeout: "timeout",
  "bad-address": "misconfigured",
  "too-large": "bad-answer",
};

const CERTIFICATE_ADVICE = toTell(
  "If a company's proxy or a server of your own has signed it, name that certificate's file as “ca: FILE” in the provider's file in providers.d, or for all providers in NODE_EXTRA_CA_CERTS, or have the system trust it; for a server of your own, “insecure: true” in providers.d takes any certificate. To a server that wants to see yours, client_certificate shows it.",
);
const REFUSED_ADVICE = toTell("Is the server running? Start it, and check the port in base_url.");

/** What a broken exchange means; undefined when it was we who broke it off. Anything else is a fault of ours: thrown on. */
export function fromThrown(error: unknown): ProviderError | undefined {
  if (error instanceof ProviderError) return error;
  if (!(error instanceof HttpError)) throw error;
  const { kind: what, words: message, cause } = error;
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
export interface Surroundings extends Pick<Answered, "url" | "model" | "models" | "meanings"> {
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
