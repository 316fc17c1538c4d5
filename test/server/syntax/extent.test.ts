/** What a suggestion would complete, by language: the kind, the column of the block, its closer; or what the cursor stands in. */
import { expect, test } from "vitest";

import type { SyntaxAt } from "../../../server/completion/syntax-at.ts";
import { readPlace } from "../../../server/syntax/read-place.ts";
import { structureOf } from "../../../server/syntax/structure.ts";
import { parse } from "../../../server/syntax/trees.ts";
import { placeIn } from "../../support/marked-text.ts";
import { grammarOf, languages } from "./grammars.ts";

function said({ inside, extent }: SyntaxAt): string {
  if (inside !== "code") return inside;
  if (!extent) return "broken";
  if (extent.kind === "line") return "line";
  const { kind, indent, closer, closed } = extent;
  const followed = kind === "rest" && extent.followed ? ["followed"] : [];
  return [kind, String(indent), ...(closer ? [closer] : []), ...(closed ? [] : ["open"]), ...followed].join(
    " ",
  );
}

async function syntaxIn(languageId: string, marked: string): Promise<string> {
  const grammar = await grammarOf(languageId);
  const place = placeIn(marked, { languageId });
  const { lines } = place.document;
  const tree = await parse(lines, grammar);
  if (!tree) throw new Error("it took too long to parse");
  const at = readPlace(structureOf(tree, grammar, { from: 0, to: lines.length }), place);
  return at ? said(at) : "unknown";
}

const ROWS: Readonly<Record<string, readonly (readonly [text: string, expected: string])[]>> = {
  typescript: [
    ["function f() {\n  ▮\n}\n", "whole 0 }"],
    ["function f() {▮}", "whole 0 }"],
    ["function f() {▮\n}\n", "whole 0 }"],
    ["class A {\n  f() {▮\n  g() { }\n}\n", "whole 2 }"],
    ["function f() {▮\n\nfunction g() {\n  return 1;\n}\n", "whole 0 open"],
    ["function f() {\n  // sorts them\n  ▮\n}\n", "whole 0 }"],
    ["function f() {\n  con▮\n}\n", "whole 0 }"],
    ["function f() {\n  const a = 1;\n  ▮\n}\n", "rest 2 }"],
    ["function f() {\n  ▮\n  return 1;\n}\n", "rest 2 } followed"],
    ["function f() {\n  const a = 1;\n  ret▮\n}\n", "line"],
    ["function f() {\n  const a = 1;▮\n}\n", "whole 0 }"],
    ["foo(▮)", "whole 0 )"],
    ["foo(a, ▮)", "line"],
    ["foo(\n  ▮\n)", "whole 0 )"],
    ["foo(\n  1,\n  ▮\n)", "rest 2 )"],
    ["const a = [▮];", "whole 0 ]"],
    ["const a = [1, ▮];", "line"],
    ["const x: ▮ = 3;", "line"],
    ["const x = { a: ▮ };", "line"],
    ["const x = {▮};", "whole 0 }"],
    ["const o = {\n  a: 1,\n  b: ▮\n};", "line"],
    ["const o = {\n  a: 1,\n  ▮\n};", "rest 2 }"],
    ["const s = 'a ▮ b';", "string"],
    ["const s = `a ${b▮} c`;", "line"],
    ["const s = `a ▮ ${b} c`;", "string"],
    ['const s = "never closed ▮', "string"],
    ["// said ▮", "comment"],
    ["/* said ▮ */ x", "comment"],
    ["/* said */ ▮", "line"],
    ["switch (a) {\n  case 1:▮\n  case 2:\n    f();\n}", "whole 2 open"],
    ["interface A {\n  ▮\n}\n", "whole 0 }"],
    ["const a = 1;\n▮\n", "rest 0 open"],
    ["const f = () => {\r\n\t▮\r\n};\r\n", "whole 0 }"],
  ],
  typescriptreact: [
    ["const a = (\n  <div>\n    ▮\n  </div>\n);", "whole 2 </div>"],
    ["const a = <b>{▮}</b>;", "line"],
  ],
  javascript: [["for (const a of b) {\n  ▮\n}\n", "whole 0 }"]],
  python: [
    ["def f(x):▮", "whole 0 open"],
    ["def f(x):▮\n\n\ndef g():\n    pass\n", "whole 0 open"],
    ["def f(x):\n    ▮\n\ndef g():\n    pass\n", "whole 0 open"],
    ['def f(x):\n    """Doubles."""\n    ▮\n', "rest 4 open"],
    ["class A:\n    def f(self):\n        x = 1\n        ▮\n", "rest 8 open"],
    ["class A:\n    def f(self):\n        x = 1\n    ▮\n", "rest 4 open"],
    ["class A:\n    def f(self):\n        x = 1\n▮\n", "rest 0 open"],
    ["def f(x):\n    ▮\n    return x\n", "rest 4 open followed"],
    ["x: ▮ = 3\n", "line"],
    ['d = {"a": ▮}\n', "line"],
    ["y = x[1:▮]\n", "line"],
    ['d = {\n    "a": 1,\n    ▮\n}\n', "rest 4 }"],
    ["if x:\n    pass\nelse:▮\n", "whole 0 open"],
    ["s = 'a ▮'\n", "string"],
    ["s = f'a {b▮}'\n", "line"],
    ["# said ▮\n", "comment"],
    ["f(▮)\n", "whole 0 )"],
    ["f(a, ▮)\n", "line"],
    ["for a in b:\n    if a:▮\n    print(a)\n", "whole 4 open"],
  ],
  rust: [
    ["fn f() {\n    ▮\n}\n", "whole 0 }"],
    ["match a {\n    Some(x) => {▮}\n}\n", "whole 4 }"],
    ["impl A {\n    fn f(&self) {}\n\n    ▮\n}\n", "rest 4 }"],
    ["/// said ▮\nfn f() {}\n", "comment"],
    ['let a = "b ▮";\n', "string"],
  ],
  go: [
    ["package a\n\nfunc f() {\n\t▮\n}\n", "whole 0 }"],
    ["package a\n\nfunc f() {\n\tif a {▮}\n}\n", "whole 4 }"],
    ["package a\n\nfunc f() {\n\ta()\n\t▮\n}\n", "rest 4 }"],
    ["package a\n\nvar s = `a ▮`\n", "string"],
  ],
  java: [
    ["class A {\n  void f() {\n    ▮\n  }\n}\n", "whole 2 }"],
    ["class A {\n  void f()\n  {▮\n  }\n}\n", "whole 2 }"],
    ["class A {\n  int a;\n\n  ▮\n}\n", "rest 2 }"],
    ['class A { String s = "a ▮"; }', "string"],
  ],
  c: [
    ["int f(void) {\n  ▮\n}\n", "whole 0 }"],
    ["int f(void)\n{\n  int a;\n  ▮\n}\n", "rest 2 }"],
    ["int a; /* said ▮ */\n", "comment"],
    ["#include <a▮>\n", "string"],
  ],
  cpp: [
    ["void A::f() {\n  ▮\n}\n", "whole 0 }"],
    ["class A {\n public:\n  ▮\n};\n", "rest 2 }"],
    ['auto s = R"(a ▮)";\n', "string"],
    ["namespace a {\n▮\n}\n", "whole 0 }"],
  ],
  csharp: [
    ["class A\n{\n    void F()\n    {▮\n    }\n}\n", "whole 4 }"],
    ["class A\n{\n    void F()\n    {\n        ▮\n    }\n}\n", "whole 4 }"],
    ['class A { string s = $"a {b▮}"; }', "line"],
    ['class A { string s = $"a ▮ {b}"; }', "string"],
  ],
  ruby: [
    ["def f\n  ▮\nend\n", "whole 0 end"],
    ["def f(a)\n  x = 1\n  ▮\nend\n", "rest 2 end"],
    ["class A\n  ▮\nend\n", "whole 0 end"],
    ["a.each do |b|\n  ▮\nend\n", "whole 0 end"],
    ["if a\n  ▮\nelse\n  b\nend\n", "whole 0 end"],
    ['s = "a #{b▮}"\n', "line"],
    ['s = "a ▮ #{b}"\n', "string"],
  ],
  php: [
    ["<?php\nfunction f() {\n    ▮\n}\n", "whole 0 }"],
    ["<?php\nclass A\n{\n    public $a;\n\n    ▮\n}\n", "rest 4 }"],
    ["<?php\n$s = 'a ▮';\n", "string"],
    ["<?php\n// said ▮\n", "comment"],
  ],
  shellscript: [
    ["if a; then\n  ▮\nfi\n", "whole 0 fi"],
    ["for a in b; do\n  ▮\ndone\n", "whole 0 done"],
    ["f() {\n  a\n  ▮\n}\n", "rest 2 }"],
    ['echo "a ▮"\n', "string"],
    ["# said ▮\n", "comment"],
  ],
  kotlin: [
    ["fun f() {\n    ▮\n}\n", "whole 0 }"],
    ["class A {\n    val a = 1\n\n    ▮\n}\n", "rest 4 }"],
    ['val s = "a ▮"\n', "string"],
    ["when (a) {\n    ▮\n}\n", "whole 0 }"],
  ],
  lua: [
    ["function f()\n  ▮\nend\n", "whole 0 end"],
    ["if a then\n  b()\n  ▮\nend\n", "rest 2 end"],
    ["local s = 'a ▮'\n", "string"],
    ["-- said ▮\n", "comment"],
  ],
  swift: [
    ["func f() {\n    ▮\n}\n", "whole 0 }"],
    ["if a {\n    b()\n    ▮\n}\n", "rest 4 }"],
    ['let s = "a ▮"\n', "string"],
  ],
};

const cases = Object.entries(ROWS).flatMap(([language, rows]) =>
  rows.map(([text, expected]) => ({ language, text, expected })),
);

test.for(cases)("$language: $text", async ({ language, text, expected }) => {
  expect(await syntaxIn(language, text)).toBe(expected);
});

test("every language has rows", () => {
  const told = new Set(Object.keys(ROWS));
  expect([...languages.keys()].filter((id) => !told.has(id) && id !== "javascriptreact")).toEqual([]);
});
