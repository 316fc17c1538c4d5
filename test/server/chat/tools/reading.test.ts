import { symlinkSync } from "node:fs";
import { join } from "node:path";

import { beforeAll, expect, test } from "vitest";

import { temporaryFolder } from "../../../support/temporary-folder.ts";
import { type ToolWorld, toolWorld } from "../../../support/tool-world.ts";

const FILES = {
  "src/app.toy": "use shapes\ndef run\n  makeCircle\n  makeCircle\n",
  "src/deep/er/leaf.txt": "leaf\n",
  "shapes.toy": "def makeCircle\n  radius\n\ndef makeSquare\n  side\n",
  "settings.txt": "name = x\npassword = hunter2hunter2\n",
  "windows.txt": "one\r\ntwo\r\n",
  "empty.txt": "",
  "secret/plan.txt": "the plan\n",
  ".keyfillignore": "secret/\n",
  "long.txt": Array.from({ length: 2500 }, (_, at) => `line ${String(at + 1)}`).join("\n"),
};

const root = temporaryFolder();
let w: ToolWorld;

beforeAll(async () => {
  w = await toolWorld(root, FILES);
  w.write("picture.bin", Buffer.from([1, 0, 2]));
  w.write("latin.txt", Buffer.from([0x67, 0xfc, 0x6e]));
  symlinkSync(join(w.folder, "secret"), join(w.folder, "open-secret"));
  symlinkSync("/etc", join(w.folder, "etc"));
});

const READS: readonly (readonly [asked: unknown, says: string])[] = [
  [
    { path: "src/app.toy" },
    "src/app.toy, lines 1 to 4 of 4.\n1\tuse shapes\n2\tdef run\n3\t  makeCircle\n4\t  makeCircle",
  ],
  [
    { path: "src/app.toy", first_line: 2, last_line: 3 },
    "src/app.toy, lines 2 to 3 of 4.\n2\tdef run\n3\t  makeCircle",
  ],
  [{ path: "src/app.toy", first_line: "4" }, "src/app.toy, lines 4 to 4 of 4.\n4\t  makeCircle"],
  [
    { file_path: "./src/app.toy", start_line: 1, end_line: 1 },
    "src/app.toy, lines 1 to 1 of 4.\n1\tuse shapes",
  ],
  [{ path: "windows.txt" }, "windows.txt, lines 1 to 2 of 2.\n1\tone\n2\ttwo"],
  [{ path: "empty.txt" }, "empty.txt, lines 1 to 1 of 1.\n1\t"],
  [
    { path: "settings.txt", last_line: 2 },
    "settings.txt, lines 1 to 2 of 2.\n1\tname = x\n2\tpassword = REDACTEDREDACT",
  ],
  [{ path: "src/app.toy", first_line: 9 }, "✗ src/app.toy has only 4 lines."],
  [{ path: "src" }, "✗ src is a folder."],
  [
    { path: "nowhere.ts" },
    "✗ There is no nowhere.ts. Paths begin at the workspace folder, as in src/main.ts.",
  ],
  [
    { path: "secret/plan.txt" },
    "✗ There is no secret/plan.txt. Paths begin at the workspace folder, as in src/main.ts.",
  ],
  [
    { path: "open-secret/plan.txt" },
    "✗ There is no open-secret/plan.txt. Paths begin at the workspace folder, as in src/main.ts.",
  ],
  [
    { path: ".keyfillignore" },
    "✗ There is no .keyfillignore. Paths begin at the workspace folder, as in src/main.ts.",
  ],
  [{ path: "etc/passwd" }, "✗ etc/passwd is not in the workspace. Only what is in it can be reached."],
  [{ path: "../x" }, "✗ ../x is not in the workspace. Only what is in it can be reached."],
  [{ path: "picture.bin" }, "✗ picture.bin is not a text file."],
  [{ path: "latin.txt" }, "✗ latin.txt is not text in UTF-8."],
  [{}, "✗ read_file cannot be called like this: `path` has to be given, as a string."],
  ["not an object", "✗ read_file cannot be called like this: `arguments` has to be given, as an object."],
  [
    { path: "a", first_line: "x" },
    "✗ read_file cannot be called like this: `first_line` has to be given, as a number.",
  ],
];

test.each(READS)("read_file %j says %j", async (asked, says) => {
  const { text, failed } = await w.call("read_file", asked);
  expect((failed ? "✗ " : "") + text).toBe(says);
});

test("a long file is read a part at a time, and says how to read on", async () => {
  const { text } = await w.call("read_file", { path: "long.txt" });
  expect(text.split("\n")[0]).toBe("long.txt, lines 1 to 1000 of 2500. Read on with first_line 1001.");
  expect(text.split("\n")).toHaveLength(1001);
  const rest = await w.call("read_file", { path: "long.txt", first_line: 2001 });
  expect(rest.text.split("\n")[0]).toBe("long.txt, lines 2001 to 2500 of 2500.");
});

test("the last line may be told as -1, as many models do", async () => {
  const { text } = await w.call("read_file", { path: "src/app.toy", first_line: 3, last_line: -1 });
  expect(text).toBe("src/app.toy, lines 3 to 4 of 4.\n3\t  makeCircle\n4\t  makeCircle");
});

test("an open document is read as the editor has it", async () => {
  w.open("src/app.toy", "not saved\n");
  expect((await w.call("read_file", { path: "src/app.toy" })).text).toContain("1\tnot saved");
  w.close("src/app.toy");
});

test("nobody is asked before something is read", async () => {
  for (const name of ["read_file", "list_folder", "search_text", "find_symbols", "problems"]) {
    const { reads } = await w.tool(name);
    const plan = await w.plan(name, { path: "src/app.toy", text: "x", query: "x" });
    expect([name, reads, "permission" in plan]).toEqual([name, true, false]);
  }
});

const ANSWERS: readonly (readonly [name: string, asked: object, says: string])[] = [
  [
    "search_text",
    { text: "makeCircle" },
    "shapes.toy:1: def makeCircle\nsrc/app.toy:3: makeCircle\nsrc/app.toy:4: makeCircle",
  ],
  [
    "search_text",
    { text: "make(C|S)", is_regex: true, path: "shapes" },
    "shapes.toy:1: def makeCircle\nshapes.toy:4: def makeSquare",
  ],
  ["search_text", { text: "the plan" }, "No line has it."],
  ["search_text", { text: "hunter2" }, "No line has it."],
  [
    "search_text",
    { text: "(", is_regex: true },
    "✗ The search was not understood: Invalid regular expression: /(/iu: Unterminated group.",
  ],
  ["search_text", { text: "" }, "✗ search_text cannot be called like this: `text` must not be empty."],
  ["find_definition", { name: "makeSquare" }, "shapes.toy:4-5 function makeSquare\n    def makeSquare"],
  ["find_symbols", { query: "mksq" }, "shapes.toy:4-5 function makeSquare\n    def makeSquare"],
  [
    "find_references",
    { name: "makeCircle" },
    "shapes.toy:1: def makeCircle\nsrc/app.toy:3: makeCircle\nsrc/app.toy:4: makeCircle",
  ],
  ["find_references", { name: "nobody" }, "It is used nowhere."],
  [
    "outline",
    { path: "shapes.toy" },
    "shapes.toy:1-2 function makeCircle\n    def makeCircle\nshapes.toy:4-5 function makeSquare\n    def makeSquare",
  ],
  [
    "outline",
    { path: "secret/plan.txt" },
    "✗ There is no secret/plan.txt. Paths begin at the workspace folder, as in src/main.ts.",
  ],
  [
    "search_workspace",
    { words: "where is the radius" },
    "shapes.toy, lines 1 to 5:\ndef makeCircle\n  radius\n\ndef makeSquare\n  side",
  ],
];

test.each(ANSWERS)("%s %j says %j", async (name, asked, says) => {
  const { text, failed } = await w.call(name, asked);
  expect((failed ? "✗ " : "") + text).toBe(says);
});

test("a folder is listed, folders first, as deep as is wanted, without what may not be seen", async () => {
  const { text } = await w.call("list_folder", { depth: 5 });
  const lines = text.split("\n").slice(1);
  expect(lines).toEqual([
    "src/",
    "  deep/",
    "    er/",
    "      leaf.txt",
    "  app.toy",
    "empty.txt",
    "latin.txt",
    "long.txt",
    "picture.bin",
    "settings.txt",
    "shapes.toy",
    "windows.txt",
  ]);
  expect((await w.call("list_folder", { path: "src" })).text).toBe("src/\ndeep/\napp.toy");
  expect((await w.call("list_folder", { folder: "secret" })).failed).toBe(true);
});

test("problems are those that the editor shows, of files that may be seen", async () => {
  const at = (path: string, message: string) => ({
    uri: w.uri(path),
    first: 1,
    last: 1,
    severity: "error" as const,
    message,
  });
  w.editor({
    problems: () =>
      Promise.resolve([
        at("src/app.toy", "\u001B[31mbad\u001B[0m:\n  password = hunter2hunter2"),
        at("secret/plan.txt", "hidden"),
        { ...at("x", "elsewhere"), uri: "file:///etc/passwd" },
      ]),
  });
  expect((await w.call("problems", {})).text).toBe("src/app.toy:2: error: bad: password = REDACTEDREDACT");
  w.editor({});
  expect((await w.call("problems", {})).text).toBe("The editor shows no problems.");
});
