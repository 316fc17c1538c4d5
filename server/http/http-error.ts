/** The one form in which the network fails: a kind that code can act on, and words for a person. It knows no provider. */
import { ToldError, type Words } from "../completion/told.ts";

export type HttpErrorKind =
  | "unreachable"
  | "timeout"
  | "broken-off"
  | "aborted"
  | "bad-address"
  | "too-large"
  /** The other side's certificate is not trusted, or it does not accept ours. */
  | "certificate";

export class HttpError extends ToldError {
  readonly kind: HttpErrorKind;

  constructor(kind: HttpErrorKind, words: Words, options?: ErrorOptions) {
    super(words, options);
    this.name = "HttpError";
    this.kind = kind;
  }
}
