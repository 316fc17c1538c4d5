/** Certificates that a provider's file names, from the file to a real server over TLS. */
import { copyFileSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { join, relative } from "node:path";

import { afterAll, afterEach, expect, test } from "vitest";

import { inEnglish } from "../../../server/completion/told.ts";
import { inPlainEnglish } from "../../support/in-plain-english.ts";
import { Http } from "../../../server/http.ts";
import { createNetwork } from "../../../server/connect/network.ts";
import { providerSchema } from "../../../server/providers/catalog.ts";
import { connectionOf } from "../../../server/providers/certificates.ts";
import { askJson } from "../../../server/providers/discovery/ask-json.ts";
import { endpoint } from "../../../server/providers/endpoint.ts";
import { createExplorer } from "../../../server/providers/explore.ts";
import { generate } from "../../../server/providers/generate.ts";
import { instanceSchema } from "../../../server/providers/instance.ts";
import { createKeys } from "../../../server/providers/keys.ts";
import { createRequestLog } from "../../../server/providers/request-log.ts";
import { readVerdicts } from "../../../server/providers/verdicts.ts";
import { characters } from "../../support/character-counter.ts";
import { knowledgeWith } from "../../support/knowledge.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";
import { startProxy } from "../http/proxy-server.ts";
import { type Answer, type Origin, pem, startOrigin } from "../http/origin.ts";

const folder = temporaryFolder();
const http = new Http({ systemCertificates: () => [] });
let origin: Origin;
afterAll(() => http.close());
afterEach(() => origin.close());

const fixture = (name: string) => join(import.meta.dirname, "..", "http", "certificates", `${name}.pem`);
const CA = fixture("ca");
const OWN = { cert: fixture("client"), key: fixture("client.key") };
const LOCKED = { ...OWN, key: fixture("client.encrypted-key") };
const MISSING = join(folder, "missing.pem");
const NO_PEM = join(folder, "no.pem");
writeFileSync(NO_PEM, "0\u0082");

const env: Record<string, string> = { KEYFILL_TEST_PASSPHRASE: "fixture" };
const concealed: string[] = [];
/** Not the process's own: an engine is told its surroundings. */
const keys = createKeys({
  env,
  secret: () => Promise.resolve(undefined),
  conceal: (secret) => concealed.push(secret),
});
const means = { http, keyOf: () => Promise.resolve(undefined), secretOf: keys.secret };

const provider = providerSchema.parse({
  name: "Mine",
  place: "local",
  rank: 0,
  transports: { chat: "openai-chat", list: "none" },
  key: { needed: false },
});
const model = { temperature: true, wantsReasoningBack: false };
const PROMPT = { kind: "text", text: "P", maxTokens: 9, temperature: 0, stops: [] } as const;

function asked(fields: object) {
  const instance = { id: "mine", ...instanceSchema.parse({ base_url: origin.url, ...fields }) };
  const target = endpoint("openai-completions", { instance, provider, name: "m", model });
  if (!target) throw new Error("it has an address");
  return target;
}

const sayFine: Answer = (_request, response) => {
  response.setHeader("content-type", "application/json");
  response.end(JSON.stringify({ choices: [{ text: "fine", finish_reason: "stop" }] }));
};

/** What comes of a prompt: the text, or the failure in words. */
async function said(fields: object): Promise<string> {
  let text = "";
  const generation = { target: asked(fields), prompt: PROMPT, stream: false };
  for await (const event of generate(generation, means, new AbortController().signal)) {
    if (event.kind === "text") text += event.text;
    if (event.kind !== "failed") continue;
    const { kind, message, advice } = event.failure;
    return `${kind}: ${inEnglish(message)} ${inEnglish(advice)}`;
  }
  return text;
}

interface Case {
  readonly wantsCertificate?: true;
  readonly fields: object;
  readonly expected: string | RegExp;
}

function check(name: string, { fields, expected, ...started }: Case) {
  test(name, async () => {
    origin = await startOrigin("h1 over TLS", started);
    origin.answer(sayFine);
    const words = await said(fields);
    if (typeof expected === "string") expect(words).toBe(expected);
    else expect(inPlainEnglish(words)).toMatch(expected);
  });
}

check("trusted by ca", { fields: { ca: CA }, expected: "fine" });
check("trusted by ca, from the home folder", {
  fields: { ca: `~/${relative(homedir(), CA)}` },
  expected: "fine",
});
check("not trusted", {
  fields: {},
  expected: /^unreachable: .*ca: FILE.*providers\.d.*NODE_EXTRA_CA_CERTS.*insecure: true.*providers\.d/,
});
check("not checked", { fields: { insecure: true }, expected: "fine" });
check("a file that is missing", {
  fields: { ca: MISSING },
  expected: /^misconfigured: .*ca .*does not exist: .*missing\.pem Correct ca in providers\.d\/mine\.yaml/,
});
check("a file that is a folder", {
  fields: { ca: folder },
  expected: /^misconfigured: .* cannot be read \(EISDIR\)/,
});
check("a file that is no PEM", { fields: { ca: NO_PEM }, expected: /^misconfigured: .*is not a PEM file/ });
check("a client's, wanted and given", {
  wantsCertificate: true,
  fields: { ca: CA, client_certificate: OWN },
  expected: "fine",
});
check("a client's whose key is locked", {
  wantsCertificate: true,
  fields: { ca: CA, client_certificate: { ...LOCKED, passphrase: "$KEYFILL_TEST_PASSPHRASE" } },
  expected: "fine",
});
check("a client's whose passphrase is nowhere", {
  fields: { ca: CA, client_certificate: { ...LOCKED, passphrase: "$KEYFILL_TEST_NOWHERE" } },
  expected: /^misconfigured: the environment variable KEYFILL_TEST_NOWHERE, .*is not set/,
});
check("a client's, wanted and missing", {
  wantsCertificate: true,
  fields: { ca: CA },
  expected: /^unreachable: .*client_certificate/,
});
check("a client's key that is missing", {
  fields: { ca: CA, client_certificate: { ...OWN, key: MISSING } },
  expected: /^misconfigured: .*client_certificate\.key .*does not exist/,
});

test("a proxy of its own, in its file or by the name of a variable", async () => {
  origin = await startOrigin("h1 over TLS");
  origin.answer(sayFine);
  const proxy = await startProxy({ wants: "Basic bWU6aHVudGVyMg==" });
  const url = `http://me:hunter2@${proxy.host}`;
  Object.assign(env, { KEYFILL_TEST_PROXY: url });
  try {
    expect(await said({ ca: CA, proxy: url })).toBe("fine");
    expect(await said({ ca: CA, proxy: "$KEYFILL_TEST_PROXY" })).toBe("fine");
    expect(proxy.asked[0]).toMatch(/^CONNECT .* as Basic /);
    expect(concealed).toContain(url);
    expect(() => instanceSchema.parse({ proxy: "host:3128" })).toThrow("http://HOST:3128");
  } finally {
    await proxy.close();
  }
});

test("discovery trusts it as well", async () => {
  origin = await startOrigin("h1 over TLS");
  origin.answer((_request, response) => response.end("{}"));
  const ask = (fields: object) => {
    const question = { endpoint: asked(fields), behind: "base", path: "/models" } as const;
    return askJson(question, means, new AbortController().signal);
  };
  expect(await ask({ ca: CA })).toEqual({});
  await expect(ask({ ca: MISSING })).rejects.toMatchObject({ kind: "misconfigured" });
});

test("a passphrase is kept out of every log", async () => {
  origin = await startOrigin("h1 over TLS", { wantsCertificate: true });
  origin.answer(sayFine);
  expect(
    await said({ ca: CA, client_certificate: { ...LOCKED, passphrase: "$KEYFILL_TEST_PASSPHRASE" } }),
  ).toBe("fine");
  expect(concealed).toContain("fixture");
});

test("an address that is set up is looked at, and found on this machine, with its own certificates", async () => {
  origin = await startOrigin("h1 over TLS", { wantsCertificate: true });
  origin.answer(({ url }, response) => {
    if (url !== "/v1/models") response.statusCode = 404;
    response.setHeader("content-type", "application/json");
    response.end(JSON.stringify({ data: [{ id: "m", owned_by: "vllm" }] }));
  });
  const { knowledge, shipped } = await knowledgeWith(folder);
  const instance = (fields: object) => ({
    id: "mine",
    ...instanceSchema.parse({ base_url: `${origin.url}/v1`, model: "m", ...fields }),
  });
  const trusting = instance({ ca: CA, client_certificate: OWN });
  const explorer = createExplorer({
    ...means,
    knowledge: () => knowledge,
    providers: () => [...shipped.providers].map(([id, { spec }]) => [id, spec] as const),
    instances: () => [trusting, instance({ ca: MISSING })],
    written: () => [],
    families: () => [],
    tokenizer: () => Promise.reject(new Error("not asked")),
    verdicts: await readVerdicts({ folder, warn: () => undefined }),
  });
  const { signal } = new AbortController();
  const asked = { pasted: origin.url, provider: "vllm" };
  expect(await explorer.repairBaseUrl(asked, signal)).toMatchObject({ kind: "unreachable" });
  expect(await explorer.repairBaseUrl({ ...asked, instance: trusting }, signal)).toMatchObject({
    kind: "works",
  });
  const found = await explorer.localServers(signal);
  expect(found).toContainEqual(expect.objectContaining({ provider: "vllm", baseUrl: `${origin.url}/v1` }));
});

test("a connection that is opened ahead is the one that the request takes, and none is no mishap", async () => {
  origin = await startOrigin("h2");
  origin.answer(sayFine);
  const notes: string[] = [];
  const note = (what: string) => void notes.push(what);
  const network = createNetwork({
    env: {},
    keys,
    limits: folder,
    note,
    log: createRequestLog(),
    counter: () => characters,
  });
  const rest = { ...PROMPT, id: "mine/m", form: { kind: "infill" }, promptTokens: 9, restMs: 0 } as const;
  const target = (fields: object) => ({ ...asked(fields), ...rest, tokenizer: "", quirks: [] });
  await network.warm(target({ ca: MISSING }));
  expect(notes).toEqual([expect.stringContaining("missing.pem")]);
  await network.warm(target({ ca: CA }));
  expect(origin.accepted()).toBe(1);
  const kinds: string[] = [];
  const signal = new AbortController().signal;
  for await (const { kind } of network.generate(target({ ca: CA }), PROMPT, signal)) kinds.push(kind);
  expect(kinds).not.toContain("failed");
  expect(origin.requests).toEqual(["POST /completions"]);
  expect(origin.accepted()).toBe(1);
  await network.close();
});

test("a file that has changed is read again", async () => {
  origin = await startOrigin("h1 over TLS");
  const ca = join(folder, "changing.pem");
  copyFileSync(fixture("client"), ca);
  expect(await connectionOf(asked({ ca }))).toEqual({ ca: [pem("client")] });
  writeFileSync(ca, `${pem("ca")}\n`);
  expect(await connectionOf(asked({ ca }))).toEqual({ ca: [`${pem("ca")}\n`] });
});

test("a path that depends on where the server stands is refused, and the message says what to write", async () => {
  origin = await startOrigin("h1 over TLS");
  for (const ca of ["ca.pem", "./ca.pem", "~", "~/", "~someone/ca.pem"]) {
    expect(() => asked({ ca })).toThrow("must be a file's whole path, or begin with ~/ for the home folder");
  }
});
