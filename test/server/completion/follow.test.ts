/** What is left of a suggestion while its document goes on: accepting what is left makes what accepting all would have made. */
import { expect, test } from "vitest";

import { follow, mayFollow } from "../../../server/completion/follow.ts";
import { withoutTerminator } from "../../../server/completion/lines.ts";
import type { Edit } from "../../../server/completion/outcome.ts";
import type { Place } from "../../../server/completion/request.ts";
import { placeIn } from "../../support/marked-text.ts";

interface Row {
  /** The place it was made for; what stands between the cursor and `⟧` is replaced. */
  readonly made: string;
  readonly says: string;
  readonly now: string;
  /** What is left, with `⟦…⟧` around what it replaces now; undefined when it no longer holds. */
  readonly left: string | undefined;
  /** What the editor closed, and the suggestion leaves open. */
  readonly stays?: string;
}

function accepted({ document, line, character }: Place, { text, replaces }: Edit): string {
  const now = document.lines[line] ?? "";
  const written = now.slice(0, character) + text + now.slice(character + replaces);
  return [...document.lines.slice(0, line), written, ...document.lines.slice(line + 1)].join("");
}

function made({ made: marked, says }: Row): { from: Place; edit: Edit } {
  const end = marked.indexOf("⟧");
  const replaces = end < 0 ? 0 : end - marked.indexOf("▮") - 1;
  return { from: placeIn(marked.replace("⟧", "")), edit: { text: says, replaces } };
}

test.for<Row>([
  { made: "x = ▮", says: "1 + 2", now: "x = ▮", left: "1 + 2" },
  { made: "x = ▮", says: "1 + 2", now: "x = 1▮", left: " + 2" },
  { made: "x = ▮", says: "1 + 2", now: "x = 1 + 2▮", left: undefined },
  { made: "x = ▮", says: "1 + 2", now: "x = 2▮", left: undefined },
  { made: "x = ▮", says: "1 + 2", now: "x =▮", left: undefined },
  // Who only moves the cursor.
  { made: "f(▮a) + b", says: "c, d, e", now: "f(a▮) + b", left: undefined },
  { made: "f(▮)", says: "ab\ncdefgh", now: "f()▮", left: undefined },
  { made: "x = ▮\ny", says: "1\nz = 2", now: "x = 1\n▮\ny", left: "z = 2" },
  // Brackets and quotes that the editor closes by itself.
  { made: "foo▮", says: "(a, b);", now: "foo(▮)", left: "a, b);⟦)⟧" },
  { made: "foo▮", says: "(a, b);", now: "foo(a▮)", left: ", b);⟦)⟧" },
  { made: "foo▮", says: "(a, b);", now: "foo(a, b)▮", left: ";" },
  { made: "foo▮;", says: "(a, b)", now: "foo(▮);", left: "a, b)⟦)⟧" },
  { made: "foo▮\nbar", says: "([1, 2])", now: "foo([▮])\nbar", left: "1, 2])⟦])⟧" },
  { made: "foo▮", says: "('a')", now: "foo('▮')", left: "a')⟦')⟧" },
  { made: "▮", says: "/** What. */", now: "/**▮ */", left: " What. */⟦ */⟧" },
  { made: "<p▮", says: ">text</p>", now: "<p>▮</p>", left: "text</p>⟦</p>⟧" },
  { made: "▮;⟧", says: "if (a) {\n  b();", now: "if (▮);", left: "a) {\n  b();⟦);⟧" },
  { made: "▮;⟧", says: "f(a;", now: "f(▮);", left: undefined },
  { made: "foo▮", says: "(a)", now: "foo(a▮)", left: undefined },
  { made: "foo▮", says: "(a", now: "foo(▮)", left: "a", stays: ")" },
  { made: "foo▮", says: "([1]", now: "foo([▮])", left: "1]⟦]⟧", stays: ")" },
  { made: "x = ▮", says: "compute(value)", now: "x = ▮v", left: undefined },
  { made: "f(▮)⟧", says: "a/b(c);", now: 'f("▮")', left: undefined },
  { made: "f(▮)⟧", says: '"a/b(c);', now: 'f("▮")', left: "a/b(c);", stays: '")' },
  // Enter between them.
  { made: "if (a) ▮\nb", says: "{\n  c();\n}", now: "if (a) {▮}\nb", left: "\n  c();\n}⟦}⟧" },
  { made: "if (a) ▮\nb", says: "{\n  c();\n}", now: "if (a) {\n  ▮\n}\nb", left: "c();" },
  { made: "if (a) ▮\nb", says: "{\n  {\n  }\n}", now: "if (a) {\n  {▮}\n}\nb", left: "\n  }⟦}⟧" },
  { made: "a ▮\r\nb", says: "{\r\n  c\r\n}", now: "a {\r\n  ▮\r\n}\r\nb", left: "c" },
  { made: "f(▮)⟧", says: "{\n  a,\n})", now: "f({\n  ▮\n})", left: "a," },
  // What is replaced from the beginning.
  { made: "f(▮)⟧", says: "a, b) {", now: "f(▮)", left: "a, b) {⟦)⟧" },
  { made: "f(▮)⟧", says: "a, b) {", now: "f(a▮)", left: ", b) {⟦)⟧" },
  { made: "f(▮)⟧", says: "a, b) {", now: "f(a, b)▮", left: " {" },
  { made: "f(▮)⟧", says: "a, b) {", now: "f(a, b)▮)", left: undefined },
  { made: "f(▮)⟧", says: "[a], b) {", now: "f([▮])", left: "a], b) {⟦])⟧" },
  { made: "f(▮)⟧", says: "a, b) {", now: "f(a, b) ▮", left: "{" },
  { made: "f(▮ x)⟧", says: "a, x) {", now: "f(a▮ x)", left: ", x) {⟦ x)⟧" },
  // Elsewhere.
  { made: "a\nx = ▮", says: "1 + 2", now: "b\nx = 1▮", left: undefined },
  { made: "x = ▮\ny", says: "1 + 2", now: "x = 1▮\nz", left: undefined },
])("$made says $says, now $now: $left", (row) => {
  const { from, edit } = made(row);
  const to = placeIn(row.now);
  const left = follow(from, edit, to);
  const replaced =
    left &&
    withoutTerminator(to.document.lines[to.line] ?? "").slice(to.character, to.character + left.replaces);
  expect(left && left.text + (replaced ? `⟦${replaced}⟧` : "")).toBe(row.left);
  // A closer on the next line, which the suggestion cannot reach, stays where it is and ends it.
  if (left) expect(accepted(to, left)).toBe(accepted(from, edit) + (row.stays ?? ""));
});

test.for<readonly [from: string, arrived: string, now: string, may: boolean]>([
  ["foo▮", "", "foo(▮)", true],
  ["foo▮", "(a", "foo(▮)", true],
  ["foo▮", "(a", "foo(b▮)", false],
  ["foo▮", "(a", "foo(ab▮)", true],
  ["f(▮)", "a", "f(a)▮", true],
  ["f(▮)", "a) {", "f(a▮)", true],
  ["f(▮)", "ab", "f(a)▮", false],
  ["f(▮)", "ab", "g(a▮)", false],
  ["x = ▮", "ab", "x =▮", false],
  ["x ▮", "{\n  a", "x {\n  ▮\n}", true],
])("on the way from %s to what begins with %s, at %s: %s", ([from, arrived, now, may]) => {
  const to = placeIn(now);
  expect(mayFollow(placeIn(from), arrived, to)).toBe(may);
  // Without the cursor no more can be said.
  if (may) expect(mayFollow(placeIn(from), arrived, to.document)).toBe(true);
});
