/** Answers that begin with what stands before the cursor already, and the habits of models with blanks and line ends there. */
import { answersIn } from "../../../support/answers.ts";

const ts = answersIn("typescript");
const tsx = answersIn("typescriptreact");
const py = answersIn("python");
const go = answersIn("go");
const rust = answersIn("rust");
const c = answersIn("c");
const ruby = answersIn("ruby");
const sql = answersIn("sql");
const md = answersIn("markdown");
const yaml = answersIn("yaml");
const java = answersIn("java");
const html = answersIn("html");
const lua = answersIn("lua");
const php = answersIn("php");
const sh = answersIn("shellscript");
const chat = { chat: true } as const;

// The line.
ts("  return ▮", "return x;", "  return x;", chat);
ts("  return ▮", "  return x;", "  return x;", chat);
ts("const a = ▮", "const a = 5;", "const a = 5;", chat);
ts(
  "const total = items.▮",
  "const total = items.reduce((a, b) => a + b, 0);",
  "const total = items.reduce((a, b) => a + b, 0);",
  chat,
);
ts(
  "  const user = await fetch▮",
  "const user = await fetchUser(id);",
  "  const user = await fetchUser(id);",
  chat,
);
ts("foo(▮)", "foo(bar)", "foo(bar)", chat);
ts("max(▮", "max(a, b), c)", "max(max(a, b), c)");
ts("  console.log(▮", "console.log(x);", "  console.log(x);", chat);
py("result = compute(▮)", "result = compute(a, b)", "result = compute(a, b)", chat);
py("for i in ▮", "for i in range(10):", "for i in range(10):", chat);
py("def add(a, b):▮", "def add(a, b):\n    return a + b", "def add(a, b):\n    return a + b", chat);
go(
  "\tif err := ▮",
  "if err := run(); err != nil {\n\t\treturn err\n\t}",
  "\tif err := run(); err != nil {\n\t\treturn err\n\t}",
  chat,
);
sql("SELECT id, ▮", "SELECT id, name FROM users;", "SELECT id, name FROM users;", chat);
md("# The ▮", "# The beginning", "# The beginning", chat);

// The last word, or sign.
ts("con▮", "const x = 1;", "const x = 1;");
ts("con▮", "st x = 1;", "const x = 1;");
ts("ret▮", "return x;", "return x;", chat);
ts(
  "const total = items.red▮",
  "reduce((a, b) => a + b, 0);",
  "const total = items.reduce((a, b) => a + b, 0);",
);
ts("user.▮", ".name", "user.name");
ts("user.▮", "name", "user.name");
rust("let v = Vec::▮", "::new();", "let v = Vec::new();");
c("p->▮", "->next;", "p->next;");
tsx("return <▮", "<div>hi</div>;", "return <div>hi</div>;");
java("@▮", "@Override", "@Override");
c("#▮", "#include <stdio.h>", "#include <stdio.h>");
ts("// ▮", "// Adds two numbers.", "// Adds two numbers.");
py("# ▮", "# Adds two numbers.", "# Adds two numbers.");
md("- one\n- ▮", "- two", "- one\n- two");
ts('const s = "▮', '"hello";', 'const s = "hello";');
ts('log("▮', '", x);', 'log("", x);');
ts("const xs = [▮", "[1, 2], [3, 4]];", "const xs = [[1, 2], [3, 4]];");
ts("x = ▮", "= 5;", "x = 5;");
ts("const banana = 1;\nba▮", "nana += 1;", "const banana = 1;\nbanana += 1;");
ts("i▮", "tems.push(1);", "items.push(1);");
ts("const x1▮", "0 = 5;", "const x10 = 5;");

ts("const user = getU▮", "ser(id);", "const user = getUser(id);");
ts("const user = getU▮", "getUser(id);", "const user = getUser(id);");
ts("const user = getU▮", "User(id);", "const user = getUser(id);");
ts("isA▮", "Admin()", "isAdmin()");
ts("const aB = xA▮", "And(b)", "const aB = xAnd(b)");
ts("foo(a,▮)", "b", "foo(a,b)");
ts("foo(a, ▮)", " b", "foo(a, b)");
ts("foo(a, ▮)", ", b", "foo(a, b)");
ts("const [a,▮", ", c] = x;", "const [a,, c] = x;");
c("for (;▮", ";) {\n}", "for (;;) {\n}");
c("x = y;▮", ";", "nothing: empty");
sh("echo a;▮", ";", "echo a;;");

// The lines above.
py(
  "import os\nimport sys\n\n\ndef main():\n    ▮",
  "def main():\n    print(sys.argv)",
  "import os\nimport sys\n\n\ndef main():\n    print(sys.argv)",
  chat,
);
py(
  "import os\nimport sys\n\n\ndef main():\n    ▮",
  "import os\nimport sys\n\n\ndef main():\n    print(sys.argv)\n",
  "import os\nimport sys\n\n\ndef main():\n    print(sys.argv)",
  chat,
);
ts(
  "function area(r: number) {\n  const pi = 3.14;\n  return ▮\n}\n",
  "function area(r: number) {\n  const pi = 3.14;\n  return pi * r * r;\n}\n",
  "function area(r: number) {\n  const pi = 3.14;\n  return pi * r * r;\n}\n",
  chat,
);
ts(
  "function area(r: number) {\n  const pi = 3.14;\n  return ▮\n}\n",
  "  const pi = 3.14;\n  return pi * r * r;",
  "function area(r: number) {\n  const pi = 3.14;\n  return pi * r * r;\n}\n",
  chat,
);
ts("const alpha = 1;\n▮", "const alpha = 1;\nconst beta = 2;", "const alpha = 1;\nconst beta = 2;", chat);

py(
  'def add(a, b):\n    """Add."""\n    ▮\n',
  '"""Add."""\n    return a + b',
  'def add(a, b):\n    """Add."""\n    return a + b\n',
  chat,
);
go(
  "func main() {\n\t▮\n}\n",
  '```go\npackage main\n\nfunc main() {\n\tfmt.Println("hi")\n}\n```',
  'func main() {\n\tfmt.Println("hi")\n}\n',
  chat,
);
php("<?php\n▮", "<?php\n\nnamespace App;\n", "<?php\n\nnamespace App;");
go(
  "package main\n\nfunc main() {\n\t▮\n}\n",
  "x()\n\ty()",
  "package main\n\nfunc main() {\n\tx()\n\ty()\n}\n",
  chat,
);

java(
  "class A {\n    int f() {\n        ▮\n    }\n}\n",
  "```java\npublic class A {\n    int f() {\n        return 1;\n    }\n}\n```",
  "class A {\n    int f() {\n        return 1;\n    }\n}\n",
  chat,
);
php(
  "<?php\nfunction f() {\n    ▮\n}\n",
  "```php\n<?php\nreturn 1;\n```",
  "<?php\nfunction f() {\n    return 1;\n}\n",
  chat,
);
rust(
  "fn f() -> i32 {\n    ▮\n}\n",
  "```rust\nfn f() -> i32 {\n    1\n}\n```",
  "fn f() -> i32 {\n    1\n}\n",
  chat,
);
py(
  "import os\n\n\ndef f():\n    ▮",
  "import os\nreturn os.getcwd()",
  "import os\n\n\ndef f():\n    return os.getcwd()",
  chat,
);
py(
  "def f():\n    ▮",
  "import os\nreturn os.getcwd()",
  "def f():\n    import os\n    return os.getcwd()",
  chat,
);

// Blanks.
ts("x = ▮", " 1;", "x = 1;");
ts("x =▮", " 1;", "x = 1;");
ts("x = ▮", "1;  ", "x = 1;");
ts("foo(▮", " bar)", "foo(bar)");
ts("foo( ▮", " bar )", "foo( bar )");
ts("const o = {▮", " a: 1 };", "const o = { a: 1 };");
ts('const s = "▮', ' and more";', 'const s = " and more";');
ts("return▮", " x;", "return x;");
ts("if▮", " (x) {\n  y();\n}", "if (x) {\n  y();\n}");
md("The quick▮", " brown fox", "The quick brown fox");

ts("const a = [\n  1,▮\n  3,\n];\n", "\n  2,\n  3,\n];", "nothing: empty");

// Line ends.
ts("x = ▮", "\n1;", "x = 1;");
ts("x = ▮", "\n  1;\n", "x = 1;", chat);
ts("foo();▮", "\nbar();", "nothing: empty");
py("    ▮", "\n    return x", "    return x");
py("def f():\n    ▮", "\n    return x\n", "def f():\n    return x");
py("x = 1\n▮", "\n\ny = 2", "x = 1\n\ny = 2");
ts("function f() {▮", "\n\n\n  return 1;\n}", "function f() {\n  return 1;\n}");
ts("if (x)▮", "\n{\n  y();\n}\nz();", "if (x)\n{\n  y();\n}");
yaml("name: ▮", " app", "name: app");
html("<p>▮", "\n  text\n</p>", "<p>\n  text\n</p>");
ruby("x = ▮", " [1, 2]\n", "x = [1, 2]");
lua("local x = ▮", " 5\n", "local x = 5");
