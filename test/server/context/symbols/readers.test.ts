/** What the fast first pass reads from a text: each row is a text, and what is declared in it, as `kind container.name lines`. */
import { expect, test } from "vitest";

import { readers } from "../../../../server/context/symbols/readers.ts";

function check(languageId: string, text: string, expected: readonly string[]) {
  test(`${languageId}: ${text.split("\n")[0] ?? ""}`, () => {
    const { declarations } = readers.read(text, languageId);
    const found = declarations.map(({ kind, container, name, line, signatureEnd, end }) => {
      const full = container === "" ? name : `${container}.${name}`;
      return `${kind} ${full} ${[line, signatureEnd, end].join("-")}`;
    });
    expect(found).toEqual(expected);
  });
}

check(
  "typescript",
  "export class Shape extends Base {\n  area = 1;\n  scale(by: number): void {\n    by;\n  }\n}\n",
  ["class Shape 0-0-5", "field Shape.area 1-1-1", "method Shape.scale 2-2-4"],
);
check(
  "typescript",
  "class A {\n  constructor(\n    private readonly log: Log,\n    count: number,\n  ) {\n    this.total = count;\n  }\n}",
  ["class A 0-0-7", "constructor A.constructor 1-4-6", "field A.log 2-2-2", "field A.total 5-5-5"],
);
check("typescript", "class Store {\n  delete(key: string): void {\n    return this.drop(key);\n  }\n}", [
  "class Store 0-0-4",
  "method Store.delete 1-1-3",
]);
check("typescript", "class B { }\nclass A {\n  constructor(public cause: Error) {}\n}", [
  "class B 0-0-0",
  "class A 1-1-3",
  "field A.cause 2-2-2",
  "constructor A.constructor 2-2-2",
]);
check("typescript", "export interface Size {\n  readonly width: number;\n  grow?(by: number): Size;\n}", [
  "interface Size 0-0-3",
  "field Size.width 1-1-1",
  "method Size.grow 2-2-2",
]);
check("typescript", "export const enum Colour {\n  Red = 1,\n  Green,\n}", [
  "enum Colour 0-0-3",
  "enum-member Colour.Red 1-1-1",
  "enum-member Colour.Green 2-2-2",
]);
check(
  "typescript",
  "const options = {\n  depth: 1,\n  run() {\n    const hidden = 2;\n  },\n};\nlet after = 1;",
  [
    "constant options 0-0-5",
    "property options.depth 1-1-1",
    "method options.run 2-2-4",
    "variable after 6-6-6",
  ],
);
check(
  "typescript",
  "const quote = /[\"'{]/;\nconst text = `a ${b({ c: 1 })} {`;\n// function no() {\nfunction yes() {}",
  ["constant quote 0-0-0", "constant text 1-1-1", "function yes 3-3-3"],
);
check("typescript", "namespace Shapes {\n  export function make(): void {}\n}", [
  "module Shapes 0-0-2",
  "function Shapes.make 1-1-1",
]);
check(
  "python",
  "class Shape(Base):\n    sides: int = 3\n\n    def __init__(self, x):\n        self.x = x\n        self.x = 2\n        y = 1\n\n    @property\n    def area(self):\n        return 1\n\nLIMIT = 3\n",
  [
    "class Shape 0-0-10",
    "field Shape.sides 1-1-1",
    "method Shape.__init__ 3-3-6",
    "field Shape.x 4-4-4",
    "method Shape.area 9-9-10",
    "constant LIMIT 12-12-12",
  ],
);
check("python", "def make(\n    name,\n    size=3,\n):\n    def inner():\n        pass\n    return inner\n", [
  "function make 0-3-6",
]);
check("python", 'TEXT = """\nclass No:\n"""\na = b = 1\nif a == b:\n    c = 1\n', [
  "constant TEXT 0-2-2",
  "variable a 3-3-3",
  "variable b 3-3-3",
  "variable c 5-5-5",
]);
check("rust", "pub struct Ring {\n    pub size: usize,\n}\nimpl Ring {\n    pub fn push(&mut self) {}\n}", [
  "struct Ring 0-0-0",
  "field Ring.size 1-1-1",
  "function push 4-4-4",
]);
check("go", "type Store struct {\n\tName string\n}\n\nfunc (s *Store) Get(key string) int {\n}", [
  "type Store 0-0-0",
  "field Name 1-1-1",
  "method Get 4-4-4",
]);
check(
  "java",
  "public class Cart {\n    private int total;\n    public int sum(List<Item> items) {\n        return total;\n    }\n}",
  ["class Cart 0-0-0", "field Cart.total 1-1-1", "method Cart.sum 2-2-2"],
);

function checkImports(languageId: string, text: string, expected: readonly string[]) {
  test(`${languageId} imports: ${text.split("\n")[0] ?? ""}`, () => {
    expect(readers.read(text, languageId).imports).toEqual(expected);
  });
}

checkImports(
  "typescript",
  'import a, { b } from "./a.ts";\nexport * from "../c";\nconst d = require("./d");',
  ["./a.ts", "../c", "./d"],
);
checkImports(
  "python",
  "from . import shapes\nfrom ..models import (\n    Cart,  # a comment\n    Item as Thing,\n)\nimport os.path as p\n",
  [".", ".shapes", "..models", "..models.Cart", "..models.Item", "os.path"],
);

checkImports("python", "from .shapes import *\nfrom . import *\n", [".shapes", ".shapes.*", ".", ".*"]);

test("an import may mean a file, or the index of a folder", () => {
  const paths = readers.resolve("./shapes.js", { path: "src/main.ts", languageId: "typescript" });
  expect(paths).toContain("src/shapes.ts");
  expect(paths).toContain("src/shapes.js/index.ts");
  expect(readers.resolve("..models", { path: "a/b/c.py", languageId: "python" })).toContain(
    "a/models/__init__.py",
  );
  expect(readers.resolve("a.models", { path: "a/b/c.py", languageId: "python" })).toContain("a/models.py");
});
