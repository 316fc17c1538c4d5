/** Sends what a dialect wrote, with the endpoint's headers and key, and answers what came back with a status that is no error. */
import type { Signal } from "../completion/ports.ts";
import type { Http, HttpResponse } from "../http.ts";
import { type Connecting, connectionOf, type SecretOf } from "./certificates.ts";
import type { WrittenRequest } from "./dialect.ts";
import type { Endpoint } from "./endpoint.ts";
import { fromStatus } from "./provider-error.ts";
import { keyHeaders, urlOf } from "./request-head.ts";
import type { Noting, RequestLog } from "./request-log.ts";

/** What sending needs of an endpoint. */
export type Reached = Pick<
  Endpoint,
  "instance" | "model" | "baseUrl" | "query" | "headers" | "keyHeader" | "timeouts" | "meanings"
> &
  Connecting;

/** Answers the key of a provider instance when it is needed, so that it is held nowhere else. */
export type KeyOf<Asked extends Reached> = (endpoint: Asked) => Promise<string | undefined>;

export interface Means<Asked extends Reached> {
  readonly http: Http;
  readonly keyOf: KeyOf<Asked>;
  /** For what else a provider's file gives by a name. */
  readonly secretOf?: SecretOf;
  /** For the debug log; never told what was said. */
  readonly note?: (what: string) => void;
  /** For whoever wants to see how the last requests went. */
  readonly log?: RequestLog;
  /** Told of the headers of every answer that is no error. */
  readonly heard?: (endpoint: Asked, headers: HttpResponse["headers"]) => void;
}

export async function send<Asked extends Reached>(
  { endpoint, request, accept }: { endpoint: Asked; request: WrittenRequest; accept: string },
  { http, keyOf, heard, secretOf, log }: Means<Asked>,
  signal: Signal,
): Promise<HttpResponse> {
  const key = await keyOf(endpoint);
  const url = urlOf(endpoint, request.path);
  const asked = {
    url,
    method: "POST",
    headers: {
      "content-type": "application/json",
      accept,
      ...request.headers,
      ...endpoint.headers,
      ...keyHeaders(endpoint.keyHeader, key),
    },
    body: request.body,
    timeouts: endpoint.timeouts,
    connection: await connectionOf(endpoint, secretOf),
  } as const;
  const answer = http.send(asked, signal);
  // The request goes first.
  const noting = log?.note({ ...endpoint, key }, asked);
  const response = await noted(answer, noting);
  if (response.status < 200 || response.status > 299) {
    const { headers } = response;
    const { model, meanings } = endpoint;
    const body = await wholeText(response.body, MAX_ERROR_LENGTH);
    noting?.failed(body);
    throw fromStatus(response.status, body, { headers, key, url, model, meanings });
  }
  heard?.(endpoint, response.headers);
  return response;
}

export async function noted(answer: Promise<HttpResponse>, noting?: Noting): Promise<HttpResponse> {
  try {
    const response = await answer;
    noting?.answered(response.status);
    return response;
  } catch (error) {
    noting?.failed(error instanceof Error ? error.message : String(error));
    throw error;
  }
}

const MAX_ERROR_LENGTH = 64 * 1024;

/** The body as text, or its beginning. */
export async function wholeText(body: AsyncIterable<Uint8Array>, maxLength = Infinity): Promise<string> {
  const decoder = new TextDecoder();
  let text = "";
  for await (const chunk of body) {
    text += decoder.decode(chunk, { stream: true });
    if (text.length > maxLength) break;
  }
  return text + decoder.decode();
}
