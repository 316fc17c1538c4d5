/** The lines that differ between two states, whatever was done to them. */
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
    expect(withLineEdit(before, lineEdit(before, after))).toEqual(after);
  }
});

test("another state before it has another edit", () => {
  const after = split("abc");
  expect(lineEdit(split("ac"), after).added).toEqual(["b"]);
  expect(lineEdit(split("xbc"), after).added).toEqual(["a"]);
});
