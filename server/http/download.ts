/** A whole file over HTTP, for what is fetched once and kept: redirects are followed, and no key goes along to another host. */
import type { Http, HttpResponse } from "../http.ts";

const MAX_REDIRECTS = 5;

export async function download(
  http: Http,
  url: string,
  headers: Readonly<Record<string, string>>,
): Promise<Uint8Array> {
  let at = new URL(url);
  let sent = headers;
  for (let redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
    const aborter = new AbortController();
    const response = await http.send({ url: at.href, method: "GET", headers: sent }, aborter.signal);
    const next = redirection(response, at);
    if (!next) return whole(response, at);
    // What is said beside a redirect is of no interest, however long.
    aborter.abort();
    if (next.origin !== at.origin) sent = {};
    at = next;
  }
  throw new Error(`${url} is redirected more than ${String(MAX_REDIRECTS)} times`);
}

function redirection({ status, headers: { location } }: HttpResponse, from: URL): URL | undefined {
  return status >= 300 && status < 400 && location !== undefined ? new URL(location, from) : undefined;
}

async function whole({ status, body }: HttpResponse, { host, pathname }: URL): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of body) chunks.push(chunk);
  if (status !== 200) throw new Error(`${host} answered ${String(status)} for ${pathname}`);
  return Buffer.concat(chunks);
}
