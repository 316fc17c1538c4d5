import { expect, test } from "vitest";

import { extent } from "../../../server/completion/extent.ts";
import type { CompletionRequest } from "../../../server/completion/request.ts";
import { requestIn } from "../../support/marked-text.ts";

function check(marked: string, expected: string, more?: Partial<CompletionRequest>) {
  test(`${JSON.stringify(marked)} → ${expected}`, () => {
    const found = extent(requestIn(marked, more));
    const told =
      found.kind === "line" ? "line" : `block${found.opened ? " opened" : ""} at ${String(found.indent)}`;
    expect(told).toBe(expected);
  });
}

check("x = ▮", "line");
check("x = ▮", "block at 0", { trigger: "manual" });
check("def f(x):▮", "block opened at 0");
check("  if (x) {▮}", "block opened at 2");
check("  if (x) {▮", "block opened at 2");
check("const f = (x) =>▮", "block opened at 0");
check("def f(x):▮\n    return x\n", "line");
check("def f(x):▮\n\n\ndef g(x):\n", "block opened at 0");
check("    ▮", "block at 4");
check("\t▮\n", "block at 4");
check("foo(▮, b)", "line");
check("foo(▮, b)", "line", { trigger: "manual" });

test.each(["def f(x):▮", "    ▮"])(
  "a target for which several lines are too much is asked for one: %s",
  (marked) => {
    expect(extent(requestIn(marked), { multiline: false })).toEqual({ kind: "line" });
  },
);
