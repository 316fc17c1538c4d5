/** The built server, started as an editor starts it, against a real HTTP provider. */
import { join } from "node:path";

import { expect, test } from "vitest";

import { type Behaviour, startFakeProvider } from "../../support/fake-provider.ts";
import { runningServer } from "../../support/running-server.ts";
import { until } from "../../support/until.ts";

const running = runningServer();

const status = (status: number, body = "{}"): Behaviour => ({ kind: "status", status, body });
const said = (message: string) => JSON.stringify({ error: { message } });

test("it says what it can", async () => {
  const { initialized } = await running.start();
  expect(initialized?.capabilities).toMatchObject({
    inlineCompletionProvider: true,
    textDocumentSync: { change: 2 },
  });
});

test("ghost text, with a range, from a FIM prompt with exact counts", async () => {
  running.provider.behave({ kind: "stream", pieces: ["math", ".pi * ", "r ** 2\n\nprint"] });
  const client = await running.start();
  await until(() => client.log.some((line) => line.startsWith("serving: environment/")), "the engine is up");
  const asked = await client.ask("import math\n\ndef area(r):\n    return ▮\n");
  const start3 = { line: 3, character: 11 };
  expect(await asked.items).toEqual([
    { insertText: "math.pi * r ** 2", range: { start: start3, end: start3 } },
  ]);
  const [request] = running.provider.requests;
  expect(request?.path).toBe("/v1/completions");
  expect(request?.headers["authorization"]).toBe("Bearer sk-planted-key");
  expect(request?.body).toMatchObject({
    model: "qwen2.5-coder-7b",
    prompt:
      "<|repo_name|>workspace\n<|file_sep|>a.py\n<|fim_prefix|>import math\n\ndef area(r):\n    return <|fim_suffix|>\n<|fim_middle|>",
    stop: ["<|endoftext|>", "<|file_sep|>", "<|fim_prefix|>", "<|im_end|>"],
    stream: true,
  });
  await until(() => client.log.some((line) => line.includes(" → ")), "the log tells the outcome");
  expect(client.log.at(-1)).toMatch(
    /^a\.py:4:12 automatic → 16 characters, generated · environment\/qwen2\.5-coder-7b · \d+ tokens, about \d+ answered · [\d.]+ ms \(gate .*judge [\d.]+\)$/,
  );
});

test("what is typed as suggested comes without a request; what is not, with one", async () => {
  running.provider.behave({ kind: "stream", pieces: ["alpha + beta"] });
  const client = await running.start();
  expect(await client.complete("x = ▮")).toBe("alpha + beta");
  expect(await client.complete("x = al▮")).toBe("pha + beta");
  expect(running.provider.requests).toHaveLength(1);
  expect(await client.complete("x = q▮")).toBe("alpha + beta");
  expect(running.provider.requests).toHaveLength(2);
});

test("a cancel from the editor detaches, and the next keystroke adopts the stream", async () => {
  running.provider.behave({ kind: "stream", pieces: ["al", "pha", " + beta"], everyMs: 60 });
  const client = await running.start();
  const first = await client.ask("x = ▮");
  await until(() => running.provider.requests.length === 1, "the provider is asked");
  first.cancel();
  expect(await client.complete("x = a▮")).toBe("lpha + beta");
  expect(running.provider.requests).toHaveLength(1);
  expect(running.provider.aborted()).toBe(0);
});

test("a stream that no keystroke adopts is aborted upstream", async () => {
  running.provider.behave({ kind: "stall", pieces: ["al"] });
  const client = await running.start();
  const asked = await client.ask("x = ▮");
  await until(() => running.provider.open() === 1, "the provider is asked");
  asked.cancel();
  await asked.items.catch(() => null);
  await until(
    () => running.provider.aborted() === 1 && running.provider.open() === 0,
    "the provider sees the abort",
  );
});

test("a stream from which the document diverges is aborted upstream", async () => {
  running.provider.behave({ kind: "stall", pieces: ["al"] });
  const client = await running.start();
  await client.ask("x = ▮");
  await until(() => running.provider.open() === 1, "the provider is asked");
  await client.put("y = ▮");
  await until(
    () => running.provider.aborted() === 1 && running.provider.open() === 0,
    "the provider sees the abort",
  );
});

test("a key is never logged, even when the provider repeats it", async () => {
  running.provider.behave(status(401, said("Incorrect API key provided: sk-planted-key")));
  const client = await running.start();
  await client.complete("x = ▮");
  expect(client.log.join("\n")).toContain("Incorrect API key provided: ***");
  expect(client.log.join("\n")).not.toContain("sk-planted-key");
});

test("a key from the client's secret store goes along, and a new one after it changed", async () => {
  await running.providerFile("mine.yaml", `base_url: ${running.provider.url}\nmodel: qwen2.5-coder\n`);
  const client = await running.start({
    env: { KEYFILL_HOME: running.home },
    initializationOptions: { apiKeys: true },
  });
  let key = "one";
  client.connection.onRequest("keyfill/apiKey", ({ provider: name }: { provider: string }) =>
    name === "mine" ? key : null,
  );
  const sent = () => running.provider.requests.at(-1)?.headers["authorization"];
  await client.complete("x = ▮");
  expect(sent()).toBe("Bearer one");
  key = "two";
  await client.connection.sendNotification("keyfill/apiKeyChanged");
  await client.complete("y = ▮");
  expect(sent()).toBe("Bearer two");
  expect(await client.connection.sendRequest("keyfill/providers")).toEqual({
    instances: ["mine"],
    folder: join(running.home, "providers.d"),
  });
});

test("a provider file that is added, corrected or removed counts at once", async () => {
  await running.providerFile("mine.yaml", "base_url: nowhere\nmodel: qwen2.5-coder\n");
  const client = await running.start({ env: { KEYFILL_HOME: running.home } });
  await client.complete("x = ▮");
  expect(client.log.at(-1)).toContain("mine.yaml:1:1: base_url: must be an http or https address");
  running.provider.behave({ kind: "stream", pieces: ["1"] });
  await running.providerFile("mine.yaml", `base_url: ${running.provider.url}\nmodel: qwen2.5-coder\n`);
  await until(() => client.log.at(-1) === "serving: mine/qwen2.5-coder", "the file is read again");
  expect(await client.complete("x = ▮")).toBe("1");
});

test("settings apply without a restart", async () => {
  running.provider.behave({ kind: "stream", pieces: ["1"] });
  const client = await running.start();
  expect(await client.complete("x = ▮")).toBe("1");
  client.settings = { enabled: false };
  await client.connection.sendNotification("workspace/didChangeConfiguration", { settings: null });
  expect(await client.complete("y = ▮")).toBeUndefined();
  expect(client.log.at(-1)).toContain("nothing (disabled)");
});

test("with no provider the built-in engine completes, from what is open", async () => {
  const client = await running.start({ env: { KEYFILL_HOME: running.home } });
  const shape = (name: string, last: string) =>
    `class ${name}:\n    def __init__(self, size):\n        self.size = size\n        self.area = ${last}\n\n`;
  const lines = shape("Circle", "compute_area(size)") + shape("Square", "compute_area(size)");
  expect(await client.complete(`${lines}${shape("Star", "compute_▮")}`)).toBe("area(size)");
  expect(client.log.at(-1)).toContain("builtin/");
});

test("the snippets of other open files are in the prompt", async () => {
  running.provider.behave({ kind: "stream", pieces: ["1"] });
  const client = await running.start();
  await client.put("def polygon_area(width, height):\n    return width * height\n▮", "file:///w/shapes.py");
  await client.complete("from shapes import polygon_area\n\nwidth, height = 2, 3\narea = ▮");
  expect(running.provider.requests[0]?.body["prompt"]).toContain(
    "<|file_sep|>shapes.py\ndef polygon_area(width, height):",
  );
});

test("a target that keeps failing is left alone, by all windows of the machine", async () => {
  running.provider.behave(status(503));
  const env = running.environment({ XDG_CACHE_HOME: join(running.home, "cache") });
  const first = await running.start({ env });
  await first.complete("x = ▮");
  await first.complete("y = ▮");
  const asked = running.provider.requests.length;
  expect(asked).toBe(3);
  expect(await first.complete("z = ▮")).toBeUndefined();
  expect(first.log.at(-1)).toMatch(
    /nothing \(overloaded\): .*paused for \d s after 3 failures, the last: it answered 503/,
  );
  await first.stop();
  const second = await running.start({ env });
  expect(await second.complete("x = ▮")).toBeUndefined();
  expect(second.log.at(-1)).toContain("paused for");
  expect(running.provider.requests).toHaveLength(asked);
});

test("another target answers in the place of one that fails, and the log says so", async () => {
  running.provider.behave(status(503, said("CUDA")));
  await running.providerFile("one.yaml", `base_url: ${running.provider.url}\nmodel: qwen2.5-coder\n`);
  const other = await startFakeProvider({ kind: "stream", pieces: ["1 + 1"] });
  await running.providerFile("two.yaml", `base_url: ${other.url}\nmodel: starcoder2\n`);
  const client = await running.start({
    env: { KEYFILL_HOME: running.home },
    settings: { completion: { provider: "one", fallback: ["two", "builtin"] } },
  });
  expect(await client.complete("x = ▮")).toBe("1 + 1");
  expect(client.log.at(-1)).toContain(
    "two/starcoder2, after one/qwen2.5-coder failed (overloaded: 503: CUDA)",
  );
  expect(other.requests[0]?.body["prompt"]).toContain("<fim_suffix>");
  await other.close();
});

test("a provider that works is told from one that does not", async () => {
  running.provider.behave(status(401, said("Incorrect API key")));
  const client = await running.start();
  const probed = await client.connection.sendRequest("keyfill/probe", { provider: "environment" });
  expect(probed).toMatchObject({ ok: false, advice: expect.stringContaining("key") });
  expect(await client.connection.sendRequest("keyfill/probe", { provider: "nobody" })).toEqual({
    ok: false,
    why: "There is no provider “nobody”.",
    told: [{ text: "There is no provider “{0}”.", values: ["nobody"] }],
  });
});

test("a configuration folder that cannot be is no reason to stand still", async () => {
  const client = await running.start({ env: running.environment({ KEYFILL_HOME: "/dev/null/keyfill" }) });
  running.provider.behave({ kind: "stream", pieces: ["1"] });
  expect(await client.complete("x = ▮")).toBe("1");
  expect(client.log.join("\n")).toContain("provider files are not watched");
});

test("the editor's own proxy is used", async () => {
  const env = running.environment({ KEYFILL_BASE_URL: "http://models.invalid/v1" });
  const { origin } = new URL(running.provider.url);
  const client = await running.start({ env, otherSettings: { http: { proxy: origin } } });
  await client.complete("x = ▮");
  expect(running.provider.requests.at(-1)?.path).toBe("http://models.invalid/v1/completions");
});

test("of a model that nobody knows the server is asked for its window", async () => {
  const models = { object: "list", data: [{ id: "house-coder", object: "model", max_model_len: 700 }] };
  running.provider.behave({ kind: "status", status: 200, body: JSON.stringify(models) });
  await running.providerFile(
    "mine.yaml",
    `base_url: ${running.provider.url}\nmodel: house-coder\ncompletion: [openai-completions-suffix]\nmax_tokens: 100\n`,
  );
  const client = await running.start({ env: { KEYFILL_HOME: running.home } });
  await until(
    () => running.provider.lookups.some(({ path }) => path.endsWith("/models")),
    "the list is asked for",
  );
  running.provider.behave({ kind: "stream", pieces: ["1"] });
  const long = "x = compute(1, 2, 3)\n".repeat(400);
  await until(() => client.log.some((line) => line.startsWith("serving: mine/")), "the engine is up");
  expect(await client.complete(`${long}y = ▮`)).toBe("1");
  const sent = JSON.stringify(running.provider.requests.at(-1)?.body["prompt"]);
  expect(sent.length).toBeLessThan(700 * 5);
});
