/** What models put around an answer: thoughts, introductions, fences, tags, and the tokens that steer them. */
import { answersIn } from "../../../support/answers.ts";

const ts = answersIn("typescript");
const tsx = answersIn("typescriptreact");
const py = answersIn("python");
const go = answersIn("go");
const yaml = answersIn("yaml");
const rust = answersIn("rust");
const sh = answersIn("shellscript");
const html = answersIn("html");
const md = answersIn("markdown");
const plain = answersIn("plaintext");
const c = answersIn("c");
const chat = { chat: true } as const;

ts("const x = ▮", "```ts\n1;\n```", "const x = 1;", chat);
ts("const x = ▮", "```\n1;\n```", "const x = 1;", chat);
ts("const x = ▮", "```typescript\nconst x = 1;\n```", "const x = 1;", chat);
ts("const x = ▮", "\n```ts\n1;\n```\n", "const x = 1;", chat);
ts("const x = ▮", "Here is the completion:\n```ts\n1;\n```", "const x = 1;", chat);
ts("const x = ▮", "Here's the code:\n\n```ts\n1;\n```\n\nThis sets x to 1.", "const x = 1;", chat);
ts("const x = ▮", "Sure! Here is the missing code:\n\n1;", "const x = 1;", chat);
ts("const x = ▮", "1;\n```\n\nThis sets x to 1.", "const x = 1;", chat);
ts("const x = ▮", "1;\n```", "const x = 1;", chat);
ts("const x = ▮", "`1;`", "const x = 1;", chat);
ts("const x = ▮", "**1;**", "const x = 1;", chat);
ts("const x = 2 ▮", "** 3", "const x = 2 ** 3");
ts("function f() {\n  ▮\n}", "```diff\n+  return 1;\n```", "function f() {\n  return 1;\n}", chat);
ts(
  "function f() {\n  a();\n  ▮\n}",
  "```diff\n@@ -1,3 +1,3 @@\n-  b();\n+  c();\n   d();\n```",
  "function f() {\n  a();\n  c();\n  d();\n}",
  chat,
);
ts("const x = ▮", "1;</FILL>", "const x = 1;", chat);
ts("const x = ▮", "<FILL>1;</FILL>", "const x = 1;", chat);
ts("const x = ▮", "<FILL>\n1;\n</FILL>", "const x = 1;", chat);
ts("const x = ▮", "<HOLE/>1;", "const x = 1;", chat);
ts("const x = ▮", "<COMPLETION>1;</COMPLETION>", "const x = 1;", chat);
ts("const x = ▮", "<think>\nIt wants a number.\n</think>\n\n1;", "const x = 1;", chat);
ts("const x = ▮", "<think>It wants a number.</think>1;", "const x = 1;", chat);
ts("const x = ▮", "<think>It wants a number.", "nothing: empty", chat);
ts("const x = ▮", "\n</think>\n\n1;", "const x = 1;", chat);
ts("const x = ▮", "<think>\n</think>\n```ts\n1;\n```", "const x = 1;", chat);
ts("function f() {▮\n}", "```ts\n  return 1;\n```", "function f() {\n  return 1;\n}", chat);
ts("function f() {▮\n}", "return 1;", "function f() {\n  return 1;\n}", chat);
py("class A:\n    def f(self):▮", "return 1", "class A:\n    def f(self):\n        return 1", chat);
ts("const {▮", "a, b } = x;", "const {a, b } = x;", chat);
ts(
  "function f() {\n  ▮\n}",
  "```ts\nconst a = 1;\nreturn a;\n```",
  "function f() {\n  const a = 1;\n  return a;\n}",
  chat,
);
py("def f():\n    ▮", "```python\nx = 1\nreturn x\n```", "def f():\n    x = 1\n    return x", chat);
py("def f():\n    ▮", "```python\n    x = 1\n    return x\n```", "def f():\n    x = 1\n    return x", chat);
py(
  "def f():\n    ▮",
  "```python\ndef f():\n    x = 1\n    return x\n```",
  "def f():\n    x = 1\n    return x",
  chat,
);
py(
  "def f():\n    ▮",
  "if x:\n    return 1\nreturn 2",
  "def f():\n    if x:\n        return 1\n    return 2",
  chat,
);
py("    x = 1\n    ▮", "Here is the rest of the function:\n\n    return x", "    x = 1\n    return x", chat);
go("func f() {\n\t▮\n}", "```go\nx := 1\nreturn x\n```", "func f() {\n\tx := 1\n\treturn x\n}", chat);
go("func f() {\n\t▮\n}", "```go\n    x := 1\n    return x\n```", "func f() {\n\tx := 1\n\treturn x\n}", chat);
sh("x=▮", "```bash\n$(date)\n```", "x=$(date)", chat);
ts("const x = ▮", "~~~\n1;\n~~~", "const x = 1;", chat);
ts("const x = ▮", "````ts\n1;\n````", "const x = 1;", chat);
html("<p>▮</p>", "```html\nHello\n```", "<p>Hello</p>", { chat: true, manual: true });
tsx("return ▮;", "```tsx\n<div>hi</div>\n```", "return <div>hi</div>;", chat);

yaml("a:\n  b: ▮\n", "```yaml\na:\n  b: 1\n```", "a:\n  b: 1\n", chat);
go(
  "func main() {\n\tfor i := range 10 {\n\t\t▮\n\t}\n}\n",
  "```go\nif i > 2 {\n    continue\n}\nfmt.Println(i)\n```",
  "func main() {\n\tfor i := range 10 {\n\t\tif i > 2 {\n\t\t\tcontinue\n\t\t}\n\t\tfmt.Println(i)\n\t}\n}\n",
  chat,
);
rust(
  "fn main() {\n    let x = 1;\n    ▮\n}\n",
  '```rust\nfn main() {\n    let x = 1;\n    println!("{}", x);\n}\n```',
  'fn main() {\n    let x = 1;\n    println!("{}", x);\n}\n',
  chat,
);

// Where they are text.
md("Run this:\n\n▮", "```sh\nnpm start\n```\n", "Run this:\n\n```sh\nnpm start\n```");
md("Run this:\n\n▮", "```sh\nnpm start\n```\n", "Run this:\n\n```sh\nnpm start\n```", chat);
md("# A\n\n▮", "```markdown\nSome text.\n```", "# A\n\nSome text.", chat);
ts("/**\n * @example\n * ▮\n */", "```ts", "/**\n * @example\n * ```ts\n */");
ts("const s = `▮`;", "a `", "const s = `a `;");
md("▮", "Here is the list of changes:", "Here is the list of changes:");
plain("▮", "Sure, that works for me.", "Sure, that works for me.");
html("<body>\n  ▮\n</body>", "<code>x</code>", "<body>\n  <code>x</code>\n</body>");

ts('const s = "▮";', '```\n"hello"\n```', 'const s = "hello";', chat);
py('s = """▮"""', "```\nx\n```", 's = """```\nx\n```"""');

ts(
  "function f() {\n  ▮\n}\n",
  "**Answer:**\n\n```ts\nreturn 1;\n```",
  "function f() {\n  return 1;\n}\n",
  chat,
);
ts(
  "function f() {\n  ▮\n}\n",
  "Here's the code to insert at the cursor:\n\nreturn 1;",
  "function f() {\n  return 1;\n}\n",
  chat,
);

// Markers.
ts("const x = ▮", "1;<|endoftext|>const y", "const x = 1;", { stops: [] });
ts("const x = ▮", "1;<|file_sep|>b.ts\nconst y", "const x = 1;", { stops: [] });
ts("const x = ▮", "1;<|fim_middle|>", "const x = 1;", { stops: [] });
ts("const x = ▮", "<|fim_middle|>1;", "const x = 1;", { stops: [] });
ts("const x = ▮", "<fim_middle>1;<fim_suffix>", "const x = 1;", { stops: [] });
ts("const x = ▮", "1; <EOT>", "const x = 1;", { stops: [] });
ts("const x = ▮", "1;<｜end▁of▁sentence｜>", "const x = 1;", { stops: [] });
ts("const x = ▮", "1;[SUFFIX]", "const x = 1;", { stops: [] });
ts("const x = ▮", "1;<|im_end|>\n<|im_start|>user", "const x = 1;", { stops: [] });
ts("const x = ▮", "1;<|eot_id|>", "const x = 1;", { stops: [] });
ts("const x = ▮", "1;<end_of_turn>", "const x = 1;", { stops: [] });
ts("const x = ▮", "<|endoftext|>", "nothing: empty", { stops: [] });
ts("const x = ▮", "1;</s>", "const x = 1;", { stops: ["</s>"] });
ts("const x = ▮", "a STOP b", "const x = a", { stops: ["STOP"] });
html("<p>▮</p>", "<s>old</s> new", "<p><s>old</s> new</p>");
ts(
  'const m = "<|fim_middle|>";\nconst n = ▮',
  '"<|fim_middle|>" + 1;',
  'const m = "<|fim_middle|>";\nconst n = "<|fim_middle|>" + 1;',
  { stops: [] },
);
c("if (a ▮", "<b) {", "if (a <b) {");
ts("const a = b ▮", "< c;", "const a = b < c;");
tsx("return ▮", "<H1>hi</H1>;", "return <H1>hi</H1>;");
tsx("return ▮", "<Fo bar />;", "return <Fo bar />;");

// Before and behind a marker.
ts(
  "function f() {\n  ▮\n}",
  "<think>\nA one?\n</think>\n\n<FILL>return 1;</FILL>",
  "function f() {\n  return 1;\n}",
  chat,
);
ts("function f() {\n  ▮\n}", "```ts\n<FILL>return 1;</FILL>\n```", "function f() {\n  return 1;\n}", chat);
ts("function f() {\n  ▮\n}", "return 1;</s><|endoftext|>import x", "function f() {\n  return 1;\n}");
ts("function f() {\n  ▮\n}", "<|file_sep|>b.ts\nexport {};", "nothing: empty");

// The limit of the answer came in the middle of a marker.
py("x = ▮", "1<|file_sep|", "x = 1", { cutOff: true });
py("x = ▮", "1<|fim_mi", "x = 1", { cutOff: true });

// A merge conflict out of some history.
ts(
  "function f() {\n  ▮\n}\n",
  "<<<<<<< HEAD\n  return 1;\n=======\n  return 2;\n>>>>>>> b",
  "nothing: empty",
);
ts("a();\n▮\n", "=======\nb();\n>>>>>>> main", "nothing: empty");
ts("function f() {\n  ▮\n}", "a();\n<<<<<<< HEAD\n  b();\n=======", "function f() {\n  a();\n}");
md("Title\n▮", "=======\n\nText.", "Title\n=======");
