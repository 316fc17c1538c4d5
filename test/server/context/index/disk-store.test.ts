import { fork } from "node:child_process";
import { once } from "node:events";
import {
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { beforeAll, expect, test } from "vitest";

import { DiskStore } from "../../../../server/context/index/disk-store.ts";
import { atOnce } from "../../../../server/context/index/turn.ts";
import { dump, folderWith, git, indexed, write } from "../../../support/indexed-folder.ts";
import { random } from "../../../support/random.ts";
import { temporaryFolder } from "../../../support/temporary-folder.ts";

let parent = "";

beforeAll(() => {
  parent = temporaryFolder();
});

const FILES = Object.fromEntries(
  Array.from({ length: 60 }, (_, at) => [
    `src/file${String(at)}.toy`,
    `use file${String(at + 1)}\ndef thing${String(at)}\n`,
  ]),
);

/** A folder whose files were written long ago, as far as their index goes. */
async function kept(files = FILES) {
  const folder = folderWith(parent, files);
  const storage = folderWith(parent, {});
  await sleep(60);
  await indexed(folder, { storage });
  const [place = ""] = readdirSync(storage);
  return { folder, storage, file: join(storage, place, "index.bin") };
}

test("an unchanged folder is opened again without reading a file", async () => {
  const { folder, storage } = await kept();
  const again = await indexed(folder, { storage });
  expect(again.scans.last?.read).toBe(0);
  expect(dump(again)).toBe(dump(await indexed(folder)));
});

test("what changed meanwhile is read, and what is gone is gone", async () => {
  const { folder, storage } = await kept();
  write(folder, "src/file3.toy", "def other\n");
  write(folder, "new.toy", "def newcomer\n");
  rmSync(join(folder, "src/file4.toy"));
  const again = await indexed(folder, { storage });
  expect(again.scans.last?.read).toBe(2);
  expect(dump(again)).toBe(dump(await indexed(folder)));
});

test("what was superseded before it was kept stays so", async () => {
  const { folder, storage } = await kept();
  for (let at = 0; at < 5; at++) write(folder, `src/file${String(at)}.toy`, "def other\n");
  rmSync(join(folder, "src/file9.toy"));
  await sleep(60);
  await indexed(folder, { storage });
  const again = await indexed(folder, { storage });
  expect(again.scans.last?.read).toBe(0);
  expect(again.layers().some(({ deadChunks }) => deadChunks > 0)).toBe(true);
  expect(dump(again)).toBe(dump(await indexed(folder)));
});

test("a branch that was switched while nobody looked", async () => {
  const folder = folderWith(parent, FILES);
  git(folder, "init", "--quiet", "-b", "one");
  git(folder, "add", ".");
  git(folder, "commit", "--quiet", "-m", "one");
  git(folder, "checkout", "--quiet", "-b", "two");
  for (let at = 0; at < 20; at++) write(folder, `src/file${String(at)}.toy`, "def two\n");
  git(folder, "commit", "--quiet", "-a", "-m", "two");
  const storage = folderWith(parent, {});
  await indexed(folder, { storage });
  git(folder, "checkout", "--quiet", "one");
  const again = await indexed(folder, { storage });
  expect(dump(again)).toBe(dump(await indexed(folder)));
});

test("files that are left out are not read again either", async () => {
  const { folder, storage } = await kept({
    "a.toy": "def a\n",
    "b.toy": `${"x".repeat(5000)}\n`,
    "c.toy": "a\0b",
  });
  const again = await indexed(folder, { storage });
  expect(again.scans.last?.read).toBe(0);
  expect(Array.from(again.folders[0]?.leftOut ?? [], ([path, { why }]) => `${path} ${why}`)).toEqual([
    "b.toy minified",
    "c.toy binary",
  ]);
});

const DAMAGES: readonly (readonly [how: string, damage: (file: string) => void])[] = [
  ["cut short", (file) => truncateSync(file, statSync(file).size - 7)],
  ["empty", (file) => writeFileSync(file, "")],
  ["not ours", (file) => writeFileSync(file, "something else ".repeat(500))],
  ["longer than it was", (file) => writeFileSync(file, "x", { flag: "a" })],
  ...[3, 17, 40, 400, 1500].map((place) => [`wrong in byte ${String(place)}`, flip(place)] as const),
];

function flip(place: number) {
  return (file: string) => {
    const bytes = readFileSync(file);
    bytes[place] = (bytes[place] ?? 0) ^ 0x10;
    writeFileSync(file, bytes);
  };
}

test.each(DAMAGES)("an index that is %s is built anew, and kept again", async (_how, damage) => {
  const { folder, storage, file } = await kept();
  damage(file);
  const again = await indexed(folder, { storage });
  expect(again.scans.last?.read).toBe(Object.keys(FILES).length);
  expect(dump(again)).toBe(dump(await indexed(folder)));
  expect((await indexed(folder, { storage })).scans.last?.read).toBe(0);
});

test("an index of another version is built anew", async () => {
  const { folder, storage } = await kept();
  const store = new DiskStore({ storage, maker: "the next version", note: () => undefined });
  const workspace = await indexed(folder);
  for (const own of workspace.folders) {
    own.clear();
    store.load(own);
    expect(own.set.size).toBe(0);
  }
});

test("more than is allowed is not kept: what was not used for longest goes", async () => {
  const storage = folderWith(parent, {});
  const places: string[] = [];
  let maxBytes = 1e6;
  for (const name of ["one", "two", "three"]) {
    const folder = folderWith(parent, { "a.toy": `def ${name}\n`.repeat(100) });
    const workspace = await indexed(folder);
    const store = new DiskStore({ storage, maker: "test", note: () => undefined, maxBytes });
    for (const own of workspace.folders) atOnce(store.save(own));
    const place = readdirSync(storage).find((name) => !places.includes(name)) ?? "";
    places.push(place);
    const longAgo = new Date(Date.now() - 1e6 + places.length * 1000);
    utimesSync(join(storage, place, "index.bin"), longAgo, longAgo);
    maxBytes = statSync(join(storage, place, "index.bin")).size * 2.5;
  }
  expect(readdirSync(storage).toSorted()).toEqual(places.slice(1).toSorted());
});

test("who is writing keeps others from it; who died does not", async () => {
  const { folder, storage, file } = await kept();
  const lock = join(file, "..", "lock");
  const before = readFileSync(file);
  writeFileSync(lock, String(process.pid));
  for (let at = 0; at < 10; at++) write(folder, `new${String(at)}.toy`, "def newcomer\n");
  await indexed(folder, { storage });
  expect(readFileSync(file).equals(before)).toBe(true);
  const child = fork(import.meta.filename, { execArgv: ["--eval", "0"], stdio: "ignore" });
  await once(child, "exit");
  writeFileSync(lock, String(child.pid));
  await indexed(folder, { storage });
  expect(readFileSync(file).equals(before)).toBe(false);
  expect(readdirSync(join(file, ".."))).toEqual(["index.bin"]);
});

test("who died before it could say who it was does not keep others out, nor leave anything behind", async () => {
  const { folder, storage, file } = await kept();
  const child = fork(import.meta.filename, { execArgv: ["--eval", "0"], stdio: "ignore" });
  await once(child, "exit");
  const left = ["lock", `lock.${String(child.pid)}.partial`, `index.bin.${String(child.pid)}.partial`];
  for (const name of left) writeFileSync(join(file, "..", name), "");
  expect((await indexed(folder, { storage })).scans.last?.read).toBe(0);
  expect(readdirSync(join(file, ".."))).toEqual(["index.bin"]);
});

test("killed at any moment, it leaves an index that is right, or none", { timeout: 300_000 }, async () => {
  const below = random(7);
  const folder = folderWith(parent, FILES);
  const storage = folderWith(parent, {});
  const script = join(import.meta.dirname, "../../../support/keep-indexing.ts");
  for (let round = 0; round < 12; round++) {
    const child = fork(script, [folder, storage, String(round)]);
    await once(child, "message");
    await sleep(below(120));
    child.kill("SIGKILL");
    await once(child, "exit");
    const again = await indexed(folder, { storage });
    expect(dump(again)).toBe(dump(await indexed(folder)));
  }
  for (const place of readdirSync(storage)) expect(readdirSync(join(storage, place))).toEqual(["index.bin"]);
});
