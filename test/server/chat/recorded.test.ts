/** Conversations with tools as providers really hold them: every recorded answer with calls, through real HTTP, whole and broken. */
import { join } from "node:path";

import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { callArguments } from "../../../server/chat/prompt/call-arguments.ts";
import { clock } from "../../../server/clock.ts";
import { Http } from "../../../server/http.ts";
import type { ChatTarget } from "../../../server/providers/chat-target.ts";
import { type Converse, createConverse } from "../../../server/providers/converse.ts";
import { createLimits } from "../../../server/providers/limits.ts";
import { characters } from "../../support/character-counter.ts";
import { chatSession, tool } from "../../support/chat-session.ts";
import { type FakeProvider, startFakeProvider } from "../../support/fake-provider.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";
import { endpoint } from "../providers/dialects/asked.ts";
import { type Answer, type Cases, wireOf } from "../providers/dialects/cases.ts";
import { CASES } from "../providers/dialects/cases/all.ts";

const folder = temporaryFolder();
const http = new Http();
let provider: FakeProvider;
let converse: Converse;
let runs = 0;

beforeAll(async () => {
  provider = await startFakeProvider();
});
afterAll(async () => {
  await http.close();
  await provider.close();
});

function fresh(): void {
  converse = createConverse({
    means: { http, keyOf: () => Promise.resolve(undefined) },
    limits: createLimits({ folder: join(folder, String(++runs)) }),
    clock: { sleep: (_ms, signal) => clock.sleep(1, signal) },
    counter: () => characters,
    renew: () => Promise.resolve(false),
  });
}

const DIALECTS = ["openai-chat", "openai-responses", "anthropic-messages", "gemini", "ollama-chat"] as const;

function target(dialect: (typeof DIALECTS)[number]): ChatTarget {
  return {
    ...endpoint(dialect, provider.url),
    id: "one/a",
    windowTokens: 99_999,
    outputTokens: 500,
    tokenizer: "fake",
    tools: true,
    images: true,
    agent: true,
    reasoning: true,
    quirks: [],
  };
}

/** A chat in which the first answer is this one, and the second says that all is done. */
function session(dialect: (typeof DIALECTS)[number], names: readonly string[], body: string) {
  fresh();
  const ran: string[] = [];
  provider.behave({
    kind: "raw",
    body,
    ...(CASES[dialect].framing === "lines" && { type: "application/x-ndjson" }),
  });
  const tools = names.map((name) =>
    tool(name, {
      run() {
        ran.push(name);
        provider.behave({ kind: "stream", pieces: ["All is ", "done."] });
        return Promise.resolve({ text: `what ${name} told` });
      },
    }),
  );
  const who = target(dialect);
  const held = chatSession({
    answerers: [who],
    tools,
    says({ messages, tools, maxTokens }, _, signal) {
      const asked = { kind: "chat", messages, tools, maxTokens, temperature: 0, stops: [] } as const;
      return converse.stream({ targets: [who], prompt: asked }, signal);
    },
  });
  return { held, ran };
}

const named = (call: string) => call.slice(0, call.indexOf("("));
const argumentsOf = (call: string) => call.slice(call.indexOf("(") + 1, call.lastIndexOf(")"));

function withCalls({ answers }: Cases): readonly (Answer & { readonly calls: readonly string[] })[] {
  return answers.flatMap((answer) => {
    const calls = answer.means.calls ?? [];
    return answer.stream && calls.length > 0 && answer.means.end === "tool-calls"
      ? [{ ...answer, calls }]
      : [];
  });
}

describe.each(DIALECTS)("%s", (dialect) => {
  const recorded = withCalls(CASES[dialect]);

  test("there are recorded answers with calls", () => {
    expect(recorded.length).toBeGreaterThan(0);
  });

  test.each(recorded)("$name", async ({ stream = [], calls, means }) => {
    const names = [...new Set(calls.map(named))];
    const { held, ran } = session(dialect, names, wireOf(CASES[dialect], stream));
    const before = provider.requests.length;
    const turn = await held.say("Go");
    const good = calls.filter((call) => callArguments(argumentsOf(call)) !== undefined);
    expect(ran).toEqual(good.map(named));
    expect(held.calls().map(({ name, arguments: asked }) => `${name}(${asked})`)).toEqual(
      calls.map((call) => call.replace(/#[^#]*$/, "")),
    );
    if (ran.length === 0) return;
    expect(turn.state).toEqual({ kind: "ended", why: "said" });
    expect(turn.steps.at(-1)?.pieces).toEqual([{ kind: "text", text: "All is done." }]);
    const thought = turn.steps[0]?.pieces
      .map(({ kind, text }) => (kind === "reasoning" ? text : ""))
      .join("");
    expect(thought).toBe(means.reasoning ?? "");
    expect(provider.requests.length - before).toBe(2);
    const sent = JSON.stringify(provider.requests.at(-1)?.body);
    for (const name of good.map(named)) expect(sent).toContain(`what ${name} told`);
  });

  test.each(recorded)("$name, cut off before its end: nothing is run", async ({ stream = [], calls }) => {
    const names = [...new Set(calls.map(named))];
    // Without whatever says that it is whole.
    const body = wireOf(CASES[dialect], stream.slice(0, 1));
    const { held, ran } = session(dialect, names, body.slice(0, -3));
    const turn = await held.say("Go");
    expect(ran).toEqual([]);
    expect(turn.state.kind).toBe("failed");
    expect(held.calls()).toEqual([]);
  });
});
