/** What came of a request, in one line: `200 the body`, or the kind of its failure after as much as had come. */
import { Http, HttpError, type HttpOptions, type HttpRequest } from "../../../server/http.ts";

/** A client that trusts the fixtures, for one test. */
export async function using<T>(options: HttpOptions, work: (http: Http) => Promise<T>): Promise<T> {
  const http = new Http(options);
  try {
    return await work(http);
  } finally {
    await http.close();
  }
}

export async function tell(
  http: Http,
  request: string | (Partial<HttpRequest> & Pick<HttpRequest, "url">),
  signal: AbortSignal = new AbortController().signal,
): Promise<string> {
  let said = "";
  const asked = typeof request === "string" ? { url: request } : request;
  try {
    const { status, body } = await http.send({ method: "GET", headers: {}, ...asked }, signal);
    said = String(status);
    for await (const chunk of body) said += ` ${Buffer.from(chunk).toString()}`;
    return said;
  } catch (error) {
    if (!(error instanceof HttpError)) throw error;
    return `${said} ${error.kind}`.trim();
  }
}

/** The words of the failure. */
export async function complaint(http: Http, request: Partial<HttpRequest> & Pick<HttpRequest, "url">) {
  try {
    await http.send({ method: "GET", headers: {}, ...request }, new AbortController().signal);
    return "no complaint";
  } catch (error) {
    if (!(error instanceof HttpError)) throw error;
    return `${error.kind}: ${error.message}`;
  }
}
