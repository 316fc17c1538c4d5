/** The built server, started as an editor starts it, against a real HTTP provider. */
import { mkdir, mkdtemp, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { afterEach, beforeEach, expect, test } from "vitest";

import { REASONS, type Reason } from "../../../server/completion/outcome.ts";
import { type Behaviour, type FakeProvider, startFakeProvider } from "../../support/fake-provider.ts";
import { LspClient } from "../../support/lsp-client.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";
import { until } from "../../support/until.ts";

let provider: FakeProvider;
const folder = temporaryFolder();
let home = folder;
let client: LspClient | undefined;

beforeEach(async () => {
  provider = await startFakeProvider();
  home = await mkdtemp(join(folder, "home-"));
});
afterEach(async () => {
  await client?.stop();
  client = undefined;
  await provider.close();
});

const providerFile = async (name: string, text: string) => {
  await mkdir(join(home, "providers.d"), { recursive: true });
  await writeFile(join(home, "providers.d", name), text);
};

function environment(more: Readonly<Record<string, string>> = {}) {
  return {
    KEYFILL_HOME: home,
    KEYFILL_BASE_URL: provider.url,
    KEYFILL_MODEL: "qwen2.5-coder-7b",
    KEYFILL_API_KEY: "sk-planted-key",
    ...more,
  };
}

async function start(options: Parameters<typeof LspClient.start>[0] = {}): Promise<LspClient> {
  client = await LspClient.start({ env: environment(), ...options });
  return client;
}

test("it says what it can", async () => {
  const { initialized } = await start();
  expect(initialized?.capabilities).toMatchObject({
    inlineCompletionProvider: true,
    textDocumentSync: { change: 2 },
  });
});

test("ghost text, with a range, from a FIM prompt with exact counts", async () => {
  provider.behave({ kind: "stream", pieces: ["math", ".pi * ", "r ** 2\n\nprint"] });
  const client = await start();
  await until(() => client.log.some((line) => line.startsWith("serving: environment/")), "the engine is up");
  const asked = await client.ask("import math\n\ndef area(r):\n    return ▮\n");
  const start3 = { line: 3, character: 11 };
  expect(await asked.items).toEqual([
    { insertText: "math.pi * r ** 2", range: { start: start3, end: start3 } },
  ]);
  const [request] = provider.requests;
  expect(request?.path).toBe("/v1/completions");
  expect(request?.headers["authorization"]).toBe("Bearer sk-planted-key");
  expect(request?.body).toMatchObject({
    model: "qwen2.5-coder-7b",
    prompt:
      "<|repo_name|>workspace\n<|file_sep|>a.py\n<|fim_prefix|>import math\n\ndef area(r):\n    return <|fim_suffix|>\n<|fim_middle|>",
    stop: ["\n", "<|endoftext|>", "<|file_sep|>", "<|fim_prefix|>"],
    stream: true,
  });
  expect(client.log.at(-1)).toMatch(
    /^a\.py:4:12 automatic → 16 characters, generated · environment\/qwen2\.5-coder-7b · \d+ tokens · [\d.]+ ms \(gate .*judge [\d.]+\)$/,
  );
});

test("what is typed as suggested comes without a request; what is not, with one", async () => {
  provider.behave({ kind: "stream", pieces: ["alpha + beta"] });
  const client = await start();
  expect(await client.complete("x = ▮")).toBe("alpha + beta");
  expect(await client.complete("x = al▮")).toBe("pha + beta");
  expect(provider.requests).toHaveLength(1);
  expect(await client.complete("x = q▮")).toBe("alpha + beta");
  expect(provider.requests).toHaveLength(2);
});

test("a cancel from the editor detaches, and the next keystroke adopts the stream", async () => {
  provider.behave({ kind: "stream", pieces: ["al", "pha", " + beta"], everyMs: 60 });
  const client = await start();
  const first = await client.ask("x = ▮");
  await until(() => provider.requests.length === 1, "the provider is asked");
  first.cancel();
  expect(await client.complete("x = a▮")).toBe("lpha + beta");
  expect(provider.requests).toHaveLength(1);
  expect(provider.aborted()).toBe(0);
});

test("a stream that no keystroke adopts is aborted upstream", async () => {
  provider.behave({ kind: "stall", pieces: ["al"] });
  const client = await start();
  const asked = await client.ask("x = ▮");
  await until(() => provider.open() === 1, "the provider is asked");
  asked.cancel();
  await asked.items.catch(() => null);
  await until(() => provider.aborted() === 1 && provider.open() === 0, "the provider sees the abort");
});

test("a stream from which the document diverges is aborted upstream", async () => {
  provider.behave({ kind: "stall", pieces: ["al"] });
  const client = await start();
  await client.ask("x = ▮");
  await until(() => provider.open() === 1, "the provider is asked");
  await client.put("y = ▮");
  await until(() => provider.aborted() === 1 && provider.open() === 0, "the provider sees the abort");
});

const reached = new Set<Reason>();

/** Nothing is suggested, for this reason; nothing pops up, and no request is left open. */
async function checkNothing(reason: Reason, marked: string, options?: Parameters<typeof LspClient.start>[0]) {
  const client = await start(options);
  expect(await client.complete(marked)).toBeUndefined();
  expect(client.log.at(-1)).toContain(`nothing (${reason}): ${REASONS[reason]}`);
  expect(client.messagesShown).toEqual([]);
  await until(() => provider.open() === 0, "no request is left open");
  reached.add(reason);
}

function checkProvider(reason: Reason, name: string, behaviour: Behaviour, env = {}) {
  test(`nothing: ${name} → ${reason}`, async () => {
    provider.behave(behaviour);
    await providerFile(
      "fake.yaml",
      `base_url: ${provider.url}\nmodel: qwen2.5-coder\napi_key: $KEY\nfirst_byte_timeout: 0.3\nstall_timeout: 0.2\n`,
    );
    await checkNothing(reason, "x = ▮", { env: { KEYFILL_HOME: home, ...env } });
  });
}

const status = (status: number, body = "{}"): Behaviour => ({ kind: "status", status, body });
const said = (message: string) => JSON.stringify({ error: { message } });

checkProvider("empty", "an empty answer", { kind: "stream", pieces: ["\n"] });
checkProvider("timeout", "silence", { kind: "silent" });
checkProvider("timeout", "a stall in the stream", { kind: "stall", pieces: ["ab"] });
checkProvider("unreachable", "a connection cut in the stream", { kind: "break-off", pieces: ["ab"] });
checkProvider("bad-answer", "a web page", {
  kind: "status",
  status: 200,
  body: "<html></html>",
  headers: { "content-type": "text/html" },
});
checkProvider("bad-answer", "garbage", { kind: "raw", body: "data: [1, 2\n\n" });
checkProvider("overloaded", "500", status(500, "<html></html>"));
checkProvider("rate-limited", "429", status(429));
checkProvider("no-key", "401 without words", status(401));
checkProvider("refused", "401 of a wrong key", status(401, said("Incorrect API key")), { KEY: "wrong" });
checkProvider("unknown-model", "404", status(404, said("no such model")));
checkProvider("bad-request", "400", status(400, said("too long")));

test("nothing: disabled", () => checkNothing("disabled", "x = ▮", { settings: { enabled: false } }));

test("nothing: mid-word", () => checkNothing("mid-word", "fo▮o"));

test("nothing: no-fim", () =>
  checkNothing("no-fim", "x = ▮", { env: environment({ KEYFILL_MODEL: "gpt-4o" }) }));

test("nothing: misconfigured, with file, line and column", async () => {
  await providerFile("mine.yaml", "base_url: http://127.0.0.1:1\nmodle: x\n");
  await checkNothing("misconfigured", "x = ▮", { env: { KEYFILL_HOME: home } });
  expect(client?.log.at(-1)).toContain("mine.yaml:2:1: modle is not a key that is known here");
});

test("nothing: repeats-line-above", async () => {
  provider.behave({ kind: "stream", pieces: ["total = 1\n"] });
  await checkNothing("repeats-line-above", "total = 1\n▮\n");
});

test("nothing: repeats-line-below", async () => {
  provider.behave({ kind: "stream", pieces: ["tal = 1"] });
  await checkNothing("repeats-line-below", "to▮\ntotal = 1\n");
});

test("nothing: against-selection", async () => {
  provider.behave({ kind: "stream", pieces: ["pear()"] });
  const client = await start();
  const { line, character } = await client.put("xs.ap▮");
  const range = { start: { line, character: 3 }, end: { line, character } };
  const ask = (text: string) =>
    client.connection.sendRequest("textDocument/inlineCompletion", {
      textDocument: { uri: "file:///w/a.py" },
      position: { line, character },
      context: { triggerKind: 2, selectedCompletionInfo: { range, text } },
    });
  expect(await ask("append")).toBeNull();
  expect(client.log.at(-1)).toContain("nothing (against-selection)");
  reached.add("against-selection");
  expect(await ask("appear")).toEqual([{ insertText: "appear()", range }]);
});

test("nothing: superseded", async () => {
  provider.behave({ kind: "stall", pieces: [] });
  const client = await start();
  const asked = await client.ask("x = ▮");
  await until(() => provider.open() === 1, "the provider is asked");
  asked.cancel();
  await asked.items.catch(() => null);
  await until(() => client.log.some((line) => line.includes("nothing (superseded)")), "the log says so");
  reached.add("superseded");
});

test("every reason was reached", () => {
  expect([...reached].toSorted()).toEqual(Object.keys(REASONS).toSorted());
});

test("a key is never logged, even when the provider repeats it", async () => {
  provider.behave(status(401, said("Incorrect API key provided: sk-planted-key")));
  const client = await start();
  await client.complete("x = ▮");
  expect(client.log.join("\n")).toContain("Incorrect API key provided: ***");
  expect(client.log.join("\n")).not.toContain("sk-planted-key");
});

test("a key from the client's secret store goes along, and a new one after it changed", async () => {
  await providerFile("mine.yaml", `base_url: ${provider.url}\nmodel: qwen2.5-coder\n`);
  const client = await start({ env: { KEYFILL_HOME: home }, initializationOptions: { apiKeys: true } });
  let key = "one";
  client.connection.onRequest("keyfill/apiKey", ({ provider: name }: { provider: string }) =>
    name === "mine" ? key : null,
  );
  const sent = () => provider.requests.at(-1)?.headers["authorization"];
  await client.complete("x = ▮");
  expect(sent()).toBe("Bearer one");
  key = "two";
  await client.connection.sendNotification("keyfill/apiKeyChanged");
  await client.complete("y = ▮");
  expect(sent()).toBe("Bearer two");
  expect(await client.connection.sendRequest("keyfill/providers")).toEqual({
    instances: ["mine"],
    folder: join(home, "providers.d"),
  });
});

test("a provider file that is added, corrected or removed counts at once", async () => {
  await providerFile("mine.yaml", "base_url: nowhere\nmodel: qwen2.5-coder\n");
  const client = await start({ env: { KEYFILL_HOME: home } });
  await client.complete("x = ▮");
  expect(client.log.at(-1)).toContain("mine.yaml:1:1: base_url: must be an http or https address");
  provider.behave({ kind: "stream", pieces: ["1"] });
  await providerFile("mine.yaml", `base_url: ${provider.url}\nmodel: qwen2.5-coder\n`);
  await until(() => client.log.at(-1) === "serving: mine/qwen2.5-coder", "the file is read again");
  expect(await client.complete("x = ▮")).toBe("1");
});

test("settings apply without a restart", async () => {
  provider.behave({ kind: "stream", pieces: ["1"] });
  const client = await start();
  expect(await client.complete("x = ▮")).toBe("1");
  client.settings = { enabled: false };
  await client.connection.sendNotification("workspace/didChangeConfiguration", { settings: null });
  expect(await client.complete("y = ▮")).toBeUndefined();
  expect(client.log.at(-1)).toContain("nothing (disabled)");
});

test("with no provider the built-in engine completes, from what is open", async () => {
  const client = await start({ env: { KEYFILL_HOME: home } });
  const shape = (name: string, last: string) =>
    `class ${name}:\n    def __init__(self, size):\n        self.size = size\n        self.area = ${last}\n\n`;
  const lines = shape("Circle", "compute_area(size)") + shape("Square", "compute_area(size)");
  expect(await client.complete(`${lines}${shape("Star", "compute_▮")}`)).toBe("area(size)");
  expect(client.log.at(-1)).toContain("builtin/");
});

test("the snippets of other open files are in the prompt", async () => {
  provider.behave({ kind: "stream", pieces: ["1"] });
  const client = await start();
  await client.put("def polygon_area(width, height):\n    return width * height\n▮", "file:///w/shapes.py");
  await client.complete("from shapes import polygon_area\n\nwidth, height = 2, 3\narea = ▮");
  expect(provider.requests[0]?.body["prompt"]).toContain(
    "<|file_sep|>shapes.py\ndef polygon_area(width, height):",
  );
});

test("a target that keeps failing is left alone, by all windows of the machine", async () => {
  provider.behave(status(503));
  const env = environment({ XDG_CACHE_HOME: join(home, "cache") });
  const first = await start({ env });
  await first.complete("x = ▮");
  await first.complete("y = ▮");
  const asked = provider.requests.length;
  expect(asked).toBe(3);
  expect(await first.complete("z = ▮")).toBeUndefined();
  expect(first.log.at(-1)).toMatch(
    /nothing \(overloaded\): .*paused for \d s after 3 failures, the last: it answered 503/,
  );
  await first.stop();
  const second = await start({ env });
  expect(await second.complete("x = ▮")).toBeUndefined();
  expect(second.log.at(-1)).toContain("paused for");
  expect(provider.requests).toHaveLength(asked);
});

test("another target answers in the place of one that fails, and the log says so", async () => {
  provider.behave(status(503, said("CUDA")));
  await providerFile("one.yaml", `base_url: ${provider.url}\nmodel: qwen2.5-coder\n`);
  const other = await startFakeProvider({ kind: "stream", pieces: ["1 + 1"] });
  await providerFile("two.yaml", `base_url: ${other.url}\nmodel: starcoder2\n`);
  const client = await start({
    env: { KEYFILL_HOME: home },
    settings: { completion: { provider: "one", fallback: ["two", "builtin"] } },
  });
  expect(await client.complete("x = ▮")).toBe("1 + 1");
  expect(client.log.at(-1)).toContain(
    "two/starcoder2, after one/qwen2.5-coder failed (overloaded: 503: CUDA)",
  );
  expect(other.requests[0]?.body["prompt"]).toContain("<fim_suffix>");
  await other.close();
});
