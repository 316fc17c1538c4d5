import { expect, test } from "vitest";

import type { Failure, GenerateEvent, Prompt } from "../../../server/completion/ports.ts";
import { type Generate, PATIENCE, type Patience, retrying } from "../../../server/providers/retry.ts";

const PROMPT: Prompt = { kind: "text", text: "P", maxTokens: 9, temperature: 0, stops: [] };
const end: GenerateEvent = { kind: "end", reason: "stop" };
const text = (text: string): GenerateEvent => ({ kind: "text", text });
const usage: GenerateEvent = { kind: "usage", usage: { inputTokens: 1 } };
const failed = (kind: Failure["kind"], more: Partial<Failure> = {}): GenerateEvent => ({
  kind: "failed",
  failure: { kind, message: kind, advice: "", ...more },
});

type Answers = readonly (readonly GenerateEvent[])[];

/** A provider that answers each request with the next of these. */
function scripted(answers: Answers) {
  const asked: string[] = [];
  const generate: Generate<string> = async function* (target) {
    yield* answers[asked.push(target) - 1] ?? [end];
  };
  return { asked, generate };
}

interface Run {
  readonly patience?: Patience;
  readonly random?: number;
  readonly renew?: () => Promise<boolean>;
  readonly abortIn?: number;
}

async function run(answers: Answers, { patience = PATIENCE.chat, random = 1, renew, abortIn }: Run = {}) {
  const { asked, generate } = scripted(answers);
  const waits: number[] = [];
  const abort = new AbortController();
  const sleep = (ms: number) => {
    waits.push(ms);
    if (waits.length === abortIn) abort.abort();
    return Promise.resolve();
  };
  const steady = retrying(generate, {
    patience,
    clock: { sleep },
    random: () => random,
    ...(renew && { renew }),
  });
  const events: string[] = [];
  for await (const event of steady("t", PROMPT, abort.signal)) {
    events.push(
      event.kind === "text"
        ? event.text
        : event.kind === "failed"
          ? event.failure.kind
          : event.kind === "end"
            ? event.reason
            : event.kind,
    );
  }
  return `${events.join(" ")} | ${String(asked.length)} asked, waited ${waits.join(" ")}`;
}

test.for<[name: string, expected: string, answers: Answers, run?: Run]>([
  ["all is well", "a stop | 1 asked, waited ", [[text("a"), end]]],
  ["overloaded, then well", "a stop | 2 asked, waited 500", [[failed("overloaded")], [text("a"), end]]],
  [
    "what came of usage with the failure is not told",
    "usage a stop | 2 asked, waited 500",
    [
      [usage, failed("overloaded")],
      [usage, text("a"), end],
    ],
  ],
  [
    "longer and longer, and then no more",
    "unreachable | 4 asked, waited 500 1000 2000",
    Array.from({ length: 5 }, () => [failed("unreachable")]),
  ],
  [
    "spread by chance",
    "a stop | 2 asked, waited 250",
    [[failed("overloaded")], [text("a"), end]],
    { random: 0 },
  ],
  [
    "a completion asks once more, and soon",
    "overloaded | 2 asked, waited 100",
    [[failed("overloaded")], [failed("overloaded")]],
    { patience: PATIENCE.completion },
  ],
  ["never after the first text", "a overloaded | 1 asked, waited ", [[text("a"), failed("overloaded")]]],
  [
    "never after the first thought",
    "reasoning overloaded | 1 asked, waited ",
    [[{ kind: "reasoning", text: "hm" }, failed("overloaded")]],
  ],
  ["408", "stop | 2 asked, waited 500", [[failed("timeout", { status: 408 })], [end]]],
  ["a time-out was long enough", "timeout | 1 asked, waited ", [[failed("timeout")]]],
  [
    "a limit with a short wait",
    "stop | 2 asked, waited 2050",
    [[failed("rate-limited", { retryAfterMs: 2000 })], [end]],
  ],
  [
    "a limit with a long one",
    "rate-limited | 1 asked, waited ",
    [[failed("rate-limited", { retryAfterMs: 21_000 })]],
  ],
  [
    "a limit of two seconds is too long for ghost text",
    "rate-limited | 1 asked, waited ",
    [[failed("rate-limited", { retryAfterMs: 2000 })]],
    { patience: PATIENCE.completion },
  ],
  ["a limit that says nothing", "rate-limited | 1 asked, waited ", [[failed("rate-limited")]]],
  ["a refused key", "refused | 1 asked, waited ", [[failed("refused")]]],
  ["a bad request", "bad-request | 1 asked, waited ", [[failed("bad-request", { status: 400 })]]],
  [
    "what does not pass by itself",
    "unreachable | 1 asked, waited ",
    [[failed("unreachable", { lasting: true })]],
  ],
  [
    "aborted while it waits",
    "aborted | 1 asked, waited 500",
    [[failed("overloaded")], [end]],
    { abortIn: 1 },
  ],
  ["aborted by itself", "aborted | 1 asked, waited ", [[{ kind: "end", reason: "aborted" }]]],
  [
    "a new key after 401",
    "a stop | 2 asked, waited ",
    [[failed("refused", { status: 401 })], [text("a"), end]],
    { renew: () => Promise.resolve(true) },
  ],
  [
    "a new key is tried once",
    "refused | 2 asked, waited ",
    [[failed("refused", { status: 401 })], [failed("refused", { status: 401 })]],
    { renew: () => Promise.resolve(true) },
  ],
  [
    "no new key after 401",
    "refused | 1 asked, waited ",
    [[failed("refused", { status: 401 })]],
    { renew: () => Promise.resolve(false) },
  ],
])("%s: %s", async ([, expected, answers, options]) => {
  expect(await run(answers, options)).toBe(expected);
});

test("whoever has had enough ends the request", async () => {
  let left = false;
  const generate: Generate<string> = async function* () {
    try {
      yield text("a");
      yield text("b");
    } finally {
      left = true;
    }
  };
  const clock = { sleep: () => Promise.resolve() };
  const steady = retrying(generate, { patience: PATIENCE.completion, clock });
  for await (const event of steady("t", PROMPT, new AbortController().signal))
    if (event.kind === "text") break;
  expect(left).toBe(true);
});
