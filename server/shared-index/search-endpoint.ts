/** An index behind an HTTP endpoint: how engines of each kind are asked, where a file does not say. */
import { told, ToldError } from "../completion/told.ts";
import type { Signal } from "../completion/ports.ts";
import type { IndexFile, Json } from "./shared-file.ts";
import type { Send } from "./post.ts";

type Endpoint = Extract<IndexFile, { readonly kind: "opensearch" | "qdrant" | "http" }>;

interface Usual {
  /** What comes behind the address, unless it is there. */
  readonly path: string;
  readonly body: (file: Endpoint) => Json;
}

const USUAL: Readonly<Record<Endpoint["kind"], Usual>> = {
  // https://docs.opensearch.org/latest/api-reference/search-apis/search/
  opensearch: {
    path: "/_search",
    body: ({ fields }) => ({
      size: "{limit}",
      query: { match: { [(fields.text ?? "content").replace(/^_source\./, "")]: "{query}" } },
    }),
  },
  // https://api.qdrant.tech/api-reference/search/query-points
  qdrant: {
    path: "/points/query",
    body: () => ({ query: "{vector}", limit: "{limit}", with_payload: true }),
  },
  http: { path: "", body: () => ({ query: "{query}", limit: "{limit}" }) },
};

export function bodyOf(file: Endpoint): Json {
  return file.body ?? USUAL[file.kind].body(file);
}

export async function askEndpoint(
  { file, headers, body }: { file: Endpoint; headers: Readonly<Record<string, string>>; body: Json },
  send: Send,
  signal: Signal,
): Promise<unknown> {
  const { path } = USUAL[file.kind];
  const address = file.url.replace(/\/+$/, "");
  const url = address.endsWith(path) ? address : address + path;
  const { status, messages } = await send({ url, headers, body }, signal);
  if (status > 299) throw new ToldError(told("it answered with status {0}", String(status)));
  for await (const message of messages) return message;
  return undefined;
}
