/**
 * Makes a file or folder of the test cache once, however many processes ask for it at the same
 * time: one makes it beside its place and renames it, the others wait, since what is made here
 * takes minutes.
 */
import { existsSync } from "node:fs";
import { mkdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { cacheFolder } from "../host/cache.ts";

const unwrittenLockMs = 5_000;
// After a restart of the machine, another process may have the holder's number.
const longestMakingMs = 60 * 60_000;

/** Returns the path of `name` in the cache; `make` is called with the path to fill if it is not there yet. */
export async function madeOnce(name: string, make: (path: string) => Promise<void>): Promise<string> {
  const path = join(cacheFolder(), name);
  if (existsSync(path)) return path;
  await mkdir(dirname(path), { recursive: true });
  const lock = `${path}.lock`;
  while (!(await taken(lock))) {
    if (existsSync(path)) return path;
    if (await abandoned(lock)) await rm(lock, { force: true });
    else await sleep(200);
  }
  const unfinished = `${path}.${String(process.pid)}`;
  try {
    if (!existsSync(path)) {
      await make(unfinished);
      await rename(unfinished, path);
    }
  } finally {
    await rm(unfinished, { recursive: true, force: true });
    await rm(lock, { force: true });
  }
  return path;
}

async function taken(lock: string): Promise<boolean> {
  try {
    await writeFile(lock, String(process.pid), { flag: "wx" });
    return true;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EEXIST") return false;
    throw error;
  }
}

/** Whether the process that holds the lock has died without removing it. */
async function abandoned(lock: string): Promise<boolean> {
  try {
    const holder = Number(await readFile(lock, "utf8"));
    const ageMs = Date.now() - (await stat(lock)).mtimeMs;
    if (holder === 0) return ageMs > unwrittenLockMs;
    return ageMs > longestMakingMs || !isAlive(holder);
  } catch {
    // The holder removed it between two of these calls: it is free, so the caller tries again.
    return false;
  }
}

function isAlive(processId: number): boolean {
  try {
    process.kill(processId, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}
