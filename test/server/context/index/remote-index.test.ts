/** The index in its thread, as it is built; a thread that dies is planted. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeAll, expect, test } from "vitest";

import type { OpenDocument } from "../../../../server/context/index/documents.ts";
import { HERE } from "../../../../server/privacy/recipient.ts";
import { RemoteIndex } from "../../../../server/context/index/remote-index.ts";
import { folderWith, openDocument, uriOf } from "../../../support/indexed-folder.ts";
import { temporaryFolder } from "../../../support/temporary-folder.ts";
import { until } from "../../../support/until.ts";

const INDEXER = join(import.meta.dirname, "../../../../dist/server/indexer.cjs");

let parent = "";
const started: RemoteIndex[] = [];

beforeAll(() => {
  parent = temporaryFolder();
});

afterEach(async () => {
  for (const index of started.splice(0)) await index.close();
});

function remote({
  script = INDEXER,
  documents = [],
}: { script?: string; documents?: readonly OpenDocument[] } = {}) {
  const notes: string[] = [];
  const index = new RemoteIndex({
    script,
    setup: { languages: { typescript: ["ts"] } },
    openDocuments: () => documents,
    note: (line) => void notes.push(line),
    statusChanged: () => undefined,
  });
  started.push(index);
  return { index, notes };
}

/** The thread's script, which ends its thread when it is told this. */
function dying(when: string): string {
  const script = join(parent, `dies-of-${when}.cjs`);
  const isTold = `message.kind === "happened" && message.happening.kind === ${JSON.stringify(when)}`;
  writeFileSync(
    script,
    `require("node:worker_threads").parentPort.on("message", (message) => { if (${isTold}) process.exit(1); });
     require(${JSON.stringify(INDEXER)});`,
  );
  return script;
}

test("a thread that dies is started again, with the folders and the open documents", async () => {
  const folder = folderWith(parent, { "a.ts": "function saved() {}\n", "b.ts": "function other() {}\n" });
  const document = { ...openDocument(folder, "a.ts", "function unsaved() {}\n"), languageId: "typescript" };
  const { index, notes } = remote({ script: dying("rebuild"), documents: [document] });
  await index.addFolder(uriOf(folder));
  expect(await index.status()).toMatchObject({ files: 2 });
  await index.rebuild();
  let files = 0;
  await until(() => {
    void index.status().then((status) => (files = status.files));
    return files === 2;
  }, "the files are indexed again");
  expect(await index.ask("definitions", { name: "unsaved" }, HERE)).toMatchObject([{ path: "a.ts" }]);
  expect(await index.ask("definitions", { name: "saved" }, HERE)).toEqual([]);
  expect(notes).toEqual([]);
});

test("a thread that dies again and again is left alone, and whoever asks is told so", async () => {
  const folder = folderWith(parent, { "a.ts": "function saved() {}\n" });
  const { index, notes } = remote({ script: dying("folder-added") });
  await index.addFolder(uriOf(folder));
  await until(() => notes.length > 0, "it is given up");
  expect(notes).toEqual(["the index is off: its thread has died too often"]);
  expect(await index.ask("symbols", { query: "a", limit: 1 }, HERE)).toBeUndefined();
  expect(await index.status()).toMatchObject({ state: "failed", files: 0 });
});

test("every edit reaches the thread", async () => {
  const folder = folderWith(parent, {});
  const { index } = remote();
  await index.addFolder(uriOf(folder));
  const texts = [
    "function one() {}\nfunction two() {}\n",
    "function one() {}\n// between\nfunction two() {}\n",
    "function two() {}\n",
    "",
    "function three() {}",
    "function three() {}\r\nfunction four() {}\r\n",
  ];
  for (const text of texts) {
    index.documentChanged({ ...openDocument(folder, "a.ts", text), languageId: "typescript" });
    const outline = (await index.ask("outline", { file: uriOf(folder, "a.ts") }, HERE)) ?? [];
    const names = [...text.matchAll(/function (\w+)/g)].map(([, name]) => name);
    expect(outline.map(({ name }) => name)).toEqual(names);
  }
});
