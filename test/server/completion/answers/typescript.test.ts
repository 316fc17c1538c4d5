/** Whole scenes, as models really answer in them: in TypeScript, by hand, and from those that chat. */
import { answersIn } from "../../../support/answers.ts";

const ts = answersIn("typescript");
const js = answersIn("javascript");
const py = answersIn("python");
const chat = { chat: true } as const;
const manual = { manual: true } as const;

// In the midst of a word, by hand.
ts("const user = getUs▮er(id);", "er(id);", "nothing: empty", manual);
ts("cons▮ole.log(x);", "ole.log(x);", "nothing: empty", manual);
py("x = my_va▮e + 1", "lu", "x = my_value + 1", manual);

// The rest of a statement.
ts(
  "const total = prices.reduce((sum, p) => ▮, 0);",
  "sum + p, 0);",
  "const total = prices.reduce((sum, p) => sum + p, 0);",
);
ts(
  "const total = prices.reduce((sum, p) => ▮, 0);",
  "sum + p",
  "const total = prices.reduce((sum, p) => sum + p, 0);",
);
ts("if (user && ▮) {\n  go();\n}", "user.isAdmin) {\n  go();\n}", "if (user && user.isAdmin) {\n  go();\n}");
ts("const { a, ▮ } = props;", "b, c } = props;", "const { a, b, c } = props;");
ts("export { ▮ };", "foo, bar };", "export { foo, bar };");
ts("type A = Partial<▮>;", "User>;", "type A = Partial<User>;");
ts("const x: Array<{ a: ▮ }> = [];", "string }> = [];", "const x: Array<{ a: string }> = [];");
ts("function f<T extends ▮>(x: T) {}", "object>(x: T) {}", "function f<T extends object>(x: T) {}");
ts("throw new Error(`Cannot find ${▮}`);", "name}`);", "throw new Error(`Cannot find ${name}`);");
ts('throw new Error("▮");', 'Not implemented");', 'throw new Error("Not implemented");');
ts(
  'app.get("/users", (req, res) => {▮});',
  "\n  res.json(users);\n});\n\napp.listen(3000);",
  'app.get("/users", (req, res) => {\n  res.json(users);\n});',
);
ts(
  'describe("a", () => {\n  it("b", () => {▮});\n});',
  "\n    expect(1).toBe(1);\n  });\n});",
  'describe("a", () => {\n  it("b", () => {\n    expect(1).toBe(1);\n  });\n});',
);
ts(
  'describe("a", () => {\n  ▮\n});',
  'it("b", () => {\n    expect(1).toBe(1);\n  });\n\n  it("c", () => {\n',
  'describe("a", () => {\n  it("b", () => {\n    expect(1).toBe(1);\n  });\n});',
);
ts(
  'const m = new Map([\n  ["a", 1],\n  ▮\n]);',
  '["b", 2],\n  ["c", 3],\n]);',
  'const m = new Map([\n  ["a", 1],\n  ["b", 2],\n  ["c", 3],\n]);',
);
ts(
  'enum A {\n  X = "x",\n  ▮\n}',
  'Y = "y",\n  Z = "z",\n}',
  'enum A {\n  X = "x",\n  Y = "y",\n  Z = "z",\n}',
);
ts(
  "interface A {\n  a: string;\n  ▮\n}\n\ninterface B {",
  "b: number;\n}\n\ninterface B {",
  "interface A {\n  a: string;\n  b: number;\n}\n\ninterface B {",
);
ts(
  "const f = async () => {\n  try {\n    ▮\n  } catch (e) {\n    log(e);\n  }\n};",
  "await go();\n  } catch (e) {\n    log(e);\n  }\n};",
  "const f = async () => {\n  try {\n    await go();\n  } catch (e) {\n    log(e);\n  }\n};",
);
ts(
  "return items\n  .filter((i) => i.ok)\n  ▮",
  ".map((i) => i.id);\n}",
  "return items\n  .filter((i) => i.ok)\n  .map((i) => i.id);",
);
ts("while (▮) {}", "i < 10) {", "while (i < 10) {}");
ts("const re = /▮/;", "^a+$/;", "const re = /^a+$/;");
ts("const a = [\n  1,\n  2,\n▮];", "  3,\n", "const a = [\n  1,\n  2,\n  3,\n];");
ts('@Component({ selector: "▮" })', 'app-root" })', '@Component({ selector: "app-root" })');
ts(
  "export default function▮",
  " App() {\n  return null;\n}\n",
  "export default function App() {\n  return null;\n}",
);
ts("const a = [\n  1,\n▮];", "  2,\n  3,\n];", "const a = [\n  1,\n  2,\n  3,\n];");
ts("foo(\n  ▮)", "a, b)", "foo(\n  a, b)");
js("module.exports = {▮};", "\n  a: 1,\n};", "module.exports = {\n  a: 1,\n};");
js("console.log('▮');", "it is done');", "console.log('it is done');");
js("const s = 'a' + ▮;", "'b' + 'c';", "const s = 'a' + 'b' + 'c';");

// Chats at their worst.
ts(
  "function add(a: number, b: number) {\n  ▮\n}",
  "Sure! Here's the completed function:\n\n```typescript\nfunction add(a: number, b: number) {\n  return a + b;\n}\n```\n\nLet me know if you need more.",
  "function add(a: number, b: number) {\n  return a + b;\n}",
  chat,
);
ts(
  "const a = 1;\nconst b = ▮;\nconst c = 3;\n",
  "```ts\nconst a = 1;\nconst b = 2;\nconst c = 3;\n```",
  "const a = 1;\nconst b = 2;\nconst c = 3;\n",
  chat,
);
py(
  "def area(r):\n    return ▮\n\n\nprint(area(2))\n",
  "def area(r):\n    return math.pi * r ** 2\n\n\nprint(area(2))\n</FILL>",
  "def area(r):\n    return math.pi * r ** 2\n\n\nprint(area(2))\n",
  chat,
);
py("x = ▮", "The completed code is:\n\n```python\nx = 42\n```", "x = 42", chat);
py("x = ▮", "42</FILL>\n\nExplanation: the answer.", "x = 42", chat);
ts("foo(▮);", "`bar`", "foo(bar);", chat);
ts(
  "/** Adds. */\nfunction add(a, b) {\n  ▮\n}",
  "  return a + b;",
  "/** Adds. */\nfunction add(a, b) {\n  return a + b;\n}",
  chat,
);
