/** Every reason to suggest nothing, reached in the built server: it is in the log, nothing pops up, and no request is left open. */
import { expect, test } from "vitest";

import { REASONS, type Reason } from "../../../server/completion/outcome.ts";
import type { Behaviour } from "../../support/fake-provider.ts";
import { runningServer, type StartOptions } from "../../support/running-server.ts";
import { until } from "../../support/until.ts";

const running = runningServer();

const reached = new Set<Reason>();

/** Nothing is suggested, for this reason; nothing pops up, and no request is left open. */
async function checkNothing(reason: Reason, marked: string, options?: StartOptions) {
  const client = await running.start(options);
  expect(await client.complete(marked)).toBeUndefined();
  expect(client.log.at(-1)).toContain(`nothing (${reason}): ${REASONS[reason]}`);
  expect(client.messagesShown).toEqual([]);
  await until(() => running.provider.open() === 0, "no request is left open");
  reached.add(reason);
}

function checkProvider(reason: Reason, name: string, behaviour: Behaviour, env = {}) {
  test(`nothing: ${name} → ${reason}`, async () => {
    running.provider.behave(behaviour);
    await running.providerFile(
      "fake.yaml",
      `base_url: ${running.provider.url}\nmodel: qwen2.5-coder\napi_key: $KEY\nfirst_byte_timeout: 0.3\nstall_timeout: 0.2\n`,
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

test("nothing: repeats-line-below", async () => {
  running.provider.behave({ kind: "stream", pieces: ["tal = 1"] });
  await checkNothing("repeats-line-below", "to▮\ntotal = 1\n");
});

test("nothing: against-selection", async () => {
  running.provider.behave({ kind: "stream", pieces: ["pear()"] });
  const client = await running.start();
  const { line, character } = await client.put("xs.ap▮");
  const range = { start: { line, character: 3 }, end: { line, character } };
  const ask = (text: string) =>
    client.connection.sendRequest("textDocument/inlineCompletion", {
      textDocument: { uri: "file:///w/a.py" },
      position: { line, character },
      context: { triggerKind: 2, selectedCompletionInfo: { range, text } },
    });
  expect(await ask("append")).toBeNull();
  await until(
    () => client.log.some((line) => line.includes("nothing (against-selection)")),
    "the log says so",
  );
  reached.add("against-selection");
  expect(await ask("appear")).toEqual([{ insertText: "appear()", range }]);
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
