/** An error that comes where an answer should: within a stream, or as a body with status 200. Recognised by its shape and its codes. */
import type { FailureKind } from "../../completion/ports.ts";
import { readErrorBody } from "../error-body.ts";
import { type Meanings, meantBy } from "../meanings.ts";
import { fromStatus } from "../provider-error.ts";
import type { Piece } from "./piece.ts";

/** With which status the error would have come by itself. */
const STATUS_OF = {
  "rate-limited": 429,
  refused: 403,
  "bad-request": 400,
  "unknown-model": 404,
  timeout: 408,
  overloaded: 503,
} as const satisfies Partial<Record<FailureKind, number>>;

/** The codes and types of the providers, in lower case. What is not here says that the server failed. */
const KINDS = new Map<string, keyof typeof STATUS_OF>(
  Object.entries({
    rate_limit_error: "rate-limited",
    rate_limit_exceeded: "rate-limited",
    resource_exhausted: "rate-limited",
    too_many_requests: "rate-limited",
    authentication_error: "refused",
    permission_error: "refused",
    permission_denied: "refused",
    unauthenticated: "refused",
    invalid_api_key: "refused",
    invalid_request_error: "bad-request",
    invalid_argument: "bad-request",
    failed_precondition: "bad-request",
    validation: "bad-request",
    invalid_prompt: "bad-request",
    not_found_error: "unknown-model",
    not_found: "unknown-model",
    model_not_found: "unknown-model",
    timeout_error: "timeout",
    deadline_exceeded: "timeout",
  } as const),
);

/** How an error is told from an answer. */
export interface Telling {
  readonly eventName?: string | undefined;
  /** What the provider's file says of its errors. */
  readonly meanings?: Meanings | undefined;
}

/** An error beyond doubt: no answer has these fields. */
export function saidError(data: unknown, { eventName, meanings }: Telling = {}): Piece | undefined {
  if (eventName === "error") return errorOf(data, meanings);
  const [one] = Array.isArray(data) ? data : [data];
  return isRecord(one) && isError(one) ? errorOf(one, meanings) : undefined;
}

/** An error by elimination: for what the format does not know. */
export function perhapsError(data: unknown, meanings?: Meanings): Piece | undefined {
  const isSaid = isRecord(data) && (typeof data["message"] === "string" || data["detail"]);
  return isSaid ? errorOf(data, meanings) : undefined;
}

function isError(one: Fields): boolean {
  // MiniMax puts its own status, which is 0 when all is well, into every answer: https://platform.minimax.io/docs/api-reference/errorcode
  const { error, type, object, error_code, base_resp } = one;
  const status = isRecord(base_resp) ? base_resp["status_code"] : undefined;
  return Boolean(error) || type === "error" || object === "error" || Boolean(error_code) || Boolean(status);
}

function errorOf(data: unknown, meanings: Meanings | undefined): Piece {
  const text = JSON.stringify(data) ?? "";
  const body = readErrorBody(text);
  const kind = body.codes.map((code) => KINDS.get(code)).find(Boolean);
  const isKnown = kind !== undefined || meantBy(body, meanings) !== undefined;
  const told = isKnown ? undefined : statusIn(data);
  const failure = fromStatus(told ?? STATUS_OF[kind ?? "overloaded"], text, { meanings }).toJSON();
  if (told !== undefined) return { kind: "failed", failure };
  const { status: _, ...rest } = failure;
  const message = body.words ?? "it reported an error instead of an answer";
  return { kind: "failed", failure: { ...rest, message } };
}

/** Gateways put the status that they were answered with into the body. */
function statusIn(data: unknown): number | undefined {
  const [outer] = Array.isArray(data) ? data : [data];
  const inner = isRecord(outer) ? outer["error"] : undefined;
  return [inner, outer]
    .flatMap((record) =>
      isRecord(record) ? [record["code"], record["status"], record["http_status_code"]] : [],
    )
    .map(Number)
    .find((value) => value >= 400 && value < 600);
}

type Fields = Readonly<{ [key: string]: unknown }>;

function isRecord(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
