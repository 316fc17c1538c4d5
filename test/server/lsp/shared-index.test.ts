/** The index of a team in the built server: an MCP server, OpenSearch and others, as real HTTP servers. */
import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

import { afterEach, beforeEach, expect, test, vi } from "vitest";

import { inPlainEnglish } from "../../support/in-plain-english.ts";
import { INDEX_REQUEST, type IndexStatus } from "../../../server/protocol.ts";
import { startFakeEmbedder } from "../../support/fake-embedder.ts";
import { runningServer, type StartOptions } from "../../support/running-server.ts";

vi.setConfig({ testTimeout: 30_000 });
const running = runningServer();
const SECRET = "sk-proj-a1b2c3d4e5f6g7h8i9j0k1l2m3n4";
const ROW = { path: "billing/charge.py", content: `def charge_customer(): return "${SECRET}"`, line: 3 };

interface Seen {
  readonly method: string | undefined;
  readonly path: string;
  readonly headers: IncomingMessage["headers"];
  readonly body: Readonly<Record<string, unknown>>;
}
interface Answer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly slowMs?: number;
}

let server: Server;
let base = "";
let answer: (seen: Seen) => Answer;
const seen: Seen[] = [];
let waiting = 0;

beforeEach(async () => {
  seen.length = 0;
  server = createServer((request, response) => {
    let text = "";
    waiting++;
    response.on("close", () => waiting--);
    request.on("data", (chunk) => (text += String(chunk)));
    request.on("end", () => {
      const body = Object(JSON.parse(text === "" ? "{}" : text));
      const one = { method: request.method, path: request.url ?? "", headers: request.headers, body };
      seen.push(one);
      const { status = 200, headers = {}, body: said = "", slowMs = 0 } = answer(one);
      setTimeout(() => {
        response.writeHead(status, { "content-type": "application/json", ...headers }).end(said);
      }, slowMs);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a server that listens on a port has this kind
  base = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
});
afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

async function start(file: string, options: StartOptions = {}): Promise<void> {
  await mkdir(join(running.home, "indexes.d"), { recursive: true });
  await mkdir(join(running.home, "w"), { recursive: true });
  await writeFile(join(running.home, "indexes.d", "team.yaml"), file);
  running.provider.behave({ kind: "stream", pieces: ["1"] });
  const env = running.environment({ TEAM_TOKEN: "t0ken", XDG_CACHE_HOME: running.home });
  await running.start({ env, folder: join(running.home, "w"), ...options });
}

let typed = 0;
/** Typing goes on, on one line: what comes too late for one keystroke is there for the next. */
async function prompt(): Promise<string> {
  const uri = pathToFileURL(join(running.home, "w/orders.py")).href;
  await running.client.complete(`key = "${SECRET}"\ninvoice = customer.invoice()\nx${String(++typed)} = ▮`, {
    uri,
  });
  return JSON.stringify(running.provider.requests.at(-1)?.body);
}
const shown = () => expect.poll(prompt, { timeout: 15_000 });
const shared = async () =>
  inPlainEnglish((await running.client.connection.sendRequest<IndexStatus>(INDEX_REQUEST, {})).shared);

/** As a small MCP server over streamable HTTP answers; in a stream of events, after a notification. */
function mcp({ method, headers, body }: Seen, result: unknown): Answer {
  if (method !== "POST" || headers.accept !== "application/json, text/event-stream") return { status: 406 };
  const said = (content: unknown) => JSON.stringify({ jsonrpc: "2.0", id: body["id"], result: content });
  if (body["method"] === "initialize")
    return {
      headers: { "mcp-session-id": `s${String(seen.length)}` },
      body: said({
        protocolVersion: "2025-06-18",
        capabilities: {},
        serverInfo: { name: "t", version: "1" },
      }),
    };
  if (headers["mcp-session-id"] === undefined) return { status: 400 };
  if (body["method"] === "notifications/initialized") return { status: 202 };
  const note = JSON.stringify({ jsonrpc: "2.0", method: "notifications/message", params: {} });
  return {
    headers: { "content-type": "text/event-stream" },
    body: `event: message\ndata: ${note}\n\nevent: message\ndata: ${said(result)}\n\n`,
  };
}

test("an MCP server's tool is asked for what stands above the cursor, and its code is in the prompt", async () => {
  answer = (one) => mcp(one, { content: [{ type: "text", text: JSON.stringify({ results: [ROW] }) }] });
  await start(
    `kind: mcp\nurl: ${base}/mcp\ntool: search_code\narguments: { text: "{query}", top: "{limit}" }\nheaders: { Authorization: Bearer $TEAM_TOKEN }\n`,
  );
  await shown().toContain("def charge_customer");
  const sent = await prompt();
  expect(sent).toContain("billing/charge.py");
  const call = seen.find(({ body }) => body["method"] === "tools/call");
  expect(call?.body["params"]).toMatchObject({
    name: "search_code",
    arguments: { text: expect.stringContaining("customer.invoice()"), top: 6 },
  });
  expect(call?.headers).toMatchObject({
    authorization: "Bearer t0ken",
    "mcp-protocol-version": "2025-06-18",
  });
  // Secrets neither go there, nor come from there to anybody.
  expect(JSON.stringify(seen) + sent).not.toContain(SECRET);
  expect(seen.filter(({ body }) => body["method"] === "tools/call")).toHaveLength(1);
  expect(await shared()).toEqual([{ name: "team" }]);
});

test("a session that the server has forgotten is opened anew", async () => {
  let isForgotten = false;
  answer = (one) => {
    if (isForgotten && one.body["method"] === "tools/call") {
      isForgotten = false;
      return { status: 404 };
    }
    return mcp(one, {
      structuredContent: [{ file: "a.py", code: `def found_${String(seen.length)}(): pass` }],
    });
  };
  await start(`kind: mcp\nurl: ${base}/mcp\ntool: t\n`);
  await shown().toContain("def found_");
  isForgotten = true;
  const uri = pathToFileURL(join(running.home, "w/orders.py")).href;
  const elsewhere = async () => {
    await running.client.complete(`a = 1\nb = 2\nother = 3\ny${String(++typed)} = ▮`, { uri });
    return seen.filter(({ body }) => body["method"] === "initialize").length;
  };
  await expect.poll(elsewhere, { timeout: 15_000 }).toBe(2);
  expect(await shared()).toEqual([{ name: "team" }]);
});

test("OpenSearch is asked as it is usually asked", async () => {
  answer = () => ({
    body: JSON.stringify({ hits: { total: { value: 1 }, hits: [{ _score: 3.1, _source: ROW }] } }),
  });
  await start(`kind: opensearch\nurl: ${base}/code\nlimit: 3\n`);
  await shown().toContain("def charge_customer");
  expect(seen[0]?.path).toBe("/code/_search");
  expect(seen[0]?.body).toMatchObject({
    size: 3,
    query: { match: { content: expect.stringContaining("invoice") } },
  });
});

test("Qdrant is asked with a vector of whoever embeds", async () => {
  const embedder = await startFakeEmbedder();
  answer = () => ({ body: JSON.stringify({ result: { points: [{ id: 1, score: 0.9, payload: ROW }] } }) });
  await running.providerFile("vectors.yaml", `base_url: ${embedder.url}\nembedding_model: e\n`);
  await start(`kind: qdrant\nurl: ${base}/collections/code\n`, {
    settings: { embeddings: { provider: "vectors" } },
  });
  await shown().toContain("def charge_customer");
  expect(seen[0]?.path).toBe("/collections/code/points/query");
  expect(seen[0]?.body).toMatchObject({ limit: 6, with_payload: true });
  expect(seen[0]?.body["query"]).toHaveLength(64);
  await embedder.close();
});

test("any other endpoint, by what its file says of question and answer", async () => {
  answer = () => ({
    body: JSON.stringify({ data: { rows: [{ at: { name: "x.go" }, said: "func Charge() {}" }] } }),
  });
  await start(
    `kind: http\nurl: ${base}/find\nbody: { q: "code like {query}", options: [{ n: "{limit}" }] }\nresults: data.rows\nfields: { path: at.name, text: said }\n`,
  );
  await shown().toContain("func Charge");
  expect(seen[0]?.body).toEqual({ q: expect.stringMatching(/^code like /), options: [{ n: 6 }] });
});

test("one that fails is told of once in the log and in the status, left alone, and holds nothing up", async () => {
  answer = () => ({ status: 503, body: "{}" });
  await start(`kind: http\nurl: ${base}/find\n`);
  await expect
    .poll(async () => (await prompt(), shared()), { timeout: 15_000 })
    .toEqual([{ name: "team", why: "it answered with status 503" }]);
  await prompt();
  await prompt();
  expect(seen).toHaveLength(1);
  expect(running.client.log.filter((line) => line.includes("shared index team"))).toHaveLength(1);
  expect(running.client.messagesShown).toEqual([]);
});

test("a slow one is not waited for", async () => {
  // Longer than this test may take.
  answer = () => ({ slowMs: 120_000, body: "[]" });
  await start(`kind: http\nurl: ${base}/find\n`);
  await expect.poll(async () => (await prompt(), seen.length), { timeout: 15_000 }).toBe(1);
  await prompt();
  expect({ asked: seen.length, waiting }).toEqual({ asked: 1, waiting: 1 });
});

test("what a rule keeps from it is not asked about, and its code from whom it is kept is not shown", async () => {
  answer = () => ({ body: JSON.stringify([ROW]) });
  await start(`kind: http\nurl: ${base}/find\n`, {
    settings: { privacy: { rules: { "orders.py": ["environment"] } } },
  });
  for (let at = 0; at < 4; at++) await prompt();
  expect(seen).toEqual([]);
  running.client.settings = { privacy: { rules: { "billing/**": ["team"] } } };
  await running.client.connection.sendNotification("workspace/didChangeConfiguration", { settings: null });
  await expect.poll(async () => (await prompt(), seen.length), { timeout: 15_000 }).toBe(1);
  expect(await prompt()).not.toContain("charge_customer");
});

test("a workspace cannot name one, and a mistake in a file is told with its line", async () => {
  await start("kind: mcp\nurl: not an address\n");
  await expect.poll(shared).toEqual([
    {
      name: "indexes.d",
      why: expect.stringContaining("team.yaml:2:1: url: must be an http or https address"),
    },
    { name: "indexes.d", why: expect.stringContaining("tool is missing") },
  ]);
});
