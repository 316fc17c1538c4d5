import { expect, test } from "vitest";

import type { Extent } from "../../../server/completion/extent.ts";
import { cut } from "../../../server/completion/suggestion/cut.ts";

const LINE: Extent = { kind: "line" };
const block = (indent: number): Extent => ({ kind: "block", indent, opened: false });
const opened = (indent: number): Extent => ({ kind: "block", indent, opened: true });

/** In the expectation, `⏹` says that there is enough. */
function check(
  answer: string,
  extent: Extent,
  expected: string,
  rules: { stops?: string[]; nextLine?: string } = {},
) {
  test(`${JSON.stringify(answer)} in ${JSON.stringify(extent)} → ${JSON.stringify(expected)}`, () => {
    const { text, done } = cut(answer, { extent, stops: rules.stops ?? [], ...rules });
    expect(text + (done ? "⏹" : "")).toBe(expected);
  });
}

check("a + b", LINE, "a + b");
check("a + b\n", LINE, "a + b⏹");
check("a + b\r\nc", LINE, "a + b⏹");
check("\nc", LINE, "⏹");
check("a<|endof", LINE, "a<|endof", { stops: ["<|endoftext|>"] });
check("a<|endoftext|>b", LINE, "a⏹", { stops: ["<|endoftext|>"] });
check("a<B>b<A>", LINE, "a⏹", { stops: ["<A>", "<B>"] });

check("x = 1\n    y = 2\n    z", block(4), "x = 1\n    y = 2\n    z");
check("x = 1\n    y = 2\nz = 3", block(4), "x = 1\n    y = 2⏹");
check("x = 1\n\n    y = 2\n", block(4), "x = 1⏹");
check("def f():\n    return 1\n\n\ndef g():\n", block(0), "def f():\n    return 1⏹");
check("a\nb\nc\n", block(0), "a\nb⏹", { nextLine: "c" });
check("if x:\n  c\nc\n", block(0), "if x:\n  c⏹", { nextLine: "c" });

check("\n    return 1\n", opened(0), "\n    return 1\n");
check("\n    return 1\nx", opened(0), "\n    return 1⏹");
check("\n  return 1;\n}", opened(0), "\n  return 1;\n}");
check("\n  return 1;\n}\nmore();", opened(0), "\n  return 1;\n}⏹");
check("\n  a();\n} else {\n  b();\n}\n", opened(0), "\n  a();\n} else {\n  b();\n}⏹");
check("\n  a();\n}\n", opened(0), "\n  a();⏹", { nextLine: "}" });
check("\n  if (x) {\n  }\n  b();\n}\n", opened(0), "\n  if (x) {\n  }\n  b();⏹", { nextLine: "}" });

const long = Array.from({ length: 40 }, (_, index) => `  line${String(index)}`).join("\n");
check(`\n${long}`, opened(0), `\n${long.split("\n").slice(0, 29).join("\n")}⏹`);
