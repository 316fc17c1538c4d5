/** A whole file over HTTP, for what is fetched once and kept: redirects are followed, and no key goes along to another host. */
import type { Http } from "./http.ts";

const MAX_REDIRECTS = 5;

export async function download(
  http: Http,
  url: string,
  headers: Readonly<Record<string, string>>,
): Promise<Uint8Array> {
  let at = new URL(url);
  let sent = headers;
  for (let redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
    const response = await http.send(
      { url: at.href, method: "GET", headers: sent },
      new AbortController().signal,
    );
    const { location } = response.headers;
    if (response.status >= 300 && response.status < 400 && location !== undefined) {
      const next = new URL(location, at);
      if (next.origin !== at.origin) sent = {};
      at = next;
      continue;
    }
    const chunks: Uint8Array[] = [];
    for await (const chunk of response.body) chunks.push(chunk);
    if (response.status !== 200)
      throw new Error(`${at.host} answered ${String(response.status)} for ${at.pathname}`);
    return Buffer.concat(chunks);
  }
  throw new Error(`${url} is redirected more than ${String(MAX_REDIRECTS)} times`);
}
