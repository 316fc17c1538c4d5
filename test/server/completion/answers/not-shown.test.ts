/** Answers of which nothing is worth showing, and those that only look like them. */
import { answersIn } from "../../../support/answers.ts";

const ts = answersIn("typescript");
const py = answersIn("python");
const go = answersIn("go");
const md = answersIn("markdown");
const json = answersIn("json");
const css = answersIn("css");
const sql = answersIn("sql");
const html = answersIn("html");
const java = answersIn("java");
const rust = answersIn("rust");
const c = answersIn("c");
const chat = { chat: true } as const;

ts("x = ▮", "", "nothing: empty");
ts("x = ▮", "   ", "nothing: empty");
ts("foo();▮", "   \n  \n", "nothing: empty");
ts("▮", "\n\n\n", "nothing: empty");

// What stands above or below.
py("total = a + b\n▮\n", "total = a + b\n", "nothing: repeats-line-above");
ts("▮\nconst total = a + b;\n", "const total = a + b;", "nothing: repeats-line-below");
ts(
  "function f() {\n  ▮\n  const a = 1;\n  return a;\n}",
  "const a = 1;\n  return a;\n}",
  "nothing: repeats-line-below",
);
ts("function f() {\n  a();▮\n  b();\n}", "\n  b();\n}", "nothing: empty");
ts("function f() {\n  ▮\n}", "}", "nothing: empty");
ts("const o = {\n  a: 1,\n  ▮\n};", "};", "nothing: empty");
ts("foo(▮);", ");", "nothing: empty");
ts("return x▮;", ";", "nothing: empty");
html("<ul>\n  <li>a</li>\n  ▮\n</ul>", "</ul>", "nothing: empty");

// What follows is written again, behind something new.
ts(
  "function f() {\n  ▮\n  const b = compute(1);\n  return b;\n}",
  "log();\n  const b = compute(1);\n  return b;\n}",
  "function f() {\n  log();\n  const b = compute(1);\n  return b;\n}",
);
ts(
  'function f() {\n  ▮\n  const b = compute("one");\n}',
  "log();\n  const b = compute('one')\n}",
  'function f() {\n  log();\n  const b = compute("one");\n}',
);
ts(
  "function f() {\n  ▮\n  const result = compute(one, two);\n  return result.value;\n}",
  "log();\n  const results = compute(one, two);\n  return results.value;\n}",
  "function f() {\n  log();\n  const result = compute(one, two);\n  return result.value;\n}",
);
py(
  "import os\n▮\n\ndef main():\n    pass\n",
  "import sys\n\ndef main():\n    run()\n",
  "import os\nimport sys\n\ndef main():\n    pass\n",
);
json('{\n  "a": 1,\n  ▮\n  "c": 3\n}', '"b": 2,\n  "c": 3\n}', '{\n  "a": 1,\n  "b": 2,\n  "c": 3\n}');
json(
  '[\n  { "id": 1 },\n  ▮\n  { "id": 4 }\n]',
  '{ "id": 2 },\n  { "id": 3 },\n  { "id": 4 }\n]',
  '[\n  { "id": 1 },\n  { "id": 2 },\n  { "id": 3 },\n  { "id": 4 }\n]',
);

py("a = 1\nb = 2\n▮\nc = 3\n", "c = 3\nd = 4", "nothing: repeats-line-below");
ts("a();\n▮\nbegin();\nend();", "begin();\nmiddle();\nend();", "nothing: repeats-line-below");

// Loops.
py("▮", "x = foo(1)\n".repeat(20), "nothing: loops");
py("▮", "a = 1\nb = foo(2)\n" + "c = foo(3)\n".repeat(20), "a = 1\nb = foo(2)\nc = foo(3)");
py("▮", "aa = 1\nbb = 2\n".repeat(10), "nothing: loops");
ts(
  "const s = ▮",
  "foo bar foo bar foo bar foo bar foo bar foo bar foo bar foo bar foo bar foo bar foo bar foo bar",
  "nothing: loops",
);
ts(
  "// ▮",
  "very very very very very very very very very very very very very very very very very very very",
  "nothing: loops",
);
ts(
  "const xs = ▮",
  "[0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];",
  "const xs = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];",
);
ts(
  "▮",
  "// ----------------------------------------------------------------------------------------",
  "// ----------------------------------------------------------------------------------------",
);
md("| a | b |\n▮", "| --- | --- |", "| a | b |\n| --- | --- |");

// Placeholders.
ts("function f() {\n  ▮\n}", "// TODO: implement", "nothing: placeholder");
ts("function f() {\n  ▮\n}", "// TODO", "nothing: placeholder");
ts("function f() {\n  ▮\n}", "// Your code here", "nothing: placeholder", chat);
ts("function f() {\n  ▮\n}", "// ... existing code ...", "nothing: placeholder", chat);
ts("function f() {\n  ▮\n}", "// ...", "nothing: placeholder", chat);
ts("function f() {\n  ▮\n}", "...", "nothing: placeholder", chat);
ts("function f() {▮\n}", "\n  // TODO: implement this function\n}", "nothing: placeholder");
py("def f():\n    ▮", "# TODO: implement this function\n", "nothing: placeholder");
py("def f():\n    ▮", "# Your code here\n    pass\n", "nothing: placeholder");
css("a {\n  ▮\n}", "/* Add your code here */", "nothing: placeholder");
java("void f() {\n    ▮\n}", "// implementation goes here", "nothing: placeholder");
ts("function f() {\n  ▮\n}", "// rest of the code", "nothing: placeholder", chat);
ts("const x = ▮", "<your code here>", "nothing: placeholder", chat);
ts("// TODO▮", ": implement caching", "// TODO: implement caching");
ts("// ▮", "TODO: implement", "// TODO: implement");
ts("▮", "// TODO: remove this when Node 18 is gone", "// TODO: remove this when Node 18 is gone");
ts(
  "function f() {\n  ▮\n}",
  "// TODO: handle errors\n  return x;",
  "function f() {\n  // TODO: handle errors\n  return x;\n}",
);
ts('const s = "▮";', "your code here", 'const s = "your code here";');
ts("const ys = [▮];", "...xs", "const ys = [...xs];");
ts("foo(▮)", "...args", "foo(...args)");
py(
  "class P(Protocol):\n    def f(self) -> int:\n        ▮",
  "...",
  "class P(Protocol):\n    def f(self) -> int:\n        ...",
);
ts("▮", "// Implements the cache of the compiler.", "// Implements the cache of the compiler.");
go("func f() {\n\t▮\n}", 'panic("not implemented")', 'func f() {\n\tpanic("not implemented")\n}');

rust("fn f() {\n    ▮\n}\n", "todo!()", "nothing: placeholder");
rust("fn f() {\n    ▮\n}\n", "unimplemented!()", "nothing: placeholder");
rust("fn f() {\n    let x = ▮;\n}", "todo!()", "fn f() {\n    let x = todo!();\n}");
ts("function add(a: number, b: number) {\n  ▮\n}\n", ";", "nothing: empty");
c("while (*a++)\n  ▮", ";", "while (*a++)\n  ;");

py("def f():\n    ▮\n", "# No additional code needed", "nothing: placeholder", chat);
html("<div>\n  ▮\n</div>\n", "<!-- Your content here -->", "nothing: placeholder");
sql("▮\n", "-- your query here", "nothing: placeholder");

// Refusals.
ts("function f() {\n  ▮\n}", "I'm sorry, but I can't help with that.", "nothing: refusal", chat);
ts("function f() {\n  ▮\n}", "I cannot complete this code.", "nothing: refusal", chat);
py("x = ▮", "As an AI language model, I do not know.", "nothing: refusal", chat);
py("x = ▮", "Unfortunately, there is not enough context.", "nothing: refusal", chat);
sql("▮", "Please provide more context about the tables.", "nothing: refusal", chat);
ts(
  "function f() {\n  ▮\n}",
  "It seems you want to fill in the function. Could you share more?",
  "nothing: refusal",
  chat,
);
md("▮", "I'm sorry for the late answer.", "I'm sorry for the late answer.");
ts('const s = "▮";', "I'm sorry, Dave", 'const s = "I\'m sorry, Dave";');
md("▮", "As an AI language model, I cannot write this.", "nothing: refusal", chat);

py("def add(a, b):\n    ▮\n", "You can use the following: return a + b", "nothing: refusal", chat);

py("def f():\n    ▮\n", "[No changes needed]", "nothing: placeholder", chat);

// Characters of two units.
ts('const s = "▮";', "🎉", 'const s = "🎉";');
py("# ▮", "日本語のコメント", "# 日本語のコメント");

// A body that only says that it is none.
py("def f():\n    ▮\n", "# TODO: Implement this function\n    pass", "nothing: placeholder");
py("def f():\n    ▮\n", "pass", "def f():\n    pass\n");
ts(
  "function f() {\n  ▮\n}",
  '// TODO: implement\n  throw new Error("Not implemented");',
  "nothing: placeholder",
);

// The same short word over and over.
py("s = ▮\n", "a + ".repeat(18), "nothing: loops");
py(
  "s = ▮\n",
  "a + b + c + d + e + f + g + h + i + j + k + l + m + n",
  "s = a + b + c + d + e + f + g + h + i + j + k + l + m + n\n",
);
