import { mkdtemp } from "node:fs/promises";
import { join } from "node:path";

import { beforeEach, expect, test } from "vitest";

import { inPlainEnglish } from "../../support/in-plain-english.ts";
import type { Failure, GenerateEvent, Prompt } from "../../../server/completion/ports.ts";
import { createLimits, type Limited } from "../../../server/providers/limits.ts";
import type { Generate } from "../../../server/providers/retry.ts";
import { limited, steady } from "../../../server/providers/steady.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

const folder = temporaryFolder();
const TARGET: Limited = { id: "mine/model", baseUrl: "http://h/v1" };
const PROMPT: Prompt = { kind: "text", text: "P", maxTokens: 9, temperature: 0, stops: [] };
const text: GenerateEvent = { kind: "text", text: "a" };
const end: GenerateEvent = { kind: "end", reason: "stop" };
const aborted: GenerateEvent = { kind: "end", reason: "aborted" };
const failing = (kind: Failure["kind"], retryAfterMs?: number): GenerateEvent => ({
  kind: "failed",
  failure: { kind, message: kind, advice: "", ...(retryAfterMs !== undefined && { retryAfterMs }) },
});

let now = 1_000_000;
let asked = 0;
let answer: readonly GenerateEvent[] = [];
const generate: Generate<Limited> = async function* () {
  asked++;
  yield* answer;
};
let limits = createLimits({ folder, now: () => now });

beforeEach(async () => {
  now = 1_000_000;
  asked = 0;
  limits = createLimits({ folder: await mkdtemp(join(folder, "limits-")), now: () => now });
});

async function ask(by: Generate<Limited>, prompt = PROMPT): Promise<GenerateEvent | undefined> {
  let last: GenerateEvent | undefined;
  for await (const event of by(TARGET, prompt, new AbortController().signal)) last = event;
  return last;
}

test("after three failures nothing is on the wire until the pause is over, and then one request", async () => {
  const guarded = limited(generate, limits);
  answer = [failing("unreachable")];
  for (let times = 0; times < 3; times++) await ask(guarded);
  answer = [text, end];
  expect(inPlainEnglish(await ask(guarded))).toMatchObject({
    failure: { kind: "overloaded", message: "paused for 5 s after 3 failures, the last: unreachable" },
  });
  expect(asked).toBe(3);
  now += 5001;
  expect(await ask(guarded)).toEqual(end);
  expect(await ask(guarded)).toEqual(end);
  expect(asked).toBe(5);
});

test("a limit pauses at once", async () => {
  const guarded = limited(generate, limits);
  answer = [failing("rate-limited", 20_000)];
  expect(await ask(guarded)).toMatchObject({ failure: { message: "rate-limited", retryAfterMs: 20_000 } });
  expect(inPlainEnglish(await ask(guarded))).toMatchObject({
    failure: { kind: "rate-limited", message: "paused for 20 s after a failure, the last: rate-limited" },
  });
  expect(asked).toBe(1);
});

test("who asks by hand gets one honest try, and an answer ends the pause", async () => {
  const guarded = steady(generate, {
    limits,
    patience: { retries: 1, firstMs: 100, longestMs: 500 },
    clock: { sleep: () => Promise.resolve() },
  });
  const byHand = { ...PROMPT, insists: true } as const;
  answer = [failing("unreachable")];
  await ask(guarded);
  await ask(guarded);
  const before = asked;
  expect(inPlainEnglish(await ask(guarded))).toMatchObject({
    failure: { message: expect.stringContaining("paused") },
  });
  expect(asked).toBe(before);
  expect(await ask(guarded, byHand)).toMatchObject({ failure: { message: "unreachable" } });
  expect(asked).toBe(before + 1);
  answer = [text, end];
  expect(await ask(guarded, byHand)).toEqual(end);
  expect(await ask(guarded)).toEqual(end);
});

test("cancelled requests are neither failures nor answers", async () => {
  const guarded = limited(generate, limits);
  answer = [failing("overloaded")];
  await ask(guarded);
  await ask(guarded);
  answer = [aborted];
  for (let times = 0; times < 5; times++) expect(await ask(guarded)).toEqual(aborted);
  answer = [failing("overloaded")];
  await ask(guarded);
  expect(inPlainEnglish(await ask(guarded))).toMatchObject({
    failure: { message: expect.stringContaining("paused for 5 s after 3") },
  });
});

test("a probe that is cancelled lets the next one probe", async () => {
  const guarded = limited(generate, limits);
  answer = [failing("overloaded")];
  for (let times = 0; times < 3; times++) await ask(guarded);
  now += 6000;
  answer = [aborted];
  await ask(guarded);
  answer = [text, end];
  expect(await ask(guarded)).toEqual(end);
});

test("a completion that had enough of the answer is an answer", async () => {
  const guarded = limited(generate, limits);
  answer = [failing("overloaded")];
  for (let times = 0; times < 3; times++) await ask(guarded);
  now += 6000;
  answer = [text, text, end];
  for await (const event of guarded(TARGET, PROMPT, new AbortController().signal))
    if (event.kind === "text") break;
  expect(await ask(guarded)).toEqual(end);
});

test("retries count, and stop when the target is paused for longer than one waits", async () => {
  const waits: number[] = [];
  const clock = {
    sleep: (ms: number) => {
      waits.push(ms);
      now += ms;
      return Promise.resolve();
    },
  };
  const patience = { retries: 9, firstMs: 100, longestMs: 4000 };
  answer = [failing("overloaded")];
  expect(await ask(steady(generate, { limits, patience, clock, random: () => 1 }))).toMatchObject({
    failure: { kind: "overloaded", message: "overloaded", retryAfterMs: 5000 },
  });
  expect(asked).toBe(3);
  expect(waits).toEqual([100, 200]);
});
