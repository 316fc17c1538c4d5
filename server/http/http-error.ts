/** The one form in which the network fails: a kind that code can act on, and words for a person. It knows no provider. */
export type HttpErrorKind =
  | "unreachable"
  | "timeout"
  | "broken-off"
  | "aborted"
  | "bad-address"
  | "too-large"
  /** The other side's certificate is not trusted, or it does not accept ours. */
  | "certificate";

export class HttpError extends Error {
  readonly kind: HttpErrorKind;

  constructor(kind: HttpErrorKind, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "HttpError";
    this.kind = kind;
  }
}
