/** The cache of the test hosts, which several runs may fill at once. */
import { existsSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { cached, throwAwayFolder } from "./cache.ts";

let folder = "";
beforeEach(() => {
  folder = throwAwayFolder();
  vi.stubEnv("KEYFILL_TEST_CACHE", folder);
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

const fillWith = (text: string) => async (entry: string) => {
  writeFileSync(join(entry, `${text}-1`), "");
  await sleep(5);
  writeFileSync(join(entry, `${text}-2`), "");
};

test("two that fill an entry at once get the same whole one", async () => {
  const [one, two] = await Promise.all([cached("entry", fillWith("a")), cached("entry", fillWith("b"))]);
  expect(one).toBe(two);
  expect(["a-1,a-2", "b-1,b-2"]).toContain(readdirSync(one).toSorted().join(","));
  expect(readdirSync(folder)).toEqual(["entry"]);
});

test("an entry is made once", async () => {
  await cached("entry", fillWith("a"));
  expect(readdirSync(await cached("entry", fillWith("b"))).toSorted()).toEqual(["a-1", "a-2"]);
});

test("an entry that could not be filled is not there", async () => {
  await expect(cached("entry", () => Promise.reject(new Error("no network")))).rejects.toThrow("no network");
  expect(existsSync(join(folder, "entry"))).toBe(false);
  expect(readdirSync(folder)).toEqual([]);
});
