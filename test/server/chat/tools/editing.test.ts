import { chmodSync, existsSync, lstatSync, rmSync, statSync, symlinkSync } from "node:fs";
import { join } from "node:path";

import { beforeEach, expect, test } from "vitest";

import { inEnglish } from "../../../../server/completion/told.ts";
import { replaceText } from "../../../../server/chat/tools/replace-text.ts";
import { temporaryFolder } from "../../../support/temporary-folder.ts";
import { type ToolWorld, toolWorld } from "../../../support/tool-world.ts";

const root = temporaryFolder();
let w: ToolWorld;

beforeEach(async () => {
  w = await toolWorld(root, {
    "a.txt": "one\ntwo\nthree\ntwo\n",
    "src/b.txt": "b\n",
    "settings.txt": "name = x\npassword = hunter2hunter2\nport = 1\n",
    ".keyfillignore": "secret/\n",
    "secret/plan.txt": "the plan\n",
    ".vscode/tasks.json": "{}\n",
  });
});

const edit = (old_text: string, new_text: string, more = {}) => ({ old_text, new_text, ...more });
const replacement = (oldText: string, newText: string, everywhere = false) => ({
  oldText,
  newText,
  everywhere,
});

const REPLACED: readonly (readonly [
  text: string,
  edits: readonly ReturnType<typeof replacement>[],
  becomes: string,
])[] = [
  ["one\ntwo\n", [replacement("two", "2")], "one\n2\n"],
  ["one\r\ntwo\r\nthree\r\n", [replacement("one\ntwo", "1\n2\n2b")], "1\r\n2\r\n2b\r\nthree\r\n"],
  ["one\r\ntwo\r\n", [replacement("two\r\n", "2\r\n")], "one\r\n2\r\n"],
  ["\uFEFFone\ntwo\n", [replacement("one", "1")], "\uFEFF1\ntwo\n"],
  ["a\r\nb\nc\nd\n", [replacement("c", "x\ny")], "a\r\nb\nx\ny\nd\n"],
  ["a\nb\na\n", [replacement("a", "x", true)], "x\nb\nx\n"],
  ["a\r\nb\r\na\r\n", [replacement("a\n", "x\n", true)], "x\r\nb\r\nx\r\n"],
  ["a\nb\n", [replacement("a", "b1"), replacement("b1\n", "c\n")], "c\nb\n"],
  ["cost: $1\n", [replacement("$1", "$& $1 $$")], "cost: $& $1 $$\n"],
  ["no end", [replacement("end", "end\n")], "no end\n"],
];

test.each(REPLACED)("in %j, %j make %j", (text, edits, becomes) => {
  expect(replaceText(text, edits)).toEqual({ text: becomes });
});

const REFUSED: readonly (readonly [edits: readonly object[], why: RegExp])[] = [
  [[edit("four", "4")], /^`old_text` is not in the file\. Read the file and copy the text exactly/],
  [[edit("two", "2")], /stands 2 times in the file \(lines 2, 4\)\. Give more of the lines around/],
  [[edit("  one\n two", "x")], /differs in white space from what stands at line 1\./],
  [[edit("three\nfour", "x")], /Its first line stands at line 3, but goes on otherwise\./],
  [[edit("", "x")], /`old_text` is empty\. To make a file, use create_file\./],
  [[edit("one", "one")], /`old_text` and `new_text` are the same\./],
  [[edit("one", "1"), edit("nope", "x")], /^Edit 2 of 2: .* None of the edits was made\.$/],
  [[edit("one", "1"), edit("1", "one")], /there is nothing to change/],
  [[], /`edits` must not be empty/],
];

test.each(REFUSED)("%j is refused: %s", async (edits, why) => {
  const { text, failed } = await w.call("edit_file", { path: "a.txt", edits });
  expect([failed, text]).toEqual([true, expect.stringMatching(why)]);
  expect(w.read("a.txt")).toBe("one\ntwo\nthree\ntwo\n");
});

test("an edit says what it will do, does it, and tells what was before and after", async () => {
  const plan = await w.plan("edit_file", { path: "a.txt", edits: [edit("three", "3\n3b")] });
  if ("problem" in plan) throw new Error(plan.problem);
  expect(inEnglish(plan.title)).toBe("Edit a.txt");
  expect(plan.permission).toEqual({
    detail: "--- a.txt\n+++ a.txt\n@@ -1,4 +1,5 @@\n one\n two\n-three\n+3\n+3b\n two",
    pattern: `edits of files in ${w.folder.split("/").at(-1) ?? ""}`,
    rule: `edit ${w.world.folders()[0] ?? ""}`,
  });
  expect(w.read("a.txt")).toBe("one\ntwo\nthree\ntwo\n");
  const result = await plan.run(() => undefined, new AbortController().signal);
  expect(result).toMatchObject({
    text: "a.txt was changed.",
    changes: [{ uri: w.uri("a.txt"), path: "a.txt", added: 2, removed: 1 }],
  });
  expect(w.read("a.txt")).toBe("one\ntwo\n3\n3b\ntwo\n");
});

test("what a file has become meanwhile is edited, not what it was when the user was asked", async () => {
  const plan = await w.plan("edit_file", { path: "a.txt", edits: [edit("three", "3")] });
  if ("problem" in plan) throw new Error(plan.problem);
  w.write("a.txt", "zero\nthree\n");
  await plan.run(() => undefined, new AbortController().signal);
  expect(w.read("a.txt")).toBe("zero\n3\n");
});

test("as models write it: one edit without its list, or the list as a string", async () => {
  await w.call("edit_file", { path: "a.txt", edits: { oldText: "one", newText: "1" } });
  await w.call("edit_file", {
    file_path: "a.txt",
    edits: JSON.stringify([{ old_string: "three", new_string: "3" }]),
  });
  expect(w.read("a.txt")).toBe("1\ntwo\n3\ntwo\n");
});

test("a secret's cover is no text of the file: neither copied from nor written to it", async () => {
  const covered = await w.call("edit_file", {
    path: "settings.txt",
    edits: [edit("name = x\npassword = REDACTEDREDACT", "name = y\npassword = REDACTEDREDACT")],
  });
  expect(covered.text).toMatch(/REDACTED… stands in the place of a secret that you are not shown/);
  const lost = await w.call("edit_file", {
    path: "settings.txt",
    edits: [edit("port = 1", "password = REDACTEDREDACT\nport = 2")],
  });
  expect(lost.text).toMatch(/It would be lost/);
  const whole = await w.call("create_file", {
    path: "settings.txt",
    text: "password = REDACTEDREDACT\n",
    overwrite: true,
  });
  expect(whole.text).toMatch(/which would be lost/);
  const around = await w.call("edit_file", {
    path: "settings.txt",
    edits: [edit("name = x", "name = y"), edit("port = 1", "port = 2")],
  });
  expect(around.failed).toBeUndefined();
  expect(w.read("settings.txt")).toBe("name = y\npassword = hunter2hunter2\nport = 2\n");
  expect(w.read("a.txt")).toContain("one");
});

test("what the user is shown of an edit has no secret in it either", async () => {
  const plan = await w.plan("edit_file", { path: "settings.txt", edits: [edit("port = 1", "port = 2")] });
  expect(JSON.stringify(plan)).not.toContain("hunter2");
  expect(JSON.stringify(plan)).toContain("REDACTED");
});

test("files are made with their folders, renamed and deleted", async () => {
  expect((await w.call("create_file", { path: "new/deep/c.txt", text: "c\n" })).changes).toMatchObject([
    { path: "new/deep/c.txt", before: undefined, added: 1, removed: 0 },
  ]);
  expect(w.read("new/deep/c.txt")).toBe("c\n");
  expect((await w.call("rename_file", { from: "src/b.txt", to: "lib/b2.txt" })).changes).toHaveLength(2);
  expect([existsSync(join(w.folder, "src/b.txt")), w.read("lib/b2.txt")]).toEqual([false, "b\n"]);
  await w.call("delete_file", { path: "lib/b2.txt" });
  expect(existsSync(join(w.folder, "lib/b2.txt"))).toBe(false);
});

const FORBIDDEN: readonly (readonly [name: string, asked: object, why: RegExp])[] = [
  ["create_file", { path: "a.txt", text: "x" }, /is there already\. Use edit_file/],
  ["create_file", { path: "src", text: "x" }, /is a folder/],
  ["create_file", { path: "../x", text: "x" }, /not in the workspace/],
  ["create_file", { path: "secret/x", text: "x" }, /There is no secret\/x/],
  ["create_file", { path: ".keyfillignore", text: "" }, /There is no/],
  ["create_file", { path: ".git/hooks/pre-commit", text: "x" }, /not in the workspace/],
  ["create_file", { path: "a.txt/x", text: "x" }, /could not be changed/],
  ["edit_file", { path: "secret/plan.txt", edits: [edit("the", "a")] }, /There is no/],
  ["rename_file", { from: "a.txt", to: "src/b.txt" }, /is there already/],
  ["rename_file", { from: "a.txt", to: "../b.txt" }, /not in the workspace/],
  ["rename_file", { from: "secret/plan.txt", to: "plan.txt" }, /There is no/],
  ["delete_file", { path: "nowhere" }, /There is no/],
  ["delete_file", { path: "src" }, /is a folder/],
];

test.each(FORBIDDEN)("%s %j fails: %s", async (name, asked, why) => {
  const { text, failed, changes } = await w.call(name, asked);
  expect([failed, text, changes]).toEqual([true, expect.stringMatching(why), undefined]);
});

test("a file through which programs are run is asked about each time, with a warning", async () => {
  symlinkSync(join(w.folder, ".vscode", "tasks.json"), join(w.folder, "harmless.json"));
  symlinkSync(join(w.folder, ".vscode"), join(w.folder, "linked"));
  const paths = [
    "harmless.json",
    "linked/settings.json",
    ".vscode/tasks.json",
    ".github/workflows/x.yml",
    ".husky/pre-push",
    "x.code-workspace",
    ".gitattributes",
    ".envrc",
    ".cargo/config.toml",
    ".mcp.json",
  ];
  for (const path of paths) {
    const plan = await w.plan("create_file", { path, text: "x", overwrite: true });
    expect(plan).toMatchObject({
      permission: { rule: "", pattern: "", warning: expect.stringContaining("run programs") },
    });
  }
});

test("a link that is set while the user is asked leads nowhere", async () => {
  const plan = await w.plan("create_file", { path: "later/x.txt", text: "x" });
  if ("problem" in plan) throw new Error(plan.problem);
  symlinkSync(root, join(w.folder, "later"));
  const result = await plan.run(() => undefined, new AbortController().signal);
  expect(result).toMatchObject({ failed: true, text: expect.stringMatching(/not in the workspace/) });
  expect(existsSync(join(root, "x.txt"))).toBe(false);
});

test("a link that leads to another file after the user was asked is not followed", async () => {
  symlinkSync(join(w.folder, "src", "b.txt"), join(w.folder, "link.txt"));
  w.write(".vscode/tasks.json", "b\n");
  const plan = await w.plan("edit_file", { path: "link.txt", edits: [edit("b", "b1")] });
  if ("problem" in plan) throw new Error(plan.problem);
  rmSync(join(w.folder, "link.txt"));
  symlinkSync(join(w.folder, ".vscode", "tasks.json"), join(w.folder, "link.txt"));
  expect(await plan.run(() => undefined, new AbortController().signal)).toMatchObject({ failed: true });
  expect(w.read(".vscode/tasks.json")).toBe("b\n");
});

test("a link is written through, and stays one", async () => {
  symlinkSync(join(w.folder, "src", "b.txt"), join(w.folder, "link.txt"));
  await w.call("edit_file", { path: "link.txt", edits: [edit("b", "b1")] });
  expect(w.read("src/b.txt")).toBe("b1\n");
  expect(lstatSync(join(w.folder, "link.txt")).isSymbolicLink()).toBe(true);
});

test("who may run a file may run it afterwards", async () => {
  chmodSync(join(w.folder, "a.txt"), 0o755);
  await w.call("edit_file", { path: "a.txt", edits: [edit("one", "1")] });
  expect(statSync(join(w.folder, "a.txt")).mode & 0o777).toBe(0o755);
});
