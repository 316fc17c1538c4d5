/** The lines that differ between two states, whatever was done to them. */
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

import { expect, test } from "vitest";

import { lineEdit, withLineEdit } from "../../../server/completion/line-edit.ts";
import { random } from "../../support/random.ts";

const ROWS = [
  { before: "abc", after: "abc", edit: { from: 3, removed: 0, added: "" } },
  { before: "abc", after: "axc", edit: { from: 1, removed: 1, added: "x" } },
  { before: "abc", after: "abxc", edit: { from: 2, removed: 0, added: "x" } },
  { before: "abc", after: "ac", edit: { from: 1, removed: 1, added: "" } },
  { before: "aaa", after: "aa", edit: { from: 2, removed: 1, added: "" } },
  { before: "", after: "ab", edit: { from: 0, removed: 0, added: "ab" } },
] as const;

const split = (text: string) => text.split("");

test.for(ROWS)("$before → $after", ({ before, after, edit }) => {
  expect(lineEdit(split(before), split(after))).toEqual({ ...edit, added: split(edit.added) });
});

test("made again to the one state, the edit makes the other", () => {
  const below = random(7);
  const lines = () => Array.from({ length: below(6) }, () => "abc"[below(3)] ?? "");
  for (let round = 0; round < 500; round++) {
    const [before, after] = [lines(), lines()];
    const made = withLineEdit(before, lineEdit(before, after));
    expect(made).toEqual(after);
    // It is remembered, and no wider than it has to be.
    expect(lineEdit(before, made)).toEqual(lineEdit(before, after));
  }
});

test("what is replaced by itself is no edit", () => {
  const before = split("abcd");
  const after = withLineEdit(before, { from: 1, removed: 2, added: ["b", "x"] });
  expect(lineEdit(before, after)).toEqual({ from: 2, removed: 1, added: ["x"] });
});

test("more lines come in than a call takes arguments", () => {
  const many = Array<string>(300_000).fill("x");
  expect(withLineEdit(split("ac"), { from: 1, removed: 0, added: many })).toHaveLength(300_002);
});

test("a state is not kept by the one that came of it", async () => {
  setFlagsFromString("--expose-gc");
  const collect: () => void = runInNewContext("gc");
  let latest: readonly string[] = split("abc");
  const states: WeakRef<readonly string[]>[] = [];
  for (let edits = 0; edits < 20; edits++) {
    states.push(new WeakRef(latest));
    latest = withLineEdit(latest, { from: 1, removed: 1, added: [String(edits)] });
  }
  // What a WeakRef was made for lives on until the end of the turn.
  await new Promise(setImmediate);
  collect();
  expect(states.filter((state) => state.deref())).toEqual([]);
  expect(latest[1]).toBe("19");
});

test("another state before it has another edit", () => {
  const after = split("abc");
  expect(lineEdit(split("ac"), after).added).toEqual(["b"]);
  expect(lineEdit(split("xbc"), after).added).toEqual(["a"]);
});
