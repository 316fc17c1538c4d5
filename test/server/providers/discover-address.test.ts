/** Addresses that people paste, and servers that are found on this machine without being asked for. */
import { afterAll, afterEach, expect, test, vi } from "vitest";

import { Http } from "../../../server/http.ts";
import { allInEnglish } from "../../../server/completion/told.ts";
import { baseUrlCandidates } from "../../../server/providers/discovery/pasted-url.ts";
import { findLocalServers } from "../../../server/providers/discovery/find-local.ts";
import { repairBaseUrl } from "../../../server/providers/discovery/repair-base-url.ts";
import {
  type FakeModelServer,
  type FakeQuestion,
  type FakeReply,
  startFakeModel,
} from "../../support/fake-model.ts";
import { knowledgeWith } from "../../support/knowledge.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

const http = new Http();
const { shipped } = await knowledgeWith(temporaryFolder());
const servers: FakeModelServer[] = [];
afterAll(() => http.close());
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

async function serve(reply: (question: FakeQuestion) => FakeReply | undefined): Promise<FakeModelServer> {
  const server = await startFakeModel(reply);
  servers.push(server);
  return server;
}

const pages =
  (found: Readonly<Record<string, unknown>>) =>
  ({ path }: FakeQuestion): FakeReply | undefined =>
    path in found ? { json: found[path] } : undefined;

const signal = () => new AbortController().signal;

const PASTED: readonly (readonly [pasted: string, first: string])[] = [
  ["https://api.example.com/v1", "https://api.example.com/v1"],
  ["https://api.example.com/v1/", "https://api.example.com/v1"],
  ["https://api.example.com/v1//", "https://api.example.com/v1"],
  ["https://api.example.com/v1/chat/completions", "https://api.example.com/v1"],
  ["https://api.example.com/v1/completions/", "https://api.example.com/v1"],
  ["https://api.mistral.ai/v1/fim/completions", "https://api.mistral.ai/v1"],
  ["https://api.anthropic.com/v1/messages", "https://api.anthropic.com/v1"],
  ["http://localhost:11434/api/generate", "http://localhost:11434"],
  ["http://localhost:8080/infill", "http://localhost:8080"],
  ["https://host/v1beta/models/gemini-2.5-flash:generateContent?key=x", "https://host/v1beta"],
  ['  "https://api.example.com/v1" ', "https://api.example.com/v1"],
  ["localhost:1234", "http://localhost:1234"],
  ["192.168.1.20:8000/v1", "http://192.168.1.20:8000/v1"],
  ["api.example.com/v1", "https://api.example.com/v1"],
  ["https://r.azure.com/openai/v1?api-version=1", "https://r.azure.com/openai/v1?api-version=1"],
  ["`localhost:8080`", "http://localhost:8080"],
  ["http:/localhost:8080", "http://localhost:8080"],
  ["//localhost:8080/v1", "http://localhost:8080/v1"],
  ["OPENAI_BASE_URL=http://localhost:8080/v1", "http://localhost:8080/v1"],
  ["curl 'http://localhost:8080/v1/models'", "http://localhost:8080/v1"],
  ["OLLAMA_HOST=0.0.0.0:11434", "http://localhost:11434"],
  ["http://me:secret@gpu-box:8080/v1", "http://gpu-box:8080/v1"],
  ["not an address", ""],
  ["ftp://example.com", ""],
  ["", ""],
];
test.for(PASTED)("“%s” is tried as “%s”", ([pasted, first]) => {
  expect(baseUrlCandidates(pasted)[0]?.url ?? "").toBe(first);
});

test("then with /v1, without it, and by the other scheme; each with a sentence", () => {
  expect(baseUrlCandidates("http://host:80/api").map(({ url }) => url)).toEqual([
    "http://host/api",
    "http://host/api/v1",
    "http://host/v1",
    "https://host/api",
    "https://host/api/v1",
  ]);
  for (const { words } of baseUrlCandidates("http://host/api").slice(1))
    expect(allInEnglish(words)).toMatch(/\.$/);
});

const LIST = { object: "list", data: [{ id: "m" }] };
const openAi = () => serve(pages({ "/v1/models": LIST }));
async function repair(pasted: string) {
  const repaired = await repairBaseUrl({ pasted, list: "openai" }, http, signal());
  return { ...repaired, words: allInEnglish(repaired.words) };
}

test("what is right is left alone", async () => {
  const url = `${(await openAi()).url}/v1`;
  expect(await repair(url)).toEqual({ kind: "works", url, changed: false, words: "", wantsKey: false });
});

test.for([
  ["", "The API is behind /v1, which was missing."],
  ["/", "The API is behind /v1, which was missing."],
  ["/v1/", ""],
  ["/v1/chat/completions", "“/chat/completions” is left out: Keyfill adds what comes behind the base URL."],
  ["/chat", "The API is behind /v1 and not /chat."],
] as const)("“%s” behind the address is repaired: %s", async ([behind, words]) => {
  const { url } = await openAi();
  expect(await repair(url + behind)).toMatchObject({ kind: "works", url: `${url}/v1`, changed: true, words });
});

test("an address of Open WebUI's page leads to its API", async () => {
  const page = { html: "<!DOCTYPE html><title>Open WebUI</title>" };
  const { url } = await serve(({ path }) => (path === "/api/models" ? { json: LIST } : page));
  expect(await repair(`${url}/c/7d1f`)).toMatchObject({ kind: "works", url: `${url}/api` });
});

test("a password in the address is not sent, and that is said", async () => {
  const { url } = await openAi();
  const { words } = await repair(url.replace("://", "://me:secret@"));
  expect(words).toContain("left out: give them as the key");
});

test("an API that wants a key is one; no key was sent", async () => {
  const { url, questions } = await serve(({ path }) =>
    path === "/v1/models" ? { json: { error: { message: "No API key" } }, status: 401 } : undefined,
  );
  expect(await repair(url)).toMatchObject({ kind: "works", url: `${url}/v1`, wantsKey: true });
  expect(questions.every(({ authorization }) => authorization === undefined)).toBe(true);
});

test("a web page is explained", async () => {
  const { url } = await serve(() => ({ html: "<!DOCTYPE html><title>Sign in</title>" }));
  const repaired = await repair(`${url}/v1`);
  expect(repaired).toMatchObject({ kind: "unclear", url: `${url}/v1`, changed: false });
  expect(repaired.words).toContain("is a web page, not an API");
});

test("a server that sends elsewhere is not followed", async () => {
  const { url } = await serve(() => ({ redirect: "https://elsewhere.example/v1/models" }));
  expect(await repair(`${url}/v1`)).toMatchObject({ kind: "unclear" });
});

test("nobody there, and what is no address", async () => {
  expect(await repair("http://127.0.0.1:9/v1")).toMatchObject({
    kind: "unreachable",
    words: "Nothing answers at 127.0.0.1:9. Is the server running, and is it this port?",
  });
  expect(await repair("my server")).toMatchObject({
    kind: "unclear",
    words: "“my server” is no address. A base URL looks like https://api.example.com/v1.",
  });
});

const providers = [...shipped.providers].map(([id, { spec }]) => [id, spec] as const);

/** Looks at these ports only: what else runs on this machine is not the test's affair. */
async function found(...servers: readonly FakeModelServer[]) {
  const alsoAt = servers.map(({ url }) => url);
  const all = await findLocalServers(
    { providers, alsoAt: alsoAt.map((root) => ({ root })), withinMs: 1500 },
    http,
    signal(),
  );
  return all.filter(({ baseUrl }) => alsoAt.some((url) => baseUrl.startsWith(url)));
}

const named = (owned_by: string) => ({ "/v1/models": { data: [{ id: "m", owned_by }] } });
const PROPS = { default_generation_settings: { n_ctx: 4096 }, model_alias: "m" };
const KINDS: readonly (readonly [string, Readonly<Record<string, unknown>>, string])[] = [
  ["vllm", named("vllm"), "/v1"],
  ["sglang", named("sglang"), "/v1"],
  ["aphrodite", named("pygmalionai"), "/v1"],
  ["fastchat", named("fastchat"), "/v1"],
  // It answers Ollama's question, too.
  ["llamacpp", { "/props": PROPS, "/api/tags": { models: [{ name: "m" }] }, ...named("llamacpp") }, ""],
  ["llamacpp", { "/props": PROPS }, ""],
  ["ollama", { "/api/tags": { models: [{ name: "m" }] }, ...named("library") }, ""],
  [
    "lm-studio",
    { "/api/v0/models": { data: [{ id: "m", type: "llm" }] }, ...named("organization_owner") },
    "/v1",
  ],
  ["tgi", { "/info": { model_id: "m" }, ...named("org") }, ""],
];
test.for(KINDS)("%s is known by what it answers: %o", async ([provider, answers, behind]) => {
  const server = await serve(pages(answers));
  expect(await found(server)).toMatchObject([
    { provider, baseUrl: server.url + behind, models: [{ id: "m" }], wantsKey: false },
  ]);
});

test("who is none of them is left alone, and so is one who does not answer in time", async () => {
  const website = await serve(() => ({ html: "<html>hello</html>" }));
  const unknown = await serve(pages(named("somebody")));
  expect(await found(website, unknown)).toEqual([]);
});

test("the search takes no longer than it may, whoever keeps silent", async () => {
  // Longer than this test may take.
  const silent = await serve(() => ({ says: "", afterMs: 120_000 }));
  const alsoAt = [{ root: silent.url }];
  await findLocalServers({ providers, alsoAt, withinMs: 200 }, http, signal());
  expect(silent.questions).not.toEqual([]);
});

test("only this machine is asked", async () => {
  const away = providers
    .filter(([id]) => id === "vllm")
    .map(([id, spec]) => [id, { ...spec, base_url: "http://192.0.2.1:1/v1" }] as const);
  const alsoAt = [{ root: "http://192.0.2.2" }, { root: "http://localhost.example.com" }];
  const send = vi.spyOn(http, "send");
  expect(await findLocalServers({ providers: away, alsoAt }, http, signal())).toEqual([]);
  const asked = new Set(send.mock.calls.map(([{ url }]) => new URL(url).hostname));
  expect([...asked]).toEqual(["localhost"]);
  send.mockRestore();
});
