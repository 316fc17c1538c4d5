/** The thread that parses, as the engine uses it: what is known, when, and what happens when it breaks. */
import { once } from "node:events";
import { Worker } from "node:worker_threads";

import { afterEach, beforeEach, expect, test } from "vitest";

import type { Place } from "../../../server/completion/request.ts";
import { createSyntax, type Syntax } from "../../../server/syntax/syntax.ts";
import { placeIn } from "../../support/marked-text.ts";
import { until } from "../../support/until.ts";
import { shipped } from "./grammars.ts";

const worker = new URL("../../../server/syntax/worker.ts", import.meta.url);

let syntax: Syntax;
let warnings: string[];

beforeEach(async () => {
  warnings = [];
  syntax = await createSyntax({ ...shipped, worker }, (line) => warnings.push(line));
});
afterEach(() => syntax.close());

/** Puts the document as it is here into the editor. */
function put(marked: string, more: { uri?: string; languageId?: string } = {}): Place {
  const place = placeIn(marked, { uri: "file:///w/a.ts", path: "a.ts", languageId: "typescript", ...more });
  syntax.documentChanged(place.document);
  return place;
}

/** Another state of a document. */
function same({ document: { uri, path, languageId } }: Place, marked: string): Place {
  return placeIn(marked, { uri, path, languageId });
}

function edit(before: Place, marked: string): Place {
  const place = same(before, marked);
  syntax.documentChanged(place.document);
  return place;
}

const isKnown = (place: Place) => until(() => syntax.at(place) !== undefined, "the syntax is known");

test("a document that is only open is not parsed until somebody asks", async () => {
  const place = put("function f() {▮}");
  expect(syntax.outlineOf(place.document.uri)).toBeUndefined();
  expect(syntax.at(place)).toBeUndefined();
  await isKnown(place);
  expect(syntax.at(place)).toMatchObject({ inside: "code", extent: { kind: "whole", closer: "}" } });
});

test("the tree follows the edits", async () => {
  const before = put("function f() {\n  return `▮`;\n}\n");
  syntax.at(before);
  await isKnown(before);
  expect(syntax.at(before)?.inside).toBe("string");
  const after = edit(before, "function f() {\n  return `${▮}`;\n}\n");
  await isKnown(after);
  expect(syntax.at(after)?.inside).toBe("code");
  const longer = edit(after, "// one\n// two ▮\nfunction f() {\n  return `${}`;\n}\n");
  await isKnown(longer);
  expect(syntax.at(longer)?.inside).toBe("comment");
});

test("letters that are typed leave what is known as it was; a quote does not", async () => {
  const before = put("const a = 'one▮'; f();\n");
  syntax.at(before);
  await isKnown(before);
  const typed = same(before, "const a = 'one two▮'; f();\n");
  expect(syntax.at(typed)?.inside).toBe("string");
  const behind = same(before, "const a = 'one two'; f(▮);\n");
  expect(syntax.at(behind)).toMatchObject({ inside: "code", extent: { kind: "whole", closer: ")" } });
  const quoted = same(before, "const a = 'one'▮'; f();\n");
  expect(syntax.at(quoted)).toBeUndefined();
});

test("far from the last edit, it is known at the second time of asking", async () => {
  const far = "f();\n".repeat(400);
  const place = put(`${far}// said ▮\n`);
  syntax.at(place);
  await isKnown(place);
  expect(syntax.at(place)?.inside).toBe("comment");
});

test("a command waits until a place is known, wherever it is", async () => {
  const place = placeIn(`${"f();\n".repeat(400)}// said ▮\n`, {
    uri: "file:///w/b.ts",
    languageId: "typescript",
  });
  await syntax.ready(place);
  expect(syntax.at(place)?.inside).toBe("comment");
  const plain = placeIn("said ▮", { uri: "file:///w/b.txt", languageId: "plaintext" });
  await syntax.ready(plain);
  expect(syntax.at(plain)).toBeUndefined();
});

test("what surrounds a place is told by name", async () => {
  const place = put("class Shop {\n  sell(\n    book: Book,\n  ) {\n    ▮\n  }\n}\n");
  syntax.at(place);
  await isKnown(place);
  expect(syntax.scopesAt(place)).toEqual([
    { name: "Shop", line: 0, signatureEnd: 0, end: 6 },
    { name: "sell", line: 1, signatureEnd: 3, end: 5 },
  ]);
});

test("a document of an unknown language, and one with an endless line, go without", async () => {
  const plain = put("function f() {▮}", { languageId: "plaintext", uri: "file:///w/a.txt" });
  const minified = put(`${"f();".repeat(10_000)}▮`, { uri: "file:///w/min.js", languageId: "javascript" });
  const place = put("function f() {▮}");
  syntax.at(place);
  await isKnown(place);
  expect(syntax.at(plain)).toBeUndefined();
  expect(syntax.at(minified)).toBeUndefined();
});

test("a text that nobody has open is outlined on demand", async () => {
  const outline = await syntax.outline("python", "def f(x):\n    pass\n");
  expect(outline?.declarations.map(({ name }) => name)).toEqual(["f"]);
  expect(await syntax.outline("plaintext", "def f")).toBeUndefined();
});

test("the memory of the thread is given back when nobody types, and the next keystroke brings it back", async () => {
  await syntax.close();
  syntax = await createSyntax({ ...shipped, worker, idleMs: 50 }, (line) => warnings.push(line));
  const started = once(process, "worker");
  const before = put("function f() {▮}");
  await syntax.ready(before);
  const [thread] = await started;
  if (!(thread instanceof Worker)) throw new Error("no thread was started");
  if (thread.threadId >= 0) await once(thread, "exit");
  expect(syntax.at(before)?.extent?.kind).toBe("whole");
  const after = edit(before, "function f() { /* ▮ */ }");
  await until(() => syntax.at(after)?.inside === "comment", "it is parsed again");
  expect(warnings).toEqual([]);
});

test("of a document that is typed in, the outline follows when typing rests", async () => {
  const before = put("const a = 1;▮\n");
  const after = edit(before, "const a = 1;\nexport function f() {}▮\n");
  await until(() => syntax.outlineOf(after.document.uri) !== undefined, "it is outlined");
  expect(syntax.outlineOf(after.document.uri)?.declarations.map(({ name }) => name)).toEqual(["a", "f"]);
  syntax.documentClosed(after.document.uri);
  expect(syntax.outlineOf(after.document.uri)).toBeUndefined();
});

test("what breaks the thread is not given to it again; all else goes on", async () => {
  await syntax.close();
  syntax = await createSyntax(
    { ...shipped, worker: new URL("breaking-worker.ts", import.meta.url) },
    (line) => warnings.push(line),
  );
  const bad = put("break the thread ▮");
  syntax.at(bad);
  await until(() => warnings.length > 0, "it broke");
  const good = put("function f() {▮}", { uri: "file:///w/good.ts" });
  await isKnown(good);
  expect(syntax.at(bad)).toBeUndefined();
  edit(bad, "break the thread again ▮");
  await until(() => warnings.length > 1, "it broke again");
  edit(bad, "break the thread once more ▮");
  const better = edit(good, "function f() { /* ▮ */ }");
  await until(() => syntax.at(better)?.inside === "comment", "the other is known");
  expect(warnings).toHaveLength(2);
});
