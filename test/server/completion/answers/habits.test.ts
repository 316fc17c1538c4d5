/** Rows of one who wrote them before reading a rule: what models are known to say, and what somebody would want to see of it. */
import { answersIn } from "../../../support/answers.ts";

const py = answersIn("python");
const ts = answersIn("typescript");
const tsx = answersIn("typescriptreact");
const go = answersIn("go");
const js = answersIn("javascript");
const rust = answersIn("rust");
const java = answersIn("java");
const html = answersIn("html");
const yaml = answersIn("yaml");
const plain = answersIn("plaintext");
const json = answersIn("json");
const csharp = answersIn("csharp");

// Indentation: the answer's own where the document shows none, the user's, and that of another left edge.
py(
  "def fib(n):\n▮\n",
  "    if n < 2:\n        return n\n    return fib(n - 1) + fib(n - 2)\n\nprint(fib(3))\n",
  "def fib(n):\n    if n < 2:\n        return n\n    return fib(n - 1) + fib(n - 2)\n",
);
ts("function f() {\n▮\n}\n", "  return 1;\n}", "function f() {\n  return 1;\n}\n");
tsx(
  "    <ul>\n      ▮\n    </ul>\n",
  "{items.map((item) => (\n        <li key={item.id}>{item.name}</li>\n      ))}\n    </ul>\n  );",
  "    <ul>\n      {items.map((item) => (\n        <li key={item.id}>{item.name}</li>\n      ))}\n    </ul>\n",
);
ts(
  "function f() {\n\tif (a) {\n\t\t▮\n\t}\n}\n",
  "for (const x of a) {\n      g(x);\n    }",
  "function f() {\n\tif (a) {\n\t\tfor (const x of a) {\n\t\t\tg(x);\n\t\t}\n\t}\n}\n",
);
ts(
  "function f() {\n\tif (a) {\n\t\t▮\n\t}\n}\n",
  "for (const x of a) {\n  g(x);\n}",
  "function f() {\n\tif (a) {\n\t\tfor (const x of a) {\n\t\t\tg(x);\n\t\t}\n\t}\n}\n",
);
ts(
  "function f() {\n    ▮\n}\n",
  "if (a) {\n    b();\n  }\n  return 1;\n}",
  "function f() {\n    if (a) {\n        b();\n    }\n    return 1;\n}\n",
);
ts(
  "function f() {\n  ▮\n}\n",
  "if (a) {\n        b();\n    }\n    return 1;\n}",
  "function f() {\n  if (a) {\n    b();\n  }\n  return 1;\n}\n",
);
go(
  "func f() {\n\tfor {\n\t\t▮\n\t}\n}\n",
  "if a {\n            b()\n        }\n        c()\n",
  "func f() {\n\tfor {\n\t\tif a {\n\t\t\tb()\n\t\t}\n\t\tc()\n\t}\n}\n",
);
go(
  "func f() {\n\t▮\n}\n",
  "if a {\n    b()\n    if c {\n        d()\n    }\n}\nreturn",
  "func f() {\n\tif a {\n\t\tb()\n\t\tif c {\n\t\t\td()\n\t\t}\n\t}\n\treturn\n}\n",
  { chat: true, manual: true },
);
go(
  "func f() {\n\t▮\n}\n",
  "if a {\n  b()\n  if c {\n    d()\n  }\n}\nreturn",
  "func f() {\n\tif a {\n\t\tb()\n\t\tif c {\n\t\t\td()\n\t\t}\n\t}\n\treturn\n}\n",
  { chat: true, manual: true },
);
py(
  "def f():\n    ▮\n",
  'x = {\n        "a": 1,\n        }\n    return x\n',
  'def f():\n    x = {\n        "a": 1,\n        }\n    return x\n',
);
go(
  "func f() {\n\tfor {\n\t\t▮\n\t}\n}\n",
  "if a {\n\t\t\tb(c,\n\t\t\t  d)\n\t\t}\n",
  "func f() {\n\tfor {\n\t\tif a {\n\t\t\tb(c,\n\t\t\t  d)\n\t\t}\n\t}\n}\n",
);
py("if x:\n▮\n", "\ty = 1\n\tz = 2\n", "if x:\n\ty = 1\n\tz = 2\n");
yaml("a:\n▮\n", "  b: 1\n  c: 2\n", "a:\n  b: 1\n  c: 2\n");
ts(
  "class A {\n  f() {\n    ▮\n  }\n}\n",
  "foo({\n      a: 1,\n    });\n    bar();",
  "class A {\n  f() {\n    foo({\n      a: 1,\n    });\n    bar();\n  }\n}\n",
);

// What stands below comes again: in a string, and indented too deep.
js(
  "const html = `\n  <div>\n    ▮\n  </div>\n`;\n",
  "<p>${text}</p>\n  </div>\n`;\n",
  "const html = `\n  <div>\n    <p>${text}</p>\n  </div>\n`;\n",
);
ts("const s = `\n  a\n  ▮\n  b\n`;\n", "x\n  y\n  b\n`;\n", "const s = `\n  a\n  x\n  y\n  b\n`;\n");
ts(
  "function f() {\n  ▮\n  return total;\n}\n",
  "let total = 0;\n    return total;\n",
  "function f() {\n  let total = 0;\n  return total;\n}\n",
);
ts(
  "function f() {\n  ▮\n  return a;\n}\n",
  "if (b)\n    return a;\n  c();\n  return a;\n",
  "function f() {\n  if (b)\n    return a;\n  c();\n  return a;\n}\n",
);
ts(
  "function f() {\n  ▮\n  return a;\n}\n",
  "if (b) {\n    return a;\n  }\n  return a;\n",
  "function f() {\n  if (b) {\n    return a;\n  }\n  return a;\n}\n",
);
ts(
  "function f() {\n  ▮\n  next();\n}\n",
  "foo();\n  bar(() => {\n    next();\n  });\n",
  "function f() {\n  foo();\n  bar(() => {\n    next();\n  });\n  next();\n}\n",
);
py(
  "def f():\n    ▮\n    return a\n",
  "if b:\n        return a\n    a = 2\n    return a",
  "def f():\n    if b:\n        return a\n    a = 2\n    return a\n",
);

// What stands before comes again: the way to a member, the beginning of a comment.
ts("    return this.▮\n", "this.items.length;", "    return this.items.length;\n");
py("x = self.items.▮\n", "self.items.append(1)", "x = self.items.append(1)\n");
rust("let a = std::fs::▮;\n", "std::fs::read(p);", "let a = std::fs::read(p);\n");
ts("  const userName = user.▮\n", "user.name;", "  const userName = user.name;\n", { chat: true });
ts("const x = node.next.▮;\n", "next.value;", "const x = node.next.next.value;\n");
java(
  "/**\n * ▮\n */\npublic class A {}\n",
  "/**\n * The A class.\n */\npublic class A {}",
  "/**\n * The A class.\n */\npublic class A {}\n",
);
ts("const x = await ▮\n", "await fetch(url);", "const x = await fetch(url);\n");
ts("const x = new ▮\n", "new Map();", "const x = new Map();\n");
ts("// new ▮\n", "new things", "// new new things\n");
csharp("public Color ▮\n", "Color { get; set; }", "public Color Color { get; set; }\n");
ts("const x = foo(▮);\n", "foo(1, 2);", "const x = foo(1, 2);\n", { chat: true });
ts("const x = Math.max(▮, 1);\n", "Math.max(a, b)", "const x = Math.max(Math.max(a, b), 1);\n", {
  chat: true,
  manual: true,
});

// Wrappings and markers.
py("def f():\n    ▮\n", "<|im_start|>assistant\nreturn 1<|im_end|>", "def f():\n    return 1\n", {
  chat: true,
});
py(
  "def f():\n    ▮\n",
  "<|start_header_id|>assistant<|end_header_id|>\n\nreturn 1<|eot_id|>",
  "def f():\n    return 1\n",
  { chat: true },
);
py("def f():\n    ▮\n", "Okay, so I need to return 1.\n</think>\n\nreturn 1", "def f():\n    return 1\n", {
  chat: true,
});
ts("function f() {\n  ▮\n}\n", "```typescript", "nothing: empty", { chat: true });
ts(
  "function f() {\n  const a = 1;\n  ▮\n  return b;\n}\n",
  "The missing line is `const b = a + 1;`",
  "function f() {\n  const a = 1;\n  const b = a + 1;\n  return b;\n}\n",
  { chat: true },
);
ts("const x = ▮\n", "getValue();</s>", "const x = getValue();\n");
html("<p><s>old▮</p>\n", "</s>", "<p><s>old</s></p>\n");
js("const a = ▮\n", '"<s>x</s>";', 'const a = "<s>x</s>";\n');
py("x = ▮\n", "1<|reponame|>foo/bar", "x = 1\n");

// Talk, which is none in a text.
py("def f():\n    ▮\n", "There is nothing to complete here.", "nothing: refusal", { chat: true });
py("def f():\n    ▮\n", "(empty)", "nothing: placeholder", { chat: true });
ts("const a = ▮\n", "The value of a should be 5.", "nothing: refusal", { chat: true });
ts("const a = ▮\n", "There;", "const a = There;\n");
py('print("▮")\n', "The value of a should be five.", 'print("The value of a should be five.")\n');
tsx("<p>▮</p>\n", "This is a nice long sentence.", "<p>This is a nice long sentence.</p>\n");
tsx(
  "<p>\n  ▮\n</p>\n",
  "This is a nice long sentence.\n</p>",
  "<p>\n  This is a nice long sentence.\n</p>\n",
);
yaml("description: ▮\n", "This is a nice long sentence.", "description: This is a nice long sentence.\n");
plain("▮\n", "There is nothing to complete here today.", "There is nothing to complete here today.\n");

// Circles.
ts("const x = 1;\n▮\n", "const x = 1;\nconst x = 1;\nconst x = 1;\n", "nothing: repeats-line-above");
js("let s = '';\n▮\n", "s += 'a';\n".repeat(6), "nothing: loops");
py('if __name__ == "__main__":\n    ▮', `main()${"\n    main()".repeat(4)}\n`, "nothing: loops");
html(
  "<tr>\n  ▮\n</tr>\n",
  "<td></td>\n  <td></td>\n  <td></td>\n</tr>\n",
  "<tr>\n  <td></td>\n  <td></td>\n  <td></td>\n</tr>\n",
);
py(
  "def f(m):\n    ▮\n",
  "m[0][0] = 1\n    m[0][1] = 0\n    m[1][0] = 0\n    m[1][1] = 1\n    return m\n",
  "def f(m):\n    m[0][0] = 1\n    m[0][1] = 0\n    m[1][0] = 0\n    m[1][1] = 1\n    return m\n",
);

// A comma leads over to what comes next.
json('{\n  "a": 1▮\n}\n', ',\n  "b": 2\n}', '{\n  "a": 1,\n  "b": 2\n}\n');
js("const o = {\n  a: 1▮\n};\n", ",\n  b: 2,\n};", "const o = {\n  a: 1,\n  b: 2,\n};\n");
js("foo(a▮)\n", ", b)", "foo(a, b)\n");
js("const o = {\n  a: 1▮\n  b: 2\n};\n", ",\n  b: 2\n};", "const o = {\n  a: 1,\n  b: 2\n};\n");
