/** What models that chat say around, before and in the place of the code: other habits than those of `wrapping.test.ts`. */
import { answersIn } from "../../../support/answers.ts";

const ts = answersIn("typescript");
const py = answersIn("python");
const rust = answersIn("rust");
const kotlin = answersIn("kotlin");
const md = answersIn("markdown");
const yaml = answersIn("yaml");
const chat = { chat: true } as const;

// Thoughts and channels of other kinds.
ts(
  "function add(a: number, b: number) {\n  ▮\n}\n",
  "<|channel|>analysis<|message|>sum<|end|><|start|>assistant<|channel|>final<|message|>return a + b;",
  "function add(a: number, b: number) {\n  return a + b;\n}\n",
  { chat: true, stops: [] },
);
ts(
  "function add(a: number, b: number) {\n  ▮\n}\n",
  "[THINK]sum it[/THINK]return a + b;",
  "function add(a: number, b: number) {\n  return a + b;\n}\n",
  chat,
);

// Sentences before a fence, and labels.
ts(
  "function add(a: number, b: number) {\n  ▮\n}\n",
  "Certainly! The text that belongs there is:\n\n`return a + b;`",
  "function add(a: number, b: number) {\n  return a + b;\n}\n",
  chat,
);
rust(
  "fn main() {\n    ▮\n}\n",
  'Add the following:\n\n```rust\nprintln!("Hello");\n```\n\nThen run `cargo run`.',
  'fn main() {\n    println!("Hello");\n}\n',
  chat,
);
kotlin(
  "fun add(a: Int, b: Int): Int {\n    ▮\n}\n",
  "1. First add the numbers:\n```kotlin\nreturn a + b\n```",
  "fun add(a: Int, b: Int): Int {\n    return a + b\n}\n",
  chat,
);
ts(
  "function add(a: number, b: number) {\n  ▮\n}\n",
  "Option 1:\n```ts\nreturn a + b;\n```\n\nOption 2:\n```ts\nreturn Number(a) + Number(b);\n```",
  "function add(a: number, b: number) {\n  return a + b;\n}\n",
  chat,
);
ts(
  "function add(a: number, b: number) {\n  ▮\n}\n",
  "The cursor is inside the body of `add`. It should return the sum:\n\n```ts\nreturn a + b;\n```",
  "function add(a: number, b: number) {\n  return a + b;\n}\n",
  chat,
);
ts(
  "function add(a: number, b: number) {\n  ▮\n}\n",
  "Answer: return a + b;",
  "function add(a: number, b: number) {\n  return a + b;\n}\n",
  chat,
);
ts(
  "function add(a: number, b: number) {\n  ▮\n}\n",
  "You should insert `return a + b;` at the cursor.",
  "nothing: refusal",
  chat,
);
ts("const o = {\n  ▮\n};\n", "code: 200,\n  output: [],\n", "const o = {\n  code: 200,\n  output: [],\n};\n");
yaml("a:\n  ▮\n", "code: 1\n  output: 2\n", "a:\n  code: 1\n  output: 2\n");
yaml("▮\n", "Some Key:\n  a: 1\n", "Some Key:\n  a: 1\n", chat);

// The prompt's own marks, a patch, a body with its braces, a quotation.
ts(
  "function add(a: number, b: number) {\n  ▮\n}\n",
  "function add(a: number, b: number) {\n  <HOLE/>return a + b;\n}",
  "function add(a: number, b: number) {\n  return a + b;\n}\n",
  chat,
);
ts(
  "function add(a: number, b: number) {\n  ▮\n}\n",
  '<FILE path="a.ts">\nfunction add(a: number, b: number) {\n  return a + b;\n}\n</FILE>',
  "function add(a: number, b: number) {\n  return a + b;\n}\n",
  chat,
);
ts(
  "function add(a: number, b: number) {\n  ▮\n}\n",
  "--- a/a.ts\n+++ b/a.ts\n@@ -1,3 +1,3 @@\n function add(a: number, b: number) {\n-  \n+  return a + b;\n }",
  "function add(a: number, b: number) {\n  return a + b;\n}\n",
  chat,
);
ts(
  "function add(a: number, b: number) {\n  ▮\n}\n",
  "{\n  return a + b;\n}",
  "function add(a: number, b: number) {\n  return a + b;\n}\n",
  chat,
);
ts(
  "function add(a: number, b: number) {\n  ▮\n}\n",
  '"return a + b;"',
  "function add(a: number, b: number) {\n  return a + b;\n}\n",
  chat,
);
ts(
  "function add(a: number, b: number) {\n  ▮\n}\n",
  "'return a + b;'",
  "function add(a: number, b: number) {\n  return a + b;\n}\n",
  chat,
);
ts(
  "function add(a: number, b: number) {\n  ▮\n}\n",
  "return a + b;\n</HOLE>",
  "function add(a: number, b: number) {\n  return a + b;\n}\n",
  chat,
);
ts(
  "function add(a: number, b: number) {\n  ▮\n}\n",
  "return a + b;\n</FILE>",
  "function add(a: number, b: number) {\n  return a + b;\n}\n",
  chat,
);
ts(
  "function add(a: number, b: number) {\n  ▮\n}\n",
  "return a + b;</FILL",
  "function add(a: number, b: number) {\n  return a + b;\n}\n",
  { chat: true, cutOff: true },
);

// What is there already is named, or left out with a comment.
ts(
  "import { z } from 'zod';\n\nfunction add(a: number, b: number) {\n  ▮\n}\n\nadd(1, 2);\n",
  "// ... existing code ...\nreturn a + b;\n// ... existing code ...",
  "import { z } from 'zod';\n\nfunction add(a: number, b: number) {\n  return a + b;\n}\n\nadd(1, 2);\n",
  chat,
);
ts(
  "import { z } from 'zod';\n\nfunction add(a: number, b: number) {\n  ▮\n}\n\nadd(1, 2);\n",
  "```ts\n// ... existing code ...\n\nfunction add(a: number, b: number) {\n  return a + b;\n}\n\n// ... existing code ...\n```",
  "import { z } from 'zod';\n\nfunction add(a: number, b: number) {\n  return a + b;\n}\n\nadd(1, 2);\n",
  chat,
);
ts(
  "function add(a: number, b: number) {\n  ▮\n}\n",
  "// a.typescript\nfunction add(a: number, b: number) {\n  return a + b;\n}",
  "function add(a: number, b: number) {\n  return a + b;\n}\n",
  chat,
);

// The end of the line again, or all of the bracket.
ts("const name = ▮\n", 'name = "Ann";', 'const name = "Ann";\n', chat);
ts(
  "const user = await this.userService.▮\n",
  "userService.findById(id);",
  "const user = await this.userService.findById(id);\n",
  chat,
);
ts("foo(▮);\n", "(a, b)", "foo(a, b);\n", { chat: true, manual: true });
ts("foo(▮);\n", "(a, b);", "foo(a, b);\n", { chat: true, manual: true });
ts("const xs = [▮];\n", "[1, 2, 3]", "const xs = [1, 2, 3];\n", { chat: true, manual: true });
ts("const o = {▮};\n", "{ a: 1 }", "const o = { a: 1 };\n", { chat: true, manual: true });
ts("  return▮\n", "a + b;", "  return a + b;\n", chat);
ts("foo(▮);\n", "(a + b) * c", "foo((a + b) * c);\n", { chat: true, manual: true });
ts("foo(▮);\n", "(a, b)", "foo((a, b));\n");

// Nothing.
py("x = ▮\n", "# complete the code here", "nothing: placeholder", chat);
py("def f():\n    return 1\n▮", "<!-- no completion -->", "nothing: placeholder", chat);
py("def f():\n    return 1\n▮", '""', "nothing: placeholder", chat);
py("x = ▮\n", '""', 'x = ""\n', chat);

// In a fence of the text's own.
md(
  "# Usage\n\nRun it:\n\n```sh\n▮\n```\n",
  "```sh\nnpm start\n```",
  "# Usage\n\nRun it:\n\n```sh\nnpm start\n```\n",
  chat,
);
md(
  "# Usage\n\nRun it:\n\n▮\n",
  "```sh\nnpm start\n```",
  "# Usage\n\nRun it:\n\n```sh\nnpm start\n```\n",
  chat,
);

// Blanks that got lost.
py("def add(a, b):▮\n", "return a + b", "def add(a, b):\n    return a + b\n", chat);
