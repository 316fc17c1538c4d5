import { expect, test } from "vitest";

import { inPlainEnglish } from "../../support/in-plain-english.ts";
import type { Failure } from "../../../server/completion/ports.ts";
import {
  admit,
  afterAnswer,
  afterFailure,
  afterLeaving,
  isCounted,
  type Trouble,
} from "../../../server/providers/breaker.ts";

const overloaded: Failure = { kind: "overloaded", message: "500: CUDA", advice: "Wait." };
const limited: Failure = { kind: "rate-limited", message: "429: slow", advice: "Wait." };

type Moment = readonly [second: number, what: Failure | "answer" | "leave" | "?"];

/** A target's story: at second n something happens; `?` tells whether it may be asked then. */
function tell(...story: readonly Moment[]): string {
  let trouble: Trouble | undefined;
  const told: string[] = [];
  for (const [second, what] of story) {
    const now = 1_000_000 + second * 1000;
    if (typeof what === "object") trouble = afterFailure(trouble, what, now);
    else if (what === "answer") trouble &&= afterAnswer(trouble, now);
    else if (what === "leave") trouble &&= afterLeaving(trouble, now);
    else {
      const admission = admit(trouble, now);
      if (admission.kind === "paused")
        told.push(`${admission.failure.kind} ${String(admission.failure.retryAfterMs)}`);
      else told.push(admission.trouble ? "probe" : "go");
      if (admission.kind === "go") trouble = admission.trouble ?? trouble;
    }
  }
  return told.join(", ");
}

test.for<[name: string, told: string, ...story: Moment[]]>([
  ["nothing known", "go", [0, "?"]],
  ["two failures are not yet a reason", "go", [0, overloaded], [1, overloaded], [2, "?"]],
  ["three are", "overloaded 4000", [0, overloaded], [1, overloaded], [2, overloaded], [3, "?"]],
  [
    "an answer between them",
    "go",
    [0, overloaded],
    [1, overloaded],
    [2, "answer"],
    [3, overloaded],
    [4, "?"],
  ],
  ["failures far apart", "go", [0, overloaded], [1, overloaded], [400, overloaded], [401, "?"]],
  [
    "after the pause one probes, and the others wait",
    "probe, overloaded 29000",
    [0, overloaded],
    [0, overloaded],
    [0, overloaded],
    [6, "?"],
    [7, "?"],
  ],
  [
    "a probe that is answered",
    "probe, go, go",
    [0, overloaded],
    [0, overloaded],
    [0, overloaded],
    [6, "?"],
    [7, "answer"],
    [8, "?"],
    [8, "?"],
  ],
  [
    "a probe that fails doubles the pause",
    "probe, overloaded 10000, probe, overloaded 20000",
    [0, overloaded],
    [0, overloaded],
    [0, overloaded],
    [6, "?"],
    [7, overloaded],
    [7, "?"],
    [18, "?"],
    [19, overloaded],
    [19, "?"],
  ],
  [
    "a probe that is given up is neutral",
    "probe, probe",
    [0, overloaded],
    [0, overloaded],
    [0, overloaded],
    [6, "?"],
    [7, "leave"],
    [8, "?"],
  ],
  [
    "a probe that is never heard of again",
    "probe, probe",
    [0, overloaded],
    [0, overloaded],
    [0, overloaded],
    [6, "?"],
    [37, "?"],
  ],
  [
    "no pause is longer than half a minute",
    "overloaded 30000",
    ...Array.from({ length: 9 }, (_, at) => [at * 60, overloaded] as const),
    [480, "?"],
  ],
  [
    "those under way when the pause began do not lengthen it",
    "overloaded 5000",
    ...Array.from({ length: 9 }, () => [0, overloaded] as const),
    [0, "?"],
  ],
  [
    "a limit pauses at once, as long as it says",
    "rate-limited 19000, probe",
    [0, { ...limited, retryAfterMs: 20_000 }],
    [1, "?"],
    [21, "?"],
  ],
  ["a limit that does not say how long", "rate-limited 5000", [0, limited], [0, "?"]],
  [
    "a limit for a day is tried again sooner",
    "rate-limited 900000",
    [0, { ...limited, retryAfterMs: 86_400_000 }],
    [0, "?"],
  ],
  ["a failure that says how long", "overloaded 8000", [0, { ...overloaded, retryAfterMs: 8000 }], [0, "?"]],
  ["a clock that was set back", "go", [5000, overloaded], [5000, overloaded], [5000, overloaded], [0, "?"]],
])("%s: %s", ([, told, ...story]) => {
  expect(tell(...story)).toBe(told);
});

test("the pause is told in plain words, with what was last said", () => {
  const now = 1_000_000;
  const trouble = [1, 2, 3].reduce<Trouble | undefined>(
    (known) => afterFailure(known, overloaded, now),
    undefined,
  );
  expect(inPlainEnglish(admit(trouble, now + 500))).toEqual({
    kind: "paused",
    failure: {
      kind: "overloaded",
      message: "paused for 5 s after 3 failures, the last: 500: CUDA",
      advice: "Wait.",
      retryAfterMs: 4500,
    },
  });
});

test("what speaks of the key or the request proves that somebody answers", () => {
  const counted = ["rate-limited", "overloaded", "unreachable", "timeout"] as const;
  for (const kind of counted) expect(isCounted({ kind })).toBe(true);
  for (const kind of ["no-key", "refused", "bad-request", "unknown-model"] as const)
    expect(isCounted({ kind })).toBe(false);
});
