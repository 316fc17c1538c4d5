/** Which snippets a place gets: each row is a workspace, a document with the cursor as ▮, and the line that must be among them. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, expect, test } from "vitest";

import { splitLines } from "../../../server/completion/lines.ts";
import type { Packed } from "../../../server/context/pack.ts";
import { HERE } from "../../../server/privacy/recipient.ts";
import { createFolderContext } from "../../../server/connect/context/folder-context.ts";

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true });
});

const WORKSPACE: Readonly<Record<string, string>> = {
  "src/shapes/circle.ts":
    'import { Shape } from "./shape.ts";\n\nexport class Circle extends Shape {\n  readonly radius = 1;\n\n  circumference(): number {\n    return 2 * this.radius;\n  }\n}\n',
  "src/shapes/shape.ts":
    "export class Shape {\n  area(): number {\n    return 0;\n  }\n}\n\nexport interface ShapeOptions {\n  strokeWidth: number;\n  fillColour: string;\n}\n\nexport function drawShape(options: ShapeOptions): void {\n  options;\n}\n",
  "src/log.ts": "export interface Log {\n  warning(text: string): void;\n  failure(text: string): void;\n}\n",
  "src/other.ts":
    'import type { Log } from "./log.ts";\nexport function other(log: Log): void {\n  log.warning("a");\n}\n',
  "src/dials.ts":
    "export class Meter {\n  ohm = 1;\n  watt = 1;\n}\nexport class Gauge {\n  pressure = 1;\n}\nexport class Clock {\n  hour = 1;\n  day = 1;\n}\n",
  "src/unrelated.ts": Array.from(
    { length: 60 },
    (_, at) => `export const unrelated${String(at)} = ${String(at)};\n`,
  ).join(""),
  "py/store.py":
    "class Store:\n    def fetch_all(self, limit):\n        return []\n\n    def drop(self):\n        pass\n",
  "py/kit/__init__.py": "from .tools import *\n",
  "py/kit/tools.py": "from .inner.deep import *\nfrom .bolts import Bolt\n",
  "py/kit/bolts.py": "class Bolt:\n    pass\n",
  "py/kit/inner/deep.py": "from ...metal.deepest import *\n",
  "py/metal/deepest.py": "def unscrew(things):\n    return things\n",
  "py/far/away/rooms.py": `class DiningRoom:\n    def chandelier(self):\n        pass\n${Array.from({ length: 40 }, (_, at) => `\nclass Other${String(at)}:\n    def member${String(at)}(self):\n        pass\n`).join("")}`,
  "py/other.py": "from store import Store\n\ndef other():\n    store = Store()\n    store.drop()\n",
};

async function gathered(path: string, marked: string, tokens = 120): Promise<Packed> {
  const folder = mkdtempSync(join(tmpdir(), "keyfill-gather-"));
  folders.push(folder);
  for (const [name, text] of Object.entries(WORKSPACE)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  const context = createFolderContext({
    to: HERE,
    tokenizer: "quarters",
    languageOf: (file) => (file.endsWith(".py") ? "python" : "typescript"),
    count: (text) => Math.ceil(text.length / 4),
    failed: (what) => expect.unreachable(what),
  });
  await context.addFolder(folder);
  const before = splitLines(marked.slice(0, marked.indexOf("▮")));
  const document = {
    uri: pathToFileURL(join(folder, path)).href,
    path,
    languageId: path.endsWith(".py") ? "python" : "typescript",
    version: 0,
    lines: splitLines(marked.replace("▮", "")),
  };
  const place = { document, line: before.length - 1, character: before.at(-1)?.length ?? 0 };
  return context.gather(place, tokens);
}

function check(path: string, marked: string, line: string) {
  test(marked.split("\n").find((text) => text.includes("▮")) ?? "", async () => {
    const { snippets, tokens } = await gathered(path, marked);
    expect(snippets.flatMap(({ text }) => text.split("\n"))).toContain(line);
    expect(tokens).toBeLessThanOrEqual(120);
  });
}

check(
  "src/main.ts",
  'import { Circle } from "./shapes/circle.ts";\nconst round = new Circle();\nround.▮;\n',
  "  circumference(): number {",
);
check(
  "src/main.ts",
  'import { Circle } from "./shapes/circle.ts";\nconst round = new Circle();\nround.▮();\n',
  "  area(): number {",
);
check(
  "src/main.ts",
  'import type { Log } from "./log.ts";\nfunction run(log: Log) {\n  log.▮("x");\n}\n',
  "  failure(text: string): void;",
);
check(
  "src/main.ts",
  'import { ▮ } from "./shapes/shape.ts";\n',
  "export function drawShape(options: ShapeOptions): void {",
);
check(
  "src/main.ts",
  'import { drawShape } from "./shapes/shape.ts";\ndrawShape({\n  strokeWidth: 1,\n  ▮: "red",\n});\n',
  "  fillColour: string;",
);
check(
  "py/main.py",
  "from store import Store\n\nstore = Store()\nstore.▮(3)\n",
  "    def fetch_all(self, limit):",
);

check(
  "src/main.ts",
  'import { Circle } from "./shapes/circle.ts";\nconst round = new Circle();\nround.circ▮();\n',
  "  circumference(): number {",
);
check(
  "src/main.ts",
  'import { drawShape } from "./shapes/shape.ts";\ndrawShape(▮);\n',
  "export function drawShape(options: ShapeOptions): void {",
);

check("py/main.py", "import kit\n\nkit.▮(1)\n", "def unscrew(things):");
check("py/main.py", "def light(dining_room):\n    dining_room.▮()\n", "    def chandelier(self):");
check("py/main.py", "def light(dining_rooms):\n    dining_rooms[0].▮()\n", "    def chandelier(self):");
check(
  "py/main.py",
  "def light(house):\n    for one in house.dining_rooms:\n        one.▮()\n",
  "    def chandelier(self):",
);
check(
  "py/main.py",
  "def light(one):\n    if isinstance(one, DiningRoom):\n        one.▮()\n",
  "    def chandelier(self):",
);
check(
  "py/main.py",
  `def loosen():\n    deepest.▮()\n${"    pass\n".repeat(500)}    from metal import deepest\n`,
  "def unscrew(things):",
);

test("an import is followed whatever the escaping of its folder's name", async () => {
  const marked = 'import { ▮ } from "../dials.ts";\n';
  const { snippets } = await gathered("src/@scope/main.ts", marked, 30);
  expect(snippets[0]?.path).toBe("src/dials.ts");
});

test("a member of what the receiver is comes before its file's other members", async () => {
  const marked = `import { Gauge } from "./dials.ts";\nfunction run(it: Gauge) {\n${"  1;\n".repeat(14)}  it.▮;\n}\n`;
  const { snippets } = await gathered("src/main.ts", marked, 11);
  expect(snippets.map(({ text }) => text)).toEqual(["  pressure = 1;\n"]);
});

test("snippets are whole lines of their files, and none is of the document itself", async () => {
  const { snippets } = await gathered(
    "src/other.ts",
    'import type { Log } from "./log.ts";\nexport function other(log: Log): void {\n  log.▮\n',
    400,
  );
  expect(snippets).not.toEqual([]);
  for (const { path, text, startLine, endLine } of snippets) {
    const whole = splitLines(WORKSPACE[path] ?? "");
    expect(path).not.toBe("src/other.ts");
    expect(text).toBe(whole.slice(startLine, endLine + 1).join(""));
  }
});

test("what does not fit is told", async () => {
  const { leftOut, tokens } = await gathered(
    "src/main.ts",
    'import { drawShape } from "./shapes/shape.ts";\n▮',
    30,
  );
  expect(tokens).toBeLessThanOrEqual(30);
  expect(leftOut.length).toBeGreaterThan(0);
});
