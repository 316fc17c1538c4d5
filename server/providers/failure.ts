/** A failure as data, and as an error to be thrown within the part. Light: whoever only chooses a target needs no connection. */
import type { Failure, FailureKind } from "../completion/ports.ts";
import { told, ToldError, type Words } from "../completion/told.ts";

export class ProviderError extends ToldError {
  readonly kind: FailureKind;
  readonly #failure: Failure;

  constructor(failure: Failure, options?: ErrorOptions) {
    super(failure.message, options);
    this.name = "ProviderError";
    this.kind = failure.kind;
    this.#failure = failure;
  }

  /** As data, without what makes it an error. */
  toJSON(): Failure {
    return this.#failure;
  }
}

/** What is advised to everyone, where nothing more is known. */
export const ADVICE: Record<FailureKind, string> = {
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

export function failure(kind: FailureKind, message: Words, advice: Words = ADVICE[kind]): Failure {
  return { kind, message, advice };
}

/** What a provider's own file advises goes in the place of what is advised to everyone, and behind what is said of this very case. */
export function advise(failed: Failure, advice: string | undefined): Failure {
  if (advice === undefined) return failed;
  const { kind, advice: before } = failed;
  return {
    ...failed,
    advice: before === ADVICE[kind] ? advice : told("{0} {1}", told(before), told(advice)),
  };
}
