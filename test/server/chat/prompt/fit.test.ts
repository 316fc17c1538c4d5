/** A conversation in a window that is too small for it: what goes first, and what never happens, whatever the conversation. */
import { expect, test } from "vitest";

import { inPlainEnglish } from "../../../support/in-plain-english.ts";
import { inEnglish } from "../../../../server/completion/told.ts";
import type { Message } from "../../../../server/completion/message.ts";
import type { Cuts } from "../../../../server/chat/prompt/cuts.ts";
import { compose } from "../../../../server/chat/prompt/prompt.ts";
import type { Answerer, ChatPrompt } from "../../../../server/chat/ports.ts";
import type { Call, ModelTurn, Turn, UserTurn } from "../../../../server/protocol/chat/conversation.ts";
import { chatSession, inTurn, tool, WHO, wordsIn } from "../../../support/chat-session.ts";
import { random } from "../../../support/random.ts";

const { ports } = chatSession({ says: inTurn([]) });
const TOOLS = [tool("look").tool];

function user(id: string, text: string, attached: readonly string[] = []): UserTurn {
  const shown = attached.map((text, at) => ({
    mention: { kind: "open" } as const,
    label: `file ${String(at)}`,
    tokens: text.length,
    text,
  }));
  return { kind: "user", id, parent: undefined, at: 0, text, attached: shown };
}

function model(
  id: string,
  steps: readonly { readonly says: string; readonly results: readonly string[] }[],
): ModelTurn {
  return {
    kind: "model",
    id,
    parent: "",
    at: 0,
    target: WHO.id,
    state: { kind: "answering" },
    dropped: [],
    undone: false,
    steps: steps.map(({ says, results }, step) => ({
      target: WHO.id,
      pieces: [{ kind: "text", text: says }],
      figures: undefined,
      failure: undefined,
      calls: results.map((result, at): Call => {
        const call = { id: `c${String(step)}-${String(at)}`, name: "look", arguments: "{}", title: "Look" };
        return { ...call, state: { kind: "done" }, result, changes: [] };
      }),
    })),
  };
}

const memory = () => ({ cuts: new Map<string, Cuts>() });

async function composed(path: readonly Turn[], windowTokens: number, remembered = memory()) {
  const who: Answerer = { ...WHO, windowTokens, outputTokens: 200 };
  const options = { target: "", mode: "agent", instructions: "" } as const;
  return compose({ path, options, tools: TOOLS, who, othersFollow: false }, remembered, ports);
}

async function promptFor(path: readonly Turn[], windowTokens: number, remembered = memory()) {
  const result = await composed(path, windowTokens, remembered);
  if ("failure" in result) throw new Error(inEnglish(result.failure.message));
  return result;
}

/** By the rule of this test's counter: a token for each character. */
function tokensOf({ messages, tools }: ChatPrompt): number {
  const said = wordsIn({ messages, tools, maxTokens: 0, othersFollow: false });
  return said.join("").length + JSON.stringify(tools).length;
}

const long = (what: string, length = 3000) => `${what} ${`${what}\n`.repeat(length)}`.slice(0, length);

test("nothing is cut where there is room", async () => {
  const path = [
    user("u1", "Hi", [long("file")]),
    model("m1", [{ says: "Ho", results: [long("result")] }]),
    user("u2", "And?"),
  ];
  const { prompt, dropped } = await promptFor(path, 20_000);
  expect(dropped).toEqual([]);
  expect(wordsIn(prompt).join("\n")).toContain(long("file"));
});

test("old results go first, then what was attached to old messages, then the oldest messages", async () => {
  const path = [
    user("u1", "The first", [long("old file")]),
    model("m1", [{ says: "Ho", results: [long("old result")] }]),
    user("u2", "The second", [long("new file")]),
    model("m2", [{ says: "", results: [long("new result")] }]),
  ];
  const droppedIn = async (window: number) =>
    (await promptFor(path, window)).dropped.map(({ what, how }) => `${what}: ${how}`);
  expect(await droppedIn(12_500)).toEqual(["the result of look: shortened"]);
  expect(await droppedIn(9600)).toEqual(["file 0: shortened", "the result of look: shortened"]);
  expect(await droppedIn(7300)).toEqual(["the oldest 2 messages: left out"]);
  const { prompt } = await promptFor(path, 7300);
  expect(wordsIn(prompt).join("\n")).toContain(long("new result"));
  expect(prompt.messages[1]?.role).toBe("user");
});

test("what is being talked about is shortened only when nothing else is left, and then all of it alike", async () => {
  const path = [
    user("u1", "Now", [long("file", 9000)]),
    model("m1", [{ says: "", results: [long("result", 9000)] }]),
  ];
  const { prompt, dropped } = await promptFor(path, 9000);
  expect(dropped.map(({ how }) => how)).toEqual(["shortened", "shortened"]);
  expect(wordsIn(prompt).join("\n")).toMatch(/characters left out, to save room/);
  expect(tokensOf(prompt)).toBeGreaterThan(6000);
});

test("a message that has no room at all is a failure that says what to do", async () => {
  const result = await composed([user("u1", long("text", 5000))], 3000);
  expect(inPlainEnglish(result)).toMatchObject({
    failure: {
      message: expect.stringContaining("has room for"),
      advice: expect.stringContaining("larger window"),
    },
  });
});

test("what was cut stays cut, and the beginning of the prompt stays the same from turn to turn", async () => {
  const remembered = memory();
  const path: Turn[] = [];
  let before = "";
  let changes = 0;
  for (let round = 0; round < 40; round++) {
    path.push(user(`u${String(round)}`, `Question ${String(round)}`));
    const { prompt } = await promptFor(path, 20_000, remembered);
    const now = wordsIn(prompt).join("\n");
    if (!now.startsWith(before)) changes++;
    before = now;
    path.push(
      model(`m${String(round)}`, [
        { says: "Well", results: [long("result", 2000)] },
        { says: "So", results: [] },
      ]),
    );
  }
  // 40 results of 2,000 tokens in a window of 20,000: cut at each turn, this would be 32.
  expect(changes).toBeGreaterThan(3);
  expect(changes).toBeLessThan(16);
});

test("where a model with a larger window is chosen, all of it is there again", async () => {
  const remembered = memory();
  const path = [
    user("u1", "Hi"),
    model("m1", [
      { says: "", results: [long("result", 9000)] },
      { says: "So", results: [] },
    ]),
    user("u2", "And?"),
  ];
  expect((await promptFor(path, 9000, remembered)).dropped).toHaveLength(1);
  expect((await promptFor(path, 90_000, remembered)).dropped).toEqual([]);
});

test("never over the window, never a call without its result, never two of a kind in a row: whatever was said", async () => {
  const pick = random(8);
  for (let run = 0; run < 300; run++) {
    const path: Turn[] = [];
    for (let turn = 0; turn <= pick(12); turn++) {
      const some = (most: number) => Array.from({ length: pick(most) }, () => long("x", pick(2500)));
      path.push(user(`u${String(turn)}`, long("q", 1 + pick(200)), some(3)));
      if (pick(8) === 0) continue;
      const steps = Array.from({ length: pick(4) }, () => ({
        says: pick(2) ? long("s", pick(300)) : "",
        results: some(3),
      }));
      path.push(model(`m${String(turn)}`, steps));
    }
    const window = 1500 + pick(9000);
    const result = await composed(path, window);
    if ("failure" in result) continue;
    const { prompt, promptTokens } = result;
    expect(tokensOf(prompt)).toBeLessThanOrEqual(promptTokens + 200);
    expect(promptTokens + prompt.maxTokens).toBeLessThanOrEqual(window);
    expect(prompt.maxTokens).toBeGreaterThanOrEqual(Math.min(200, Math.floor(window / 4)));
    soundly(prompt.messages, path);
  }
});

function soundly(messages: readonly Message[], path: readonly Turn[]): void {
  expect(messages[0]?.role).toBe("system");
  expect(messages[1]?.role).toBe("user");
  let open: string[] = [];
  for (const [at, message] of messages.entries()) {
    if (message.role === "tool") {
      expect(open.shift()).toBe(message.callId);
      continue;
    }
    expect(open).toEqual([]);
    if (message.role === "assistant") open = (message.toolCalls ?? []).map(({ id }) => id);
    if (message.role === "user") expect(messages[at - 1]?.role).not.toBe("user");
  }
  expect(open).toEqual([]);
  const asked = path.findLast((turn) => turn.kind === "user");
  const last = messages.findLast(({ role }) => role === "user");
  expect(JSON.stringify(last)).toContain(JSON.stringify(asked?.text).slice(1, -1));
}
