/** Where a piece of code from an answer belongs in a file. */
import { expect, test } from "vitest";

import { fitIn } from "../../../extension/chat/fit-in.ts";

const FILE = `import { a } from "a";

/** Says hello. */
export function hello(name: string): string {
  const words = "hello " + name;
  return words;
}

class Shape {
  area(): number {
    return 0;
  }

  name(): string {
    return "shape";
  }
}

export const LIMIT = 10;
`;

const at = (line: number) => ({ first: line, last: line - 1 });

interface Row {
  readonly name: string;
  readonly code: string;
  readonly has: readonly string[];
  readonly hasNot?: readonly string[];
}

test.for<Row>([
  {
    name: "a function takes the place of the one with its name; its comment stays",
    code: "export function hello(name: string, greeting: string): string {\n  return greeting + name;\n}",
    has: [
      "/** Says hello. */\nexport function hello(name: string, greeting: string): string {\n  return greeting + name;\n}\n\nclass Shape {",
    ],
    hasNot: ["const words"],
  },
  {
    name: "a new import stands with the others, once",
    code: 'import { a } from "a";\nimport { b } from "b";\n\nexport function hello(): string {\n  return b();\n}',
    has: ['import { a } from "a";\nimport { b } from "b";\n\n/** Says hello.', "return b();"],
    hasNot: ["const words"],
  },
  {
    name: "a new function stands behind the one before it",
    code: "export function hello(): string {\n  return bye();\n}\n\nfunction bye(): string {\n  return 'bye';\n}",
    has: ["return bye();\n}\n\nfunction bye(): string {\n  return 'bye';\n}\n\nclass Shape {"],
  },
  {
    name: "what begins and ends with lines of the file takes the place between them",
    code: 'const words = "hello " + name;\nlog(words);\nreturn words;',
    has: ['  const words = "hello " + name;\n  log(words);\n  return words;\n}'],
  },
  {
    name: "a constant takes the place of the one with its name",
    code: "export const LIMIT = 20;",
    has: ["export const LIMIT = 20;\n"],
    hasNot: ["LIMIT = 10"],
  },
  {
    name: "what is more than declarations is not torn apart",
    code: "export const LIMIT = 20;\nstart(LIMIT);",
    has: ["export const LIMIT = 20;\nstart(LIMIT);"],
  },
  {
    name: "a patch is brought in, wherever its numbers point",
    code: "--- a/x.ts\n+++ b/x.ts\n@@ -100,3 +100,3 @@\n   area(): number {\n-    return 0;\n+    return 1;\n   }",
    has: ["area(): number {\n    return 1;\n  }"],
    hasNot: ["return 0;"],
  },
  {
    name: "a whole file takes the place of all of it",
    code: FILE.replace("return 0", "return 2").replace("= 10", "= 11"),
    has: ["return 2;", "= 11;"],
    hasNot: ["return 0;", "= 10;"],
  },
])("$name", ({ code, has, hasNot = [] }) => {
  const result = fitIn(FILE, code, at(0));
  for (const text of has) expect(result).toContain(text);
  for (const text of hasNot) expect(result).not.toContain(text);
  expect(result.endsWith("\n")).toBe(true);
});

test("a Python function, its body by indentation", () => {
  const file = "def area(self):\n    return 0\n\n\ndef name(self):\n    return 'x'\n";
  expect(fitIn(file, "def area(self):\n    side = 2\n\n    return side ** 2\n", at(0))).toBe(
    "def area(self):\n    side = 2\n\n    return side ** 2\n\n\ndef name(self):\n    return 'x'\n",
  );
});

test("a method is moved to where its namesake stands", () => {
  const file = "class A {\n    area() {\n        return 0;\n    }\n}\n";
  expect(fitIn(file, "const LIMIT = 3;", at(1))).toBe(
    "class A {\n    const LIMIT = 3;\n    area() {\n        return 0;\n    }\n}\n",
  );
});

test("what is new replaces what is selected, or stands at the cursor", () => {
  const file = "one\ntwo\nthree\nfour\nfive\n";
  expect(fitIn(file, "zwei\ndrei", { first: 1, last: 2 })).toBe("one\nzwei\ndrei\nfour\nfive\n");
  expect(fitIn(file, "new", at(2))).toBe("one\ntwo\nnew\nthree\nfour\nfive\n");
});
