/** A page of the web as text: redirects followed one by one, so long and so much and no more. */
import type { Signal } from "../../completion/ports.ts";
import type { Page, World } from "../tools/world.ts";
import { pageText } from "./page-text.ts";

const MAX_REDIRECTS = 5;
const MAX_BYTES = 3 * 1024 * 1024;
const LIMIT_MS = 20_000;

export type Fetched = { readonly url: string; readonly text: string } | { readonly problem: string };

/** The address as it will be asked for, if it is one. */
export function webAddress(written: string): URL | undefined {
  const url = URL.parse(/^[a-z][a-z\d+.-]*:/i.test(written) ? written : `https://${written}`);
  return url && /^https?:$/.test(url.protocol) && url.username === "" && url.password === ""
    ? url
    : undefined;
}

export async function fetchPage(written: string, get: World["get"], signal: Signal): Promise<Fetched> {
  const limit = new AbortController();
  const stop = () => limit.abort();
  const timer = setTimeout(stop, LIMIT_MS);
  signal.addEventListener("abort", stop);
  if (signal.aborted) stop();
  try {
    return await follow(written, get, limit.signal);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return {
      problem:
        limit.signal.aborted && !signal.aborted
          ? "The page took too long."
          : `The page cannot be had: ${why}.`,
    };
  } finally {
    clearTimeout(timer);
    signal.removeEventListener("abort", stop);
  }
}

async function follow(written: string, get: World["get"], signal: Signal): Promise<Fetched> {
  let url = webAddress(written);
  for (let redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
    if (!url) return { problem: `Only addresses that begin with http:// or https:// can be read.` };
    const aborter = new AbortController();
    const stop = () => aborter.abort();
    signal.addEventListener("abort", stop);
    try {
      const page = await get(url.href, aborter.signal);
      const next = page.status >= 300 && page.status < 400 ? page.headers["location"] : undefined;
      if (next === undefined) return await read(page, url);
      url = webAddress(URL.parse(next, url.href)?.href ?? next);
    } finally {
      // What is not read is not wanted.
      stop();
      signal.removeEventListener("abort", stop);
    }
  }
  return { problem: "The page is redirected again and again." };
}

async function read({ status, headers, body }: Page, url: URL): Promise<Fetched> {
  if (status < 200 || status > 299) return { problem: `${url.host} answers with status ${String(status)}.` };
  const type = (headers["content-type"] ?? "text/plain").toLowerCase();
  if (!/^(?:text\/|application\/(?:[\w.+-]*\+)?(?:json|xml|javascript|yaml|x-yaml|xhtml))/.test(type))
    return { problem: `${url.href} is no text, but ${type.split(";", 1)[0] ?? ""}.` };
  const text = decoded(await bytesOf(body), type).replaceAll(/\r\n?/g, "\n");
  return { url: url.href, text: /html/.test(type) ? pageText(text, url) : text };
}

async function bytesOf(body: Page["body"]): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body) {
    chunks.push(chunk);
    size += chunk.length;
    if (size > MAX_BYTES) break;
  }
  return Buffer.concat(chunks).subarray(0, MAX_BYTES);
}

function decoded(bytes: Uint8Array, type: string): string {
  const head = new TextDecoder("latin1").decode(bytes.subarray(0, 1_024));
  const named = /charset=["']?([\w-]+)/.exec(type)?.[1] ?? /<meta[^>]+charset=["']?([\w-]+)/i.exec(head)?.[1];
  try {
    return new TextDecoder(named ?? "utf-8").decode(bytes);
  } catch {
    return new TextDecoder().decode(bytes);
  }
}
