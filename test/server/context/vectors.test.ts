/** Vectors of bytes: exact products, what is nearest, what is kept on disk, and what is found of a workspace that changes. */
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

import { beforeEach, expect, test } from "vitest";

import { indexOf } from "../../../server/context/index/local-index.ts";
import { Views } from "../../../server/context/index/views.ts";
import type { Workspace } from "../../../server/context/index/workspace.ts";
import { quantise } from "../../../server/context/vectors/quantise.ts";
import { VectorStore } from "../../../server/context/vectors/vector-store.ts";
import { VectorTable } from "../../../server/context/vectors/vector-table.ts";
import { WorkspaceVectors } from "../../../server/context/vectors/workspace-vectors.ts";
import { createPrivacy, type Privacy } from "../../../server/privacy/privacy.ts";
import { ANYONE } from "../../../server/privacy/recipient.ts";
import { folderWith, indexed, uriOf, write } from "../../support/indexed-folder.ts";
import { random } from "../../support/random.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

const home = temporaryFolder();
let storage = "";
let count = 0;
beforeEach(() => {
  storage = join(home, `storage-${String(count++)}`);
});

const below = random(7);
const floats = (length: number) => Array.from({ length }, () => below(2001) - 1000);
function bytes(...values: readonly number[]): Int8Array {
  return quantise(values) ?? new Int8Array();
}
const hash = (at: number) => Buffer.from(String(at).padStart(12, "-")).toString("base64url");
const storeOf = (maxBytes?: number) =>
  new VectorStore({
    storage,
    ...(maxBytes !== undefined && { maxBytes }),
    note: (line) => expect.unreachable(line),
  });

async function found(space: string, wanted: Iterable<string>): Promise<ReadonlyMap<string, Int8Array>> {
  const kept = new Map<string, Int8Array>();
  for await (const [key, vector] of storeOf().find(space, new Set(wanted))) kept.set(key, vector);
  return kept;
}

function cosine(a: Int8Array, b: Int8Array): number {
  const dot = (x: Int8Array, y: Int8Array) => x.reduce((sum, value, at) => sum + value * (y[at] ?? 0), 0);
  return dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b));
}

test.for([
  [3, 5000],
  [16, 5000],
  [100, 5000],
  [1536, 300],
] as const)("of vectors of %i numbers, the nearest are exactly the nearest, of %i", ([length, rows]) => {
  const vectors = Array.from({ length: rows }, () => quantise(floats(length)) ?? new Int8Array());
  const table = new VectorTable(vectors[0]?.length ?? 0);
  for (const [at, vector] of vectors.entries()) table.put(hash(at), vector);
  const query = quantise(floats(length)) ?? new Int8Array();
  const expected = vectors
    .map((vector, row) => ({ row, score: cosine(query, vector) }))
    .toSorted((a, b) => b.score - a.score)
    .slice(0, 20);
  const found = table.nearest(query, 20);
  expect(found).toHaveLength(20);
  for (const [at, { score }] of found.entries()) expect(score).toBeCloseTo(expected[at]?.score ?? NaN, 5);
});

test("bytes say the same as the numbers they were made of, and nothing is made of nothing", () => {
  const [a, b] = [floats(768), floats(768)];
  const exact =
    a.reduce((sum, value, at) => sum + value * (b[at] ?? 0), 0) / Math.sqrt(lengthOf(a) * lengthOf(b));
  expect(cosine(quantise(a) ?? bytes(), quantise(b) ?? bytes())).toBeCloseTo(exact, 2);
  expect(quantise([0, 0])).toBe(undefined);
  expect(quantise([1, NaN])).toBe(undefined);
  expect(quantise([1, Infinity])).toBe(undefined);
});

function lengthOf(vector: readonly number[]): number {
  return vector.reduce((sum, value) => sum + value * value, 0);
}

test("what is kept comes back, whatever window added it, and small files become one", async () => {
  for (let at = 0; at < 30; at++) storeOf().add("s", new Map([[hash(at), bytes(at + 1, 2, 3)]]));
  expect(readdirSync(join(storage, "s")).length).toBeLessThan(12);
  const kept = await found("s", [hash(3), hash(29), hash(99)]);
  expect(kept).toEqual(
    new Map([
      [hash(3), bytes(4, 2, 3)],
      [hash(29), bytes(30, 2, 3)],
    ]),
  );
  expect(await found("other", [hash(3)])).toEqual(new Map());
});

test("of a damaged file only what is whole comes back; a torn or foreign one is as good as nothing", async () => {
  const all = new Map(Array.from({ length: 20 }, (_, at) => [hash(at), bytes(at + 1, 1, 1)]));
  const everything = new Set(all.keys());
  storeOf().add("s", all);
  const [name = ""] = readdirSync(join(storage, "s"));
  const file = join(storage, "s", name);
  const whole = readFileSync(file);
  for (let at = 0; at < whole.length; at += 7) {
    const damaged = Buffer.from(whole);
    damaged.writeUInt8(damaged.readUInt8(at) ^ 0xff, at);
    writeFileSync(file, damaged);
    for (const [key, vector] of await found("s", everything)) expect(vector).toEqual(all.get(key));
    writeFileSync(file, whole.subarray(0, at));
    for (const [key, vector] of await found("s", everything)) expect(vector).toEqual(all.get(key));
  }
  writeFileSync(file, "something else");
  expect(await found("s", everything)).toEqual(new Map());
});

test("what was not used for longest goes when there is no room", async () => {
  const big = (from: number) =>
    new Map(Array.from({ length: 100 }, (_, at) => [hash(from + at), bytes(1, 2, at)]));
  storeOf().add("old", big(0));
  storeOf().add("used", big(100));
  for (const space of ["old", "used"])
    for (const name of readdirSync(join(storage, space))) utimesSync(join(storage, space, name), 1, 1);
  await found("used", [hash(100)]);
  const [name = ""] = readdirSync(join(storage, "used"));
  storeOf(2.5 * statSync(join(storage, "used", name)).size).add("new", big(200));
  expect(["old", "used", "new"].map((space) => readdirSync(join(storage, space)).length)).toEqual([0, 1, 1]);
});

test("what the dead have left half written is removed, and never read", async () => {
  mkdirSync(join(storage, "s"), { recursive: true });
  writeFileSync(join(storage, "s", "x.vectors.999999999.partial"), "half");
  expect(await found("s", [hash(1)])).toEqual(new Map());
  expect(readdirSync(join(storage, "s"))).toEqual([]);
});

const ON = "space";
/** A vector for each text: by which of these letters are in it. */
const vectorOf = (text: string) =>
  bytes(...Array.from("abcdefghijklmnop", (letter) => text.split(letter).length - 0.9));

function watcher(workspace: Workspace, privacy: Privacy) {
  const views = new Views(indexOf(workspace), privacy);
  const vectors = new WorkspaceVectors(storeOf());
  const embedded: string[] = [];
  return {
    vectors,
    embedded,
    seen: () => views.of(ANYONE),
    forget: () => views.forget(),
    /** Embeds all that is missing. */
    async settle() {
      for (;;) {
        const { texts } = await vectors.unembedded(views.of(ANYONE), { space: ON, texts: 3 });
        if (texts.length === 0) return;
        embedded.push(...texts.map(({ text }) => text));
        vectors.embedded({
          space: ON,
          vectors: texts.map((one) => ({ hash: one.hash, vector: vectorOf(one.text) })),
        });
      }
    },
    near: (text: string, limit = 10) =>
      vectors.nearest(views.of(ANYONE), { space: ON, vector: vectorOf(text), limit }).map(({ path }) => path),
  };
}

test("edits, renames and removals: what is found is what is there, and each text is embedded once", async () => {
  const folder = folderWith(home, { "a.toy": "aaa bee\n", "b.toy": "ccc dim\n", "same.toy": "aaa bee\n" });
  const workspace = await indexed(folder);
  const privacy = createPrivacy({ folders: () => [uriOf(folder)], now: () => performance.now() });
  const watched = watcher(workspace, privacy);
  await watched.settle();
  expect(watched.embedded.toSorted()).toEqual(["aaa bee\n", "ccc dim\n"]);
  expect(watched.near("aaa bee").slice(0, 2)).toEqual(["a.toy", "same.toy"]);
  write(folder, "renamed.toy", "ccc dim\n");
  rmSync(join(folder, "b.toy"));
  write(folder, "a.toy", "kkk lll\n");
  await workspace.rescan();
  await watched.settle();
  expect(watched.embedded.slice(2)).toEqual(["kkk lll\n"]);
  expect(watched.near("ccc dim")[0]).toBe("renamed.toy");
  expect(watched.near("aaa bee")[0]).toBe("same.toy");
  expect(watched.near("x").toSorted()).toEqual(["a.toy", "renamed.toy", "same.toy"]);
  // Another window, another day: nothing is embedded anew.
  watched.vectors.keep();
  const again = watcher(await indexed(folder), privacy);
  await again.settle();
  expect(again.embedded).toEqual([]);
  expect(again.near("kkk lll")[0]).toBe("a.toy");
});

test("a start reads only the files that have changed since their texts were last looked at", async () => {
  const folder = folderWith(home, { "a.toy": "aaa bee\n", "b.toy": "ccc dim\n", "same.toy": "aaa bee\n" });
  const privacy = createPrivacy({ folders: () => [uriOf(folder)], now: () => performance.now() });
  // A file that was written a moment ago may change and look the same: it has no stamp yet.
  await sleep(60);
  const watched = watcher(await indexed(folder), privacy);
  await watched.settle();
  watched.vectors.keep();
  write(folder, "a.toy", "kkk lll\n");
  const workspace = await indexed(folder);
  // Nobody tells of it: if it were read, it would have no text.
  rmSync(join(folder, "b.toy"));
  const again = watcher(workspace, privacy);
  const figures = await again.vectors.unembedded(again.seen(), { space: ON, texts: 3 });
  expect(figures).toMatchObject({ chunks: 3, embedded: 2, texts: [{ text: "kkk lll\n" }] });
});

test("texts that are kept but damaged, or shown in another manner, are read again", async () => {
  const folder = folderWith(home, { "a.toy": "aaa bee\n" });
  const privacy = createPrivacy({ folders: () => [uriOf(folder)], now: () => performance.now() });
  await sleep(60);
  const watched = watcher(await indexed(folder), privacy);
  await watched.settle();
  const workspace = await indexed(folder);
  // Nobody tells of it: if it is read again, it has no text.
  rmSync(join(folder, "a.toy"));
  const kept = join(storage, ON, "texts.jsonl");
  const good = readFileSync(kept, "utf8");
  const chunksWith = async (texts: string) => {
    writeFileSync(kept, texts);
    const again = watcher(workspace, privacy);
    return (await again.vectors.unembedded(again.seen(), { space: ON, texts: 3 })).chunks;
  };
  expect(await chunksWith(good)).toBe(1);
  expect(await chunksWith(good.slice(0, -9))).toBe(0);
  expect(await chunksWith("not ours\n")).toBe(0);
  privacy.wish({ rules: {}, redact: "never" });
  expect(await chunksWith(good)).toBe(0);
});

test("what a rule begins to keep is found no more, and was never embedded if it kept it before", async () => {
  const folder = folderWith(home, { "a.toy": "aaa bee\n", "kept.toy": "eee fff\n" });
  const privacy = createPrivacy({ folders: () => [uriOf(folder)], now: () => performance.now() });
  const watched = watcher(await indexed(folder), privacy);
  privacy.wish({ rules: { "kept.toy": ["somebody"] }, redact: "always" });
  await watched.settle();
  expect(watched.embedded).toEqual(["aaa bee\n"]);
  privacy.wish({ rules: { "a.toy": ["somebody"] }, redact: "always" });
  watched.forget();
  expect(watched.near("aaa bee")).toEqual([]);
  await watched.settle();
  expect(watched.near("aaa bee")).toEqual(["kept.toy"]);
});

test("akin to a line are other files, by what stood there when it was embedded last", async () => {
  const folder = folderWith(home, { "a.toy": "aaa bee\n", "b.toy": "aaa bea\n", "c.toy": "mmm nnn\n" });
  const workspace = await indexed(folder);
  const watched = watcher(workspace, createPrivacy({ folders: () => [uriOf(folder)], now: () => 0 }));
  await watched.settle();
  const place = { uri: uriOf(folder, "a.toy"), line: 0, character: 0, limit: 1 };
  expect(watched.vectors.akin(watched.seen(), place)).toMatchObject([
    { path: "b.toy", line: 0, text: "aaa bea\n" },
  ]);
  expect(watched.vectors.akin(watched.seen(), { ...place, uri: uriOf(folder, "none.toy") })).toEqual([]);
});
