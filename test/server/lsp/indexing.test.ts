import { rmSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeAll, expect, test } from "vitest";

import { INDEX_REQUEST, type IndexParams, type IndexStatus } from "../../../server/protocol.ts";
import { folderWith, uriOf, write } from "../../support/indexed-folder.ts";
import { LspClient } from "../../support/lsp-client.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

let parent = "";
const clients: LspClient[] = [];

beforeAll(() => {
  parent = temporaryFolder();
});

afterEach(async () => {
  for (const client of clients.splice(0)) await client.stop();
});

async function clientOf(files: Readonly<Record<string, string>>) {
  const folder = folderWith(parent, files);
  const storage = join(parent, "storage");
  const client = await LspClient.start({ folder, initializationOptions: { storage } });
  clients.push(client);
  const status = (params: IndexParams = {}) =>
    client.connection.sendRequest<IndexStatus>(INDEX_REQUEST, params);
  const settled = async (isIt: (status: IndexStatus) => boolean) => {
    const end = Date.now() + 10_000;
    for (;;) {
      const now = await status();
      if (isIt(now) || Date.now() > end) return now;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  };
  return { client, folder, status, settled };
}

test("a workspace is indexed when it is opened, and what is left out is said", async () => {
  const { settled } = await clientOf({
    "a.py": "def one():\n    pass\n",
    "b.ts": "export class Two {}\n",
    "c.min.js": "x\n",
    "d.dat": "a\0b",
  });
  const status = await settled(({ state, files }) => state === "ready" && files === 2);
  expect(status).toMatchObject({ files: 2, symbols: 2, chunks: 2, lastScan: { read: 3 } });
  expect(status.leftOut).toEqual([
    { why: "generated", reason: "was made by a tool", files: 1, examples: ["c.min.js"] },
    { why: "binary", reason: "is not text", files: 1, examples: ["d.dat"] },
  ]);
});

test("what a grammar finds in an edited document is in the index when typing has rested", async () => {
  const { client, folder, settled } = await clientOf({ "Shop.java": "class Shop {}\n" });
  expect(await settled(({ files, symbols }) => files === 1 && symbols === 1)).toMatchObject({ symbols: 1 });
  const uri = uriOf(folder, "Shop.java");
  const text = "class Shop {\n  int\n  total(int a) { return a; }\n}\n";
  const { connection } = client;
  await connection.sendNotification("textDocument/didOpen", {
    textDocument: { uri, languageId: "java", version: 1, text: "class Shop {}\n" },
  });
  await connection.sendNotification("textDocument/didChange", {
    textDocument: { uri, version: 2 },
    contentChanges: [{ text }],
  });
  expect(await settled(({ symbols }) => symbols === 2)).toMatchObject({ symbols: 2 });
});

test("files that are made, changed and removed are followed, as the client tells them", async () => {
  const { client, folder, settled } = await clientOf({ "a.py": "def one(): pass\n" });
  const tell = async (path: string) => {
    const changes = [{ uri: uriOf(folder, path), type: 1 }];
    await client.connection.sendNotification("workspace/didChangeWatchedFiles", { changes });
  };
  await settled(({ files }) => files === 1);
  write(folder, "b.py", "def two(): pass\ndef three(): pass\n");
  await tell("b.py");
  expect(await settled(({ files }) => files === 2)).toMatchObject({ files: 2, symbols: 3 });
  rmSync(join(folder, "a.py"));
  await tell("a.py");
  expect(await settled(({ files }) => files === 1)).toMatchObject({ files: 1, symbols: 2 });
});

test("open documents count as they are in the editor, saved or not, and no longer when they are closed", async () => {
  const { client, folder, settled } = await clientOf({ "a.py": "def one(): pass\n" });
  const uri = uriOf(folder, "a.py");
  await client.put("def one(): pass\ndef two(): pass\n▮", uri);
  expect(await settled(({ symbols }) => symbols === 2)).toMatchObject({ files: 1, symbols: 2 });
  await client.put("def one(): pass\ndef two(): pass\ndef three(): pass\n▮", uri);
  expect(await settled(({ symbols }) => symbols === 3)).toMatchObject({ files: 1, symbols: 3 });
  await client.connection.sendNotification("textDocument/didClose", { textDocument: { uri } });
  expect(await settled(({ symbols }) => symbols === 1)).toMatchObject({ files: 1, symbols: 1 });
});

test("a client that tells of no changes loses nothing: the index looks for itself", async () => {
  const { folder, settled } = await clientOf({ "a.py": "def one(): pass\n" });
  await settled(({ files }) => files === 1);
  write(folder, "b.py", "def two(): pass\n");
  expect(await settled(({ files }) => files === 2)).toMatchObject({ files: 2, symbols: 2 });
});

test("paused, it stays as it is; going on or built anew, it is right again", async () => {
  const { folder, status, settled } = await clientOf({ "a.py": "def one(): pass\n" });
  await settled(({ files }) => files === 1);
  expect(await status({ action: "pause" })).toMatchObject({ state: "paused", files: 1 });
  write(folder, "b.py", "def two(): pass\n");
  expect(await status()).toMatchObject({ state: "paused", files: 1 });
  expect(await status({ action: "resume" })).toMatchObject({ state: "ready", files: 2 });
  expect(await status({ action: "rebuild" })).toMatchObject({
    state: "ready",
    files: 2,
    lastScan: { read: 2 },
  });
});

test("folders come and go", async () => {
  const { client, folder, settled } = await clientOf({ "a.py": "def one(): pass\n" });
  const other = folderWith(parent, { "b.py": "def two(): pass\n", "c.py": "def three(): pass\n" });
  const change = (event: { added?: string[]; removed?: string[] }) => {
    const folders = (uris: string[] = []) => uris.map((uri) => ({ uri, name: "w" }));
    return client.connection.sendNotification("workspace/didChangeWorkspaceFolders", {
      event: { added: folders(event.added), removed: folders(event.removed) },
    });
  };
  await settled(({ files }) => files === 1);
  await change({ added: [uriOf(other)] });
  expect(await settled(({ files }) => files === 3)).toMatchObject({ files: 3 });
  await change({ removed: [uriOf(folder)] });
  expect(await settled(({ files }) => files === 2)).toMatchObject({ files: 2 });
});

test("without a folder there is no index, and no thread for one", async () => {
  const client = await LspClient.start();
  clients.push(client);
  expect(await client.connection.sendRequest<IndexStatus>(INDEX_REQUEST, {})).toMatchObject({
    state: "off",
    files: 0,
  });
});
