/** How much is shown: a line, one that wraps, the rest of a block, a whole one; and where what goes on behind it is cut. */
import { answersIn } from "../../../support/answers.ts";

const ts = answersIn("typescript");
const js = answersIn("javascript");
const tsx = answersIn("typescriptreact");
const py = answersIn("python");
const go = answersIn("go");
const rust = answersIn("rust");
const java = answersIn("java");
const c = answersIn("c");
const cpp = answersIn("cpp");
const cs = answersIn("csharp");
const ruby = answersIn("ruby");
const php = answersIn("php");
const sh = answersIn("shellscript");
const lua = answersIn("lua");
const html = answersIn("html");
const css = answersIn("css");
const json = answersIn("json");
const yaml = answersIn("yaml");
const kotlin = answersIn("kotlin");
const swift = answersIn("swift");
const haskell = answersIn("haskell");
const elixir = answersIn("elixir");
const latex = answersIn("latex");

// A line.
ts("const x = ▮", "1;\nconst y = 2;", "const x = 1;");
py("x = ▮", "1\ny = 2\n", "x = 1");
ts("// Adds ▮", "two numbers.\nfunction add() {}", "// Adds two numbers.");
ts("foo(a, ▮)", "b);\nbar();", "foo(a, b);");

// A line that wraps.
ts("const x = foo(▮", "\n  a,\n  b,\n);\nconst y = 2;", "const x = foo(\n  a,\n  b,\n);");
ts("const x = ▮", "foo(\n  a,\n  b,\n);\nconst y = 2;", "const x = foo(\n  a,\n  b,\n);");
ts(
  "const add = ▮",
  "(a: number, b: number) => {\n  return a + b;\n};\n\nconst sub = 1;",
  "const add = (a: number, b: number) => {\n  return a + b;\n};",
);
ts(
  "items.forEach(▮",
  "(item) => {\n  console.log(item);\n});\nmore();",
  "items.forEach((item) => {\n  console.log(item);\n});",
);
ts("const o = ▮", "{\n  a: 1,\n  b: 2,\n};\n", "const o = {\n  a: 1,\n  b: 2,\n};");
ts("if▮", " (x) {\n  y();\n}\nz();", "if (x) {\n  y();\n}");
py("x = ▮", "foo(\n    a,\n    b,\n)\ny = 2\n", "x = foo(\n    a,\n    b,\n)");
py("xs = [▮", "\n    1,\n    2,\n]\nys = []\n", "xs = [\n    1,\n    2,\n]");
ts("const s = a ▮", "+\n  b;\nconst t = 1;", "const s = a +\n  b;");
ts(
  "const a = 1;\nconst b = 2;\nconst r = items▮",
  "\n  .filter(Boolean)\n  .map(String);\nconst t = 1;",
  "const a = 1;\nconst b = 2;\nconst r = items\n  .filter(Boolean)\n  .map(String);",
);
ts(
  "const a = 1;\nconst b = 2;\nconst r = items▮",
  ".filter(Boolean)\n  .map(String);\nconst t = 1;",
  "const a = 1;\nconst b = 2;\nconst r = items.filter(Boolean)\n  .map(String);",
);
go("x := ▮", "&T{\n\ta: 1,\n}\ny := 2\n", "x := &T{\n\ta: 1,\n}");
js("const s = ▮", "`a\n  b`;\nconst t = 1;", "const s = `a\n  b`;");
sh("curl -X POST \\▮", "\n  -d a\n", "curl -X POST \\\n  -d a");

// A block that was opened.
ts(
  "function add(a, b) {▮",
  "\n  return a + b;\n}\n\nfunction sub(a, b) {\n",
  "function add(a, b) {\n  return a + b;\n}",
);
ts(
  "function add(a, b) {▮}",
  "\n  return a + b;\n}\n\nfunction sub(a, b) {\n",
  "function add(a, b) {\n  return a + b;\n}",
);
ts(
  "function add(a, b) {▮\n}",
  "\n  return a + b;\n}\n\nfunction sub(a, b) {\n",
  "function add(a, b) {\n  return a + b;\n}",
);
ts(
  "function add(a, b) {\n  ▮\n}",
  "return a + b;\n}\n\nfunction sub(a, b) {\n",
  "function add(a, b) {\n  return a + b;\n}",
);
ts(
  "class A {\n  f() {▮\n}",
  "\n    return 1;\n  }\n\n  g() {\n",
  "class A {\n  f() {\n    return 1;\n  }\n}",
);
ts("if (x) {▮", "\n  a();\n} else {\n  b();\n}\nmore();", "if (x) {\n  a();\n} else {\n  b();\n}");
ts(
  "if (x) {▮\n} else {\n  b();\n}",
  "\n  a();\n} else {\n  c();\n}",
  "if (x) {\n  a();\n} else {\n  b();\n}",
);
ts(
  "if (x) {\n  ▮\n} else {\n  b();\n}",
  "a();\n} else {\n  c();\n}",
  "if (x) {\n  a();\n} else {\n  b();\n}",
);
ts("if (x) {\n  a();\n} else {▮", "\n  b();\n}\nmore();", "if (x) {\n  a();\n} else {\n  b();\n}");
ts(
  "if (x) {\n  a();\n}\nelse {\n  b();\n}\nif (y) {▮",
  "\n  a();\n}\nelse {\n  b();\n}\nmore();",
  "if (x) {\n  a();\n}\nelse {\n  b();\n}\nif (y) {\n  a();\n}\nelse {\n  b();\n}",
);
ts("try {▮", "\n  a();\n} catch (e) {\n  b();\n}\nmore();", "try {\n  a();\n} catch (e) {\n  b();\n}");
ts(
  "switch (x) {\n  case 1:▮\n}",
  "\n    return 1;\n  case 2:\n    return 2;\n",
  "switch (x) {\n  case 1:\n    return 1;\n}",
);
ts(
  "switch (x) {\n  case 1:\n    ▮\n  case 2:\n    return 2;\n}",
  "return 1;\n  case 2:\n    return 2;\n}",
  "switch (x) {\n  case 1:\n    return 1;\n  case 2:\n    return 2;\n}",
);
py("def f(x):▮", "\n    return x\n\n\ndef g(x):\n    return 2\n", "def f(x):\n    return x");
py(
  "def f(x):\n    ▮",
  "y = x\n    return y\n\n\ndef g(x):\n    pass\n",
  "def f(x):\n    y = x\n    return y",
);
py(
  "def f(x):\n    ▮",
  "if x:\n        return 1\n    return 2\n\n\nf(1)\n",
  "def f(x):\n    if x:\n        return 1\n    return 2",
);
py("if x:▮", "\n    a()\nelse:\n    b()\nc()\n", "if x:\n    a()\nelse:\n    b()");
py("if x:▮\nelse:\n    b()\n", "\n    a()\nelse:\n    c()\n", "if x:\n    a()\nelse:\n    b()\n");
py(
  "try:\n    ▮\nexcept ValueError:\n    pass\n",
  "x = int(s)\nexcept ValueError:\n    x = 0\n",
  "try:\n    x = int(s)\nexcept ValueError:\n    pass\n",
);
py(
  "class A:▮",
  "\n    def f(self):\n        return 1\n\n    def g(self):\n        return 2\n\n\nclass B:\n",
  "class A:\n    def f(self):\n        return 1\n\n    def g(self):\n        return 2",
);
py(
  "class A:\n    def f(self):\n        return 1\n\n    ▮",
  "def g(self):\n        return 2\n\n    def h(self):\n        return 3\n",
  "class A:\n    def f(self):\n        return 1\n\n    def g(self):\n        return 2",
);
go(
  "func add(a, b int) int {▮\n}",
  "\n\treturn a + b\n}\n\nfunc sub(",
  "func add(a, b int) int {\n\treturn a + b\n}",
);
go("\tif err != nil {▮", "\n\t\treturn err\n\t}\n\treturn nil\n}", "\tif err != nil {\n\t\treturn err\n\t}");
rust(
  "match x {▮\n}",
  "\n    Some(v) => v,\n    None => 0,\n}\n",
  "match x {\n    Some(v) => v,\n    None => 0,\n}",
);
rust(
  "impl A {\n    ▮\n}",
  "fn f(&self) -> u8 {\n        1\n    }\n\n    fn g(&self) -> u8 {\n        2\n    }\n}",
  "impl A {\n    fn f(&self) -> u8 {\n        1\n    }\n}",
);
java(
  "public int f() {▮\n}",
  "\n    return 1;\n}\n\npublic int g() {\n    return 2;\n}",
  "public int f() {\n    return 1;\n}",
);
java(
  "class A {\n    ▮\n}",
  "public int f() {\n        return 1;\n    }\n    public int g() {\n        return 2;\n    }\n}",
  "class A {\n    public int f() {\n        return 1;\n    }\n}",
);
c("int main(void) {▮", "\n\treturn 0;\n}\n\nint f(void) {", "int main(void) {\n\treturn 0;\n}");
cpp("class A {\npublic:▮\n};", "\n  A() {}\n};\n", "class A {\npublic:\n  A() {}\n};");
cs("public int F()▮", "\n{\n    return 1;\n}\n\npublic int G()\n{", "public int F()\n{\n    return 1;\n}");
cs("public int F()\n{▮\n}", "\n    return 1;\n}\n\npublic int G()", "public int F()\n{\n    return 1;\n}");
ruby("def f(x)▮\nend", "\n  x + 1\nend\n\ndef g\n", "def f(x)\n  x + 1\nend");
ruby("def f(x)\n  ▮\nend", "x + 1\nend\n\ndef g\n", "def f(x)\n  x + 1\nend");
ruby("def f(x)▮", "\n  x + 1\nend\n\ndef g\n", "def f(x)\n  x + 1\nend");
ruby("xs.each do |x|▮", "\n  puts x\nend\nputs 1\n", "xs.each do |x|\n  puts x\nend");
ruby("if x▮", "\n  a\nelse\n  b\nend\nc\n", "if x\n  a\nelse\n  b\nend");
lua("function f(x)▮", "\n  return x\nend\n\nfunction g()", "function f(x)\n  return x\nend");
lua("if x then▮\nend", "\n  y()\nend\n", "if x then\n  y()\nend");
lua("if x then\n  ▮\nend", "y()\nelse\n  z()\nend\n", "if x then\n  y()\nend");
sh("if [ -f x ]; then▮", "\n  rm x\nfi\necho done\n", "if [ -f x ]; then\n  rm x\nfi");
sh("for f in *; do▮\ndone", '\n  echo "$f"\ndone\n', 'for f in *; do\n  echo "$f"\ndone');
sh(
  "case $1 in▮",
  "\n  start)\n    run\n    ;;\n  *)\n    exit 1\n    ;;\nesac\necho\n",
  "case $1 in\n  start)\n    run\n    ;;\n  *)\n    exit 1\n    ;;\nesac",
);
php("function f($x) {▮\n}", "\n    return $x;\n}\n\nfunction g() {", "function f($x) {\n    return $x;\n}");
kotlin("fun f(): Int {▮", "\n    return 1\n}\n\nfun g() {", "fun f(): Int {\n    return 1\n}");
swift("func f() -> Int {▮", "\n    return 1\n}\n\nfunc g() {", "func f() -> Int {\n    return 1\n}");
haskell(
  "f x = case x of▮",
  "\n  Just y -> y\n  Nothing -> 0\n\ng = 1\n",
  "f x = case x of\n  Just y -> y\n  Nothing -> 0",
);
elixir("def f(x) do▮\nend", "\n  x + 1\nend\n\ndef g do\n", "def f(x) do\n  x + 1\nend");
latex(
  "\\begin{itemize}▮\n\\end{itemize}",
  "\n  \\item One\n  \\item Two\n\\end{itemize}\n",
  "\\begin{itemize}\n  \\item One\n  \\item Two\n\\end{itemize}",
);
css("a {▮\n}", "\n  color: red;\n}\n\nb {\n", "a {\n  color: red;\n}");
css(".a {\n  ▮\n}", "color: red;\n  margin: 0;\n}\n\n.b {", ".a {\n  color: red;\n  margin: 0;\n}");
json('{\n  "a": {▮\n  }\n}', '\n    "b": 1\n  },\n  "c": 2\n}', '{\n  "a": {\n    "b": 1\n  }\n}');
yaml("services:▮", "\n  web:\n    image: nginx\n\nvolumes:\n", "services:\n  web:\n    image: nginx");
yaml(
  "on:\n  ▮\njobs:\n",
  "push:\n    branches: [main]\njobs:\n  build:\n",
  "on:\n  push:\n    branches: [main]\njobs:\n",
);
tsx(
  "return (\n  <ul>▮\n  </ul>\n);",
  "\n    <li>a</li>\n  </ul>\n);",
  "return (\n  <ul>\n    <li>a</li>\n  </ul>\n);",
);
tsx("<ul>\n  ▮\n</ul>", "<li>a</li>\n  <li>b</li>\n</ul>\n", "<ul>\n  <li>a</li>\n  <li>b</li>\n</ul>");
tsx("<Card>▮", "\n  <p>hi</p>\n</Card>\n<Card>", "<Card>\n  <p>hi</p>\n</Card>");
html(
  "<ul>\n  ▮\n</ul>\n",
  "<li>One</li>\n  <li>Two</li>\n</ul>\n<p>",
  "<ul>\n  <li>One</li>\n  <li>Two</li>\n</ul>\n",
);
html("<div>▮\n</div>", "\n  <p>One</p>\n</div>\n</body>", "<div>\n  <p>One</p>\n</div>");
