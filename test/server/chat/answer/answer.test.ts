/** Answers with tools: in which order calls run, who is asked first, and what becomes of all that goes wrong. */
import { describe, expect, test } from "vitest";

import type { GenerateEvent } from "../../../../server/completion/ports.ts";
import { call, chatSession, END, inTurn, text, tool, WHO, wordsIn } from "../../../support/chat-session.ts";

test("calls run, their results go back with them, and the model says the rest", async () => {
  const session = chatSession({
    says: inTurn([text("I look. "), call("look", { at: 1 })], [text("Found.")]),
    tools: [tool("look")],
  });
  const turn = await session.say("Where?");
  expect(turn.state).toEqual({ kind: "ended", why: "said" });
  expect(turn.steps.map(({ pieces }) => pieces)).toEqual([
    [{ kind: "text", text: "I look. " }],
    [{ kind: "text", text: "Found." }],
  ]);
  expect(session.calls()).toMatchObject([
    { title: 'look {"at":1}', state: { kind: "done" }, result: "look is done" },
  ]);
  expect(
    wordsIn(session.prompts[1] ?? { messages: [], tools: [], maxTokens: 0, othersFollow: false }),
  ).toEqual([
    "system: Be yourself, agent.",
    "user: Where?",
    'assistant: I look.  look({"at":1})',
    "tool: look is done",
  ]);
});

test("calls that only look run at once, those that change something one after the other, each planned after the one before", async () => {
  const log: string[] = [];
  const slow = (name: string, reads: boolean) => ({
    ...tool(name, {
      reads,
      async run() {
        log.push(`${name} begins`);
        await new Promise((resolve) => setTimeout(resolve, 10));
        log.push(`${name} ends`);
        return { text: "" };
      },
    }),
  });
  const tools = [slow("a", true), slow("b", true), slow("x", false), slow("y", false)].map((one) => ({
    ...one,
    plan: (asked: unknown) => {
      log.push(`${one.tool.name} is planned`);
      return one.plan(asked);
    },
  }));
  const says = inTurn([call("a"), call("b"), call("x"), call("y")], [text("Done.")]);
  await chatSession({ says, tools }).say("Go");
  expect(log).toEqual([
    "a is planned",
    "b is planned",
    "a begins",
    "b begins",
    "a ends",
    "b ends",
    "x is planned",
    "x begins",
    "x ends",
    "y is planned",
    "y begins",
    "y ends",
  ]);
});

describe("modes", () => {
  const tools = [tool("look"), tool("edit", { reads: false })];
  test.each([
    ["ask", []],
    ["explore", ["look"]],
    ["agent", ["look", "edit"]],
  ] as const)("%s", async (mode, offered) => {
    const says = inTurn([call("edit"), call("look", {}, "c2")], [text("Done.")]);
    const session = chatSession({ says, tools, options: { mode } });
    await session.say("Go");
    expect(session.prompts[0]?.tools.map(({ name }) => name)).toEqual(offered);
    const done = session.calls().filter(({ state }) => state.kind === "done");
    expect(done.map(({ name }) => name).toSorted()).toEqual([...offered].toSorted());
  });

  test("a model without tools is offered none, and is told in words what others have called", async () => {
    const answerers = [{ ...WHO, tools: false }] as const;
    const session = chatSession({ says: inTurn([text("Hi")]), tools, answerers });
    await session.say("Go");
    expect(session.prompts[0]?.tools).toEqual([]);
  });

  test("calls of before are told in words once there are no tools any more", async () => {
    const session = chatSession({ says: inTurn([call("look")], [text("Found.")]), tools });
    await session.say("Go");
    session.chat.choose({ mode: "ask" });
    await session.say("And now?");
    const last = session.prompts.at(-1);
    expect(last?.messages.some(({ role }) => role === "tool")).toBe(false);
    expect(last && wordsIn(last).join("\n")).toContain("What the tool look told");
    expect(JSON.stringify(last?.messages)).not.toContain("toolCalls");
  });
});

describe("what models get wrong is told to them", () => {
  test.each([
    ["a tool that is not there", call("fly"), /no tool “fly” here. There are: look/],
    ["arguments that are cut off", call("look", '{"at": '), /no JSON object/],
    ["arguments that are a list", call("look", "[1]"), /no JSON object/],
    ["arguments in words", call("look", "the file, please"), /fits \{"type":"object"\}/],
  ] as const)("%s", async (_, wrong, told) => {
    const session = chatSession({ says: inTurn([wrong], [text("I see.")]), tools: [tool("look")] });
    const turn = await session.say("Go");
    expect(session.calls()).toMatchObject([{ state: { kind: "failed" } }]);
    expect(session.calls()[0]?.result).toMatch(told);
    expect(turn.state).toEqual({ kind: "ended", why: "said" });
  });

  test("no arguments are none", async () => {
    const session = chatSession({
      says: inTurn([call("look", "")], [text("I see.")]),
      tools: [tool("look")],
    });
    await session.say("Go");
    expect(session.calls()).toMatchObject([{ state: { kind: "done" } }]);
  });

  test("a tool that throws, in its plan or when it is run", async () => {
    const thrown = () => Promise.reject(new Error("a fault of ours"));
    const tools = [tool("run", { run: thrown }), { ...tool("plan"), plan: thrown }];
    const session = chatSession({ says: inTurn([call("run"), call("plan")], [text("I see.")]), tools });
    expect((await session.say("Go")).state).toEqual({ kind: "ended", why: "said" });
    expect(session.calls().map(({ result }) => result)).toEqual([
      expect.stringContaining("a fault of ours"),
      expect.stringContaining("a fault of ours"),
    ]);
  });

  test("ids that come twice, in one step or in two", async () => {
    const says = inTurn(
      [call("look", { n: 1 }, "0"), call("look", { n: 2 }, "0")],
      [call("look", { n: 3 }, "0")],
      [text("Ok")],
    );
    const session = chatSession({ says, tools: [tool("look")] });
    await session.say("Go");
    const ids = session.calls().map(({ id }) => id);
    expect(new Set(ids).size).toBe(3);
    expect(session.calls().every(({ result }) => result === "look is done")).toBe(true);
    const results = session.prompts
      .at(-1)
      ?.messages.flatMap((one) => (one.role === "tool" ? [one.callId] : []));
    expect(results).toEqual(ids);
  });
});

test("the same call with the same result, again and again, ends the answer", async () => {
  const session = chatSession({ says: inTurn([call("look")]), tools: [tool("look")] });
  const turn = await session.say("Go");
  expect(turn.state).toEqual({ kind: "ended", why: "too-many-steps" });
  expect(turn.steps).toHaveLength(4);
});

test("an answer that never comes to an end is ended, however it varies", async () => {
  let at = 0;
  const says = async function* (): AsyncGenerator<GenerateEvent> {
    yield call("look", { at: ++at });
    yield END;
  };
  const turn = await chatSession({ says, tools: [tool("look")] }).say("Go");
  expect(turn.state).toEqual({ kind: "ended", why: "too-many-steps" });
  expect(turn.steps).toHaveLength(60);
});

test("of a huge output the beginning and the end are kept, and secrets in it are covered even in pieces", async () => {
  const run = (report: (text: string) => void) => {
    for (const piece of ["first SEC", "RET line\n", "x".repeat(79) + "\n"]) report(piece);
    for (let at = 0; at < 20_000; at++) report("a line of output\n");
    return Promise.resolve({ text: "the last SECRET line" });
  };
  const session = chatSession({ says: inTurn([call("run")], [text("Ok")]), tools: [tool("run", { run })] });
  await session.say("Go");
  const { result = "" } = session.calls()[0] ?? {};
  expect(result.length).toBeLessThan(85_000);
  expect(result).toMatch(/^first REDACT line\n/);
  expect(result).toMatch(/\[… \d+ characters left out …\]/);
  expect(result).toMatch(/the last REDACT line$/);
  expect(JSON.stringify(session.events)).not.toContain("SECRET");
});

test("why an answer ended, and what it cost", async () => {
  const usage = { inputTokens: 100, outputTokens: 20, cachedTokens: 60, reasoningTokens: 5 };
  const says = inTurn([text("Too lo"), { kind: "usage", usage }, { kind: "end", reason: "length" }]);
  const session = chatSession({ says });
  const turn = await session.say("Go");
  expect(turn.state).toEqual({ kind: "ended", why: "length" });
  expect(turn.steps[0]?.figures).toMatchObject({
    input: 100,
    output: 20,
    cached: 60,
    reasoning: 5,
    money: 0.5,
    windowTokens: WHO.windowTokens,
    promptTokens: expect.any(Number),
  });
  expect(session.costs).toMatchObject([{ usage, ended: "text" }]);
});
