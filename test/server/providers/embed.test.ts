/** Texts become vectors through real HTTP, for every embedding format. */
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";

import { afterAll, beforeAll, expect, test } from "vitest";

import { Http } from "../../../server/http.ts";
import { embed, type EmbeddingTarget } from "../../../server/providers/embed.ts";
import { EMBEDDING_DIALECTS, type EmbeddingName } from "../../../server/providers/embeddings.ts";

/** A request of any of the formats. */
interface Asked {
  readonly input?: readonly string[];
  readonly texts?: readonly string[];
  readonly requests?: readonly {
    readonly content: { readonly parts: readonly { readonly text: string }[] };
  }[];
}

let server: Server;
let base = "";
let answer: (body: Asked) => unknown;
const requests: { path: string; body: unknown }[] = [];
const http = new Http();

beforeAll(async () => {
  server = createServer((request, response) => {
    let text = "";
    request.on("data", (chunk) => (text += String(chunk)));
    request.on("end", () => {
      const body: Asked = Object(JSON.parse(text));
      requests.push({ path: request.url ?? "", body });
      const said = answer(body);
      const status = said === undefined ? 503 : 200;
      response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(said ?? {}));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a server that listens on a port has this kind
  base = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/v1`;
});
afterAll(async () => {
  await http.close();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

function run(embedding: EmbeddingName, texts: readonly string[], more: Partial<EmbeddingTarget> = {}) {
  requests.length = 0;
  const target: EmbeddingTarget = {
    instance: "mine",
    embedding,
    baseUrl: base,
    query: {},
    headers: {},
    keyHeader: "bearer",
    insecure: false,
    timeouts: { firstByteMs: 500 },
    model: "embed-1",
    extraBody: {},
    ...more,
  };
  return embed({ target, texts }, { http, keyOf: () => Promise.resolve("k") }, new AbortController().signal);
}

/** A vector that shows which text it is of. */
const vector = (text: string) => [text.length, 0.5];

const ANSWERS: Readonly<Record<EmbeddingName, (body: Asked) => unknown>> = {
  // github.com/openai/openai-python src/openai/types/create_embedding_response.py, read 2026-11-20; the order is not promised.
  openai: ({ input = [] }) => ({
    data: input.map((text, index) => ({ object: "embedding", index, embedding: vector(text) })).toReversed(),
    usage: { prompt_tokens: input.length, total_tokens: input.length },
  }),
  // github.com/ollama/ollama docs/capabilities/embeddings.mdx, read 2026-11-20.
  ollama: ({ input = [] }) => ({
    model: "embed-1",
    embeddings: input.map(vector),
    prompt_eval_count: input.length,
  }),
  // Shape of github.com/vercel/ai packages/google/src/__fixtures__/google-embedding-2-multimodal-batch.json.
  gemini: ({ requests = [] }) => ({
    embeddings: requests.map(({ content }) => ({ values: vector(content.parts[0]?.text ?? "") })),
    usageMetadata: { promptTokenCount: requests.length },
  }),
  // docs.langchain.com/oss/javascript/integrations/embeddings/voyageai, read 2026-11-20: OpenAI's, with a total alone.
  voyage: ({ input = [] }) => ({
    object: "list",
    data: input.map((text, index) => ({ object: "embedding", index, embedding: vector(text) })),
    usage: { total_tokens: input.length },
  }),
  // docs.rs/lc-embeddings/0.17.0/src/lc_embeddings/cohere.rs.html, read 2026-11-20.
  cohere: ({ texts = [] }) => ({
    id: "e",
    embeddings: { float: texts.map(vector) },
    texts,
    meta: { billed_units: { input_tokens: texts.length } },
  }),
};

const PATHS: Readonly<Record<EmbeddingName, string>> = {
  openai: "/embeddings",
  ollama: "/api/embed",
  gemini: "/models/embed-1:batchEmbedContents",
  voyage: "/embeddings",
  cohere: "/embed",
};

const NAMES = Object.keys(EMBEDDING_DIALECTS).filter((name): name is EmbeddingName => name in ANSWERS);

test.for(NAMES)("%s: as many requests as it takes, vectors in the order of the texts", async (name) => {
  answer = ANSWERS[name];
  const texts = Array.from({ length: EMBEDDING_DIALECTS[name].maxTexts + 1 }, (_, at) => "x".repeat(at + 1));
  const embedded = await run(name, texts, { dimensions: 2 });
  const usage = { inputTokens: texts.length };
  expect(embedded).toMatchObject({ kind: "vectors", vectors: texts.map(vector), usage });
  expect(requests).toHaveLength(2);
  expect(requests[1]?.path).toBe(`/v1${PATHS[name]}`);
});

test.for(NAMES)("%s: nothing to embed is nothing to ask", async (name) => {
  expect(await run(name, [])).toEqual({ kind: "vectors", vectors: [] });
  expect(requests).toEqual([]);
});

test.for(NAMES)("%s: what goes wrong is told", async (name) => {
  const kindOf = async (said: unknown) => {
    answer = () => said;
    const embedded = await run(name, ["a", "b"]);
    return embedded.kind === "failed" ? embedded.failure.kind : embedded.kind;
  };
  expect(await kindOf(undefined)).toBe("overloaded");
  expect(await kindOf({ error: { message: "no", type: "invalid_request_error" } })).toBe("bad-request");
  expect(await kindOf({ data: "x", embeddings: "x" })).toBe("bad-answer");
  expect(await kindOf([])).toBe("bad-answer");
  const fewer = ANSWERS[name]({
    input: ["a"],
    texts: ["a"],
    requests: [{ content: { parts: [{ text: "a" }] } }],
  });
  expect(await kindOf(fewer)).toBe("bad-answer");
});

test("who makes other vectors of what is looked for is told what it is", async () => {
  const told = async (name: EmbeddingName, use: "query" | "document") => {
    answer = ANSWERS[name];
    await run(name, ["a"], { use });
    return Object(requests[0]?.body)["input_type"];
  };
  expect(await told("voyage", "query")).toBe("query");
  expect(await told("cohere", "query")).toBe("search_query");
  expect(await told("cohere", "document")).toBe("search_document");
  expect(await told("openai", "query")).toBe(undefined);
});

test.for(NAMES)("%s: before a text stands what the model was trained to find there", async (name) => {
  answer = ANSWERS[name];
  const putBefore = { query: "search_query: ", document: "search_document: " };
  const told = async (use?: "query" | "document") => {
    await run(name, ["a"], { putBefore, ...(use && { use }) });
    return JSON.stringify(requests[0]?.body);
  };
  expect(await told("query")).toContain('"search_query: a"');
  expect(await told()).toContain('"search_document: a"');
  await run(name, ["a"], { putBefore: { query: "q: " }, use: "document" });
  expect(JSON.stringify(requests[0]?.body)).toContain('"a"');
});

test("an abort is no failure", async () => {
  const abort = AbortSignal.abort();
  const target: EmbeddingTarget = {
    instance: "mine",
    embedding: "openai",
    baseUrl: base,
    query: {},
    headers: {},
    keyHeader: "bearer",
    insecure: false,
    timeouts: {},
    model: "m",
    extraBody: {},
  };
  const means = { http, keyOf: () => Promise.resolve(undefined) };
  expect(await embed({ target, texts: ["a"] }, means, abort)).toEqual({ kind: "aborted" });
});
