import { expect, test } from "vitest";

import type { CompletionRequest } from "../../../server/completion/request.ts";
import { judge } from "../../../server/completion/suggestion/judge.ts";
import { requestIn } from "../../support/marked-text.ts";

function check(
  marked: string,
  text: string,
  expected: ReturnType<typeof judge>,
  more?: Partial<CompletionRequest>,
) {
  test(`${JSON.stringify(marked)} + ${JSON.stringify(text)} → ${expected ?? "show"}`, () => {
    expect(judge({ text, replaces: 0 }, requestIn(marked, more))).toBe(expected);
  });
}

check("x = ▮", "1", undefined);
check("x = ▮", "", "empty");
check("x = ▮", " \n\t", "empty");
check("total = a + b\n▮\n", "total = a + b", "repeats-line-above");
check("total = a + b\n\nto▮\n", "tal = a + b", "repeats-line-above");
check("}\n▮", "}", undefined);
check("▮\ntotal = a + b\n", "total = a + b", "repeats-line-below");
check("to▮\n\ntotal = a + b\n", "tal = a + b", "repeats-line-below");
