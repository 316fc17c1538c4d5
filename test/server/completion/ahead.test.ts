/** What is asked for, or kept, before it is wanted: the place after a suggestion was accepted. */
import { expect, test } from "vitest";

import { afterAccepting } from "../../../server/completion/ahead.ts";
import { END, session, settle, text, told } from "../../support/completion-session.ts";
import { placeIn } from "../../support/marked-text.ts";

test.for([
  ["x = ▮", "1", 0, "x = 1▮"],
  ["f(▮)\ny", "a) {", 1, "f(a) {▮\ny"],
  ["if a:▮\ny", "\n  b\n  c", 0, "if a:\n  b\n  c▮\ny"],
] as const)("%s with %s is %s", ([before, said, replaces, after]) => {
  expect(afterAccepting(placeIn(before), { text: said, replaces })).toEqual(placeIn(after));
});

const local = { askAhead: "local" } as const;

async function shown(target: Parameters<typeof session>[0], more: object) {
  const sitting = session(target);
  const first = sitting.type("x = ▮", more);
  await settle();
  sitting.calls[0]?.say(text("f("));
  sitting.calls[0]?.say(END);
  expect(told(await first.outcome)).toBe("generated: f(");
  await settle();
  return sitting;
}

test("while a suggestion is shown, a local target is asked for what comes after it; accepting asks nobody", async () => {
  const { type, calls } = await shown({ local: true }, local);
  expect(calls).toHaveLength(2);
  expect(calls[1]?.prompt).toMatchObject({ prefix: "x = f(" });
  calls[1]?.say(text("a)"));
  calls[1]?.say(END);
  await settle();
  expect(told(await type("x = f(▮", local).outcome)).toBe("typed-as-suggested: a)");
});

test("what is asked ahead is adopted on its way, through typing along and auto-closed brackets", async () => {
  const { type, calls } = await shown({ local: true }, local);
  await type("x = f▮", local).outcome;
  const accepted = type("x = f(▮)", local);
  calls[1]?.say(text("a)"));
  calls[1]?.say(END);
  expect(await accepted.outcome).toMatchObject({ origin: "adopted", text: "a)", replaces: 1 });
  expect(calls.filter(({ signal }) => signal.aborted)).toEqual([]);
});

test("typing something else ends what was asked ahead", async () => {
  const { type, calls } = await shown({ local: true }, local);
  void type("x = g▮", local);
  expect(calls[1]?.signal.aborted).toBe(true);
});

test.for([
  ["a paid target", {}, local],
  ["a user who does not want it", { local: true }, { askAhead: "never" }],
  ["a client that does not say", { local: true }, {}],
] as const)("nothing is asked ahead of %s", async ([, target, more]) => {
  const { calls } = await shown(target, more);
  expect(calls).toHaveLength(1);
});

test("a paid target is asked ahead when the user wants it always", async () => {
  const { calls } = await shown({}, { askAhead: "always" });
  expect(calls).toHaveLength(2);
});

test("whole lines that came in one piece with a suggestion serve once it is accepted", async () => {
  const { type, calls } = session();
  const first = type("x = ▮");
  await settle();
  calls[0]?.say(text("1\ny = 2\nz = "));
  expect(told(await first.outcome)).toBe("generated: 1");
  expect(told(await type("x = 1\n▮").outcome)).toBe("onward: y = 2");
  expect(told(await type("x = 1\ny ▮").outcome)).toBe("typed-as-suggested: = 2");
  expect(calls).toHaveLength(1);
});
