/** What a grammar found in an open document is what the index says of it, for as long as the document stays as it is. */
import { beforeAll, expect, test } from "vitest";

import { indexOf } from "../../../../server/context/index/local-index.ts";
import { readers } from "../../../../server/context/symbols/readers.ts";
import type { Declared } from "../../../../server/declared.ts";
import { dump, folderWith, indexed, openDocument, uriOf } from "../../../support/indexed-folder.ts";
import { temporaryFolder } from "../../../support/temporary-folder.ts";

let parent = "";
beforeAll(() => {
  parent = temporaryFolder();
});

function declared(name: string, line: number, container = ""): Declared {
  return { name, kind: "function", container, line, signatureEnd: line, end: line };
}

async function opened() {
  const folder = folderWith(parent, { "a.toy": "def saved\n", "b.toy": "def other\n" });
  const document = openDocument(folder, "a.toy", "def read\nhidden\n");
  const workspace = await indexed(folder, { documents: [document] });
  const index = indexOf(workspace);
  const names = () =>
    [...index.files()].flatMap((file) => index.declarationsIn(file).map(({ name }) => name)).toSorted();
  return { folder, document, workspace, names, uri: uriOf(folder, "a.toy") };
}

test("it replaces what was read in passing", async () => {
  const { workspace, names, uri } = await opened();
  expect(names()).toEqual(["other", "read"]);
  workspace.refine(uri, [declared("read", 0), declared("hidden", 1)]);
  expect(names()).toEqual(["hidden", "other", "read"]);
  await workspace.rescan();
  expect(names()).toEqual(["hidden", "other", "read"]);
});

test("it holds until the next edit, from when the index is one built from scratch", async () => {
  const { workspace, document, folder, uri } = await opened();
  workspace.refine(uri, [declared("hidden", 1)]);
  const edited = openDocument(folder, "a.toy", "def edited\nhidden\n");
  workspace.documentChanged(edited);
  workspace.refresh();
  expect(dump(workspace)).toBe(dump(await indexed(folder, { documents: [edited] })));
  workspace.documentChanged(document);
  await workspace.documentClosed(uri);
  expect(dump(workspace)).toBe(dump(await indexed(folder)));
});

test("it goes with the latest text, although that was not indexed yet", async () => {
  const { workspace, folder, names, uri } = await opened();
  workspace.documentChanged(openDocument(folder, "a.toy", "def edited\nhidden\n"));
  workspace.refine(uri, [declared("edited", 0), declared("hidden", 1)]);
  expect(names()).toEqual(["edited", "hidden", "other"]);
});

test("where it says nothing new, nothing is indexed again", async () => {
  const { workspace, uri } = await opened();
  const { version } = workspace;
  workspace.refine(uri, [{ ...declared("read", 0), end: 1 }]);
  expect(workspace.version).toBe(version);
  workspace.refine(uriOf(parent, "nobody.toy"), [declared("hidden", 1)]);
  expect(workspace.version).toBe(version);
});

const READ = [declared("known", 0), declared("key", 2, "thing")];
const BY_GRAMMAR = [declared("known", 0), declared("missed", 1), declared("#own", 3, "thing")];

test.each([
  ["typescript", ["known", "missed", "key"]],
  ["python", ["known", "missed", "key"]],
  ["java", ["known", "missed", "#own"]],
])("of %s, what is declared comes to %j", (languageId, names) => {
  const refined = readers.refine(READ, { languageId, byGrammar: BY_GRAMMAR });
  expect(refined.map(({ name }) => name)).toEqual(names);
  expect(readers.refine(refined, { languageId, byGrammar: BY_GRAMMAR })).toEqual(refined);
});
