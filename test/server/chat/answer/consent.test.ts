/** Whose consent a tool needs: nothing is done before the user, or a rule of the user's, has allowed it. */
import { expect, test } from "vitest";

import { call, chatSession, inTurn, text, tool } from "../../../support/chat-session.ts";
import { until } from "../../../support/until.ts";

const ASKS = { detail: "rm -r /", pattern: "", rule: "rm", warning: "It deletes." };

const says = () => inTurn([call("rm")], [call("rm")], [text("Done.")]);
const waits = (session: ReturnType<typeof chatSession>, calls: number) =>
  until(
    () =>
      session.calls().filter(({ state }) => state.kind === "asking").length === 1 &&
      session.calls().length === calls,
    "the user is asked",
  );

test("nothing is done before the user has allowed it, and once is once", async () => {
  const runs: number[] = [];
  const rm = tool("rm", {
    reads: false,
    permission: ASKS,
    run: () => Promise.resolve({ text: String(runs.push(1)) }),
  });
  const session = chatSession({ says: says(), tools: [rm] });
  const said = session.say("Go");
  await waits(session, 1);
  expect(runs).toEqual([]);
  const { rule: _, ...shown } = ASKS;
  expect(session.calls()[0]?.state).toEqual({ kind: "asking", permission: shown });
  session.chat.decide(session.calls()[0]?.id ?? "", "once");
  await waits(session, 2);
  expect(runs).toHaveLength(1);
  session.chat.decide(session.calls()[1]?.id ?? "", "deny");
  await said;
  expect(runs).toHaveLength(1);
  expect(session.calls()[1]).toMatchObject({ state: { kind: "denied" } });
  expect(session.calls()[1]?.result).toMatch(/did not allow/);
});

test.each([
  ["chat", false],
  ["always", true],
] as const)("%s: the same is not asked again", async (decision, isKept) => {
  const rules = new Set<string>();
  const session = chatSession({
    says: says(),
    tools: [tool("rm", { reads: false, permission: ASKS })],
    rules,
  });
  const said = session.say("Go");
  await waits(session, 1);
  session.chat.decide(session.calls()[0]?.id ?? "", decision);
  await said;
  expect(session.calls().map(({ state }) => state.kind)).toEqual(["done", "done"]);
  expect(rules.has("rm")).toBe(isKept);
});

test("what has no rule is asked for each time, whatever was allowed", async () => {
  const permission = { ...ASKS, rule: "" };
  const session = chatSession({ says: says(), tools: [tool("rm", { reads: false, permission })] });
  const said = session.say("Go");
  for (const calls of [1, 2]) {
    await waits(session, calls);
    session.chat.decide(session.calls().at(-1)?.id ?? "", "always");
  }
  await said;
  expect(session.calls()).toHaveLength(2);
});

test("to stop is no consent", async () => {
  const session = chatSession({ says: says(), tools: [tool("rm", { reads: false, permission: ASKS })] });
  const said = session.say("Go");
  await waits(session, 1);
  session.chat.stop();
  expect((await said).state).toEqual({ kind: "ended", why: "stopped" });
  expect(session.calls()[0]?.state).toEqual({ kind: "denied" });
});
