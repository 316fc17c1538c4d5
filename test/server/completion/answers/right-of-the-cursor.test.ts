/** Doubled closers and quotes, and answers that write what stands right of the cursor once more. */
import { answersIn } from "../../../support/answers.ts";

const ts = answersIn("typescript");
const tsx = answersIn("typescriptreact");
const py = answersIn("python");
const go = answersIn("go");
const rust = answersIn("rust");
const java = answersIn("java");
const c = answersIn("c");
const cs = answersIn("csharp");
const ruby = answersIn("ruby");
const php = answersIn("php");
const sh = answersIn("shellscript");
const html = answersIn("html");
const css = answersIn("css");
const json = answersIn("json");
const kotlin = answersIn("kotlin");
const swift = answersIn("swift");
const sql = answersIn("sql");
const latex = answersIn("latex");

ts("foo(▮)", "bar)", "foo(bar)");
ts("foo(▮);", "bar);", "foo(bar);");
ts("foo(▮)", "bar);", "foo(bar);");
ts("foo(▮)", "bar(x)", "foo(bar(x))");
ts("foo(▮)", "bar(x))", "foo(bar(x))");
ts("foo(▮)", "bar(x));", "foo(bar(x));");
ts("foo(▮, b)", "a, b)", "foo(a, b)");
ts("foo(▮, b)", "a", "foo(a, b)");
ts("foo(▮, b)", "a)", "foo(a, b)");
ts("foo(▮, b);", "a, b);\nbar();", "foo(a, b);");
ts("foo(▮)", "a) + bar(b", "foo(a) + bar(b)");
ts("a[▮]", "i]", "a[i]");
ts("a[▮] = 1;", "xs[0]] = 1;", "a[xs[0]] = 1;");
ts("const x = {▮};", " a: 1 };", "const x = { a: 1 };");
ts('const s = "▮";', 'hello";', 'const s = "hello";');
ts('const s = "▮"', 'hello";', 'const s = "hello";');
ts('const s = "▮"', '"hello"', 'const s = "hello"');
ts("const s = '▮';", "it\\'s'", "const s = 'it\\'s';");
ts("const s = `a ${▮} b`;", "name}", "const s = `a ${name} b`;");
ts("const s = `a ${▮}`;", "name} b`;", "const s = `a ${name} b`;");
ts("const s = `▮`;", "a ${b} c`;", "const s = `a ${b} c`;");
ts('log("▮", x)', 'value", x)', 'log("value", x)');
ts('log("▮", x)', "value", 'log("value", x)');
ts('log("▮", x)', 'value", y', 'log("value", x)');
ts('import { ▮ } from "react";', 'useState } from "react";', 'import { useState } from "react";');
ts('import { ▮ } from "react"', 'useState } from "react";', 'import { useState } from "react";');
ts(
  'import { ▮ } from "react";',
  "useState, useEffect } from 'react';",
  'import { useState, useEffect } from "react";',
);
ts("import {▮} from 'a'", " b } from 'a'", "import { b } from 'a'");
ts("if (▮) {\n  go();\n}", "x > 0) {\n  go();\n}", "if (x > 0) {\n  go();\n}");
ts("if (▮) {\n  go();\n}", "x > 0", "if (x > 0) {\n  go();\n}");
ts("if (▮) {\n  go();\n}", "(a && b) || c", "if ((a && b) || c) {\n  go();\n}");
ts("const x = cond ▮ : b;", "? a : b;", "const x = cond ? a : b;");
ts("const x = cond ? ▮ : b;", "a : b;", "const x = cond ? a : b;");
ts("return ▮;", "a + b;", "return a + b;");
ts("return ▮;", "a + b; }", "return a + b;");
ts("function f(▮): void {}", "a: string): void {}", "function f(a: string): void {}");
ts("function f(▮): void {}", "a: string, b: number): void {", "function f(a: string, b: number): void {}");
ts("const f = (▮) => x;", "x) => x;", "const f = (x) => x;");
ts("const f = useCallback((▮) => {});", "event) => {\n  go();\n});", "const f = useCallback((event) => {});");
ts("xs.map(▮)", "(x) => x.id)", "xs.map((x) => x.id)");
ts("xs.map(▮)", "(x) => x.id", "xs.map((x) => x.id)");
ts("xs.map(▮);", "(x) => ({ id: x.id }));", "xs.map((x) => ({ id: x.id }));");
ts("xs.forEach((x) => {▮});", "\n  go(x);\n});", "xs.forEach((x) => {\n  go(x);\n});");
ts("xs.forEach((x) => {▮})", "\n  go(x);\n});\nmore();", "xs.forEach((x) => {\n  go(x);\n});");
ts("if (x) {▮}", "\n  y();\n}", "if (x) {\n  y();\n}");
ts("if (x) {▮}", "\n  y();", "if (x) {\n  y();\n}");
ts("if (x) {▮}", "\n  y();\n} else {\n  z();\n}", "if (x) {\n  y();\n} else {\n  z();\n}");
ts("  if (x) {▮}", "\n    y();\n  }", "  if (x) {\n    y();\n  }");
ts("type A = { [key: string]: ▮ }", "number }", "type A = { [key: string]: number }");
ts("const a = ▮ as string;", "data", "const a = data as string;");
ts("const a = ▮ as string;", "data as string;", "const a = data as string;");
ts("for (const ▮ of items) {\n  go(item);\n}", "item", "for (const item of items) {\n  go(item);\n}");
ts("for (const ▮of items) {\n}", "item ", "for (const item of items) {\n}");
ts("for (const ▮ of items) {\n}", "item of items) {\n  go(item);\n}", "for (const item of items) {\n}");
ts("x = a ▮+ b;", "* 2 ", "x = a * 2 + b;");
ts("await fetch(▮)", "`/api/${id}`)", "await fetch(`/api/${id}`)");
ts("await fetch(`/api/${▮}`)", "id}`)", "await fetch(`/api/${id}`)");
ts("expect(x).toBe(▮)", "1)", "expect(x).toBe(1)");
ts("const xs = [▮]", "1, 2, 3];\nconst y = 4;", "const xs = [1, 2, 3];");
ts("foo(▮)", "bar  )", "foo(bar)");
ts("foo( ▮ )", "bar )", "foo( bar )");
ts("foo( ▮ )", "bar );", "foo( bar );");
ts("foo(▮)", ")", "nothing: empty");
ts("foo(▮)", "", "nothing: empty");
ts("foo(▮)", "/* nothing */)", "foo(/* nothing */)");
ts('foo("(", ▮)', "a)", 'foo("(", a)');
ts("foo(/\\(/, ▮)", "a)", "foo(/\\(/, a)");
ts("// see foo(▮)", "bar)", "// see foo(bar)");

tsx("<div>▮</div>", "hello</div>", "<div>hello</div>");
tsx("<div>▮</div>", "<b>hi</b></div>", "<div><b>hi</b></div>");
tsx(
  "<div>▮</div>",
  "{items.map((i) => <Item key={i} />)}</div>",
  "<div>{items.map((i) => <Item key={i} />)}</div>",
);
tsx('<div className="▮">', 'card">', '<div className="card">');
tsx('<div className="▮"></div>', 'card">text</div>', '<div className="card">text</div>');
tsx("<Button onClick={▮}>Go</Button>", "() => go()}>Go</Button>", "<Button onClick={() => go()}>Go</Button>");
tsx("<Button onClick={▮} />", "handle} />", "<Button onClick={handle} />");
tsx("<Foo ▮/>", "bar={1} ", "<Foo bar={1} />");
tsx("<Foo ▮ />", "bar={1} />", "<Foo bar={1} />");
tsx("const x = useState<▮>(0);", "number>(0);", "const x = useState<number>(0);");

py("print(▮)", '"a")', 'print("a")');
py('print("▮")', 'hello")', 'print("hello")');
py('print(f"{▮}")', 'name}")', 'print(f"{name}")');
py('x = d["▮"]', 'key"]', 'x = d["key"]');
py("def f(▮):\n    pass", "a, b=1):", "def f(a, b=1):\n    pass");
py("def f(▮):", "self, x):\n    return x", "def f(self, x):");
py("if ▮:", "x > 0:", "if x > 0:");
py("if ▮:\n    go()", "x > 0:\n    go()", "if x > 0:\n    go()");
py("for ▮ in items:", "i", "for i in items:");
py("for ▮ in items:\n    pass", "item in items:", "for item in items:\n    pass");
py("[x for x in ▮]", "xs if x]", "[x for x in xs if x]");
py("{▮}", '"a": 1}', '{"a": 1}');
py('"""▮"""', 'Adds two numbers."""', '"""Adds two numbers."""');
py("from ▮ import x", "pi", "from pi import x");
py("with open(▮) as f:", "path) as f:", "with open(path) as f:");

go("fmt.Println(▮)", '"a", b)', 'fmt.Println("a", b)');
go(
  "func f(▮) error {\n\treturn nil\n}",
  "ctx context.Context) error {",
  "func f(ctx context.Context) error {\n\treturn nil\n}",
);
go("if err := ▮; err != nil {\n}", "run(); err != nil {", "if err := run(); err != nil {\n}");
go("m := map[string]int{▮}", '"a": 1}', 'm := map[string]int{"a": 1}');
rust('println!("▮");', '{}", x);', 'println!("{}", x);');
rust("let v: Vec<▮> = vec![];", "u8> = vec![];", "let v: Vec<u8> = vec![];");
rust("fn f<'a>(▮) -> &'a str {\n}", "x: &'a str) -> &'a str {", "fn f<'a>(x: &'a str) -> &'a str {\n}");
rust("let c = f('(', ▮);", "x);", "let c = f('(', x);");
java("System.out.println(▮);", '"a");', 'System.out.println("a");');
java(
  "List<▮> xs = new ArrayList<>();",
  "String> xs = new ArrayList<>();",
  "List<String> xs = new ArrayList<>();",
);
c('printf("▮");', '%d\\n", x);', 'printf("%d\\n", x);');
c("int a[▮];", "10];", "int a[10];");
c("char x = '▮';", "a';", "char x = 'a';");
cs('Console.WriteLine($"▮");', 'Hello {name}");', 'Console.WriteLine($"Hello {name}");');
ruby('puts "#{▮}"', 'name}"', 'puts "#{name}"');
ruby("puts(▮)", "x)", "puts(x)");
ruby("xs.map { |x| ▮ }", "x * 2 }", "xs.map { |x| x * 2 }");
php("echo strlen(▮);", "$name);", "echo strlen($name);");
php("$x['▮'] = 1;", "key'] = 1;", "$x['key'] = 1;");
sh('echo "▮"', '$HOME"', 'echo "$HOME"');
sh("x=$(▮)", "date +%s)", "x=$(date +%s)");
sh("if [ ▮ ]; then", '-f "$1" ]; then', 'if [ -f "$1" ]; then');
html("<p>▮</p>", "Hello</p>", "<p>Hello</p>");
html('<a href="▮">x</a>', '/home">x</a>', '<a href="/home">x</a>');
html("<p>▮</p>", "It's fine</p>\n<p>more</p>", "<p>It's fine</p>");
css("a { ▮ }", "color: red; }", "a { color: red; }");
css("a { color: ▮; }", "red; }", "a { color: red; }");
json('{"a": ▮}', "1}", '{"a": 1}');
json('{"a": "▮"}', 'b"}', '{"a": "b"}');
json('{\n  "a": ▮,\n  "b": 2\n}', '1,\n  "b": 2\n}', '{\n  "a": 1,\n  "b": 2\n}');
json('{\n  "a": [▮]\n}', "1, 2]", '{\n  "a": [1, 2]\n}');
kotlin('println("${▮}")', 'name}")', 'println("${name}")');
swift('print("\\(▮)")', 'name)")', 'print("\\(name)")');
sql("SELECT * FROM t WHERE id IN (▮);", "1, 2);", "SELECT * FROM t WHERE id IN (1, 2);");
sql("WHERE name = '▮'", "bob' AND x = 1", "WHERE name = 'bob' AND x = 1");
latex("\\section{▮}", "Results}", "\\section{Results}");
latex("$x_{▮}$", "i}$", "$x_{i}$");
ts('const 名前 = "▮";', '世界";', 'const 名前 = "世界";');
ts('const s = "▮";', '👍🏽 ok";', 'const s = "👍🏽 ok";');

// The blanks at either end of what stands in brackets.
ts("foo({▮})", " a: 1 ", "foo({ a: 1 })");
ts("foo({▮})", " a: 1 })", "foo({ a: 1 })");
ts("foo({▮})", " a: 1 });", "foo({ a: 1 });");
ts('import {▮} from "fs";\n', " readFile ", 'import { readFile } from "fs";\n');
ts('import {▮} from "fs";\n', " readFile\n", 'import { readFile } from "fs";\n');

// No comma behind the last of a list, where there may be none.
json('{\n  "name": "▮"\n}\n', 'x",\n  "version": "1.0.0"\n}', '{\n  "name": "x"\n}\n');
json(
  '{\n  "name": "x",\n  ▮\n}\n',
  '"version": "1.0.0",\n  "private": true\n}',
  '{\n  "name": "x",\n  "version": "1.0.0",\n  "private": true\n}\n',
);
json('{\n  "a": 1,\n  ▮\n}', '"b": 2,\n}', '{\n  "a": 1,\n  "b": 2\n}');
json('{ "s": "▮\n}', "a,", '{ "s": "a,\n}');
ts("const o = {\n  a: 1,\n  ▮\n};\n", "b: 2,\n  c: 3,\n};", "const o = {\n  a: 1,\n  b: 2,\n  c: 3,\n};\n");

// Over lines in the midst of one.
ts("foo(a,\n    ▮\n    c);\n", "b,\n    c);", "foo(a,\n    b,\n    c);\n");
ts("a.b(▮).c();\n", "(x) => {\n  return x;\n}).c();", "a.b((x) => {\n  return x;\n}).c();\n");
ts("const x = foo(a, ▮, c);\n", "{\n  b: 1,\n}", "const x = foo(a, {\n  b: 1,\n}, c);\n");
ts("class A extends ▮ {\n}\n", "B {\n  x = 1;\n}", "class A extends B {\n}\n");
ts("if (▮) {\n  go();\n}", "a) {\n  stop();\n}", "if (a) {\n  go();\n}");
ts("useEffect(() => {\n  ▮\n}, [a]);\n", "load(a);\n}, [a]);", "useEffect(() => {\n  load(a);\n}, [a]);\n");
ts("useEffect(▮, [a]);\n", "() => {\n  load(a);\n}, [a]);", "useEffect(() => {\n  load(a);\n}, [a]);\n");
tsx(
  "  <Foo\n    a={1}\n    ▮\n  >\n",
  "b={2}\n    c={3}\n  >",
  "  <Foo\n    a={1}\n    b={2}\n    c={3}\n  >\n",
);
