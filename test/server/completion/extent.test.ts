import { expect, test } from "vitest";

import { extent } from "../../../server/completion/extent.ts";
import { holeAt } from "../../../server/completion/hole.ts";
import type { SyntaxAt } from "../../../server/completion/syntax-at.ts";
import { languages } from "../../support/languages.ts";
import { placeIn } from "../../support/marked-text.ts";

interface More {
  readonly trigger?: "manual";
  readonly languageId?: string;
}

function holeIn(marked: string, languageId = marked.includes("{") ? "typescript" : "python") {
  return holeAt(placeIn(marked, { languageId }), languages.named(languageId));
}

function check(marked: string, expected: string, { trigger, languageId }: More = {}) {
  test(`${languageId ?? ""} ${JSON.stringify(marked)} ${trigger ?? ""} → ${expected}`, () => {
    const found = extent(holeIn(marked, languageId), trigger ?? "automatic");
    const line = () => (found.kind === "line" && found.wraps ? "line that may wrap" : "line");
    const told =
      found.kind === "line" ? line() : `block${found.opened ? " opened" : ""} at ${String(found.indent)}`;
    expect(told).toBe(expected);
  });
}

check("x = ▮", "line that may wrap");
check("x = ▮", "block at 0", { trigger: "manual" });
check("def f(x):▮", "block opened at 0");
check("  if (x) {▮}", "block opened at 2");
check("  if (x) {▮", "block opened at 2");
check("const f = (x) =>▮", "block opened at 0", { languageId: "typescript" });
check("def f(x):▮\n    return x\n", "line that may wrap");
check("def f(x):▮\n\n\ndef g(x):\n", "block opened at 0");
check("    ▮", "block at 4");
check("\t▮\n", "block at 4");
check("foo(▮, b)", "line that may wrap");
check("foo(▮).then(bar);", "line that may wrap", { languageId: "typescript" });
check("if (▮) {", "line");
check("def f(▮):", "line");
check("# f(▮)", "line");
check('s = "a: ▮', "line");
check("# if x:▮", "line");
check("xs = [▮]", "block opened at 0");
check("x = d[a:▮", "line that may wrap");
check('{ "a": ▮ }', "line that may wrap", { languageId: "json" });
check("  case 1:▮", "block opened at 2", { languageId: "typescript" });
check("const x = { a:▮", "line that may wrap");
check("if x then▮", "block opened at 0", { languageId: "lua" });
check("name:▮", "block opened at 0", { languageId: "yaml" });
check("return <ul>▮</ul>;", "block opened at 0", { languageId: "typescriptreact" });
check("a < b▮", "line that may wrap", { languageId: "typescriptreact" });
check("The end:▮", "line that may wrap", { languageId: "markdown" });
check("foo(▮, b)", "line that may wrap", { trigger: "manual" });

const LINE: SyntaxAt = { inside: "code", extent: { kind: "line" } };
const WHOLE: SyntaxAt = { inside: "code", extent: { kind: "whole", indent: 0, closer: "end", closed: true } };

test.each([
  ["def f(x):▮", LINE, "automatic", { kind: "line", wraps: true }],
  ["def f(x):▮", LINE, "manual", { kind: "block", indent: 0, opened: true }],
  ["def f(x):▮", { ...LINE, inside: "comment" }, "automatic", { kind: "block", indent: 0, opened: true }],
  ["def f(x):▮", { inside: "code" }, "automatic", { kind: "block", indent: 0, opened: true }],
  ["unless_word x▮", WHOLE, "automatic", { kind: "block", indent: 0, opened: true }],
  ["unless_word x\n  y▮", WHOLE, "automatic", { kind: "line", wraps: true }],
  ["f(▮, b)", WHOLE, "automatic", { kind: "line", wraps: true }],
] as const)("the grammar has its say: %s", (marked, syntax, trigger, expected) => {
  expect(extent({ ...holeIn(marked), syntax }, trigger)).toEqual(expected);
});

test.each(["def f(x):▮", "    ▮"])(
  "a target for which several lines are too much is asked for one: %s",
  (marked) => {
    expect(extent(holeIn(marked), "automatic", { multiline: false })).toEqual({ kind: "line" });
  },
);
