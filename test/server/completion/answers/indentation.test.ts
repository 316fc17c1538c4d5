/** Indentation: what is there already, what is missing, the document's own unit. */
import { answersIn } from "../../../support/answers.ts";

const ts = answersIn("typescript");
const tsx = answersIn("typescriptreact");
const py = answersIn("python");
const go = answersIn("go");
const java = answersIn("java");
const c = answersIn("c");
const cpp = answersIn("cpp");
const yaml = answersIn("yaml");
const ruby = answersIn("ruby");
const rust = answersIn("rust");
const make = answersIn("makefile");
const chat = { chat: true } as const;

py("def f():\n    ▮", "return 1", "def f():\n    return 1");
py("def f():\n    ▮", "    return 1", "def f():\n    return 1");
py("def f():\n    x = 1\n    ▮", " return x", "def f():\n    x = 1\n    return x");
py("def f():\n    x = 1\n    ▮", "    y = 2\n    return y", "def f():\n    x = 1\n    y = 2\n    return y");
py("def f():\n    x = 1\n▮", "return x", "def f():\n    x = 1\nreturn x");
py("def f():\n    x = 1\n▮", "    return x", "def f():\n    x = 1\n    return x");
py("def f():\n    x = 1\n\n\ndef g():\n▮", "return x", "def f():\n    x = 1\n\n\ndef g():\n    return x");
py("def f():\n    x = 1\n\n\ndef g():\n  ▮", "  return x", "def f():\n    x = 1\n\n\ndef g():\n    return x");
py("x = 1\n▮", "    y = 2", "x = 1\ny = 2");
py("x = 1\n▮", "    y = 2\n    z = 3", "x = 1\ny = 2\nz = 3");
ts(
  "function f() {\n▮\n}\n\nfunction g() {\n  x();\n}",
  "return 1;",
  "function f() {\n  return 1;\n}\n\nfunction g() {\n  x();\n}",
);
ts(
  "function f() {\n▮\n}\n\nfunction g() {\n  x();\n}",
  "  const a = 1;\n  return a;",
  "function f() {\n  const a = 1;\n  return a;\n}\n\nfunction g() {\n  x();\n}",
);
ts("  if (a) {\n    ▮\n  }", "if (b) {\n  c();\n}", "  if (a) {\n    if (b) {\n      c();\n    }\n  }", chat);
ts("  if (a) {\n    ▮\n  }", "    b();\n    c();", "  if (a) {\n    b();\n    c();\n  }");

// The unit.
go(
  "func g() {\n\tx()\n}\n\nfunc f() {▮\n}",
  "\n    a()\n    if b {\n        c()\n    }\n}",
  "func g() {\n\tx()\n}\n\nfunc f() {\n\ta()\n\tif b {\n\t\tc()\n\t}\n}",
);
go(
  "func g() {\n\tx()\n}\n\nfunc f() {▮\n}",
  "\n  a()\n  if b {\n    c()\n  }\n}",
  "func g() {\n\tx()\n}\n\nfunc f() {\n\ta()\n\tif b {\n\t\tc()\n\t}\n}",
);
c(
  "int g(void) {\n\treturn 1;\n}\n\nint f(void) {\n\tif (x) {▮\n\t}\n}",
  "\n        return 2;\n    }",
  "int g(void) {\n\treturn 1;\n}\n\nint f(void) {\n\tif (x) {\n\t\treturn 2;\n\t}\n}",
);
ts(
  "function g() {\n  x();\n}\n\nfunction f() {▮\n}",
  "\n    a();\n    if (b) {\n        c();\n    }\n}",
  "function g() {\n  x();\n}\n\nfunction f() {\n  a();\n  if (b) {\n    c();\n  }\n}",
);
ts(
  "function g() {\n    x();\n}\n\nfunction f() {▮\n}",
  "\n  a();\n  if (b) {\n    c();\n  }\n}",
  "function g() {\n    x();\n}\n\nfunction f() {\n    a();\n    if (b) {\n        c();\n    }\n}",
);
ts(
  "function g() {\n  x();\n}\n\nfunction f() {▮\n}",
  "\n\ta();\n\tif (b) {\n\t\tc();\n\t}\n}",
  "function g() {\n  x();\n}\n\nfunction f() {\n  a();\n  if (b) {\n    c();\n  }\n}",
);
py(
  "def g():\n  return 1\n\n\ndef f(x):▮",
  "\n    if x:\n        return 2\n    return 3\n",
  "def g():\n  return 1\n\n\ndef f(x):\n  if x:\n    return 2\n  return 3",
);
java(
  "class A {\n    int f() {\n        ▮\n    }\n}",
  "if (x) {\n          return 1;\n        }\n        return 2;",
  "class A {\n    int f() {\n        if (x) {\n            return 1;\n        }\n        return 2;\n    }\n}",
);
py(
  "def g():\n    return f(a,\n             b)\n\n\ndef f(x):▮",
  "\n    return g(x,\n             y)\n",
  "def g():\n    return f(a,\n             b)\n\n\ndef f(x):\n    return g(x,\n             y)",
);
yaml("a:\n  b: 1\nc:▮", "\n    d: 2\n    e: 3\n", "a:\n  b: 1\nc:\n  d: 2\n  e: 3");
ruby(
  "class A\n  def f\n    1\n  end\n\n  def g▮\n  end\nend",
  "\n      2\n  end\n",
  "class A\n  def f\n    1\n  end\n\n  def g\n    2\n  end\nend",
);
rust("fn f() {\n    ▮\n}", "let x = 1;\n    x + 1", "fn f() {\n    let x = 1;\n    x + 1\n}");
make("all:▮", "\n\tcc main.c\n", "all:\n\tcc main.c");
ts(
  "const s = `\n    a\n`;\nfunction f() {\n  return ▮;\n}",
  "`\n    b\n  c`",
  "const s = `\n    a\n`;\nfunction f() {\n  return `\n    b\n  c`;\n}",
);

tsx(
  "export function App() {\n  return (\n    ▮\n  );\n}\n",
  "```tsx\n<div>\n  <h1>Hi</h1>\n</div>\n```",
  "export function App() {\n  return (\n    <div>\n      <h1>Hi</h1>\n    </div>\n  );\n}\n",
  chat,
);

// Line ends.
ts("function f() {▮\r\n}\r\n", "\n  return 1;\n}", "function f() {\r\n  return 1;\r\n}\r\n");
ts("a();\r\n▮\r\n", "b();\r\nc();", "a();\r\nb();\r\nc();\r\n");
py("def f():\r\n    ▮", "x = 1\n    return x\n", "def f():\r\n    x = 1\r\n    return x");

// By custom, where the document does not indent yet.
ts(
  "function add(a: number, b: number) {\n▮\n}\n",
  "return a + b;",
  "function add(a: number, b: number) {\n  return a + b;\n}\n",
);
ts(
  "function add(a: number, b: number) {\n▮\n}\n",
  "\n  return a + b;",
  "function add(a: number, b: number) {\n  return a + b;\n}\n",
);
make("build:▮\n", "\n    go build\n", "build:\n\tgo build\n");
cpp(
  "namespace a {\n▮\n}  // namespace a\n",
  "int f();\n}  // namespace a",
  "namespace a {\nint f();\n}  // namespace a\n",
);
ruby("def f\n▮\nend", "a", "def f\n  a\nend");
go("func f() {\n▮\n}", "a()", "func f() {\n\ta()\n}");
java("class A {\n▮\n}", "int x;\n    int y;", "class A {\n    int x;\n    int y;\n}");
