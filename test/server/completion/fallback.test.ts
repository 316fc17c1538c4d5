import { expect, test } from "vitest";

import { createCompleter } from "../../../server/completion/complete.ts";
import { firstToAnswer } from "../../../server/completion/fallback.ts";
import {
  type CompletionTarget,
  type Failure,
  FAILURES,
  type FailureKind,
  type GenerateEvent,
  type Prompt,
} from "../../../server/completion/ports.ts";
import { logLine, sentence } from "../../../server/completion/report.ts";
import { UNKNOWN } from "../../../server/completion/language.ts";
import type { CompletionRequest } from "../../../server/completion/request.ts";
import { characters } from "../../support/character-counter.ts";
import { manualClock } from "../../support/manual-clock.ts";
import { requestIn } from "../../support/marked-text.ts";
import { OPEN } from "../../../server/completion/open-privacy.ts";

const FIM = { order: "prefix-first", prefix: "<P>", suffix: "<S>", middle: "<M>" } as const;
const target = (id: string, more: Partial<CompletionTarget> = {}): CompletionTarget => ({
  id,
  form: { kind: "infill" },
  promptTokens: 1000,
  maxTokens: 100,
  temperature: 0,
  stops: [],
  restMs: 0,
  ...more,
});
const ONE = target("one/m");
const TWO = target("two/m", { form: { kind: "fim", template: FIM }, stops: ["<E>"] });
const BUILTIN = target("builtin/workspace");

const text = (text: string): GenerateEvent => ({ kind: "text", text });
const end: GenerateEvent = { kind: "end", reason: "stop" };
const aborted: GenerateEvent = { kind: "end", reason: "aborted" };
const failed = (kind: FailureKind): GenerateEvent & { kind: "failed" } => ({
  kind: "failed",
  failure: { kind, message: `it was ${kind}`, advice: "Do something." },
});

type Answers = Readonly<Record<string, readonly GenerateEvent[]>>;

function session(answers: Answers, free: readonly CompletionTarget[] = []) {
  const asked: { readonly target: string; readonly prompt: Prompt }[] = [];
  const completer = createCompleter({
    clock: manualClock(),
    newAborter: () => new AbortController(),
    target: () => ({ kind: "target", target: ONE, fallbacks: [TWO, BUILTIN] }),
    privacy: OPEN,
    retrieve: () => Promise.resolve([]),
    counter: () => characters,
    language: () => UNKNOWN,
    spentUp: (target) => (free.length > 0 && !free.includes(target) ? "daily-tokens" : undefined),
    generate: async function* ({ id }, prompt) {
      asked.push({ target: id, prompt });
      yield* answers[id] ?? [];
    },
  });
  return {
    asked,
    complete: (marked: string, more: Partial<CompletionRequest> = {}) =>
      completer.complete(requestIn(marked, more), new AbortController().signal),
  };
}

test.for<[name: string, asked: string, answers: Answers]>([
  ["the first answers", "one/m", { "one/m": [text("1"), end] }],
  [
    "the second, when the first fails",
    "one/m two/m",
    { "one/m": [failed("overloaded")], "two/m": [text("1"), end] },
  ],
  [
    "the last, when all others fail",
    "one/m two/m builtin/workspace",
    { "one/m": [failed("timeout")], "two/m": [failed("refused")], "builtin/workspace": [text("1"), end] },
  ],
  ["none, when the first has nothing to add", "one/m", { "one/m": [end] }],
  ["none, when the first has begun", "one/m", { "one/m": [text("1"), failed("overloaded")] }],
  ["none, when the request was given up", "one/m", { "one/m": [aborted] }],
  ["none, when the set-up is wrong", "one/m", { "one/m": [failed("no-key")] }],
])("%s: %s", async ([, expected, answers]) => {
  const { asked, complete } = session(answers);
  await complete("x = ▮");
  expect(asked.map(({ target }) => target).join(" ")).toBe(expected);
});

const FALLEN: Answers = { "one/m": [failed("overloaded")], "two/m": [text("a + b<E>"), end] };

test("each target is shown the hole in its own way", async () => {
  const { asked, complete } = session(FALLEN);
  expect(await complete("x = ▮")).toMatchObject({ kind: "suggestion", text: "a + b", target: "two/m" });
  expect(asked.map(({ prompt }) => prompt.kind)).toEqual(["infill", "text"]);
});

test("it is shown who answers in whose place", async () => {
  const outcome = await session(FALLEN).complete("x = ▮");
  expect(outcome.fallen).toEqual([{ target: "one/m", failure: failed("overloaded").failure }]);
  expect(logLine(requestIn("x = ▮"), outcome)).toContain(
    "two/m, after one/m failed (overloaded: it was overloaded) ·",
  );
  expect(sentence(outcome)).toBe("Suggested by two/m, after one/m failed (overloaded: it was overloaded).");
});

test("when all fail, all are told", async () => {
  const all = {
    "one/m": [failed("timeout")],
    "two/m": [failed("refused")],
    "builtin/workspace": [failed("overloaded")],
  };
  const outcome = await session(all).complete("x = ▮");
  expect(outcome).toMatchObject({ kind: "nothing", reason: "overloaded", target: "builtin/workspace" });
  expect(sentence(outcome)).toContain(
    "after one/m failed (timeout: it was timeout) and two/m failed (refused: it was refused).",
  );
});

test("what another suggested is recalled while it is typed", async () => {
  const { asked, complete } = session(FALLEN);
  await complete("x = ▮");
  expect(await complete("x = a▮")).toMatchObject({
    text: " + b",
    origin: "typed-as-suggested",
    target: "two/m",
  });
  expect(asked).toHaveLength(2);
});

test("when the day's budget is used up, the next in the chain that costs nothing stands in; by hand the first is asked", async () => {
  const answers: Answers = { "one/m": [text("1"), end], "builtin/workspace": [text("2"), end] };
  const { asked, complete } = session(answers, [BUILTIN]);
  const outcome = await complete("x = ▮");
  expect(outcome).toMatchObject({ kind: "suggestion", text: "2", target: "builtin/workspace" });
  expect(outcome.instead).toEqual({ target: "one/m", why: "daily-tokens" });
  expect(sentence(outcome)).toBe(
    "Suggested by builtin/workspace, in place of one/m (today's budget of tokens is used up).",
  );
  await complete("y = ▮", { trigger: "manual" });
  expect(asked.map(({ target }) => target)).toEqual(["builtin/workspace", "one/m"]);
});

test("who stands in and fails is no other reason than the budget", async () => {
  const { asked, complete } = session({ "two/m": [failed("unreachable")] }, [TWO]);
  const outcome = await complete("x = ▮");
  expect(outcome).toMatchObject({ kind: "nothing", reason: "daily-tokens" });
  expect(sentence(outcome)).toBe(
    "Nothing suggested: today's budget of tokens is used up, after two/m failed (unreachable: it was unreachable).",
  );
  expect(asked).toHaveLength(1);
});

async function chain(...answers: readonly (readonly GenerateEvent[])[]): Promise<string> {
  const told: string[] = [];
  const targets = answers.keys().toArray();
  const stream = firstToAnswer({
    targets,
    ask: async function* (at) {
      yield* answers[at] ?? [];
    },
    fell: (at, { kind }: Failure) => told.push(`${String(at)} fell (${kind})`),
  });
  for await (const event of stream) {
    told.push(event.kind === "text" ? event.text : event.kind === "failed" ? event.failure.kind : event.kind);
  }
  return told.join(", ");
}

const usage: GenerateEvent = { kind: "usage", usage: { inputTokens: 1 } };

test("streams: the next is asked only before anything was shown", async () => {
  expect(await chain([text("a"), end], [text("b"), end])).toBe("a, end");
  expect(await chain([usage, failed("overloaded")], [usage, text("b"), end])).toBe(
    "0 fell (overloaded), usage, b, end",
  );
  expect(await chain([text("a"), failed("overloaded")], [text("b"), end])).toBe("a, overloaded");
  expect(await chain([failed("timeout")], [failed("refused")])).toBe("0 fell (timeout), refused");
  expect(await chain([failed("misconfigured")], [text("b"), end])).toBe("misconfigured");
  expect(await chain([usage], [text("b"), end])).toBe("usage");
});

test("only what is wrong with the set-up keeps others from being asked", async () => {
  const alone: string[] = [];
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the keys of a constant
  for (const kind of Object.keys(FAILURES) as FailureKind[]) {
    const { asked, complete } = session({
      "one/m": [failed(kind)],
      "two/m": [end],
    });
    await complete("x = ▮");
    if (asked.length === 1) alone.push(kind);
  }
  expect(alone).toEqual(["no-key", "no-fim", "misconfigured"]);
});
