import { expect, test } from "vitest";

import type { Outcome, Reason } from "../../../server/completion/outcome.ts";
import type { Status } from "../../../server/protocol.ts";
import { statusAfter } from "../../../server/lsp/status.ts";
import { runningServer } from "../../support/running-server.ts";
import { until } from "../../support/until.ts";

const failure = { kind: "overloaded", message: "503", advice: "Wait." } as const;
const failing: Status = { state: "failing", target: "p/m", last: "…" };
const idle: Status = { state: "idle", target: "p/m", last: "…" };

const suggestion: Outcome = {
  kind: "suggestion",
  id: 1,
  text: "x",
  replaces: 0,
  origin: "generated",
  target: "p/m",
  timings: {},
};
const nothing = (reason: Reason, more = {}): Outcome => ({ kind: "nothing", reason, timings: {}, ...more });

test.for<readonly [what: string, outcome: Outcome, before: Status | undefined, told: string]>([
  ["a suggestion", suggestion, failing, "idle p/m"],
  ["a failure", nothing("overloaded", { failure, target: "p/m" }), idle, "failing p/m"],
  ["a failure before there is a target", nothing("misconfigured", { failure }), undefined, "failing "],
  ["an empty answer", nothing("empty", { target: "p/m" }), failing, "idle p/m"],
  ["a refusal while all is well", nothing("mid-word"), idle, "idle p/m"],
  ["a refusal while the provider fails", nothing("mid-word"), failing, "failing p/m"],
  ["the switch while the provider fails", nothing("disabled"), failing, "failing p/m"],
  ["a refusal before anything", nothing("disabled"), undefined, "idle "],
  ["an overtaken request", nothing("superseded"), failing, "untold"],
])("%s: %o after %o is %s", ([, outcome, before, told]) => {
  const after = statusAfter(outcome, before);
  expect(after ? `${after.state} ${after.target}` : "untold").toBe(told);
});

test("a refusal says why, and leaves the rest as it was", () => {
  expect(statusAfter(nothing("mid-word"), failing)).toEqual({
    ...failing,
    last: "Nothing suggested: the cursor is inside a word.",
    told: [{ text: "Nothing suggested: {0}{1}.", values: [{ text: "the cursor is inside a word" }, ""] }],
    reason: "mid-word",
  });
});

const running = runningServer();

test("the warning stays while typing goes on and the provider fails", async () => {
  running.provider.behave({ kind: "status", status: 503, body: "{}" });
  const client = await running.start();
  const told: string[] = [];
  client.connection.onNotification("keyfill/status", ({ state }: Status) => void told.push(state));
  await client.complete("x = ▮");
  await client.complete("fo▮o");
  const asked = await client.ask("y = ▮");
  asked.cancel();
  await asked.items.catch(() => null);
  await client.complete("z = ▮");
  await until(() => told.length >= 3, "the status tells of all but the cancelled one");
  expect(told).not.toContain("idle");
});
