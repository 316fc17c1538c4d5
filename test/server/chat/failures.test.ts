/** What becomes of an answer when somebody fails: a state with advice, another who answers, and never a lost conversation. */
import { expect, test } from "vitest";

import { call, chatSession, failed, inTurn, text, tool, WHO } from "../../support/chat-session.ts";

const NOBODY = [
  { messages: [], tools: [], maxTokens: 0, othersFollow: false },
  WHO,
  new AbortController().signal,
] as const;

test("are states of the turn with advice; what had come stays", async () => {
  const session = chatSession({ says: inTurn([text("Half"), failed("unreachable", "gone")]) });
  const turn = await session.say("Go");
  expect(turn.state).toEqual({
    kind: "failed",
    failure: { kind: "unreachable", message: "gone", advice: "Do something." },
  });
  expect(turn.steps[0]?.pieces).toEqual([{ kind: "text", text: "Half" }]);
  expect(session.costs).toMatchObject([{ ended: "failed" }]);
});

test("the next in line answers, and goes on when there are calls", async () => {
  const answerers = [WHO, { ...WHO, id: "two/b" }] as const;
  const asked: string[] = [];
  const says = (prompt: { messages: readonly { role: string }[] }, { id }: { id: string }) => {
    asked.push(id);
    if (id === "one/a") return inTurn([failed("overloaded")])(...NOBODY);
    return inTurn(prompt.messages.at(-1)?.role === "tool" ? [text("Hi")] : [call("look")])(...NOBODY);
  };
  const session = chatSession({ says, answerers, tools: [tool("look")] });
  const turn = await session.say("Go");
  expect(asked).toEqual(["one/a", "two/b", "two/b"]);
  expect(turn.steps.map(({ target, failure }) => [target, failure?.kind])).toEqual([
    ["one/a", "overloaded"],
    ["two/b", undefined],
    ["two/b", undefined],
  ]);
  expect(turn.target).toBe("two/b");
});

test("nobody is set up", async () => {
  const failure = { kind: "misconfigured", message: "nobody", advice: "Set one up." } as const;
  const turn = await chatSession({ says: inTurn([]), answerers: failure }).say("Go");
  expect(turn.state).toEqual({ kind: "failed", failure });
});

test("the day's budget is used up: whoever costs nothing answers, else the advice is to go on", async () => {
  const spentUp = ({ id }: { id: string }) => (id === "one/a" ? ("daily-money" as const) : undefined);
  const alone = await chatSession({ says: inTurn([text("Hi")]), spentUp }).say("Go");
  expect(alone.state).toMatchObject({
    kind: "failed",
    failure: { kind: "daily-money", advice: expect.stringContaining("Go On Today") },
  });
  const answerers = [WHO, { ...WHO, id: "local/b" }] as const;
  const turn = await chatSession({ says: inTurn([text("Hi")]), spentUp, answerers }).say("Go");
  expect(turn.target).toBe("local/b");
});

test("a fault of ours is one, and the next message is answered", async () => {
  let isBroken = true;
  const says = () => {
    if (isBroken) throw new Error("broken");
    return inTurn([text("Hi")])(...NOBODY);
  };
  const session = chatSession({ says });
  expect((await session.say("Go")).state).toMatchObject({ failure: { kind: "fault" } });
  isBroken = false;
  expect((await session.say("Again")).state).toEqual({ kind: "ended", why: "said" });
});
