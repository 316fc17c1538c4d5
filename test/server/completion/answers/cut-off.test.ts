/** Answers that their limit ended: what is whole of them, closed where it is a block, and never half a call, a string or a word. */
import { answersIn } from "../../../support/answers.ts";

const ts = answersIn("typescript");
const tsx = answersIn("typescriptreact");
const py = answersIn("python");
const ruby = answersIn("ruby");
const lua = answersIn("lua");
const sql = answersIn("sql");
const sh = answersIn("shellscript");
const yaml = answersIn("yaml");
const md = answersIn("markdown");
const html = answersIn("html");
const cutOff = { cutOff: true } as const;

// The statements that are whole.
ts(
  "function f() {\n  ▮\n}\n",
  "const a = 1;\n  const b = 2;\n  const c = foo(a,",
  "function f() {\n  const a = 1;\n  const b = 2;\n}\n",
  cutOff,
);
ts(
  "function f() {\n  ▮\n}\n",
  "const a = 1;\n  if (a) {\n    b();\n    c(",
  "function f() {\n  const a = 1;\n}\n",
  cutOff,
);
ts(
  "function f() {\n  ▮\n}\n",
  "foo();\n  const o = {\n    a: 1,\n    b: 2,\n    c",
  "function f() {\n  foo();\n}\n",
  cutOff,
);
ts("function f() {\n  ▮\n}\n", "foo();\n  bar(`a\n  b", "function f() {\n  foo();\n}\n", cutOff);
ts("function f() {\n  ▮\n}\n", "foo();\n  /* not fin", "function f() {\n  foo();\n}\n", cutOff);
py("def f():\n    ▮\n", "x = 1\n    y = foo(x,\n            y,", "def f():\n    x = 1\n", cutOff);
py("def f():\n    ▮\n", "x = 1\n    if x:\n        y", "def f():\n    x = 1\n", cutOff);
py("def f():\n    ▮\n", 'x = 1\n    s = """a\n    b\n    c', "def f():\n    x = 1\n", cutOff);
sql("▮\n", "SELECT 1;\nSELECT a,\n  b", "SELECT 1;\n", cutOff);
yaml("a:\n  ▮\n", "b: 1\n  c: 2\n  d", "a:\n  b: 1\n  c: 2\n", cutOff);
ruby("def f\n  ▮\nend\n", "a = 1\n  xs.each do |x|\n    puts x\n    pu", "def f\n  a = 1\nend\n", cutOff);
lua(
  "function f()\n  ▮\nend\n",
  "local a = 1\n  if a then\n    b()\n    c",
  "function f()\n  local a = 1\nend\n",
  cutOff,
);
tsx(
  "return (\n  <main>\n    ▮\n  </main>\n);\n",
  "<h1>A</h1>\n    <p>Hi</p>\n    <div>\n      <span",
  "return (\n  <main>\n    <h1>A</h1>\n    <p>Hi</p>\n  </main>\n);\n",
  cutOff,
);
html(
  "<ul>\n  ▮\n</ul>\n",
  "<li>A</li>\n  <li>B</li>\n  <li>C",
  "<ul>\n  <li>A</li>\n  <li>B</li>\n</ul>\n",
  cutOff,
);

// The head of a block alone is none; what leads over to the next line is no end.
py(
  "def f():\n    ▮\n",
  "x = 1\n    if x:\n        y = 2\n        z = ",
  "def f():\n    x = 1\n    if x:\n        y = 2\n",
  cutOff,
);
ts("function f() {\n  ▮\n}\n", "a();\n  const b =\n    c +\n    d", "function f() {\n  a();\n}\n", cutOff);

// A block, and a list, with its end.
ts(
  "function f() {\n  ▮\n}\n",
  "if (a) {\n    b();\n    c(",
  "function f() {\n  if (a) {\n    b();\n  }\n}\n",
  cutOff,
);
ts(
  "function f() {\n  ▮\n}\n",
  "const o = {\n    a: 1,\n    b: 2,\n    c",
  "function f() {\n  const o = {\n    a: 1,\n    b: 2,\n  }\n}\n",
  cutOff,
);
py(
  "def f():\n    ▮\n",
  "return [\n        1,\n        2,",
  "def f():\n    return [\n        1,\n    ]\n",
  cutOff,
);
tsx(
  "return (\n  ▮\n);\n",
  "<div>\n    <p>Hi</p>\n    <span",
  "return (\n  <div>\n    <p>Hi</p>\n  </div>\n);\n",
  cutOff,
);
ts("▮\n", "items.forEach((item) => {\n  a();\n  b", "items.forEach((item) => {\n  a();\n})\n", cutOff);
ruby("▮\n", "def f\n  if a\n    b\n    c", "def f\n  if a\n    b\n  end\nend\n", cutOff);

// A call, a string, a statement of which only half is there.
py("def f():\n    ▮\n", 'x = """a\n    b\n    c', "nothing: cut-off", cutOff);
sql("▮\n", "SELECT a,\n       b,\n       c", "nothing: cut-off", cutOff);
sh("▮\n", "if [ -f a ]; then\n  echo a\n  echo", "nothing: cut-off", cutOff);
ts("const x = ▮\n", "foo(\n  a,\n  b,\n  c", "nothing: cut-off", cutOff);

// One line, as far as it is certain.
ts("const x = ▮\n", 'foo(a, b, "hel', "const x = foo(a, b\n", cutOff);
ts("const x = ▮\n", "{ a: 1, b: ", "const x = { a: 1\n", cutOff);
ts("const x = ▮\n", "a + b +", "const x = a + b\n", cutOff);
ts('const s = "▮";\n', "a long text that is not fini", 'const s = "a long text that is not";\n', cutOff);
ts("foo(▮);\n", "a, b, cc", "foo(a, b);\n", cutOff);
py(
  "# ▮\n",
  "A comment that goes on and on and does not",
  "# A comment that goes on and on and does\n",
  cutOff,
);
md(
  "# A\n\n▮",
  "This is a sentence. And this is another that does not en",
  "# A\n\nThis is a sentence. And this is another that does not",
  cutOff,
);
