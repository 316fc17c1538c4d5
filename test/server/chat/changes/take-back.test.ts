import { existsSync, mkdtempSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { beforeEach, expect, test } from "vitest";

import { changeFiles } from "../../../../server/chat/changes/plain-change.ts";
import { lineDiff } from "../../../../server/chat/changes/line-diff.ts";
import { takeBack } from "../../../../server/chat/changes/take-back.ts";
import { type Texts, textsIn } from "../../../../server/chat/changes/texts.ts";
import type { FileChange } from "../../../../server/protocol/chat/conversation.ts";
import { git } from "../../../support/indexed-folder.ts";
import { temporaryFolder } from "../../../support/temporary-folder.ts";
import { type ToolWorld, toolWorld } from "../../../support/tool-world.ts";

const root = temporaryFolder();
let w: ToolWorld;
let texts: Texts;
let turn: (readonly FileChange[])[];

beforeEach(async () => {
  w = await toolWorld(root, { "a.txt": "a\n", "b.txt": "b\r\nB\r\n", "c.txt": "\uFEFFc\n", "d.txt": "d\n" });
  texts = textsIn(join(root, "texts"));
  turn = [];
});

async function done(name: string, asked: object): Promise<void> {
  const { text, failed, changes } = await w.call(name, asked);
  if (failed || !changes) throw new Error(text);
  turn.push(changes);
}

const undo = (undone: boolean) =>
  takeBack(turn, { undone, texts, openDocuments: w.world.openDocuments, change: w.world.editor.change });

const edit = (path: string, old_text: string, new_text: string) =>
  done("edit_file", { path, edits: [{ old_text, new_text }] });

/** A whole turn: two edits of one file, one of each other kind. */
async function wholeTurn() {
  await edit("a.txt", "a", "a1");
  await edit("b.txt", "B", "B1");
  await edit("a.txt", "a1", "a2");
  await edit("c.txt", "c", "c1");
  await done("create_file", { path: "new/e.txt", text: "e\n" });
  await done("rename_file", { from: "d.txt", to: "d2.txt" });
  await edit("d2.txt", "d", "d1");
}

const FILES = ["a.txt", "b.txt", "c.txt", "d.txt", "d2.txt", "new/e.txt"];
const all = () => FILES.map((path) => (existsSync(join(w.folder, path)) ? w.read(path) : undefined));
const BEFORE = ["a\n", "b\r\nB\r\n", "\uFEFFc\n", "d\n", undefined, undefined];
const AFTER = ["a2\n", "b\r\nB1\r\n", "\uFEFFc1\n", undefined, "d1\n", "e\n"];

test("all that a turn did is taken back at once, to the letter, and done again", async () => {
  await wholeTurn();
  expect(all()).toEqual(AFTER);
  expect(await undo(true)).toEqual({ kept: [] });
  expect(all()).toEqual(BEFORE);
  expect(await undo(false)).toEqual({ kept: [] });
  expect(all()).toEqual(AFTER);
  expect(await undo(true)).toEqual({ kept: [] });
  expect(all()).toEqual(BEFORE);
});

test("what others changed since stays, and is named; a renaming stays as a whole", async () => {
  await wholeTurn();
  w.write("a.txt", "a2, and more by hand\n");
  w.write("d2.txt", "d1, and more by hand\n");
  expect(await undo(true)).toEqual({ kept: ["a.txt", "d2.txt", "d.txt"] });
  expect(all()).toEqual([
    "a2, and more by hand\n",
    "b\r\nB\r\n",
    "\uFEFFc\n",
    undefined,
    "d1, and more by hand\n",
    undefined,
  ]);
});

test("what is not saved yet counts as changed", async () => {
  await wholeTurn();
  w.open("b.txt", "b\r\nB1\r\nunsaved\r\n");
  expect(await undo(true)).toEqual({ kept: ["b.txt"] });
  expect(all()[1]).toBe("b\r\nB1\r\n");
});

test("git sees nothing of it: neither commits, nor stashes, nor branches, nor what is staged", async () => {
  git(w.folder, "init", "-q");
  git(w.folder, "add", ".");
  git(w.folder, "commit", "-qm", "one");
  const state = () => readdirSync(join(w.folder, ".git"), { recursive: true }).map(String).toSorted();
  const before = state();
  await wholeTurn();
  await undo(true);
  expect(state()).toEqual(before);
});

test("without its texts nothing is taken back", async () => {
  await wholeTurn();
  texts = textsIn(join(root, "elsewhere"));
  expect((await undo(true)).kept.toSorted()).toEqual(FILES.toSorted());
  expect(all()).toEqual(AFTER);
});

test("texts are kept once, by what they say; no other file can be read by a name", async () => {
  const folder = mkdtempSync(join(root, "t-"));
  const kept = textsIn(folder);
  const name = await kept.keep("x\n");
  expect(await kept.keep("x\n")).toBe(name);
  expect(readdirSync(folder)).toEqual([name]);
  expect(await kept.read(name)).toBe("x\n");
  expect(await kept.read(`../${name}`)).toBeUndefined();
  writeFileSync(join(folder, name), "something else");
  expect(await kept.read(name)).toBeUndefined();
});

test("files are changed all together, or not at all", async () => {
  const change = (path: string, before: string | undefined, after: string | undefined) => ({
    uri: w.uri(path),
    before,
    after,
  });
  const stale = await changeFiles([change("a.txt", "a\n", "a1\n"), change("b.txt", "not this", "b1")]);
  expect(stale.problem).toBe("b.txt has changed meanwhile.");
  expect(all()).toEqual(BEFORE);
  // A folder stands where the file is to be.
  const blocked = await changeFiles([
    change("a.txt", "a\n", "a1\n"),
    change("new/e.txt", undefined, "e"),
    change("d.txt", "d\n", undefined),
    change("a.txt/x", undefined, "x"),
  ]);
  expect(blocked.problem).toMatch(/Nothing was changed/);
  expect(all()).toEqual(BEFORE);
  expect((await changeFiles([change("a.txt", undefined, "x")])).problem).toBe("a.txt has changed meanwhile.");
});

const DIFFS: readonly (readonly [before: string, after: string, diff: string])[] = [
  ["", "a\nb\n", "+2 -0 @@ -0,0 +1,2 @@\n+a\n+b"],
  ["a\nb\n", "", "+0 -2 @@ -1,2 +0,0 @@\n-a\n-b"],
  ["a\r\nb\r\n", "a\nb\n", "+0 -0 "],
  [
    "1\n2\n3\n4\n5\n6\n7\n8\n9\n",
    "1\n2\n3\n4\nx\n6\n7\n8\n9\n",
    "+1 -1 @@ -2,7 +2,7 @@\n 2\n 3\n 4\n-5\n+x\n 6\n 7\n 8",
  ],
  [
    "a\n1\n2\n3\n4\n5\n6\n7\n8\nb\n",
    "A\n1\n2\n3\n4\n5\n6\n7\n8\nB\n",
    "+2 -2 @@ -1,4 +1,4 @@\n-a\n+A\n 1\n 2\n 3\n@@ -7,4 +7,4 @@\n 6\n 7\n 8\n-b\n+B",
  ],
];

test.each(DIFFS)("from %j to %j: %j", (before, after, diff) => {
  const { added, removed, text } = lineDiff(before, after);
  expect(`+${String(added)} -${String(removed)} ${text}`).toBe(diff);
});
