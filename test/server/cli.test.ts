/** The built command line, run as a person runs it. */
import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, writeFile } from "node:fs/promises";
import { connect, type Socket } from "node:net";
import { join } from "node:path";

import {
  createProtocolConnection,
  type ProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from "vscode-languageserver-protocol/node";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";

import { type FakeProvider, startFakeProvider } from "../support/fake-provider.ts";
import { PLANT_REJECTION } from "../support/plant-rejection.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { until } from "../support/until.ts";

const cli = join(import.meta.dirname, "..", "..", "dist", "server", "cli.cjs");

let provider: FakeProvider;
const folder = temporaryFolder();

beforeAll(async () => {
  provider = await startFakeProvider({ kind: "stream", pieces: ["a + b\n"] });
  await writeFile(join(folder, "sum.py"), "def add(a, b):\n    return \n");
});
afterAll(() => provider.close());

function environment(): Record<string, string | undefined> {
  return {
    PATH: process.env["PATH"],
    KEYFILL_HOME: join(folder, "home"),
    XDG_CACHE_HOME: join(folder, "cache"),
    KEYFILL_BASE_URL: provider.url,
    KEYFILL_MODEL: "qwen2.5-coder",
    KEYFILL_API_KEY: "sk-planted",
  };
}

function keyfill(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  return new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      [cli, ...args],
      { cwd: folder, env: environment() },
      (_error, out, err) => resolve({ code: child.exitCode ?? -1, out, err }),
    );
  });
}

test("complete prints the suggestion", async () => {
  expect(await keyfill("complete", "sum.py:2:12")).toEqual({ code: 0, out: "a + b\n", err: "" });
});

test("who reads no further gets no stack trace", async () => {
  const child = spawn(process.execPath, [cli, "context", "--batch"], { cwd: folder, env: environment() });
  child.stdout.destroy();
  child.stdin.end('{"file": "sum.py", "offset": 3}\n');
  let told = "";
  child.stderr.on("data", (bytes) => (told += String(bytes)));
  await once(child, "close");
  expect(told).toBe("");
});

test.each([["complete"], ["context"]])("%s wants a workspace folder that is there", async (command) => {
  const { code, err } = await keyfill(command, "sum.py:2:12", "--workspace-folder", "nowhere");
  expect([code, err]).toEqual([2, expect.stringContaining("keyfill: nowhere is no folder\n")]);
});

test("explain tells what was sent and what was made of the answer, as a page and as data, and no key", async () => {
  const page = await keyfill("explain", "sum.py:2:12");
  expect(page.code).toBe(0);
  expect(page.out).toMatch(/^# The last completion.*<\|fim_suffix\|>.*What was made of it.*a \+ b/s);
  const { out } = await keyfill("explain", "sum.py:2:12", "--json");
  const { askings } = JSON.parse(out);
  expect(askings).toMatchObject([
    { target: "environment/qwen2.5-coder", prompt: { kind: "text" }, outcome: { kind: "suggestion" } },
  ]);
  expect(page.out + out).not.toContain("sk-planted");
});

test("--json prints the outcome with its timings", async () => {
  const { code, out } = await keyfill("complete", "sum.py:2:12", "--json");
  expect(code).toBe(0);
  expect(JSON.parse(out)).toMatchObject({
    kind: "suggestion",
    text: "a + b",
    target: "environment/qwen2.5-coder",
    prompt: { exact: true },
    timings: { total: expect.any(Number) },
  });
});

test("--prompt prints the prompt, and asks nobody", async () => {
  const before = provider.requests.length;
  const { out } = await keyfill("complete", "sum.py:2:12", "--prompt");
  expect(out).toContain("<|fim_prefix|>def add(a, b):\n    return <|fim_suffix|>\n<|fim_middle|>");
  expect(provider.requests).toHaveLength(before);
});

test("a byte order mark is no column, as in an editor", async () => {
  await writeFile(join(folder, "marked.py"), "\uFEFFx = \n");
  const { out } = await keyfill("complete", "marked.py:1:5", "--prompt");
  expect(out).toContain("<|fim_prefix|>x = <|fim_suffix|>\n<|fim_middle|>");
  const { err } = await keyfill("complete", "marked.py:1:6");
  expect(err).toContain("Line 1 has columns 1 to 5.");
});

test("the built-in engine can be asked by name", async () => {
  const { out } = await keyfill("complete", "sum.py:2:12", "--json", "--provider", "builtin");
  expect(JSON.parse(out)).toMatchObject({ target: expect.stringMatching(/^builtin\//) });
});

test.for([
  [["complete", "sum.py:9:1"], 1, "sum.py has 3 lines."],
  [["complete", "sum.py:1:99"], 1, "Line 1 has columns 1 to 15."],
  [["complete", "sum.py"], 2, "say where, as FILE:LINE:COL"],
  [["complete", "none.py:1:1"], 2, "none.py"],
  [["complete", "sum.py:2:12", "--what"], 2, "--what"],
  [["complete", "sum.py:2:12", "--provider", "nobody"], 1, "there is no provider “nobody”"],
  [["lsp"], 2, "--stdio"],
  [["fly"], 2, "there is no command “fly”"],
] as const)("%j ends with %i: %s", async ([args, code, words]) => {
  const result = await keyfill(...args);
  expect(result.err).toContain(words);
  expect(result).toMatchObject({ code, out: "" });
});

test("probe says whether completion works, and how it was found out", async () => {
  const { code, out } = await keyfill("probe");
  expect(code).toBe(1);
  expect(out).toContain("environment: qwen2.5-coder at http://127.0.0.1:");
  expect(out).toContain("Does not work.");
  expect(out).toContain("What was tried");
});

test("models lists what a provider serves, or says why not", async () => {
  const { code, err } = await keyfill("models", "--provider", "nobody");
  expect(code).toBe(1);
  expect(err).toContain("There is no provider “nobody”. There are: environment.");
});

test("index tells what is in the index, and what was left out and why", async () => {
  await mkdir(join(folder, "shop"));
  await writeFile(join(folder, "shop", "cart.py"), "def total(cart):\n    return sum(cart)\n");
  await writeFile(join(folder, "shop", "logo.png"), "x");
  const { code, out } = await keyfill("index", "shop");
  expect(code).toBe(0);
  expect(out).toMatch(/shop: ready\n {2}1 files, 1 symbols, 1 chunks\n/);
  expect(out).toMatch(/1 {2}is not text: logo\.png\n$/);
  const again = JSON.parse((await keyfill("index", "shop", "--json")).out);
  expect(again).toMatchObject({ state: "ready", files: 1, symbols: 1, lastScan: { read: 0 } });
  expect(again.diskBytes).toBeGreaterThan(100);
  expect(await keyfill("index", "none")).toEqual({ code: 1, out: "", err: "none is no folder.\n" });
});

test("help is no mistake", async () => {
  expect(await keyfill("--help")).toMatchObject({
    code: 0,
    out: expect.stringContaining("keyfill complete"),
  });
});

const capabilities = { inlineCompletionProvider: true };

test("lsp --stdio serves any client", async () => {
  const child = spawn(process.execPath, [cli, "lsp", "--stdio"], { env: environment() });
  const connection = createProtocolConnection(
    new StreamMessageReader(child.stdout),
    new StreamMessageWriter(child.stdin),
  );
  connection.listen();
  const params = { processId: null, rootUri: null, capabilities: {} };
  expect(await connection.sendRequest("initialize", params)).toMatchObject({ capabilities });
  connection.dispose();
  child.kill();
});

interface Client {
  readonly connection: ProtocolConnection;
  readonly socket: Socket;
}

/** `keyfill lsp --port`, with what it writes to standard error, and clients that attach to it. */
async function served(more: Readonly<Record<string, string>> = {}) {
  const env = { ...environment(), KEYFILL_API_KEY: "sk-planted-key", ...more };
  const child = spawn(process.execPath, [cli, "lsp", "--port", "0"], { env });
  onTestFinished(() => void child.kill());
  let err = "";
  child.stderr.on("data", (data) => (err += String(data)));
  await until(() => /:\d+\s/.test(err), "it says where it serves");
  const port = Number(/:(\d+)\s/.exec(err)?.[1]);
  const attach = async (): Promise<Client> => {
    const socket = connect(port, "127.0.0.1");
    const connection = createProtocolConnection(
      new StreamMessageReader(socket),
      new StreamMessageWriter(socket),
    );
    onTestFinished(() => void socket.destroy());
    connection.listen();
    const params = { processId: null, rootUri: null, capabilities: {} };
    expect(await connection.sendRequest("initialize", params)).toMatchObject({ capabilities });
    await connection.sendNotification("initialized", {});
    return { connection, socket };
  };
  return { child, attach, err: () => err };
}

async function ask({ connection }: Client, uri: string, text = "x = "): Promise<unknown> {
  const textDocument = { uri, languageId: "python", version: 1, text };
  await connection.sendNotification("textDocument/didOpen", { textDocument });
  return connection.sendRequest("textDocument/inlineCompletion", {
    textDocument: { uri },
    position: { line: 0, character: text.length },
    context: { triggerKind: 2 },
  });
}

const suggested = [expect.objectContaining({ insertText: "a + b" })];

test("lsp --port: a client that exits leaves the others theirs", async () => {
  const { child, attach } = await served();
  const [first, second] = [await attach(), await attach()];
  expect(await ask(first, "file:///w/a.py")).toEqual(suggested);
  const closed = once(first.socket, "close");
  await first.connection.sendRequest("shutdown");
  await first.connection.sendNotification("exit");
  await closed;
  expect(await ask(second, "file:///w/b.py")).toEqual(suggested);
  expect(await ask(await attach(), "file:///w/c.py")).toEqual(suggested);
  expect(child.exitCode).toBeNull();
});

test("lsp --port: a client that is cut off while it waits leaves the others theirs", async () => {
  const { child, attach, err } = await served();
  const [first, second] = [await attach(), await attach()];
  provider.behave({ kind: "stream", pieces: ["a ", "+ ", "b\n"], everyMs: 100 });
  const before = provider.requests.length;
  void ask(first, "file:///w/a.py").catch(() => null);
  await until(() => provider.requests.length > before, "the provider is asked");
  first.socket.destroy();
  await until(() => provider.open() === 0, "the provider has answered");
  expect(await ask(second, "file:///w/b.py")).toEqual(suggested);
  expect(child.exitCode).toBeNull();
  expect(err()).not.toContain("unhandled");
});

test("lsp --port: a rejection that nobody handles ends nothing, and is told without the keys", async () => {
  const { child, attach, err } = await served(PLANT_REJECTION);
  const client = await attach();
  expect(await ask(client, "file:///w/a.py")).toEqual(suggested);
  child.kill("SIGUSR2");
  await until(() => err().includes("unhandled: "), "standard error tells of it");
  expect(err()).toContain("unhandled: Error: planted with ***");
  expect(await ask(client, "file:///w/b.py")).toEqual(suggested);
});
