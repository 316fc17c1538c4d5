import { expect, test } from "vitest";

import { type Quirk, QUIRKS, withoutQuirks } from "../../../server/completion/suggestion/quirks.ts";
import { shippedKnowledge } from "../../support/knowledge.ts";
import { placeIn } from "../../support/marked-text.ts";

const seen = new Set<Quirk>();

function check(quirk: Quirk, [marked, answer, expected]: readonly [string, string, string]) {
  seen.add(quirk);
  test(`${quirk}: ${JSON.stringify(marked)} + ${JSON.stringify(answer)} → ${JSON.stringify(expected)}`, () => {
    expect(withoutQuirks(answer, placeIn(marked), [quirk])).toBe(expected);
  });
}

check("leading-blank", ["f(▮)", " a", "a"]);
check("leading-blank", ["▮", " import x", "import x"]);
check("leading-blank", ["    ▮", " x", "x"]);
check("leading-blank", ["    ▮", "    x", "    x"]);
check("leading-blank", ["  ▮", "    x", "    x"]);
check("leading-blank", ["▮", "  x", "  x"]);
check("leading-blank", ["return▮", " x", " x"]);
check("leading-blank", ["x =▮", " 1", " 1"]);
check("leading-blank", ["x = ▮", " 1", " 1"]);
check("leading-blank", ["user.▮", " name", "name"]);
check("leading-blank", ["f(▮)", " ", ""]);
check("empty-thought", ["x = ▮", "<think>\n\n</think>\n\n1", "1"]);
check("empty-thought", ["x = ▮", "</think>\n\n1", "1"]);
check("empty-thought", ["def f():\n    ▮", "\n</think>\n\n    return 1", "    return 1"]);
check("empty-thought", ["x = ▮", "<think>\n\n</thi", ""]);
check("empty-thought", ["x = ▮", "</thin", ""]);
check("empty-thought", ["▮", "<table>", "<table>"]);
check("empty-thought", ["▮", "<th", "<th"]);
check("empty-thought", ["▮", "\n", "\n"]);
check("empty-thought", ["▮", "<think>hm", "<think>hm"]);

test("without a quirk nothing is mended for it", () => {
  expect(withoutQuirks(" a", placeIn("f(▮)"))).toBe(" a");
  expect(withoutQuirks("</think>a", placeIn("f(▮)"), [])).toBe("</think>a");
});

test("every quirk has a row, and a model that declares it", async () => {
  const { families } = await shippedKnowledge();
  const declared = new Set(families.flatMap(({ record }) => record.quirks ?? []));
  expect([...seen].toSorted()).toEqual(Object.keys(QUIRKS).toSorted());
  expect([...declared].toSorted()).toEqual(Object.keys(QUIRKS).toSorted());
});
