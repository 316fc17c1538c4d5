import { expect, test } from "vitest";

import { typedBetween } from "../../../server/completion/place.ts";
import { placeIn } from "../../support/marked-text.ts";

function check(from: string, to: string, expected: string | undefined) {
  test(`${JSON.stringify(from)} → ${JSON.stringify(to)}: ${JSON.stringify(expected)}`, () => {
    expect(typedBetween(placeIn(from), placeIn(to))).toBe(expected);
  });
}

check("x = ▮\ny", "x = ▮\ny", "");
check("x = ▮\ny", "x = 1▮\ny", "1");
check("x = ▮\ny", "x = 1\n▮\ny", "1\n");
check("x = ▮\ny", "x = 1\n  z▮\ny", "1\n  z");
check("f(▮)\ny", "f(a▮)\ny", "a");
check("f(▮)\ny", "f(a, ▮b)\ny", undefined);
check("x = ▮\ny", "x =▮\ny", undefined);
check("x = ▮\ny", "x = 1▮\nyy", undefined);
check("a\nx = ▮", "b\nx = 1▮", undefined);
check("x = ▮", "y = 1▮", undefined);
check("x = ▮\ny\nz", "x = ▮\nz", undefined);
check("aa▮a", "aaa▮a", "a");

test("places of two documents have nothing in common", () => {
  expect(typedBetween(placeIn("▮"), placeIn("a▮", { uri: "file:///w/b.py" }))).toBeUndefined();
});
