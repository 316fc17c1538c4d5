/** What a text tells of the names in it: of which types they are, what runs through what, and the words in a name. */
import { expect, test } from "vitest";

import { createWordCutter } from "../../../../server/context/ranking/tokens.ts";
import { usageOf } from "../../../../server/context/ranking/usage.ts";

test.each([
  ["shape: Shape", ["Shape"]],
  ["shape?: Shape", ["Shape"]],
  ["shape!: Shape", ["Shape"]],
  ["shape: readonly Shape[]", ["Shape"]],
  ["shape: geometry.Shape", ["Shape"]],
  ["shape: list[Shape]", ["Shape"]],
  ["shape: Optional[Shape]", ["Optional", "Shape"]],
  ['shape: "Shape"', ["Shape"]],
  ["shape: None | Shape", ["None", "Shape"]],
  ["shape: | Shape", ["Shape"]],
  ["shape = Shape()", ["Shape"]],
  ["shape = new Shape()", ["Shape"]],
  ["shape = await new geometry.Shape()", ["Shape"]],
  ["if (shape instanceof Shape) {", ["Shape"]],
  ["if isinstance(shape, Shape):", ["Shape"]],
  ["if isinstance(shape, geometry.Shape):", ["Shape"]],
  ["except Shape as shape:", ["Shape"]],
  ["except (Circle, Shape) as shape:", ["Shape"]],
  ["draw(shape, Shape)", []],
  ["shape = draw(Shape)", []],
  ["shape == Shape", []],
  ["Shape.shape", []],
])("%s", (text, types) => {
  expect([...(usageOf(text).types.get("shape")?.keys() ?? [])]).toEqual(types);
});

test.each([
  ["for shape in shapes:", "shapes"],
  ["for shape in self.scene.shapes:", "shapes"],
  ["for (const shape of this.shapes) {", "shapes"],
  ["if shape in shapes:", undefined],
  ["for shape in (1, 2):", undefined],
])("%s", (text, collection) => {
  expect(usageOf(text).elements.get("shape")).toBe(collection);
});

test.each([
  ["maxTokens", ["max", "tokens"]],
  ["max_tokens", ["max", "tokens"]],
  ["HTTPError", ["http", "error"]],
  ["RSTState", ["rst", "state"]],
  ["__init__", ["init"]],
  ["MAX_TOKENS", ["max", "tokens"]],
])("%s is %j", (name, words) => {
  expect(createWordCutter()(name)).toEqual(words);
});

test.each([
  ["items = []", "items", "["],
  ["items: List", "items", "["],
  ["file = await fs.open(path)", "file", "open("],
  ["shape = new Shape()", "shape", "Shape("],
  ["shape: Shape", "shape", "Shape("],
  ["items = []\nitems = other", "items", undefined],
])("what is made in %s", (text, thing, origin) => {
  expect(usageOf(text).origins.get(thing)).toBe(origin);
});

test.each([
  ["file = open(path)\nfile.read()", "open(.", "read"],
  ["open(path).read()", "open(.", "read"],
  ["draw(shape, size)", "draw(", "size"],
  ["class Circle(Shape):", "class(", "Shape"],
])("what follows in %s", (text, key, name) => {
  expect([...(usageOf(text).following.get(key)?.keys() ?? [])]).toContain(name);
});
