/** Finds out which address a pasted one stands for, by looking at what answers there. No key is sent: the address is not trusted yet. */
import type { Signal } from "../../completion/ports.ts";
import { told, type Told } from "../../completion/told.ts";
import { type ConnectionOptions, type Http, HttpError } from "../../http.ts";
import { LISTINGS, type ListName } from "../listings.ts";
import { parseJson, providerWords } from "../provider-error.ts";
import { wholeText } from "../send.ts";
import { isWebPage } from "./ask-json.ts";
import { rootOf } from "./doors.ts";
import { baseUrlCandidates, type Candidate } from "./pasted-url.ts";

export interface RepairedUrl {
  readonly kind: "works" | "unclear" | "unreachable";
  /** The address to use; as it was pasted, cleaned, when none works. */
  readonly url: string;
  readonly changed: boolean;
  /** For the user: what was changed and why, or what is wrong with it. Empty when all is well. */
  readonly words: readonly Told[];
  /** It is the API, and wants a key. */
  readonly wantsKey: boolean;
}

/** What is behind an address. */
type Seen =
  "list" | "closed" | "page" | "nothing" | "unreachable" | "https-only" | { readonly moved: string };

export interface Pasted {
  readonly pasted: string;
  readonly list: ListName;
  /** Of the instance whose address it is to be. */
  readonly connection?: ConnectionOptions;
}

export async function repairBaseUrl(
  { pasted, list, connection }: Pasted,
  http: Http,
  signal: Signal,
): Promise<RepairedUrl> {
  const candidates = baseUrlCandidates(pasted);
  const [first] = candidates;
  if (!first) {
    const words = told(
      "“{0}” is no address. A base URL looks like https://api.example.com/v1.",
      pasted.trim(),
    );
    return { kind: "unclear", url: pasted.trim(), changed: false, words: [words], wantsKey: false };
  }
  const seen: Seen[] = [];
  for (const candidate of candidates) {
    const found = await look({ http, url: candidate.url, list, connection }, signal);
    seen.push(found);
    if (found === "list" || found === "closed") return works(candidate, pasted, found);
    if (typeof found === "object") {
      const moved = await afterMove({ http, from: candidate, to: found.moved, list, connection }, signal);
      if (moved) return { ...moved, changed: true };
    }
    if (signal.aborted) break;
  }
  return { ...failing(first, seen), url: first.url, changed: first.url !== pasted, wantsKey: false };
}

function works({ url, words }: Candidate, pasted: string, found: "list" | "closed"): RepairedUrl {
  return { kind: "works", url, changed: url !== pasted, words, wantsKey: found === "closed" };
}

interface Moving {
  readonly http: Http;
  readonly from: Candidate;
  readonly to: string;
  readonly list: ListName;
  readonly connection: ConnectionOptions | undefined;
}

/** A server that sends plain HTTP on to its own https is followed; one that sends elsewhere is not. */
async function afterMove({ from, to, ...rest }: Moving, signal: Signal): Promise<RepairedUrl | undefined> {
  const before = new URL(from.url);
  const target = URL.parse(to, from.url);
  if (target?.hostname !== before.hostname || target.protocol !== "https:") return undefined;
  const url = target.origin + before.pathname.replace(/\/+$/, "") + before.search;
  const found = await look({ ...rest, url }, signal);
  if (found !== "list" && found !== "closed") return undefined;
  return works({ url, words: [told("It answers to {0}://, not to {1}://.", "https", "http")] }, "", found);
}

function failing({ url }: Candidate, seen: readonly Seen[]): Pick<RepairedUrl, "kind" | "words"> {
  const { host } = new URL(url);
  if (seen.every((found) => found === "unreachable")) {
    const words = told("Nothing answers at {0}. Is the server running, and is it this port?", host);
    return { kind: "unreachable", words: [words] };
  }
  if (seen.includes("page")) {
    const words = told(
      "{0} is a web page, not an API: perhaps the provider's own site, or the sign-in of a proxy. The address of the API is in the provider's documentation; it often ends in /v1.",
      url,
    );
    return { kind: "unclear", words: [words] };
  }
  const words = told(
    "{0} answers, but with no list of models, neither there nor behind /v1. If it has none, it may work all the same.",
    host,
  );
  return { kind: "unclear", words: [words] };
}

const QUICK = { connectMs: 3000, firstByteMs: 5000, stallMs: 3000 };
const MAX_LENGTH = 4 * 1024 * 1024;

async function look(
  { http, url, list, connection }: Omit<Moving, "from" | "to"> & { readonly url: string },
  signal: Signal,
): Promise<Seen> {
  const { behind, path } = LISTINGS[list];
  const [address = "", query] = url.split("?");
  const page = (behind === "root" ? rootOf(address) : address) + path + (query ? `?${query}` : "");
  try {
    const headers = { accept: "application/json" };
    const response = await http.send(
      { url: page, method: "GET", headers, timeouts: QUICK, connection },
      signal,
    );
    const text = await wholeText(response.body, MAX_LENGTH);
    const { status } = response;
    const { location } = response.headers;
    if (status >= 300 && status < 400 && location) return { moved: location };
    return seenIn({ status, text, list });
  } catch (error) {
    if (error instanceof HttpError) return "unreachable";
    throw error;
  }
}

function seenIn({ status, text, list }: { status: number; text: string; list: ListName }): Seen {
  if (isWebPage(text)) return "page";
  // An API says in its own words that it wants a key; a gate in front of it often says nothing.
  if (status === 401 || status === 403) return providerWords(text) === undefined ? "nothing" : "closed";
  return status === 200 && LISTINGS[list].read(parseJson(text)) ? "list" : "nothing";
}
