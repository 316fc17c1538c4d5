/** The pieces of the inspector's pages: what was made of an answer, figures, and Markdown in which nothing of a text is lost. */
import { expect, test } from "vitest";

import { sayIn } from "../../../server/completion/told.ts";
import { extent as extentOf } from "../../../server/completion/extent.ts";
import { holeAt } from "../../../server/completion/hole.ts";
import { mendings } from "../../../server/completion/suggestion/mendings.ts";
import { cacheReuse, fareAfter, NEW_FARE, percentile } from "../../../server/inspection/fare.ts";
import { block, count, table } from "../../../server/inspection/markdown.ts";
import { createInspector } from "../../../server/inspection/inspector.ts";
import { waterfall } from "../../../server/inspection/waterfall.ts";
import { characters } from "../../support/character-counter.ts";
import { languages } from "../../support/languages.ts";
import { placeIn, requestIn } from "../../support/marked-text.ts";

/** The steps that an answer takes, and what each leaves. */
function check(marked: string, raw: string, expected: readonly (readonly [why: RegExp, text: string])[]) {
  test(`${JSON.stringify(marked)} answered with ${JSON.stringify(raw)}`, () => {
    const hole = holeAt(placeIn(marked), languages.named("python"));
    const extent = extentOf(hole, "automatic");
    const rules = { hole, extent, stops: ["<|stop|>"], isChat: true };
    const made = mendings(raw, rules, "stop");
    expect(made.map(({ text }) => text)).toEqual(expected.map(([, text]) => text));
    for (const [at, [why]] of expected.entries()) expect(made[at]?.why).toMatch(why);
  });
}

check("x = ▮", "1", []);
check("x = ▮", "1<|stop|>2", [[/at a stop/, "1"]]);
check("x = ▮", "```python\n1\n```", [[/a fence/, "1"]]);
check("x = ▮", "x = 1", [
  [/before the cursor already/, " 1"],
  [/the blanks/, "1"],
]);
check("f(▮)", "a)", [[/right of the cursor/, "a"]]);

test("percentiles are of what was measured, by the nearest rank", () => {
  const samples = [50, 10, 40, 20, 30];
  expect([percentile(samples, 0.5), percentile(samples, 0.95), percentile([7], 0.5)]).toEqual([30, 50, 7]);
  expect(percentile([], 0.5)).toBeUndefined();
});

test("cache reuse counts only the prompts whose server tells of its cache", () => {
  const asking = (usage?: object) => ({
    pieces: [{ text: "y", ms: 5 }],
    outcome: {
      kind: "nothing" as const,
      reason: "empty" as const,
      timings: {},
      prompt: { tokens: 1, exact: true, snippets: 0, ...(usage && { usage }) },
    },
  });
  const fare = [{ inputTokens: 100, cachedTokens: 90 }, { inputTokens: 100 }, undefined]
    .map(asking)
    .reduce(fareAfter, NEW_FARE);
  expect(cacheReuse(fare)).toBe(0.9);
  expect(cacheReuse(NEW_FARE)).toBeUndefined();
  expect(fare.requests).toBe(3);
});

test.for(["a", "```\ncode\n```", "`````", ""])("a block shows %j as it is", (text) => {
  const [, fence = "", shown] = /^(`+)text\n([^]*)\n\1$/.exec(block(text)) ?? [];
  expect(shown).toBe(text);
  expect(text).not.toContain(fence);
});

test("a table is in line, and a bar in a text does not split it", () => {
  expect(
    table(
      ["what", "tokens"],
      [
        ["a|b", "1,000"],
        ["c", "5"],
      ],
    ),
  ).toBe(["| what | tokens |", "| ---- | -----: |", "| a\\|b |  1,000 |", "| c    |      5 |"].join("\n"));
  expect([count(5), count(1234.4), count(1_234_567)]).toEqual(["5", "1,234", "1,234,567"]);
});

test("a waterfall's bars begin where the last one ended", () => {
  const rows = waterfall(
    { timings: { rest: 50, generate: 40, cut: 10, total: 100 }, rest: { ms: 50, why: "learned" } },
    sayIn(),
  ).split("\n");
  expect(
    rows.map((row) =>
      [row.indexOf("█"), row.lastIndexOf("█")].map((at) => at - (rows[0] ?? "").indexOf("█")),
    ),
  ).toEqual([
    [0, 19],
    [20, 35],
    [36, 39],
    [expect.any(Number), expect.any(Number)],
  ]);
  expect(rows[0]).toContain("learned");
});

test("of many completions only the last fifty are kept", () => {
  const inspector = createInspector({ counter: () => characters });
  for (let time = 1; time <= 60; time++) {
    inspector.concluded(requestIn(`${"\n".repeat(time)}▮`), {
      kind: "nothing",
      reason: "empty",
      timings: {},
    });
  }
  const rows = inspector.page("why").match(/a\.py:\d+:1 +\| typing/g) ?? [];
  expect([rows.length, rows[0], rows.at(-1)]).toEqual([
    50,
    expect.stringContaining(":61:"),
    expect.stringContaining(":12:"),
  ]);
});
