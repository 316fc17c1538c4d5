/** The index of a large folder, built by a process of its own as the build made it, for the thread that asked for it. */
import { fork } from "node:child_process";
import { once } from "node:events";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeAll, expect, test } from "vitest";

import { buildApart } from "../../../../server/context/index/build-apart.ts";
import { RemoteIndex } from "../../../../server/context/index/remote-index.ts";
import { HERE } from "../../../../server/privacy/recipient.ts";
import { folderWith, uriOf } from "../../../support/indexed-folder.ts";
import { temporaryFolder } from "../../../support/temporary-folder.ts";

const INDEXER = join(import.meta.dirname, "../../../../dist/server/indexer.cjs");
const LANGUAGES = { typescript: ["ts"] };
const FILES = 2_100;

let folder = "";
let parent = "";
const started: RemoteIndex[] = [];

beforeAll(() => {
  parent = temporaryFolder();
  const text = (at: number) =>
    `export function thing${String(at)}() {\n  return thing${String(at + 1)};\n}\n`;
  const files = Array.from({ length: FILES }, (_, at) => [
    `part${String(at % 7)}/f${String(at)}.ts`,
    text(at),
  ]);
  folder = folderWith(parent, Object.fromEntries(files));
});

afterEach(async () => {
  for (const index of started.splice(0)) await index.close();
});

/** What the index of the folder says, and how many files its thread has read for it. */
async function figures(storage?: string) {
  const index = new RemoteIndex({
    script: INDEXER,
    setup: { languages: LANGUAGES, ...(storage !== undefined && { storage }) },
    openDocuments: () => [],
    note: (line) => {
      throw new Error(line);
    },
    statusChanged: () => undefined,
  });
  started.push(index);
  await index.addFolder(uriOf(folder));
  const { files, symbols, chunks, lastScan } = await index.status();
  const found = await index.ask("definitions", { name: "thing2000" }, HERE);
  return { says: { files, symbols, chunks, found }, read: lastScan?.read, index };
}

test("the thread finds in the store what another process has built, and it is what it would have built itself", async () => {
  const own = await figures();
  const apart = await figures(folderWith(parent, {}));
  expect([own.read, apart.read]).toEqual([FILES, 0]);
  expect(apart.says).toEqual(own.says);
  expect(own.says).toMatchObject({ files: FILES, symbols: FILES, found: [{ path: "part5/f2000.ts" }] });
});

test("built anew, it is built there as well", async () => {
  const { index, says } = await figures(folderWith(parent, {}));
  await index.rebuild();
  const { files, lastScan } = await index.status();
  expect([files, lastScan?.read]).toEqual([says.files, 0]);
});

test("killed on its way, it leaves nothing that is taken for an index", async () => {
  const storage = folderWith(parent, {});
  const killing = new AbortController();
  const order = { setup: { languages: LANGUAGES, storage }, folder: uriOf(folder) };
  const ended = buildApart(INDEXER, order, { signal: killing.signal, progress: () => undefined });
  killing.abort();
  await ended;
  expect(readdirSync(storage, { recursive: true })).toEqual([]);
  expect((await figures(storage)).says.files).toBe(FILES);
});

test("one that cannot even start keeps nobody waiting", async () => {
  const order = { setup: { languages: LANGUAGES }, folder: uriOf(folder) };
  const script = join(parent, "is-not-there.cjs");
  await buildApart(script, order, { signal: new AbortController().signal, progress: () => undefined });
});

test("it ends with whoever gave the order", async () => {
  const child = fork(INDEXER, { stdio: ["ignore", "ignore", "ignore", "ipc"] });
  const order = { setup: { languages: LANGUAGES, storage: folderWith(parent, {}) }, folder: uriOf(folder) };
  const exited = once(child, "exit");
  child.send(order, () => child.disconnect());
  await exited;
  expect(child.exitCode).toBe(0);
});
