/** A question about a server, and its answer as JSON: all that discovery asks. Throws what `fromThrown` understands. */
import { told, toTell } from "../../completion/told.ts";
import type { Signal } from "../../completion/ports.ts";
import { connectionOf } from "../certificates.ts";
import type { Endpoint } from "../endpoint.ts";
import type { Listing } from "../listing.ts";
import { failure, fromStatus, parseJson, ProviderError } from "../provider-error.ts";
import { keyHeaders, urlOf } from "../request-head.ts";
import { type Means, noted, wholeText } from "../send.ts";
import { rootOf } from "./doors.ts";

export interface Question {
  readonly endpoint: Endpoint;
  readonly behind: Listing["behind"];
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** With one it is a POST. */
  readonly body?: Readonly<Record<string, unknown>>;
}

const MAX_LENGTH = 16 * 1024 * 1024;

export async function askJson(
  { endpoint, behind, path, headers, body }: Question,
  { http, keyOf, secretOf, log }: Means<Endpoint>,
  signal: Signal,
): Promise<unknown> {
  const baseUrl = behind === "root" ? rootOf(endpoint.baseUrl) : endpoint.baseUrl;
  const url = urlOf({ baseUrl, query: endpoint.query }, path);
  const key = await keyOf(endpoint);
  const asked = {
    url,
    method: body ? "POST" : "GET",
    headers: {
      accept: "application/json",
      ...(body && { "content-type": "application/json" }),
      ...headers,
      ...endpoint.headers,
      ...keyHeaders(endpoint.keyHeader, key),
    },
    ...(body && { body: JSON.stringify(body) }),
    timeouts: endpoint.timeouts,
    connection: await connectionOf(endpoint, secretOf),
  } as const;
  const noting = log?.note({ ...endpoint, key }, asked);
  const response = await noted(http.send(asked, signal), noting);
  const text = await wholeText(response.body, MAX_LENGTH);
  if (response.status < 200 || response.status > 299) {
    noting?.failed(text);
    throw fromStatus(response.status, text, {
      url,
      headers: response.headers,
      key,
      meanings: endpoint.meanings,
    });
  }
  const data = parseJson(text);
  if (data === undefined)
    throw new ProviderError(failure("bad-answer", told(kindOf(text), endpoint.baseUrl)));
  return data;
}

function kindOf(text: string): string {
  return isWebPage(text)
    ? toTell("{0} answered with a web page")
    : toTell("{0} answered with something that is not JSON");
}

export function isWebPage(text: string): boolean {
  return /^\s*<(?:!doctype|html|head|\?xml)/i.test(text);
}
