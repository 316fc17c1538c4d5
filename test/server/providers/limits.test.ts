import { mkdtemp, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { beforeEach, expect, test } from "vitest";

import { inPlainEnglish } from "../../support/in-plain-english.ts";
import type { Failure } from "../../../server/completion/ports.ts";
import { createLimits } from "../../../server/providers/limits.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

const folder = temporaryFolder();
const TARGET = { id: "mine/model", baseUrl: "http://h/v1" };
const failed: Failure = { kind: "overloaded", message: "500", advice: "Wait." };
const limited: Failure = { kind: "rate-limited", message: "429", advice: "Wait.", retryAfterMs: 20_000 };
let cache = folder;
let now = 1_000_000;

beforeEach(async () => {
  cache = join(await mkdtemp(join(folder, "cache-")), "limits");
  now = 1_000_000;
});

const newWindow = (notes: string[] = []) =>
  createLimits({ folder: cache, now: () => now, note: (line) => notes.push(line) });

test("what one window sees, the others know", async () => {
  const [one, other] = [newWindow(), newWindow()];
  expect(other.admit(TARGET)).toEqual({ kind: "go" });
  expect(one.settle(TARGET, limited)).toBe(20_000);
  await one.written();
  expect(other.admit(TARGET)).toMatchObject({ kind: "paused", failure: { retryAfterMs: 20_000 } });
  expect(other.admit({ ...TARGET, id: "mine/another" })).toEqual({ kind: "go" });
  expect(other.admit({ ...TARGET, baseUrl: "http://elsewhere/v1" })).toEqual({ kind: "go" });
});

test("a look ahead is good enough for a quarter of a second", async () => {
  const [one, other] = [newWindow(), newWindow()];
  other.look(TARGET);
  one.settle(TARGET, limited);
  await one.written();
  now += 200;
  expect(other.admit(TARGET)).toEqual({ kind: "go" });
  now += 100;
  expect(other.admit(TARGET)).toMatchObject({ kind: "paused" });
});

test("one window probes for all, and its answer opens the way for all", async () => {
  const [one, other] = [newWindow(), newWindow()];
  for (let times = 0; times < 3; times++) one.settle(TARGET, failed);
  now += 6000;
  expect(one.admit(TARGET)).toMatchObject({ kind: "go", trouble: {} });
  await one.written();
  expect(other.admit(TARGET)).toMatchObject({ kind: "paused" });
  now += 100;
  one.settle(TARGET, "answered");
  await one.written();
  expect(other.admit(TARGET)).toEqual({ kind: "go" });
});

test("failures in several windows count together", async () => {
  const windows = [newWindow(), newWindow(), newWindow()];
  for (const window of windows) {
    window.admit(TARGET);
    now += 10;
    window.settle(TARGET, failed);
    await window.written();
  }
  expect(newWindow().admit(TARGET)).toMatchObject({ kind: "paused" });
});

test("who insists is let through, and what comes of it counts", async () => {
  const limits = newWindow();
  limits.settle(TARGET, limited);
  expect(limits.admit(TARGET, { insists: true })).toEqual({ kind: "go" });
  expect(limits.admit(TARGET)).toMatchObject({ kind: "paused" });
  limits.settle(TARGET, "answered");
  expect(limits.admit(TARGET)).toEqual({ kind: "go" });
});

const USED_UP = { "x-ratelimit-remaining-requests": "0", "x-ratelimit-reset-requests": "12s" };

test("a limit that is used up is kept to before anything is refused, and by all windows", async () => {
  const [one, other] = [newWindow(), newWindow()];
  one.heed(TARGET, USED_UP);
  one.settle(TARGET, "answered");
  await one.written();
  expect(inPlainEnglish(other.admit(TARGET))).toMatchObject({
    kind: "paused",
    failure: {
      kind: "rate-limited",
      message: "paused for 12 s: it told that its limit is used up until then",
      retryAfterMs: 12_000,
    },
  });
  now += 12_001;
  expect(other.admit(TARGET)).toEqual({ kind: "go" });
});

test.each([
  { "x-ratelimit-remaining-requests": "1", "x-ratelimit-reset-requests": "12s" },
  { "x-ratelimit-reset-requests": "12s" },
  { "x-ratelimit-remaining-tokens": "0", "x-ratelimit-reset-tokens": "12ms" },
  { "x-ratelimit-remaining-tokens": "0", "x-ratelimit-reset-tokens": "soon" },
])("nothing is kept to that is not used up: %j", async (headers) => {
  const limits = newWindow();
  limits.heed(TARGET, headers);
  expect(limits.admit(TARGET)).toEqual({ kind: "go" });
});

test("once the set-up is corrected, every target is asked again, by all windows", async () => {
  const [one, other] = [newWindow(), newWindow()];
  const another = { ...TARGET, id: "mine/another" };
  for (const target of [TARGET, another]) {
    one.settle(target, limited);
    other.heed(target, USED_UP);
  }
  await Promise.all([one.written(), other.written()]);
  now += 10;
  await one.forgive();
  for (const target of [TARGET, another]) {
    expect(one.admit(target)).toEqual({ kind: "go" });
    expect(other.admit(target)).toEqual({ kind: "go" });
  }
});

test("nothing is written while all is well", async () => {
  const limits = newWindow();
  limits.admit(TARGET);
  expect(limits.settle(TARGET, "answered")).toBe(0);
  limits.settle(TARGET, "left");
  limits.settle(TARGET, { ...failed, kind: "refused" });
  await limits.written();
  await expect(readdir(cache)).rejects.toThrow("ENOENT");
});

test.for<[string]>([
  ["{"],
  ['{"failures":-1}'],
  ["[]"],
  [""],
  [
    '{"failures":3,"at":1e99,"pausedUntil":1e99,"probedUntil":0,"last":{"kind":"overloaded","message":"","advice":""}}',
  ],
])("a broken file is no state: %s", async ([text]) => {
  const limits = newWindow();
  limits.settle(TARGET, limited);
  await limits.written();
  const [name = ""] = await readdir(cache);
  await writeFile(join(cache, name), text);
  expect(newWindow().admit(TARGET)).toEqual({ kind: "go" });
});

test("the file is whole at all times, and no other is left behind", async () => {
  const limits = newWindow();
  for (let times = 0; times < 20; times++) limits.settle(TARGET, limited);
  await limits.written();
  const names = await readdir(cache);
  expect(names).toEqual([expect.stringMatching(/^[0-9a-f]{16}\.json$/)]);
  expect(JSON.parse(await readFile(join(cache, names[0] ?? ""), "utf8"))).toMatchObject({
    last: { kind: "rate-limited" },
  });
});

test("where nothing can be written, a window knows what it has seen itself, and says so once", async () => {
  const file = join(cache, "..", "file");
  await writeFile(file, "");
  cache = join(file, "limits");
  const notes: string[] = [];
  const limits = newWindow(notes);
  limits.settle(TARGET, limited);
  expect(limits.admit(TARGET)).toMatchObject({ kind: "paused" });
  limits.settle(TARGET, limited);
  await limits.written();
  expect(notes).toEqual([expect.stringContaining("could not be written")]);
});
