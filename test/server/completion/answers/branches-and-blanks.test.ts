/** Branches, tags, lists, arrows and blanks; and what a second piece of the stream must not change. */
import { answersIn } from "../../../support/answers.ts";

const ts = answersIn("typescript");
const tsx = answersIn("typescriptreact");
const py = answersIn("python");
const c = answersIn("c");
const java = answersIn("java");
const ruby = answersIn("ruby");
const html = answersIn("html");
const make = answersIn("makefile");
const latex = answersIn("latex");
const yaml = answersIn("yaml");

ts(
  "  .then((res) => ▮)\n  .catch(console.error);\n",
  "res.json())\n  .then((data) => setData(data))\n  .catch(console.error);",
  "  .then((res) => res.json())\n  .then((data) => setData(data))\n  .catch(console.error);\n",
);
c("struct node *next = node->▮;\n", "next;\n    free(node);", "struct node *next = node->next;\n");
ts(
  'it("▮\n',
  'adds negatives", () => {\n  expect(add(-1, -2)).toBe(-3);\n});\n',
  'it("adds negatives", () => {\n  expect(add(-1, -2)).toBe(-3);\n});\n',
);
py(
  "def test_add():\n    assert add(1, 2) == 3\n▮",
  "\n\ndef test_add_negative():\n    assert add(-1, -2) == -3\n",
  "def test_add():\n    assert add(1, 2) == 3\n\n\ndef test_add_negative():\n    assert add(-1, -2) == -3",
);
ruby(
  "if x > 0\n  puts 'pos'\n▮\nend\n",
  "elsif x < 0\n  puts 'neg'\nelse\n  puts 'zero'\nend\n",
  "if x > 0\n  puts 'pos'\nelsif x < 0\n  puts 'neg'\nelse\n  puts 'zero'\nend\n",
);
tsx(
  '  return (\n    <form onSubmit={handle}>\n      <input name="a" />\n      ▮\n',
  '<button type="submit">Send</button>\n    </form>\n  );\n}\n',
  '  return (\n    <form onSubmit={handle}>\n      <input name="a" />\n      <button type="submit">Send</button>\n    </form>\n',
);
html('<div class="▮', 'card">\n  <p>Hi</p>\n</div>\n', '<div class="card">\n  <p>Hi</p>\n</div>');
html(
  "<head>\n  ▮\n</head>\n",
  '<meta charset="utf-8">\n  <title>A</title>\n</head>\n<body>\n</body>',
  '<head>\n  <meta charset="utf-8">\n  <title>A</title>\n</head>\n',
);
make("build:\n▮\n", "    go build -o bin/app .\n", "build:\n\tgo build -o bin/app .\n");
latex(
  "\\begin{equation}▮\n",
  "\n  E = mc^2\n\\end{equation}\n\nText",
  "\\begin{equation}\n  E = mc^2\n\\end{equation}\n",
);
ts(
  "export class A {\n  constructor() {}\n\n▮\n}\n",
  "run() {\n  return 1;\n}",
  "export class A {\n  constructor() {}\n\n  run() {\n    return 1;\n  }\n}\n",
);
py(
  "def f():\n  if x:\n    ▮\n  return 2\n",
  "        return 1\n    return 2",
  "def f():\n  if x:\n    return 1\n  return 2\n",
);
yaml("a:\n  - b: 1\n    c: 2\n  ▮\n", "  - b: 3\n    c: 4\n", "a:\n  - b: 1\n    c: 2\n  - b: 3\n    c: 4\n");
ts("const a =▮\n", "1;\n", "const a = 1;\n");
py("x =▮\n", "1\n", "x = 1\n");
py(
  "xs = [▮\n",
  "0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, ",
  "nothing: loops",
);
py("x = ▮\n", "1<|code_suffix|>", "x = 1\n", { stops: [] });
py("x = ▮\n", "1<|eot|>", "x = 1\n", { stops: [] });
py("x = ▮\n", "1\u0000\u0000", "x = 1\n", { stops: [] });
java("Runnable r = () ->▮\n", " {\n  run();\n};\nnext();\n", "Runnable r = () -> {\n  run();\n};\n");

// A string that was only begun ends with its line; a method without a word for it is a definition.
ts("console.log('▮\nnext();\n", "hi');\nnext();\nlast();", "console.log('hi');\nnext();\n");
ts(
  "class A {\n  a = 1;\n\n▮\n}\n",
  "get b() {\n  return this.a;\n}\n\nset b(v) {\n  this.a = v;\n}",
  "class A {\n  a = 1;\n\n  get b() {\n    return this.a;\n  }\n}\n",
);
