/** The few that weigh most, in order; of those that weigh the same, the first ones. */
import { expect, test } from "vitest";

import { best } from "../../../../server/context/ranking/best.ts";

const ITEMS = ["a1", "b3", "c2", "d3", "e1"];

test.each([
  [0, []],
  [1, ["b3"]],
  [3, ["b3", "d3", "c2"]],
  [4, ["b3", "d3", "c2", "a1"]],
  [9, ["b3", "d3", "c2", "a1", "e1"]],
])("the best %i", (most, expected) => {
  expect(best(ITEMS, (item) => Number(item[1]), most)).toEqual(expected);
});
