/** Several suggestions to choose from, when they are asked for by hand. */
import { expect, test } from "vitest";

import { END, session, settle, text } from "../../support/completion-session.ts";

const byHand = { trigger: "manual", candidates: 3 } as const;

function choicesOf(outcome: Awaited<ReturnType<ReturnType<typeof session>["type"]>["outcome"]>) {
  if (outcome.kind === "nothing") return [];
  return [outcome.text, ...(outcome.alternatives ?? []).map((edit) => edit.text)];
}

async function asked(target: Parameters<typeof session>[0] = {}, more: object = byHand) {
  const sitting = session(target);
  const { outcome, cancel } = sitting.type("x = ▮", more);
  await settle();
  const answer = (at: number, said: string) => {
    sitting.calls[at]?.say(text(said));
    sitting.calls[at]?.say(END);
  };
  return { ...sitting, outcome, cancel, answer };
}

test("a first and its samples; what is said twice is offered once", async () => {
  const { calls, answer, outcome } = await asked();
  expect(calls.map(({ prompt }) => prompt.temperature)).toEqual([0, 0.7, 0.7]);
  for (const [at, said] of ["a()", "b()", "a()"].entries()) answer(at, said);
  expect(choicesOf(await outcome)).toEqual(["a()", "b()"]);
});

test("who is slower than the time that is given to them is left", async () => {
  const { calls, answer, outcome, clock } = await asked();
  answer(0, "a()");
  answer(1, "b()");
  await clock.pass(401);
  expect(choicesOf(await outcome)).toEqual(["a()", "b()"]);
  expect(calls[2]?.signal.aborted).toBe(true);
});

test("a sample serves where the first has nothing to say", async () => {
  const { answer, outcome } = await asked();
  answer(0, "");
  answer(1, "b()");
  answer(2, "c()");
  expect(choicesOf(await outcome)).toEqual(["b()", "c()"]);
});

test("a failure is told at once, and nobody else is waited for", async () => {
  const { calls, outcome } = await asked();
  calls[0]?.say({ kind: "failed", failure: { kind: "refused", message: "m", advice: "a" } });
  expect(await outcome).toMatchObject({ kind: "nothing", reason: "refused" });
  expect(calls.slice(1).every(({ signal }) => signal.aborted)).toBe(true);
});

test("typing along keeps those that agree", async () => {
  const { type, calls, answer, outcome } = await asked();
  for (const [at, said] of ["one()", "two()", "once()"].entries()) answer(at, said);
  expect(choicesOf(await outcome)).toEqual(["one()", "two()", "once()"]);
  expect(choicesOf(await type("x = on▮").outcome)).toEqual(["e()", "ce()"]);
  expect(choicesOf(await type("x = t▮").outcome)).toEqual(["wo()"]);
  expect(calls).toHaveLength(3);
});

test("one request: typed by hand as well, a target that always says the same, a client that shows one", async () => {
  expect((await asked({}, { candidates: 3 })).calls).toHaveLength(1);
  expect((await asked({ deterministic: true })).calls).toHaveLength(1);
  expect((await asked({}, { trigger: "manual" })).calls).toHaveLength(1);
});

test("all that was sent is told, with what had come of it", async () => {
  const { spent, answer, outcome, cancel, clock } = await asked();
  answer(1, "b()");
  cancel();
  await outcome;
  await clock.pass(201);
  await settle();
  expect(spent.map(({ ended }) => ended).toSorted()).toEqual(["aborted", "aborted", "text"]);
  expect(spent.map(({ id }) => id)).toEqual([1, 1, 1]);
});
