/** An error that comes where an answer should: within a stream, or as a body with status 200. Recognised by its shape and its codes. */
import type { FailureKind } from "../../completion/ports.ts";
import { readErrorBody } from "../error-body.ts";
import { fromStatus } from "../provider-error.ts";
import { failed, type Piece } from "./piece.ts";

/** The codes and types of the providers, in lower case. What is not here says that the server failed. */
const KINDS = new Map<string, FailureKind>(
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
    insufficient_quota: "refused",
    billing_error: "refused",
    invalid_request_error: "bad-request",
    invalid_argument: "bad-request",
    failed_precondition: "bad-request",
    context_length_exceeded: "bad-request",
    exceed_context_size_error: "bad-request",
    request_too_large: "bad-request",
    validation: "bad-request",
    invalid_prompt: "bad-request",
    not_found_error: "unknown-model",
    not_found: "unknown-model",
    model_not_found: "unknown-model",
    timeout_error: "timeout",
    deadline_exceeded: "timeout",
  } as const),
);

/** An error beyond doubt: no answer has these fields. */
export function saidError(data: unknown, eventName?: string): Piece | undefined {
  if (eventName === "error") return errorOf(data);
  const [one] = Array.isArray(data) ? data : [data];
  if (!isRecord(one)) return undefined;
  return one["error"] || one["type"] === "error" || one["object"] === "error" ? errorOf(one) : undefined;
}

/** An error by elimination: for what the format does not know. */
export function perhapsError(data: unknown): Piece | undefined {
  const isSaid = isRecord(data) && (typeof data["message"] === "string" || data["detail"]);
  return isSaid ? errorOf(data) : undefined;
}

function errorOf(data: unknown): Piece {
  const text = JSON.stringify(data) ?? "";
  const { words, codes } = readErrorBody(text);
  const kind = codes.map((code) => KINDS.get(code)).find((known) => known !== undefined);
  const status = kind === undefined ? statusIn(data) : undefined;
  if (status !== undefined) return { kind: "failed", failure: fromStatus(status, text).toJSON() };
  return failed(kind ?? "overloaded", words ?? "it reported an error instead of an answer");
}

/** Gateways put the status that they were answered with into the body. */
function statusIn(data: unknown): number | undefined {
  const [outer] = Array.isArray(data) ? data : [data];
  const inner = isRecord(outer) ? outer["error"] : undefined;
  return [inner, outer]
    .flatMap((record) => (isRecord(record) ? [record["code"], record["status"]] : []))
    .map(Number)
    .find((value) => value >= 400 && value < 600);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
