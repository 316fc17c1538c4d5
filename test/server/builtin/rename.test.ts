import { expect, test } from "vitest";

import { renameBetween, renamed } from "../../../server/builtin/rename.ts";

test.each([
  ["Circle → Square", "CircleProps", "SquareProps"],
  ["Circle → Square", "createCircle", "createSquare"],
  ["Circle → Square", "circle", "square"],
  ["Circle → Square", "CIRCLE_MAX", "SQUARE_MAX"],
  ["Circle → Square", "circles", "squares"],
  ["Circle → Square", "circlet", undefined],
  ["getCircle → getSquare", "circle_radius", "square_radius"],
  ["order → orderLine", "OrderProps", "OrderLineProps"],
  ["userName → accountName", "userNames", "accountNames"],
  ["i → j", "i_max", undefined],
  ["getCircle → get", "circle", undefined],
])("%s makes %s %s", (pair, name, expected) => {
  const [from = "", to = ""] = pair.split(" → ");
  const rename = renameBetween(from, to);
  expect(rename && renamed(name, rename)).toBe(expected);
});
