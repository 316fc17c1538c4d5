/** When the stream is closed: as soon as there is enough, and not before. What is shown then is the business of `answers/`. */
import { expect, test } from "vitest";

import { extent } from "../../../server/completion/extent.ts";
import { holeAt } from "../../../server/completion/hole.ts";
import { read } from "../../../server/completion/suggestion/read.ts";
import { languages } from "../../support/languages.ts";
import { placeIn } from "../../support/marked-text.ts";

function checkIn(languageId: string) {
  /** In the expectation, `⏹` says that there is enough. */
  return (marked: string, answer: string, expected: string, stops: readonly string[] = []) => {
    test(`${languageId} ${JSON.stringify(marked)} + ${JSON.stringify(answer)}`, () => {
      const hole = holeAt(placeIn(marked, { languageId }), languages.named(languageId));
      const rules = { hole, extent: extent(hole, "automatic"), stops, isChat: false };
      const { text, done } = read(answer, rules);
      expect(text + (done ? "⏹" : "")).toBe(expected);
    });
  };
}

const ts = checkIn("typescript");
const py = checkIn("python");
const ruby = checkIn("ruby");

ts("x = ▮", "a + b", "a + b");
ts("x = ▮", "a + b\n", "a + b⏹");
ts("x = ▮", "a + b\r\nc", "a + b⏹");
ts("x = ▮", "f(\n", "f(\n");
ts("x = ▮", "f(\n  a,\n);\n", "f(\n  a,\n);⏹");
ts("x();▮", "\nc", "⏹");
ts("x = ▮", "a<|endof", "a", ["<|endoftext|>"]);
ts("x = ▮", "a<|endoftext|>b", "a⏹", ["<|endoftext|>"]);
ts("x = ▮", "a<B>b<A>", "a⏹", ["<A>", "<B>"]);
ts("x = ▮", "a STO", "a ", ["STOP"]);
ts("x = ▮", "a \uD83D", "a ");

py("def f():\n    ▮", "x = 1\n    y = 2\n    z", "x = 1\n    y = 2\n    z");
py("def f():\n    ▮", "x = 1\n    y = 2\nz = 3", "x = 1\n    y = 2⏹");
py("def f():\n    ▮", "x = 1\n\n    y = 2\n", "x = 1⏹");
py("def f():\n    ▮", "x = 1\n    ", "x = 1\n");
py("▮", "def f():\n    return 1\n\n\ndef g():\n", "def f():\n    return 1⏹");
py("▮\nc", "a\nb\nc\n", "a\nb⏹");
py("▮\nc", "if x:\n  c\nc\n", "if x:\n  c⏹");
py("▮\nc", "if x:\n  c\nc", "if x:\n  c\nc");
py("def f():▮", "\n    return 1\n", "\n    return 1\n");
py("def f():▮", "\n    return 1\nx = 2", "\n    return 1⏹");

ts("function f() {▮", "\n  return 1;\n}", "\n  return 1;\n}");
ts("function f() {▮", "\n  return 1;\n}\n", "\n  return 1;\n}⏹");
ts("function f() {▮\n}", "\n  return 1;\n}", "\n  return 1;⏹");
ts("if (x) {▮", "\n  a();\n} else {\n  b();\n}\n", "\n  a();\n} else {\n  b();\n}⏹");
ts("if (x) {▮\n}", "\n  if (x) {\n  }\n  b();\n}\n", "\n  if (x) {\n  }\n  b();⏹");
ruby("def f▮", "\n  1\nen", "\n  1");
ruby("def f▮", "\n  1\nend\n", "\n  1\nend⏹");

const long = Array.from({ length: 80 }, (_, index) => `  line${String(index)}();`).join("\n");
ts("function f() {▮", `\n${long}`, `\n${long.split("\n").slice(0, 58).join("\n")}⏹`);
