import { beforeAll, expect, test } from "vitest";

import { ANSWERS } from "../../../../server/context/index/answers/answers.ts";
import type { Held } from "../../../../server/context/index/answers/held.ts";
import { matchName } from "../../../../server/context/index/answers/match-name.ts";
import { Views } from "../../../../server/context/index/views.ts";
import { createPrivacy } from "../../../../server/privacy/privacy.ts";
import { ANYONE } from "../../../../server/privacy/recipient.ts";
import type { Workspace } from "../../../../server/context/index/workspace.ts";
import { indexOf } from "../../../../server/context/index/local-index.ts";
import { folderWith, indexed, openDocument } from "../../../support/indexed-folder.ts";
import { temporaryFolder } from "../../../support/temporary-folder.ts";

const FILES: Readonly<Record<string, string>> = {
  "shapes.toy": "def makeCircle\n  radius\n\ndef makeSquare\n  side\n",
  "src/app.toy": "use shapes\ndef run\n  makeCircle\n  makeCircleTwice\n",
  "src/near.toy": "def run\n  nothing\n",
  "tools.toy": "use shapes\nuse src/app\n  makeCircle\nMAKE_CIRCLE\n",
};

let held: Held;
let folder = "";

beforeAll(async () => {
  folder = folderWith(temporaryFolder(), FILES);
  const workspace = await indexed(folder);
  held = heldOf(workspace);
});

function heldOf(workspace: Workspace): Held {
  const folders = () => workspace.folders.map(({ uri }) => uri);
  const privacy = createPrivacy({ folders, now: () => performance.now() });
  return { workspace, ...new Views(indexOf(workspace), privacy).of(ANYONE) };
}

const QUERIES: readonly (readonly [query: string, names: string])[] = [
  ["makeCircle", "makeCircle"],
  ["mc", "makeCircle"],
  ["square", "makeSquare"],
  ["make", "makeCircle makeSquare"],
  ["MS", "makeSquare"],
  ["run", "run run"],
  ["xyz", ""],
];

test.each(QUERIES)("the symbols for %j are %j", async (query, names) => {
  const found = await ANSWERS.symbols(held, { query, limit: 10 });
  expect(found.map(({ name }) => name).join(" ")).toBe(names);
});

test("of a name, few declarations are told, or that there are more", () => {
  const { index } = held;
  expect(index.fewNamed("run", 1)).toBe(undefined);
  expect(index.fewNamed("run", 2)?.map(({ file }) => file.path)).toEqual(["src/app.toy", "src/near.toy"]);
  expect(index.fewNamed("run", 1, ({ path }) => path === "src/near.toy")).toHaveLength(1);
  expect(index.fewNamed("nobody", 0)).toEqual([]);
});

const BETTER: readonly (readonly [query: string, better: string, worse: string])[] = [
  ["get", "get", "getName"],
  ["get", "getName", "target"],
  ["gn", "getName", "gain"],
  ["name", "name", "filename"],
  ["uri", "uriOf", "suprise_i"],
  ["cfg", "configFileGroup", "cofiguring"],
  ["Get", "Get", "get"],
];

test.each(BETTER)("for %j, %s is better than %s", (query, better, worse) => {
  expect(matchName(query, better) ?? -Infinity).toBeGreaterThan(matchName(query, worse) ?? -Infinity);
});

const TEXTS: readonly (readonly [what: object, lines: string])[] = [
  [{ text: "radius" }, "shapes.toy:1"],
  [{ text: "makecircle" }, "shapes.toy:0 src/app.toy:2 src/app.toy:3 tools.toy:2"],
  [{ text: "makeCircle" }, "shapes.toy:0 src/app.toy:2 src/app.toy:3 tools.toy:2"],
  [{ text: "MAKE_CIRCLE" }, "tools.toy:3"],
  [{ text: "make(Circle|Square)$", isRegex: true }, "shapes.toy:0 shapes.toy:3 src/app.toy:2 tools.toy:2"],
  [{ text: "def", path: "src/" }, "src/app.toy:1 src/near.toy:0"],
  [{ text: "a.b" }, ""],
];

const places = (matches: readonly { path: string; line: number }[]) =>
  matches
    .map(({ path, line }) => `${path}:${String(line)}`)
    .toSorted()
    .join(" ");

test.each(TEXTS)("the lines with %j are %s", async (what, lines) => {
  const found = await ANSWERS.text(held, { text: "", limit: 100, ...what });
  expect(found.incomplete).toBeUndefined();
  expect(places(found.matches)).toBe(lines);
});

const FILE_QUERIES: readonly (readonly [query: string, paths: string])[] = [
  ["app", "src/app.toy"],
  ["srcap", "src/app.toy"],
  ["shapes", "shapes.toy"],
  [String.raw`src\n`, "src/near.toy"],
  ["sh", "shapes.toy"],
  ["", "shapes.toy src/app.toy src/near.toy tools.toy"],
  ["zzz", ""],
];

test.each(FILE_QUERIES)("the files for %j are %s", async (query, paths) => {
  const found = await ANSWERS.files(held, { query, limit: 10 });
  expect(found.map(({ path }) => path).join(" ")).toBe(paths);
});

const PASSAGES: readonly (readonly [words: string, first: string])[] = [
  ["Where is the radius?", "shapes.toy:0"],
  ["nothing", "src/near.toy:0"],
  ["what does makeCircleTwice do", "src/app.toy:0"],
  ["elsewhere altogether", ""],
];

test.each(PASSAGES)("what has to do with %j begins with %s", async (words, first) => {
  const [found] = await ANSWERS.passages(held, { words, limit: 3 });
  expect(found ? `${found.path}:${String(found.line)}` : "").toBe(first);
  if (found) expect(FILES[found.path]).toContain(found.text);
});

test("a search for text says when it was cut short, and what is wrong with an expression", async () => {
  expect(await ANSWERS.text(held, { text: "def", limit: 2 })).toMatchObject({
    incomplete: "limit",
    matches: [{}, {}],
  });
  const wrong = await ANSWERS.text(held, { text: "(", isRegex: true, limit: 2 });
  expect(wrong).toEqual({ matches: [], problem: expect.stringContaining("Unterminated group") });
});

test("definitions come with their heads; the nearest to the one who asks comes first", async () => {
  expect(await ANSWERS.definitions(held, { name: "makeCircle" })).toMatchObject([
    { path: "shapes.toy", line: 0, signature: "def makeCircle", kind: "function" },
  ]);
  const order = async (from: string) =>
    (await ANSWERS.definitions(held, { name: "run", from })).map(({ path }) => path).join(" ");
  expect(await order("src/near.toy")).toBe("src/near.toy src/app.toy");
  expect(await order("src/app.toy")).toBe("src/app.toy src/near.toy");
  expect(await order("tools.toy")).toBe("src/app.toy src/near.toy");
});

test("references are whole words, and say which of them declares", async () => {
  const { matches } = await ANSWERS.references(held, { name: "makeCircle", limit: 10 });
  expect(matches.map(({ path, line, isDeclaration }) => [path, line, isDeclaration])).toEqual([
    ["shapes.toy", 0, true],
    ["src/app.toy", 2, undefined],
    ["tools.toy", 2, undefined],
  ]);
  expect(await ANSWERS.references(held, { name: "makeCircle", limit: 1 })).toMatchObject({
    incomplete: "limit",
  });
});

test("an outline names what a file declares, by path or URI; a file that is not there has none", async () => {
  const outline = await ANSWERS.outline(held, { file: "shapes.toy" });
  expect(outline?.map(({ name, line }) => `${name}:${String(line)}`)).toEqual([
    "makeCircle:0",
    "makeSquare:3",
  ]);
  expect(await ANSWERS.outline(held, { file: outline?.[0]?.uri ?? "" })).toEqual(outline);
  expect(await ANSWERS.outline(held, { file: "none.toy" })).toBeUndefined();
});

test("a map shows what most others import, as far as the budget goes, and what has no room", async () => {
  const all = await ANSWERS.map(held, { tokens: 1000 });
  expect(all.text).toBe(
    "shapes.toy\n  def makeCircle\n  def makeSquare\nsrc/app.toy\n  def run\nsrc/near.toy\n  def run\n",
  );
  const little = await ANSWERS.map(held, { tokens: 18 });
  expect(little).toEqual({ text: "shapes.toy\n  def makeCircle\n  def makeSquare\n", files: 1, omitted: 2 });
});

test("answers are about open documents as they are in the editor", async () => {
  const workspace = await indexed(folder, { documents: [openDocument(folder, "shapes.toy", "def other\n")] });
  const own = heldOf(workspace);
  expect(await ANSWERS.symbols(own, { query: "makeC", limit: 5 })).toEqual([]);
  expect(await ANSWERS.definitions(own, { name: "other" })).toMatchObject([{ signature: "def other" }]);
  expect((await ANSWERS.text(own, { text: "radius", limit: 5 })).matches).toEqual([]);
});
