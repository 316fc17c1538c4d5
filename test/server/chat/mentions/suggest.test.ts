import { beforeAll, expect, test } from "vitest";

import { suggestIn } from "../../../../server/chat/mentions/suggest.ts";
import { git } from "../../../support/indexed-folder.ts";
import { temporaryFolder } from "../../../support/temporary-folder.ts";
import { type ToolWorld, toolWorld } from "../../../support/tool-world.ts";

const root = temporaryFolder();
let w: ToolWorld;

beforeAll(async () => {
  w = await toolWorld(root, {
    "src/app.toy": "def run\n  makeCircle\n",
    "src/deep/circle.toy": "def makeCircle\n",
    "secret/plan.toy": "def planned\n",
    ".keyfillignore": "secret/\n",
    "odd (1)#.toy": "odd\n",
  });
  git(w.folder, "init", "-q");
  git(w.folder, "add", ".");
  git(w.folder, "commit", "-qm", "Draw circles");
});

const SUGGESTED: readonly (readonly [text: string, labels: string])[] = [
  [
    "",
    "file | folder | symbol | definition | references | workspace | selection | open | problems | terminal | git | tree | web",
  ],
  ["fi", "file"],
  ["t", "terminal | tree | app.toy | circle.toy | odd (1)#.toy"],
  ["circle", "circle.toy | makeCircle"],
  ["app", "app.toy"],
  ["app.toy:3-9", "app.toy:3-9"],
  ["file:app:3", "app.toy:3-3"],
  ["file:app:3-", "app.toy:3-3"],
  ["file:plan", ""],
  ["file:odd", "odd (1)#.toy"],
  ["folder:", "src/ | deep/"],
  ["folder:de", "deep/"],
  ["folder:sec", ""],
  ["symbol:mc", "makeCircle"],
  ["symbol:plan", ""],
  ["symbol:", ""],
  ["references:mc", "uses of makeCircle"],
  ["git:", "changes | staged changes | COMMIT"],
  ["git:draw", "COMMIT"],
  ["workspace:how it draws", "workspace: how it draws"],
  ["web:example.com/x", "example.com/x"],
  ["https://example.com/x", "example.com/x"],
  ["web:file:///etc/passwd", ""],
  ["web:", ""],
];

test.each(SUGGESTED)("behind @%s: %s", async (text, labels) => {
  const found = await suggestIn(text, w.world);
  expect(found.map(({ label }) => label.replace(/^[\da-f]{7,}$/, "COMMIT")).join(" | ")).toBe(labels);
});

test("what is chosen says what it is", async () => {
  const [file] = await suggestIn("file:app:3-4", w.world);
  expect(file).toEqual({
    mention: { kind: "file", uri: w.uri("src/app.toy"), lines: { first: 2, last: 3 } },
    label: "app.toy:3-4",
    detail: "src/app.toy",
    icon: "file",
  });
  expect((await suggestIn("folder:deep", w.world))[0]?.mention).toEqual({
    kind: "folder",
    uri: w.uri("src/deep"),
  });
  expect((await suggestIn("git", w.world))[0]).toMatchObject({ label: "git", opens: "git:" });
  expect((await suggestIn("terminal", w.world))[0]).toMatchObject({ mention: { kind: "terminal" } });
});

test("the open files are offered before anything is typed, and nothing that is ignored", async () => {
  w.editor({
    tabs: () =>
      Promise.resolve([
        { uri: w.uri("src/app.toy") },
        { uri: w.uri("secret/plan.toy") },
        { uri: "file:///elsewhere/notes%20%281%29.txt" },
      ]),
  });
  const labels = (await suggestIn("", w.world)).map(({ label }) => label);
  expect(labels.slice(13)).toEqual(["app.toy", "notes (1).txt"]);
});
