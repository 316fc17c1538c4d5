/**
 * One process at a time writes into a folder. One that died, or has been at it for too long, does not keep the others out,
 * and what it left behind is removed. What is not whole yet has the number of its process in its name.
 */
import { linkSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import type { Work } from "./turn.ts";

const LOCK = "lock";
const PARTIAL = /\.(\d+)\.partial$/;
/** Nobody writes for so long. */
const STALE_MS = 60_000;

/** Does the work, unless somebody else is at it. */
export function* underLock(folder: string, work: Work): Work {
  sweep(folder);
  const lock = join(folder, LOCK);
  if (!take(lock)) return;
  try {
    yield* work;
  } finally {
    rmSync(lock, { force: true });
  }
}

/** To be renamed when it is whole. */
export function partialOf(file: string): string {
  return `${file}.${String(process.pid)}.partial`;
}

/** Removes what the dead have left. */
export function sweep(folder: string): void {
  const names = namesIn(folder);
  if (names.includes(LOCK) && isStale(join(folder, LOCK))) rmSync(join(folder, LOCK), { force: true });
  for (const name of names) {
    const [, maker] = PARTIAL.exec(name) ?? [];
    if (maker !== undefined && !isAlive(Number(maker))) rmSync(join(folder, name), { force: true });
  }
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    // Not made yet.
    return [];
  }
}

/** By a link, so that it is never there without saying whose it is: nobody could tell that its maker has died. */
function take(lock: string): boolean {
  const own = partialOf(lock);
  writeFileSync(own, String(process.pid));
  try {
    linkSync(own, lock);
    return true;
  } catch (error) {
    if (isError(error, "EEXIST")) return false;
    throw error;
  } finally {
    rmSync(own, { force: true });
  }
}

function isStale(lock: string): boolean {
  try {
    return Date.now() - statSync(lock).mtimeMs > STALE_MS || !isAlive(Number(readFileSync(lock, "utf8")));
  } catch {
    // Its maker has just removed it.
    return false;
  }
}

/** An empty number is nobody's. */
function isAlive(id: number): boolean {
  try {
    return id > 0 && process.kill(id, 0);
  } catch (error) {
    // It is there, but not ours.
    return isError(error, "EPERM");
  }
}

function isError(error: unknown, code: string): boolean {
  return error instanceof Error && "code" in error && error.code === code;
}
