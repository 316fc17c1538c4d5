/** The built command line, run as a person runs it. */
import { execFile, spawn } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { connect } from "node:net";
import { join } from "node:path";

import {
  createProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from "vscode-languageserver-protocol/node";
import { afterAll, beforeAll, expect, test } from "vitest";

import { type FakeProvider, startFakeProvider } from "../support/fake-provider.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

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
    KEYFILL_BASE_URL: provider.url,
    KEYFILL_MODEL: "qwen2.5-coder",
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

test("lsp --port serves a client that attaches", async () => {
  const child = spawn(process.execPath, [cli, "lsp", "--port", "0"], { env: environment() });
  const port = await new Promise<number>((resolve) => {
    child.stderr.on("data", (data) => resolve(Number(/:(\d+)\s*$/.exec(String(data))?.[1])));
  });
  const socket = connect(port, "127.0.0.1");
  const connection = createProtocolConnection(
    new StreamMessageReader(socket),
    new StreamMessageWriter(socket),
  );
  connection.listen();
  const params = { processId: null, rootUri: null, capabilities: {} };
  expect(await connection.sendRequest("initialize", params)).toMatchObject({ capabilities });
  connection.dispose();
  socket.destroy();
  child.kill();
});
