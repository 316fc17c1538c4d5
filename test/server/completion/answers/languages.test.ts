/** Whole scenes, as models really answer in them, over many languages. */
import { answersIn } from "../../../support/answers.ts";

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
const md = answersIn("markdown");
const sql = answersIn("sql");
const kotlin = answersIn("kotlin");
const swift = answersIn("swift");
const haskell = answersIn("haskell");
const vue = answersIn("vue");
const toml = answersIn("toml");
const docker = answersIn("dockerfile");
const tf = answersIn("terraform");
const scala = answersIn("scala");
const dart = answersIn("dart");
const elixir = answersIn("elixir");

tsx(
  "return (\n  <div>\n    ▮\n  </div>\n);",
  "<h1>{title}</h1>\n  </div>\n);\n}",
  "return (\n  <div>\n    <h1>{title}</h1>\n  </div>\n);",
);
tsx(
  "{items.map((item) => (▮))}",
  "\n  <li key={item.id}>{item.name}</li>\n))}",
  "{items.map((item) => (\n  <li key={item.id}>{item.name}</li>\n))}",
);
tsx(
  "<input value={▮} onChange={set} />",
  "value} onChange={set} />",
  "<input value={value} onChange={set} />",
);
tsx("<p>▮", "Don't panic</p>", "<p>Don't panic</p>");
tsx(
  "const [a, setA] = useState(▮);",
  "false);\n  const [b, setB] = useState(0);",
  "const [a, setA] = useState(false);",
);
tsx("return <Foo▮ />;", " bar={1}", "return <Foo bar={1} />;");

py(
  "def fib(n):\n    if n < 2:\n        ▮",
  "return n\n    return fib(n - 1) + fib(n - 2)",
  "def fib(n):\n    if n < 2:\n        return n",
);
py(
  "def fib(n):\n    if n < 2:\n        return n\n    ▮",
  "return fib(n - 1) + fib(n - 2)\n\n\nprint(fib(10))",
  "def fib(n):\n    if n < 2:\n        return n\n    return fib(n - 1) + fib(n - 2)",
);
py("result = [▮ for x in xs]", "x * 2", "result = [x * 2 for x in xs]");
py("result = [▮ for x in xs]", "x * 2 for x in xs]", "result = [x * 2 for x in xs]");
py('print(f"{name}: {▮}")', 'value}")', 'print(f"{name}: {value}")');
py(
  'x = {\n    "a": 1,\n    ▮\n}',
  '"b": 2,\n    "c": 3,\n}',
  'x = {\n    "a": 1,\n    "b": 2,\n    "c": 3,\n}',
);
py('@app.route("▮")', '/users")\ndef users():', '@app.route("/users")');
py(
  '@app.route("/users")\n▮',
  'def users():\n    return []\n\n\n@app.route("/x")',
  '@app.route("/users")\ndef users():\n    return []',
);
py('class A:\n    """▮"""\n', 'A class."""\n\n    def __init__', 'class A:\n    """A class."""\n');
py(
  "class A:\n    def __init__(self, a, b):\n        self.a = a\n        ▮",
  "self.b = b\n\n    def f(self):\n        pass",
  "class A:\n    def __init__(self, a, b):\n        self.a = a\n        self.b = b",
);
py(
  "try:\n    x()\nexcept ▮:\n    pass",
  "ValueError as e:\n    pass",
  "try:\n    x()\nexcept ValueError as e:\n    pass",
);
py("lambda x: ▮", "x + 1\n", "lambda x: x + 1");
py("assert x == ▮", '1, "x"\nassert y', 'assert x == 1, "x"');
py("from typing import ▮", "List, Dict\n\nx", "from typing import List, Dict");
py("if __name__ == ▮:\n    main()", '"__main__":\n    main()', 'if __name__ == "__main__":\n    main()');
py("if __name__▮", ' == "__main__":\n    main()', 'if __name__ == "__main__":\n    main()');
py("# Compute the sum▮", "\ntotal = sum(xs)", "nothing: empty");
py("total = 0\nfor x in xs:▮", "\n    total += x\nprint(total)", "total = 0\nfor x in xs:\n    total += x");

go(
  "func (s *Server) Run(ctx context.Context) error {\n\t▮\n}",
  "if err := s.init(); err != nil {\n\t\treturn err\n\t}\n\treturn s.loop(ctx)\n}\n",
  "func (s *Server) Run(ctx context.Context) error {\n\tif err := s.init(); err != nil {\n\t\treturn err\n\t}\n\treturn s.loop(ctx)\n}",
);
go('type User struct {\n\tID int `json:"▮"`\n}', 'id"`', 'type User struct {\n\tID int `json:"id"`\n}');
go("for _, x := range ▮ {\n}", "xs {", "for _, x := range xs {\n}");
go("ch := make(chan ▮)", "int, 10)", "ch := make(chan int, 10)");
go("go func() {▮}()", "\n\twork()\n}()", "go func() {\n\twork()\n}()");
rust(
  "let x = match y {\n    ▮\n};",
  "Some(v) => v,\n    None => return,\n};",
  "let x = match y {\n    Some(v) => v,\n    None => return,\n};",
);
rust("#[derive(▮)]\nstruct A;", "Debug, Clone)]\nstruct A;", "#[derive(Debug, Clone)]\nstruct A;");
rust(
  "fn f<'a>(x: &'a str) -> &'a str {▮\n}",
  "\n    x\n}\n\nfn g",
  "fn f<'a>(x: &'a str) -> &'a str {\n    x\n}",
);
rust("xs.iter().map(|x| ▮)", "x * 2)", "xs.iter().map(|x| x * 2)");
rust('let s = format!("{}", ▮);', "name);", 'let s = format!("{}", name);');
java('String s = "a" + ▮;', '"b";\n', 'String s = "a" + "b";');
java(
  "@Override\npublic String toString() {▮}",
  "\n    return name;\n}",
  "@Override\npublic String toString() {\n    return name;\n}",
);
c("for (int i = 0; ▮; i++) {\n}", "i < n; i++) {", "for (int i = 0; i < n; i++) {\n}");
c("#define MAX(a, b) ▮", "((a) > (b) ? (a) : (b))\n", "#define MAX(a, b) ((a) > (b) ? (a) : (b))");
c("struct point {▮\n};", "\n\tint x;\n\tint y;\n};\n", "struct point {\n\tint x;\n\tint y;\n};");
cpp("std::vector<▮> xs;", "std::string> xs;", "std::vector<std::string> xs;");
cpp("std::cout << ▮ << std::endl;", "x << std::endl;", "std::cout << x << std::endl;");
cs("var xs = items.Where(x => ▮).ToList();", "x.Ok).ToList();", "var xs = items.Where(x => x.Ok).ToList();");
cs("public string Name { get; ▮ }", "set; }", "public string Name { get; set; }");
ruby(
  "users.select { |u| ▮ }.map(&:name)",
  "u.active? }.map(&:name)",
  "users.select { |u| u.active? }.map(&:name)",
);
ruby(
  'describe "a" do\n  ▮\nend',
  'it "b" do\n    expect(1).to eq(1)\n  end\nend',
  'describe "a" do\n  it "b" do\n    expect(1).to eq(1)\n  end\nend',
);
php("<?php\nforeach ($xs as ▮) {\n}", "$x) {\n    echo $x;\n}", "<?php\nforeach ($xs as $x) {\n}");
php(
  "<?php\nfunction f($x)\n{\n    ▮\n}",
  "return $x + 1;\n}\n",
  "<?php\nfunction f($x)\n{\n    return $x + 1;\n}",
);
sh(
  'if [[ -z "$1" ]]; then\n  ▮\nfi',
  'echo "usage"\n  exit 1\nfi',
  'if [[ -z "$1" ]]; then\n  echo "usage"\n  exit 1\nfi',
);
sh(
  "for f in *.txt; do\n  ▮\ndone",
  'mv "$f" "${f%.txt}.md"\ndone',
  'for f in *.txt; do\n  mv "$f" "${f%.txt}.md"\ndone',
);
sh('grep -r "▮" .', 'TODO" .', 'grep -r "TODO" .');
lua(
  "local function f(x)\n  ▮\nend",
  "return x * 2\nend\n\nreturn f",
  "local function f(x)\n  return x * 2\nend",
);
lua("local t = { ▮ }", "a = 1, b = 2 }", "local t = { a = 1, b = 2 }");
html(
  "<ul>\n  <li>One</li>\n  ▮\n</ul>",
  "<li>Two</li>\n  <li>Three</li>\n</ul>\n</body>",
  "<ul>\n  <li>One</li>\n  <li>Two</li>\n  <li>Three</li>\n</ul>",
);
html('<img src="▮" alt="x">', 'a.png" alt="x">', '<img src="a.png" alt="x">');
html("<!-- ▮ -->", "A comment -->", "<!-- A comment -->");
css("a:hover {▮}", "\n  color: blue;\n}", "a:hover {\n  color: blue;\n}");
css("@media (max-width: ▮) {\n}", "600px) {", "@media (max-width: 600px) {\n}");
json(
  '{\n  "name": "a",\n  "scripts": {\n    ▮\n  }\n}',
  '"build": "tsc",\n    "test": "vitest"\n  }\n}',
  '{\n  "name": "a",\n  "scripts": {\n    "build": "tsc",\n    "test": "vitest"\n  }\n}',
);
yaml(
  "jobs:\n  build:\n    runs-on: ▮\n    steps:\n",
  "ubuntu-latest\n    steps:\n",
  "jobs:\n  build:\n    runs-on: ubuntu-latest\n    steps:\n",
);
yaml(
  "steps:\n  - uses: a\n  ▮",
  "- run: npm ci\n  - run: npm test\n",
  "steps:\n  - uses: a\n  - run: npm ci\n  - run: npm test",
);
md("1. One\n2. ▮", "Two\n3. Three", "1. One\n2. Two");
md(
  "See [the docs](▮) for more.",
  "https://example.org) for more.",
  "See [the docs](https://example.org) for more.",
);
md("This is **▮**.", "bold**.", "This is **bold**.");
md("The cat ▮ on the mat.", "sat on the mat.", "The cat sat on the mat.");
md("It's a ▮", "dog's life.\nAnd more.", "It's a dog's life.");
sql("INSERT INTO t (a, b) VALUES (▮);", "1, 'x');", "INSERT INTO t (a, b) VALUES (1, 'x');");
sql(
  "CREATE TABLE t (▮\n);",
  "\n  id INT PRIMARY KEY,\n  name TEXT\n);\n\nCREATE",
  "CREATE TABLE t (\n  id INT PRIMARY KEY,\n  name TEXT\n);",
);
kotlin("val x = if (a) ▮ else c", "b else c", "val x = if (a) b else c");
kotlin("data class A(▮)", "val a: Int, val b: String)", "data class A(val a: Int, val b: String)");
swift("let x = xs.map { ▮ }", "$0 * 2 }", "let x = xs.map { $0 * 2 }");
swift("guard let x = y else {▮}", "\n    return\n}", "guard let x = y else {\n    return\n}");
haskell("f :: Int -> ▮", "Int\nf x = x + 1", "f :: Int -> Int");
haskell("main = do▮", '\n  putStrLn "Hi"\n  return ()\n\nf = 1', 'main = do\n  putStrLn "Hi"\n  return ()');
vue(
  "<template>\n  <div>▮</div>\n</template>",
  "{{ title }}</div>\n</template>",
  "<template>\n  <div>{{ title }}</div>\n</template>",
);
toml('[package]\nname = "▮"', 'app"\nversion', '[package]\nname = "app"');
docker("FROM ▮", "node:22\nWORKDIR /app", "FROM node:22");
tf('resource "a" "b" {▮\n}', '\n  name = "x"\n}\n', 'resource "a" "b" {\n  name = "x"\n}');
scala("def f(x: Int): Int = {▮\n}", "\n  x + 1\n}\n", "def f(x: Int): Int = {\n  x + 1\n}");
dart("Text('▮'),", "Hello'),", "Text('Hello'),");
elixir("Enum.map(xs, fn x -> ▮ end)", "x * 2 end)", "Enum.map(xs, fn x -> x * 2 end)");
