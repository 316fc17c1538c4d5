/** What every dialect owes, asked of each by enumeration, through real HTTP. */
import { readdirSync } from "node:fs";
import { basename, join } from "node:path";

import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { DIALECT_NAMES, loadDialect } from "../../../../server/providers/dialects.ts";
import type { Behaviour } from "../../../support/fake-provider.ts";
import { wireAt } from "../../../support/fake-wires.ts";
import { until } from "../../../support/until.ts";
import { type Asker, startAsker } from "./asked.ts";
import { CASES } from "./cases/all.ts";
import { type Answer, type Cases, meaningOf, silent, wireOf } from "./cases.ts";
import { enriched, rewrapped } from "./variants.ts";

let asker: Asker;
beforeAll(async () => {
  asker = await startAsker();
});
afterAll(() => asker.close());

test("every file in dialects/ is a dialect, named as its file", () => {
  const folder = join(import.meta.dirname, "../../../../server/providers/dialects");
  const files = readdirSync(folder).map((file) => basename(file, ".ts"));
  expect(files.toSorted()).toEqual([...DIALECT_NAMES].toSorted());
});

/** Texts joined, then how it ended. */
async function told(name: (typeof DIALECT_NAMES)[number], behaviour: Behaviour, stream = true) {
  asker.provider.behave(behaviour);
  const { prompt } = CASES[name];
  const { text, end, usage } = meaningOf(await asker.events({ dialect: name, prompt, stream }));
  await until(() => asker.provider.open() === 0, "no request is left open");
  return { line: `${text} → ${end}`, usage };
}

describe.for(DIALECT_NAMES)("%s", (name) => {
  const cases = CASES[name];
  const { prompt } = cases;
  const check = (what: string, behaviour: Behaviour, expected: string) =>
    test(what, async () => expect((await told(name, behaviour)).line).toBe(expected));

  check("a stream", { kind: "stream", pieces: ["a", "é → ", "😀"] }, "aé → 😀 → stop");
  check("a slow stream", { kind: "stream", pieces: ["a", "b"], everyMs: 20 }, "ab → stop");
  check("a stream that says nothing", { kind: "stream", pieces: [] }, " → stop");
  check("a whole answer to who asked for a stream", { kind: "whole", text: "abc" }, "abc → stop");
  check("a stall", { kind: "stall", pieces: ["a"] }, "a → timeout");
  check("silence", { kind: "silent" }, " → timeout");
  check("breaking off", { kind: "break-off", pieces: ["a"] }, "a → unreachable");
  check("a stream without an end", { kind: "unfinished", pieces: ["a"] }, "a → unreachable");

  test("a whole answer to who asked for one", async () => {
    const { line, usage } = await told(name, { kind: "whole", text: "abc" }, false);
    expect(line).toBe("abc → stop");
    expect(usage).toMatchObject({ inputTokens: 7, outputTokens: 1 });
  });

  test("a stream to who asked for a whole answer", async () => {
    if (cases.framing === "lines") return;
    const { line } = await told(name, { kind: "stream", pieces: ["a", "b"] }, false);
    expect(line).toBe("ab → stop");
  });

  test("usage", async () => {
    const { usage } = await told(name, { kind: "stream", pieces: ["a", "b"] });
    expect(usage).toMatchObject({ inputTokens: 7, outputTokens: 2 });
  });

  test("it says when nothing more is needed", async () => {
    const dialect = await loadDialect(name);
    const reader = dialect.reader({ newId: () => "id", note: () => undefined });
    const wire = wireAt(dialect.request(prompt, options)?.path ?? "");
    const dataOf = (text: string) =>
      [...text.matchAll(/^(?:data: ?)?(\{.*\})$/gm)].map(([, data = ""]) => ({ data }));
    for (const event of dataOf((wire.first ?? "") + wire.piece("a"))) reader.read(event);
    expect(reader.isWhole()).toBe(false);
    for (const event of dataOf(wire.last(1))) reader.read(event);
    expect(reader.isWhole()).toBe(true);
  });

  test.for([
    [401, "", "refused"],
    [401, '{"error":{"message":"Incorrect API key"}}', "refused"],
    [402, '{"error":"no credit"}', "refused"],
    [403, '{"detail":"forbidden"}', "refused"],
    [404, '{"message":"model not found"}', "unknown-model"],
    [404, "<html></html>", "bad-answer"],
    [400, '{"type":"error","error":{"type":"invalid_request_error","message":"max_tokens"}}', "bad-request"],
    [429, '[{"error":{"code":429,"message":"quota"}}]', "rate-limited"],
    [500, "<html>", "overloaded"],
    [503, '{"error":{"message":"loading"}}', "overloaded"],
  ] as const)("status %i %s is %s", async ([status, body, kind]) => {
    const { line } = await told(name, { kind: "status", status, body });
    expect(line).toBe(` → ${kind}`);
  });

  const errors = [
    [{ error: { message: "CUDA", type: "server_error", code: null } }, "overloaded"],
    [{ error: "CUDA" }, "overloaded"],
    [{ detail: "CUDA" }, "overloaded"],
    [{ message: "CUDA" }, "overloaded"],
    [{ error: { message: "slow", code: 429 } }, "rate-limited"],
    ...(cases.errors ?? []),
  ] as const;

  test.for(errors)("an error in a stream and in a body: %j is %s", async ([said, kind]) => {
    const body = wireOf(cases, [said]);
    for (const behaviour of [
      { kind: "raw", body },
      { kind: "raw", body: JSON.stringify(said), type: "application/json" },
    ] as const) {
      expect((await told(name, behaviour)).line).toBe(` → ${kind}`);
      expect((await told(name, behaviour, false)).line).toBe(` → ${kind}`);
    }
  });

  const garbage = [...cases.garbage, undefined, 1, "text", [], {}, "{broken"];
  test.for(garbage.map((said) => ({ said })))("garbage: $said", async ({ said }) => {
    const text = said === "{broken" || said === undefined ? String(said) : JSON.stringify(said);
    const stream = cases.framing === "lines" ? `${text}\n` : `data: ${text}\n\n`;
    const { line } = await told(name, { kind: "raw", body: stream });
    expect(line).toMatch(/^ → bad-answer$/);
    const whole = await told(name, { kind: "raw", body: text, type: "application/json" }, false);
    expect(whole.line).toBe(" → bad-answer");
  });

  test.for([
    ["a web page", "<html><body>Sign in</body></html>", "text/html", "bad-answer"],
    ["nothing at all", "", "application/json", "bad-answer"],
    [
      "bytes that are no text",
      Uint8Array.of(255, 254, 0, 1, 10, 10),
      "application/octet-stream",
      "bad-answer",
    ],
  ] as const)("%s", async ([, body, type, kind]) => {
    expect((await told(name, { kind: "raw", body, type })).line).toBe(` → ${kind}`);
  });

  test.for(Object.entries(cases.finishes))("it ends with %s: %s", async ([reason, end]) => {
    asker.provider.behave({ kind: "raw", body: wireOf(cases, cases.finish(reason)) });
    expect(meaningOf(await asker.events({ dialect: name, prompt })).end).toBe(end);
  });

  test.for(cases.answers)("$name", async (answer) => {
    expect(answer.source).not.toBe("");
    const meaning = { ...silent, ...answer.means };
    for (const [variant, behaviour] of Object.entries(behavioursOf(cases, answer))) {
      asker.provider.behave(behaviour);
      const stream = answer.stream !== undefined;
      const events = await asker.events({ dialect: name, prompt, stream });
      expect(meaningOf(events), variant).toEqual(meaning);
      const endings = events.filter(({ kind }) => kind === "end" || kind === "failed");
      expect(endings, "one ending, and it is the last event").toEqual(events.slice(-1));
    }
  });

  test("an abort is seen by the server at once, and is no failure", async () => {
    asker.provider.behave({ kind: "stall", pieces: ["a"] });
    const before = asker.provider.aborted();
    const abort = new AbortController();
    const running = asker.events({ dialect: name, prompt, signal: abort.signal, endpoint: { timeouts: {} } });
    await until(() => asker.provider.open() === 1, "the request has arrived");
    abort.abort();
    expect(meaningOf(await running).end).toBe("aborted");
    await until(() => asker.provider.aborted() === before + 1, "the provider has seen the abort");
  });

  test("whoever stops reading early closes the request", async () => {
    asker.provider.behave({ kind: "stall", pieces: ["a", "b"] });
    for await (const event of asker.stream({ dialect: name, prompt, endpoint: { timeouts: {} } })) {
      if (event.kind === "text") break;
    }
    await until(() => asker.provider.open() === 0, "the request is closed");
  });
});

const options = {
  model: "fake-1",
  stream: true,
  maxStops: 4,
  takesTemperature: true,
  maxTokensField: "max_tokens",
  extraBody: {},
} as const;

/** The same answer in all the ways in which it may arrive. */
function behavioursOf(cases: Cases, { stream, whole }: Answer): Record<string, Behaviour> {
  if (!stream) {
    const type = "application/json";
    return {
      plain: { kind: "raw", type, body: JSON.stringify(whole) },
      "printed with indents": { kind: "raw", type, body: JSON.stringify(whole, null, 2) },
      "with unknown and null fields": { kind: "raw", type, body: JSON.stringify(enriched(whole)) },
    };
  }
  const body = wireOf(cases, stream);
  return {
    plain: { kind: "raw", body },
    "split inside characters and lines": { kind: "raw", body, bytesAtATime: 3 },
    "with other line ends, comments and a byte order mark": { kind: "raw", body: rewrapped(cases, body) },
    "with unknown and null fields": { kind: "raw", body: wireOf(cases, stream.map(enriched)) },
    "without the last line end": { kind: "raw", body: body.trimEnd() },
  };
}
