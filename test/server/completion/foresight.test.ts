/** What is made ready while the editor waits before it asks. */
import { expect, test } from "vitest";

import { nextAfter } from "../../../server/completion/foresight.ts";
import { END, session, settle, text, told } from "../../support/completion-session.ts";
import { placeIn, requestIn } from "../../support/marked-text.ts";

test.for([
  ["a letter", "x = ▮ + 1", "x = f▮ + 1"],
  ["a pair of brackets", "f▮\n", "f(▮)\n"],
  ["a letter within them", "f(▮)", "f(a▮)"],
  ["a call that was accepted", "x = ▮", "x = f()▮"],
  ["a new line", "if a:▮\ny", "if a:\n  ▮\ny"],
  ["a letter taken back", "ab▮c", "a▮c"],
  ["an end of a line taken back", "a\n▮b", "a▮b"],
] as const)("%s: %s is asked for at %s", ([, before, after]) => {
  const place = placeIn(after);
  expect(nextAfter(requestIn(before), place.document)?.place).toEqual(place);
});

test.for([
  ["elsewhere", "a▮\nb", "a\nbc▮"],
  ["right of the cursor", "a▮b", "ac▮"],
] as const)("a change %s says nothing of what will be asked", ([, before, after]) => {
  expect(nextAfter(requestIn(before), placeIn(after).document)).toBeUndefined();
});

test("neither does one in another document, nor one after an item that was selected", () => {
  const { document } = placeIn("ab▮");
  expect(nextAfter(requestIn("a▮"), { ...document, uri: "file:///w/b.py" })).toBeUndefined();
  expect(nextAfter(requestIn("a▮", { selected: "fixed" }), document)).toBeUndefined();
});

const WAITS_MS = 50;

/** Somebody was asked for a line; then it was typed on, and the editor waits. */
async function typing(before: string, after: string) {
  const sitting = session();
  const first = sitting.type(before);
  await settle();
  sitting.calls[0]?.say(END);
  await first.outcome;
  const next = requestIn(after);
  sitting.change(next.place.document);
  return { ...sitting, next };
}

test("context is gathered before the editor asks, and not again when it does", async () => {
  const { next, clock, gathered, ask, calls } = await typing("x = ▮", "x = f▮");
  expect(gathered).toHaveLength(1);
  await clock.pass(WAITS_MS);
  expect(gathered.slice(1)).toEqual([next.place]);
  void ask(next);
  await settle();
  expect(gathered).toHaveLength(2);
  expect(calls[1]?.prompt).toMatchObject({ prefix: "x = f" });
});

test("who asks sooner, elsewhere, much later or by hand is served as ever", async () => {
  for (const { waits, ...other } of [
    { waits: 0 },
    { waits: WAITS_MS, place: placeIn("x =▮ f") },
    { waits: 1000 },
    { waits: WAITS_MS, trigger: "manual" } as const,
  ]) {
    const { next, clock, gathered, ask, calls } = await typing("x = ▮", "x = f▮");
    await clock.pass(waits);
    void ask({ ...next, ...other });
    await settle();
    expect(gathered).toHaveLength(waits === 0 ? 2 : 3);
    expect(calls).toHaveLength(2);
  }
});

test("of keys in a burst, only what the last one leads to is made ready", async () => {
  const { clock, gathered, change } = await typing("x = ▮", "x = f▮");
  await clock.pass(10);
  change(placeIn("x = fo▮").document);
  await clock.pass(WAITS_MS);
  expect(gathered.map(({ character }) => character)).toEqual([4, 6]);
});

test("nothing is made ready where it is known what will be suggested", async () => {
  const sitting = session();
  const first = sitting.type("x = ▮");
  await settle();
  sitting.calls[0]?.say(text("foo"));
  sitting.calls[0]?.say(END);
  await first.outcome;
  sitting.change(placeIn("x = f▮").document);
  await sitting.clock.pass(WAITS_MS);
  expect(sitting.gathered).toHaveLength(1);
});

test("what the grammar tells after the prompt was made counts all the same", async () => {
  const { next, clock, ask, calls, grammar } = await typing("def f()▮", "def f():▮");
  await clock.pass(WAITS_MS);
  grammar.told = { inside: "code", extent: { kind: "line" } };
  const { outcome } = ask(next);
  await settle();
  calls[1]?.say(text("\n    a()\n    b()\n"));
  calls[1]?.say(END);
  expect(told(await outcome)).toBe("generated:  a()");
});
