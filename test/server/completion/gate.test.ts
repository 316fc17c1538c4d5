import { expect, test } from "vitest";

import { gate } from "../../../server/completion/gate.ts";
import type { CompletionRequest } from "../../../server/completion/request.ts";
import { requestIn } from "../../support/marked-text.ts";

function check(marked: string, expected: ReturnType<typeof gate>, more?: Partial<CompletionRequest>) {
  test(`${JSON.stringify(marked)} ${more ? JSON.stringify(more) : ""} → ${expected ?? "pass"}`, () => {
    expect(gate(requestIn(marked, more))).toBe(expected);
  });
}

check("▮", undefined);
check("foo(▮)", undefined);
check("foo▮", undefined);
check("▮foo", undefined);
check("fo▮o", "mid-word");
check("größ▮e", "mid-word");
check("$▮x", "mid-word");
check("a1▮2", "mid-word");
check("fo▮o", undefined, { trigger: "manual" });
check("foo(▮)", "disabled", { enabled: false });
check("foo(▮)", "disabled", { enabled: false, trigger: "manual" });
