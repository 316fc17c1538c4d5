/** What people paste as a base URL, and what they may have meant by it. Pure. */
import { told, type Told } from "../../completion/told.ts";

export interface Candidate {
  readonly url: string;
  /** What was done to what was pasted, a sentence each. */
  readonly words: readonly Told[];
}

/** The pages of an API that are pasted with its address, the longest first. */
const PAGES = [
  "/chat/completions",
  "/fim/completions",
  "/api/generate",
  "/api/chat",
  "/api/tags",
  "/api/show",
  "/api/v0/models",
  "/generate_stream",
  "/completions",
  "/embeddings",
  "/responses",
  "/messages",
  "/generate",
  "/models",
  "/infill",
  "/props",
] as const;

const GEMINI_PAGE = /\/models\/[^/]+:\w+$/;
const VERSION = /\/v\d+(?:beta)?$/;

/** In the order in which they are to be tried; the first is the pasted one, cleaned. Empty when it can be no address. */
export function baseUrlCandidates(pasted: string): readonly Candidate[] {
  const read = readPasted(pasted);
  if (!read) return [];
  const { url, place, query, said } = read;
  const candidate = (address: string, ...words: readonly Told[]): Candidate => ({
    url: address + query,
    words: [...said, ...words],
  });
  const { origin } = url;
  const version = VERSION.exec(place)?.[0];
  const others =
    version === undefined
      ? [
          candidate(`${origin}${place}/v1`, told("The API is behind /v1, which was missing.")),
          ...(place === ""
            ? []
            : [candidate(`${origin}/v1`, told("The API is behind /v1 and not {0}.", place))]),
          ...(place === "/api"
            ? []
            : [candidate(`${origin}/api`, told("The API is behind /api, as Open WebUI has it."))]),
        ]
      : [candidate(origin + place.slice(0, -version.length), told("{0} is one too many.", version))];
  const [here, there] = url.protocol === "http:" ? ["http", "https"] : ["https", "http"];
  const moved = origin.replace(/^https?/, there);
  const places = version === undefined ? [place, `${place}/v1`] : [place];
  return [
    candidate(origin + place),
    ...others,
    ...places.map((place) =>
      candidate(moved + place, told("It answers to {0}://, not to {1}://.", there, here)),
    ),
  ];
}

const QUOTES = /^["'`<(“‘„]+|["'`>)”’,;.]+$/g;
/** A line of a shell, of an `.env` file, of JSON or YAML. */
const ASSIGNED = /^(?:export\s+|set\s+|\$env:)?["'`]?[A-Za-z_]\w*["'`]?\s*(?:=|:\s)\s*(\S+)$/;
/** In a command or a sentence. */
const WITHIN = /\s["'`<(“]?(https?:\/\/\S+)/i;

/** The address, without what was copied with it. */
export function addressIn(pasted: string): string {
  const text = pasted.trim().replace(QUOTES, "");
  return (ASSIGNED.exec(text)?.[1] ?? WITHIN.exec(text)?.[1] ?? text).replace(QUOTES, "");
}

interface Read {
  readonly url: URL;
  /** The path without the page of the API. */
  readonly place: string;
  readonly query: string;
  /** What was mended already, a sentence each. */
  readonly said: readonly Told[];
}

function readPasted(pasted: string): Read | undefined {
  const text = addressIn(pasted)
    .replace(/^(https?)(?::\/{0,2}|\/\/)(?=[^/])/i, "$1://")
    .replace(/^\/\//, "");
  const hasScheme = /^[a-z][a-z\d+.-]*:\/\//i.test(text);
  const url = /\s/.test(text) ? null : URL.parse(hasScheme ? text : schemeFor(text) + text);
  if (!url || !/^https?:$/.test(url.protocol) || url.hostname === "") return undefined;
  // Where a server listens, as it says itself, is nowhere to connect to.
  if (url.hostname === "0.0.0.0") url.hostname = "localhost";
  const said = [
    ...(hasScheme ? [] : [told("{0}// was missing before the address.", url.protocol)]),
    ...(url.username + url.password === "" ? [] : [PASSWORD_LEFT_OUT]),
  ];
  const path = url.pathname.replace(/\/+$/, "");
  const page = PAGES.find((page) => path.endsWith(page)) ?? GEMINI_PAGE.exec(path)?.[0];
  if (page === undefined) return { url, place: path, query: url.search, said };
  return {
    url,
    place: path.slice(0, -page.length).replace(/\/+$/, ""),
    query: "",
    said: [...said, told("“{0}” is left out: Keyfill adds what comes behind the base URL.", page)],
  };
}

const PASSWORD_LEFT_OUT = told(
  "The name and the password in the address are left out: give them as the key, or as a header.",
);

/** What runs on this machine or in its network has no certificate. */
function schemeFor(text: string): string {
  const host = text.split(/[/:?]/)[0] ?? "";
  const isNear = /^(?:localhost|127\.|10\.|192\.168\.|\[|0\.0\.0\.0)|\.local$|^[^.]+$/.test(host);
  return isNear ? "http://" : "https://";
}
