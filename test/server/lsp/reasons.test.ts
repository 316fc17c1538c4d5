/** Every reason to suggest nothing, reached in the built server: it is in the log, nothing pops up, and no request is left open. */
import { mkdtemp, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

import { expect, test } from "vitest";

import { REASONS, type Reason } from "../../../server/completion/outcome.ts";
import { type EditorFacts, GO_ON_NOTIFICATION } from "../../../server/protocol.ts";
import type { Behaviour } from "../../support/fake-provider.ts";
import { runningServer, type StartOptions } from "../../support/running-server.ts";
import { until } from "../../support/until.ts";

const running = runningServer();

const reached = new Set<Reason>();

/** Nothing is suggested, for this reason; nothing pops up, and no request is left open. */
async function checkNothing(
  reason: Reason,
  marked: string,
  options?: StartOptions & { uri?: string; facts?: EditorFacts },
) {
  const client = await running.start(options);
  expect(await client.complete(marked, options)).toBeUndefined();
  expect(client.log.at(-1)).toContain(`nothing (${reason}): ${REASONS[reason]}`);
  expect(client.messagesShown).toEqual([]);
  await until(() => running.provider.open() === 0, "no request is left open");
  reached.add(reason);
}

/** Only with who never answers: any other may take longer on a busy machine. */
const IMPATIENT = "first_byte_timeout: 0.3\nstall_timeout: 0.2\n";

function checkProvider(reason: Reason, name: string, behaviour: Behaviour, env = {}) {
  test(`nothing: ${name} → ${reason}`, async () => {
    running.provider.behave(behaviour);
    await running.providerFile(
      "fake.yaml",
      `base_url: ${running.provider.url}\nmodel: qwen2.5-coder\napi_key: $KEY\n${reason === "timeout" ? IMPATIENT : ""}`,
    );
    await checkNothing(reason, "x = ▮", { env: { KEYFILL_HOME: running.home, ...env } });
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

test("nothing: ignored, withheld", async () => {
  const folder = await mkdtemp(join(running.home, "w-"));
  await writeFile(join(folder, ".keyfillignore"), "secret/\n");
  const settings = { privacy: { rules: { "client/**": ["local-server"], "open/**": ["local"] } } };
  const start = { folder, settings };
  const at = (path: string) => ({ uri: pathToFileURL(join(folder, path)).href });
  await checkNothing("ignored", "x = ▮", { ...start, ...at("secret/a.py") });
  await checkNothing("withheld", "x = ▮", { ...start, ...at("client/a.py") });
  running.provider.behave({ kind: "stream", pieces: ["1"] });
  expect(await running.client.complete("x = ▮", at("open/a.py"))).toBe("1");
});

test("nothing: in-secret, asked by hand or not", async () => {
  const marked = 'password = "hunter▮2"';
  await checkNothing("in-secret", marked);
  expect(await running.client.complete(marked, { manual: true })).toBeUndefined();
  expect(running.provider.requests).toEqual([]);
});

test("nothing: secret", async () => {
  running.provider.behave({ kind: "stream", pieces: ["'sk-proj-a1b2c3d4e5f6g7h8i9j0k1l2m3n4'"] });
  await checkNothing("secret", "key = ▮");
});

test("nothing: in-comment, in-string", async () => {
  const settings = { completion: { inComments: false, inStrings: false } };
  await checkNothing("in-comment", "x = 1  # the ▮", { settings });
  await checkNothing("in-string", "x = 'the ▮'", { settings });
});

test("nothing: mid-word", () => checkNothing("mid-word", "fo▮o"));

test("nothing: no-fim", () =>
  checkNothing("no-fim", "x = ▮", { env: running.environment({ KEYFILL_MODEL: "text-embedding-3-small" }) }));

test("nothing: misconfigured, with file, line and column", async () => {
  await running.providerFile("mine.yaml", "base_url: http://127.0.0.1:1\nmodle: x\n");
  await checkNothing("misconfigured", "x = ▮", { env: { KEYFILL_HOME: running.home } });
  expect(running.client.log.at(-1)).toContain("mine.yaml:2:1: modle is not a key that is known here");
});

test("nothing: repeats-line-above", async () => {
  running.provider.behave({ kind: "stream", pieces: ["total = 1\n"] });
  await checkNothing("repeats-line-above", "total = 1\n▮\n");
});

function checkAnswer(reason: Reason, marked: string, says: string) {
  test(`nothing: ${reason}`, async () => {
    running.provider.behave({ kind: "stream", pieces: [says] });
    await checkNothing(reason, marked);
  });
}

test("nothing: cut-off", async () => {
  const chunk = { choices: [{ index: 0, text: "f(\n    a,\n", finish_reason: "length" }] };
  running.provider.behave({ kind: "raw", body: `data: ${JSON.stringify(chunk)}\n\ndata: [DONE]\n\n` });
  await checkNothing("cut-off", "x = ▮");
});

checkAnswer("loops", "▮", "same = again()\n".repeat(9));
checkAnswer("placeholder", "def f():\n    ▮", "# TODO: implement");
checkAnswer("refusal", "def f():\n    ▮", "I'm sorry, but I cannot help with that.");

test("nothing: repeats-line-below", async () => {
  running.provider.behave({ kind: "stream", pieces: ["tal = 1"] });
  await checkNothing("repeats-line-below", "to▮\ntotal = 1\n");
});

test("nothing: fixed-item; an item that can be continued is, in its own range", async () => {
  running.provider.behave({ kind: "stream", pieces: ["(x)"] });
  const client = await running.start();
  const { line, character } = await client.put("xs.ap▮");
  const range = { start: { line, character: 3 }, end: { line, character } };
  const ask = (text: string) =>
    client.connection.sendRequest("textDocument/inlineCompletion", {
      textDocument: { uri: "file:///w/a.py" },
      position: { line, character },
      context: { triggerKind: 2, selectedCompletionInfo: { range, text } },
    });
  expect(await ask("append(\n\t$0)")).toBeNull();
  await until(() => client.log.some((line) => line.includes("nothing (fixed-item)")), "the log says so");
  reached.add("fixed-item");
  expect(await ask("append")).toEqual([{ insertText: "append(x)", range }]);
  expect(JSON.stringify(running.provider.requests.at(-1)?.body)).toContain("xs.append<|fim_suffix|>");
});

/** What Keyfill's own client tells beside the question. */
function checkTold(reason: Reason, facts: EditorFacts) {
  test(`nothing: ${reason}`, () => checkNothing(reason, "x = ▮", { facts }));
}

checkTold("off-for-language", { off: "language" });
checkTold("off-for-file", { off: "file" });
checkTold("snoozed", { off: "snoozed" });
checkTold("several-cursors", { cursors: 3 });
checkTold("comparing", { comparing: true });
checkTold("halted", { halted: true });

test("nothing: foreign-scheme", () => checkNothing("foreign-scheme", "x = ▮", { uri: "output:tasks" }));

test("nothing: too-many-lines", () => checkNothing("too-many-lines", `${"x\n".repeat(50_001)}▮`));

test("nothing: too-long-line", () => checkNothing("too-long-line", `${"x ".repeat(5001)}▮`));

test("nothing: merge-conflict", () => checkNothing("merge-conflict", "<<<<<<< HEAD\n▮\n"));

test("nothing: text-behind", () =>
  checkNothing("text-behind", "f(▮, b)", {
    env: running.environment({ KEYFILL_MODEL: "gpt-4.1-mini", KEYFILL_PROVIDER: "openai" }),
  }));

test("nothing: typo-fix; typing on asks again", async () => {
  running.provider.behave({ kind: "stream", pieces: ["y"] });
  const client = await running.start();
  await client.complete("z▮");
  for (const typed of ["x ▮", "x =▮", "x =0▮"]) await client.put(typed);
  expect(await client.complete("x =▮")).toBeUndefined();
  expect(client.log.at(-1)).toContain("nothing (typo-fix)");
  reached.add("typo-fix");
  expect(await client.complete("x = ▮")).toBe("y");
});

for (const [reason, completion] of [
  ["daily-requests", { dailyRequests: 1 }],
  ["daily-tokens", { dailyTokens: 5 }],
  ["daily-money", { dailyMoney: 0.000_001 }],
] as const) {
  test(`nothing: ${reason}, until the user goes on; by hand at any time`, async () => {
    running.provider.behave({ kind: "stream", pieces: ["y"] });
    await running.providerFile(
      "fake.yaml",
      `base_url: ${running.provider.url}\nmodel: qwen2.5-coder\nprice: { input: 2, output: 10 }\n`,
    );
    // Where what was spent is kept.
    const env = { KEYFILL_HOME: running.home, XDG_CACHE_HOME: running.home };
    const start = { env, settings: { completion } };
    const first = await running.start(start);
    expect(await first.complete("a = ▮")).toBe("y");
    expect(await first.complete("b = ▮")).toBeUndefined();
    // What is known costs nothing.
    expect(await first.complete("a = ▮")).toBe("y");
    expect(await first.complete("c = ▮", { manual: true })).toBe("y");
    await first.stop();
    await checkNothing(reason, "d = ▮", start);
    await running.client.connection.sendNotification(GO_ON_NOTIFICATION);
    expect(await running.client.complete("e = ▮")).toBe("y");
  });
}

test("when the budget is used up, who costs nothing stands in", async () => {
  running.provider.behave({ kind: "stream", pieces: ["y"] });
  await running.providerFile(
    "fake.yaml",
    `base_url: ${running.provider.url}\nmodel: qwen2.5-coder\nprice: { input: 2, output: 10 }\n`,
  );
  const completion = { dailyRequests: 1, fallback: ["builtin"] };
  const env = { KEYFILL_HOME: running.home, XDG_CACHE_HOME: running.home };
  const client = await running.start({ env, settings: { completion } });
  expect(await client.complete("a = ▮")).toBe("y");
  await client.complete("total_of_prices = 1\ntotal_of_costs = 2\nb = total_of_pr▮");
  expect(client.log.at(-1)).toContain(
    "in place of fake/qwen2.5-coder (today's budget of requests is used up)",
  );
  expect(running.provider.requests).toHaveLength(1);
});

test("nothing: superseded", async () => {
  running.provider.behave({ kind: "stall", pieces: [] });
  const client = await running.start();
  const asked = await client.ask("x = ▮");
  await until(() => running.provider.open() === 1, "the provider is asked");
  asked.cancel();
  await asked.items.catch(() => null);
  await until(() => client.log.some((line) => line.includes("nothing (superseded)")), "the log says so");
  reached.add("superseded");
});

test("every reason was reached", () => {
  expect([...reached].toSorted()).toEqual(Object.keys(REASONS).toSorted());
});
