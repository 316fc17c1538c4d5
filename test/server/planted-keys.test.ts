/**
 * Keys are planted everywhere a key may lie, and providers repeat them in every way that they fail. Then whatever the
 * built product writes is searched: all that it sends to its client, standard error, its files, the command line's output.
 */
import { type ChildProcessWithoutNullStreams, execFile, spawn } from "node:child_process";
import { chmod, mkdir, mkdtemp, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

import {
  createProtocolConnection,
  type ProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from "vscode-languageserver-protocol/node";
import { afterEach, beforeEach, expect, test } from "vitest";

import { type Behaviour, type FakeProvider, startFakeProvider } from "../support/fake-provider.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { until } from "../support/until.ts";

const cli = join(import.meta.dirname, "..", "..", "dist", "server", "cli.cjs");
const folder = temporaryFolder();

const KEY = 'sk-planted/"key"+0123456789-abcdefghijklmnopqrstuvwxyz';
const HEADER = "planted-header-0123456789";
/** As it is, as JSON and as a URL write it, and the beginning of either. */
const TRACES = [/sk-planted/, /planted-header/, /abcdefghijklmnop/];

let provider: FakeProvider;
let home = folder;

beforeEach(async () => {
  provider = await startFakeProvider();
  home = await mkdtemp(join(folder, "home-"));
  await mkdir(join(home, "config", "providers.d"), { recursive: true });
  await writeFile(join(home, "sum.py"), "def add(a, b):\n    return \n");
});
afterEach(() => provider.close());

/** How the key gets in: what stands in the provider's file, and in the environment. */
const PLACES = {
  "its own file": { api_key: JSON.stringify(KEY), env: {} },
  "the environment": { api_key: "$PLANTED", env: { PLANTED: KEY } },
} as const;

type Place = keyof typeof PLACES;

async function environment(place: Place): Promise<Record<string, string>> {
  const { api_key, env } = PLACES[place];
  const lines = [
    `base_url: ${provider.url}`,
    "model: qwen2.5-coder",
    `api_key: ${api_key}`,
    `headers: { x-gateway-token: ${HEADER} }`,
    "first_byte_timeout: 0.3",
    "stall_timeout: 0.2",
  ];
  await writeFile(join(home, "config", "providers.d", "mine.yaml"), lines.join("\n"));
  return {
    PATH: process.env["PATH"] ?? "",
    HOME: home,
    KEYFILL_HOME: join(home, "config"),
    XDG_CACHE_HOME: join(home, "cache"),
    LOCALAPPDATA: join(home, "cache"),
    ...env,
  };
}

const repeated = `${KEY} and ${HEADER}`;
const said = (message: string) => JSON.stringify({ error: { message } });
const status = (status: number, body: string, headers = {}): Behaviour => ({
  kind: "status",
  status,
  body,
  headers,
});

const FAILURES: Readonly<Record<string, Behaviour>> = {
  "a refusal": status(401, said(`Incorrect API key provided: ${repeated}.`)),
  "a refusal, and the key at the edge of what is told": status(401, said("x".repeat(275) + KEY)),
  "an overload": status(503, said(repeated)),
  "a limit": status(429, said(repeated), { "retry-after": "30" }),
  "a bad request": status(400, said(encodeURIComponent(KEY))),
  "a page": status(500, `<html>${repeated}</html>`),
  "a redirect": status(302, "", { location: `https://h/?key=${encodeURIComponent(KEY)}` }),
  "an error in the stream": { kind: "raw", body: `data: ${said(repeated)}\n\n` },
  "an error in the stream, and the key at the edge": {
    kind: "raw",
    body: `data: ${said("x".repeat(275) + KEY)}\n\n`,
  },
  garbage: { kind: "raw", body: `data: {${repeated}\n\n` },
  "an answer that is none": { kind: "status", status: 200, body: JSON.stringify({ key: repeated }) },
  silence: { kind: "silent" },
};

interface Served {
  readonly child: ChildProcessWithoutNullStreams;
  readonly connection: ProtocolConnection;
  /** All that came out of it, byte by byte. */
  readonly written: () => string;
}

function serveLsp(env: Record<string, string>): Served {
  const child = spawn(process.execPath, [cli, "lsp", "--stdio"], { env });
  const pieces: string[] = [];
  child.stdout.on("data", (piece) => pieces.push(String(piece)));
  child.stderr.on("data", (piece) => pieces.push(String(piece)));
  const connection = createProtocolConnection(
    new StreamMessageReader(child.stdout),
    new StreamMessageWriter(child.stdin),
  );
  connection.listen();
  return { child, connection, written: () => pieces.join("") };
}

/** What an editor does at two keystrokes, and what the product wrote meanwhile. */
async function typed(env: Record<string, string>): Promise<string> {
  const { child, connection, written } = serveLsp(env);
  const uri = pathToFileURL(join(home, "sum.py")).href;
  await connection.sendRequest("initialize", { processId: null, rootUri: null, capabilities: {} });
  await connection.sendNotification("initialized", {});
  const text = "def add(a, b):\n    return \n";
  await connection.sendNotification("textDocument/didOpen", {
    textDocument: { uri, languageId: "python", version: 1, text },
  });
  const ask = { textDocument: { uri }, position: { line: 1, character: 11 }, context: { triggerKind: 1 } };
  for (let times = 0; times < 2; times++) await connection.sendRequest("textDocument/inlineCompletion", ask);
  await until(() => (written().match(/nothing \(/g) ?? []).length === 2, "both outcomes are logged");
  // What is kept for the next window is written down by then.
  await connection.sendRequest("shutdown");
  connection.dispose();
  child.kill();
  return written();
}

function keyfill(env: Record<string, string>, ...args: string[]): Promise<string> {
  return new Promise((resolve) => {
    execFile(process.execPath, [cli, ...args], { cwd: home, env }, (_error, out, err) => resolve(out + err));
  });
}

/** What lies in the folders that the product writes to, but for what we planted there ourselves. */
async function written(): Promise<string> {
  const texts: string[] = [];
  for (const name of ["cache", "config"]) {
    const entries = await readdir(join(home, name), { recursive: true, withFileTypes: true }).catch(() => []);
    for (const entry of entries) {
      if (entry.isFile() && entry.name !== "mine.yaml" && entry.name !== "keys.yaml") {
        texts.push(entry.name, await readFile(join(entry.parentPath, entry.name), "latin1"));
      }
    }
  }
  return texts.join("\n");
}

function expectNoTrace(text: string): void {
  for (const trace of TRACES) expect(text).not.toMatch(trace);
}

test.for(Object.entries(FAILURES))(
  "the editor, its log and our files show no key after %s",
  async ([, behaviour]) => {
    provider.behave(behaviour);
    expectNoTrace(await typed(await environment("its own file")));
    expect(provider.requests[0]?.headers["authorization"]).toBe(`Bearer ${KEY}`);
    const kept = await written();
    expect(kept).toContain('"lastFailure"');
    expectNoTrace(kept);
  },
);

test.for(Object.entries(FAILURES))("the command line shows no key after %s", async ([, behaviour]) => {
  provider.behave(behaviour);
  const env = await environment("the environment");
  expectNoTrace(await keyfill(env, "complete", "sum.py:2:12", "--json"));
  expectNoTrace(await keyfill(env, "complete", "sum.py:2:12"));
  expect(provider.requests[0]?.headers["authorization"]).toBe(`Bearer ${KEY}`);
  expectNoTrace(await written());
});

/** The probe would wait for silence to load a model. */
const PROBED = Object.entries({
  ...FAILURES,
  "an answer that repeats them": { kind: "stream", pieces: [repeated] } satisfies Behaviour,
}).filter(([name]) => name !== "silence");

test.for(PROBED)(
  "the probe, its verdict and the list of models show no key after %s",
  async ([, behaviour]) => {
    provider.behave(behaviour);
    const env = await environment("the environment");
    expectNoTrace(await keyfill(env, "probe", "--json"));
    expectNoTrace(await keyfill(env, "models"));
    expect(provider.requests[0]?.headers["authorization"]).toBe(`Bearer ${KEY}`);
    expectNoTrace(await written());
  },
);

test("the passphrase of a certificate is not shown, right or wrong", async () => {
  const env = await environment("the environment");
  const certificates = join(import.meta.dirname, "http", "certificates");
  const cert = join(certificates, "client.pem");
  const key = join(certificates, "client.encrypted-key.pem");
  const file = join(home, "config", "providers.d", "mine.yaml");
  for (const passphrase of ["$PASSPHRASE", HEADER]) {
    await writeFile(
      file,
      `base_url: https://127.0.0.1:1/v1\nmodel: qwen2.5-coder\nclient_certificate: ${JSON.stringify({ cert, key, passphrase })}\n`,
    );
    const shown = await keyfill({ ...env, PASSPHRASE: HEADER }, "complete", "sum.py:2:12", "--json");
    expect(shown).toMatch(/"(?:unreachable|misconfigured|bad-answer)"/);
    expectNoTrace(shown);
    expectNoTrace(await keyfill({ ...env, PASSPHRASE: HEADER }, "probe"));
    expectNoTrace(await written());
  }
});

test("a provider's file with a mistake in it is named, and its key is not", async () => {
  const env = await environment("its own file");
  await writeFile(join(home, "config", "providers.d", "mine.yaml"), `base_url: *${KEY}\napi_key: [${KEY}\n`);
  expectNoTrace(await keyfill(env, "complete", "sum.py:2:12", "--json"));
});

test("keys.yaml that others may read is not used, and not shown", async () => {
  const env = await environment("the environment");
  await writeFile(
    join(home, "config", "providers.d", "mine.yaml"),
    `base_url: ${provider.url}\nmodel: qwen2.5-coder\n`,
  );
  await writeFile(join(home, "config", "keys.yaml"), `mine: ${JSON.stringify(KEY)}\n`);
  await chmod(join(home, "config", "keys.yaml"), 0o644);
  provider.behave(status(401, ""));
  const shown = await keyfill(env, "complete", "sum.py:2:12", "--json");
  expect(shown).toContain('"no-key"');
  expectNoTrace(shown);
  expect(provider.requests[0]?.headers).not.toHaveProperty("authorization");
});

test("keys.yaml that only its owner may read gives the key", async () => {
  const env = await environment("the environment");
  await writeFile(
    join(home, "config", "providers.d", "mine.yaml"),
    `base_url: ${provider.url}\nmodel: qwen2.5-coder\n`,
  );
  await writeFile(join(home, "config", "keys.yaml"), `mine: ${JSON.stringify(KEY)}\n`, { mode: 0o600 });
  provider.behave(status(401, said(repeated.replace(HEADER, ""))));
  expectNoTrace(await keyfill(env, "complete", "sum.py:2:12", "--json"));
  expect(provider.requests[0]?.headers["authorization"]).toBe(`Bearer ${KEY}`);
});
