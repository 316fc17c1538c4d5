/** A block that begins at the cursor, comments and texts; and answers that were ended by their limit. */
import { answersIn } from "../../../support/answers.ts";

const ts = answersIn("typescript");
const py = answersIn("python");
const md = answersIn("markdown");
const sql = answersIn("sql");
const java = answersIn("java");
const rust = answersIn("rust");
const cs = answersIn("csharp");

// A block of its own.
ts("▮", "function a() {\n  return 1;\n}\nfunction b() {\n  return 2;\n}", "function a() {\n  return 1;\n}");
ts(
  "▮",
  "function a() {\n  x();\n\n  return 1;\n}\n\nfunction b() {\n  return 2;\n}",
  "function a() {\n  x();\n\n  return 1;\n}",
);
py("▮", "def f(x):\n    y = x\n\n    return y\n\n\ndef g(x):\n", "def f(x):\n    y = x\n\n    return y");
py("▮", "import os\nimport sys\n\n\ndef f():\n", "import os\nimport sys");
ts("function f() {\n  ▮\n}", "a();\n  b();\n\n  c();\n}", "function f() {\n  a();\n  b();\n}");
ts(
  "function f() {\n  ▮\n}",
  "if (a) {\n    b();\n  }\n  c();\n}",
  "function f() {\n  if (a) {\n    b();\n  }\n  c();\n}",
);
ts(
  "function f() {\n  const a = 1;\n  ▮",
  "return a;\n}\n\nf();",
  "function f() {\n  const a = 1;\n  return a;\n}",
);
ts("foo(\n  a,\n  ▮\n);", "b,\n);", "foo(\n  a,\n  b,\n);");
ts("foo(\n  a,\n  ▮\n);", "b)", "foo(\n  a,\n  b\n);");
ts("const o = {\n  a: ▮\n};", "1 };", "const o = {\n  a: 1\n};");
ts("const o = {\n  a: ▮\n};", "1,\n};", "const o = {\n  a: 1,\n};");
sql(
  "▮",
  "SELECT id, name\nFROM users\nWHERE id = 1;\n\nSELECT 2;",
  "SELECT id, name\nFROM users\nWHERE id = 1;",
);
sql("SELECT id\n▮", "FROM users\nWHERE id = 1;\n", "SELECT id\nFROM users\nWHERE id = 1;");
md(
  "# Title\n\n▮",
  "One paragraph.\nStill the same.\n\nAnother one.",
  "# Title\n\nOne paragraph.\nStill the same.",
);
md("# Title\n\n- one\n▮", "- two\n- three\n\n## Next\n", "# Title\n\n- one\n- two\n- three");
py(
  'def f(x):\n    """▮',
  'Return x.\n\n    Args:\n        x: a number.\n    """\n    return x\n',
  'def f(x):\n    """Return x.\n\n    Args:\n        x: a number.\n    """',
);
ts("/**▮", "\n * Adds two numbers.\n */\nfunction add() {}", "/**\n * Adds two numbers.\n */");
ts(
  "/**\n * ▮\n */\nfunction add() {}",
  "Adds two numbers.\n */\nfunction add() {}",
  "/**\n * Adds two numbers.\n */\nfunction add() {}",
);
ts(
  "/**\n * Adds.\n * ▮\n */\nfunction add(a, b) {}",
  "@param a one\n * @param b other\n */",
  "/**\n * Adds.\n * @param a one\n * @param b other\n */\nfunction add(a, b) {}",
);

// The limit was reached in the middle of it.
ts("const x = ▮", "someFunction(a, b, c", "const x = someFunction(a, b, c", { cutOff: true });
ts("function f() {▮", "\n  a();\n  if (b) {\n    c();\n    d(", "function f() {\n  a();", { cutOff: true });
ts("function f() {▮\n}", "\n  a();\n  b();\n  con", "function f() {\n  a();\n  b();\n}", { cutOff: true });
py("def f():\n    ▮", "a = 1\n    b = 2\n    c = a +", "def f():\n    a = 1\n    b = 2", { cutOff: true });
py(
  "def f():▮",
  "\n    for x in xs:\n        print(x)\n        foo(x, y",
  "def f():\n    for x in xs:\n        print(x)",
  { cutOff: true },
);

// A comment that goes on over lines.
ts(
  "/**\n * Adds two numbers.\n * ▮\n */\nfunction add(a: number, b: number) {}\n",
  "@param a the first\n * @param b the second\n */\nfunction add",
  "/**\n * Adds two numbers.\n * @param a the first\n * @param b the second\n */\nfunction add(a: number, b: number) {}\n",
);
ts(
  "/**\n * ▮\n */\nfunction add(a: number, b: number) {}\n",
  "Adds two numbers.\n */",
  "/**\n * Adds two numbers.\n */\nfunction add(a: number, b: number) {}\n",
);
ts(
  "/**\n * ▮\n */\nfunction add(a: number, b: number) {}\n",
  "* Adds two numbers.",
  "/**\n * Adds two numbers.\n */\nfunction add(a: number, b: number) {}\n",
);
java(
  "/**\n * ▮\n */\npublic void f(int a) {}\n",
  "Does things.\n *\n * @param a the a\n */\npublic void f(int a) {",
  "/**\n * Does things.\n *\n * @param a the a\n */\npublic void f(int a) {}\n",
);
ts(
  "/**\n * Adds.\n *\n * ▮\n * @returns the sum\n */",
  "@param a the first\n * @returns the sum\n */",
  "/**\n * Adds.\n *\n * @param a the first\n * @returns the sum\n */",
);
rust(
  "/// ▮\nfn add(a: i32) {}\n",
  "Adds one.\n///\n/// Returns the sum.\nfn add(a: i32) {}",
  "/// Adds one.\n///\n/// Returns the sum.\nfn add(a: i32) {}\n",
);
cs(
  "/// ▮\nvoid F(int a) {}\n",
  "<summary>\n/// Does it.\n/// </summary>\nvoid F(int a) {}",
  "/// <summary>\n/// Does it.\n/// </summary>\nvoid F(int a) {}\n",
);
cs(
  "class A\n{\n    /// ▮\n    void F(int a) {}\n}\n",
  '<summary>\n    /// Does it.\n    /// </summary>\n    /// <param name="a">x</param>\n    void F',
  'class A\n{\n    /// <summary>\n    /// Does it.\n    /// </summary>\n    /// <param name="a">x</param>\n    void F(int a) {}\n}\n',
);
rust(
  "/// Adds two numbers.\n/// ▮\nfn add() {}\n",
  "# Examples\n///\n/// ```\n/// add();\n/// ```\nfn add() {}",
  "/// Adds two numbers.\n/// # Examples\n///\n/// ```\n/// add();\n/// ```\nfn add() {}\n",
);
cs("// ▮\nvoid F() {}", "Does it.\n// Twice.\nvoid F() {}", "// Does it.\nvoid F() {}");
