import { expect, test } from "vitest";

import { workspaceFolders } from "../../../server/lsp/workspace-folders.ts";

const PROJECT = "file:///w/proj";

test.for<readonly [folders: readonly string[], uri: string, path: string]>([
  [[PROJECT], "file:///w/proj/src/a.py", "src/a.py"],
  [[PROJECT], "file:///w/project/a.py", "a.py"],
  [[], "file:///w/proj/a%20b.py", "a b.py"],
  // The innermost folder counts, whatever their order.
  [[PROJECT, "file:///w/proj/inner"], "file:///w/proj/inner/src/a.py", "src/a.py"],
  [["file:///w/proj/inner", PROJECT], "file:///w/proj/inner/src/a.py", "src/a.py"],
  [["file:///w/proj/inner", PROJECT], "file:///w/proj/innermost/a.py", "innermost/a.py"],
  // A folder may end with a separator; the root of the disk always does.
  [["file:///w/proj/"], "file:///w/proj/src/a.py", "src/a.py"],
  [["file:///"], "file:///w/a.py", "w/a.py"],
  // What is not on disk goes by its name, as a person would call it.
  [[PROJECT], "vscode-notebook-cell:/w/proj/nb.ipynb#W0sZmlsZQ==", "nb.ipynb"],
  [[PROJECT], "vscode-notebook-cell://wsl%2Bubuntu/w/n%20b.ipynb#W0sZmlsZQ==", "n b.ipynb"],
  [[PROJECT], "git:/w/proj/a.py?%7B%22path%22:%22/w/proj/a.py%22%7D", "a.py"],
  [[PROJECT], "untitled:Untitled-1", "Untitled-1"],
  [[PROJECT], "untitled:/w/proj/new%23.py", "new#.py"],
  [[PROJECT], "untitled:100%", "100%"],
  // No file URI at all, to Node.
  [[PROJECT], "file:///w/proj/100%.py", "100%.py"],
  [[PROJECT, "file:///w/50%"], "file:///w/proj/a.py", "a.py"],
])("in %j, %s is %s", ([folders, uri, path]) => {
  expect(workspaceFolders(folders).pathOf(uri)).toBe(path);
});

test("folders come and go, and those that are not on disk are not read", () => {
  const folders = workspaceFolders([PROJECT, "vscode-vfs://github/a/b"]);
  expect(folders.uris).toEqual([PROJECT]);
  const after = folders.after({ added: [{ uri: "file:///v/" }], removed: [{ uri: PROJECT }] });
  expect(after.uris).toEqual(["file:///v/"]);
  expect(after.pathOf("file:///v/src/a.py")).toBe("src/a.py");
});
