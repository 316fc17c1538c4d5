/** One process at a time writes into a folder. One that died, or has been at it for too long, does not keep the others out. */
import { closeSync, openSync, readFileSync, rmSync, statSync, writeSync } from "node:fs";
import { join } from "node:path";

const LOCK = "lock";
/** Nobody writes for so long. */
const STALE_MS = 60_000;

/** Does the work, unless somebody else is at it. */
export function underLock(folder: string, work: () => void): void {
  const lock = join(folder, LOCK);
  if (!take(lock)) {
    if (!isStale(lock)) return;
    rmSync(lock, { force: true });
    if (!take(lock)) return;
  }
  try {
    work();
  } finally {
    rmSync(lock, { force: true });
  }
}

function take(lock: string): boolean {
  try {
    const file = openSync(lock, "wx");
    writeSync(file, String(process.pid));
    closeSync(file);
    return true;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EEXIST") return false;
    throw error;
  }
}

function isStale(lock: string): boolean {
  const stat = statSync(lock, { throwIfNoEntry: false });
  if (!stat) return true;
  if (Date.now() - stat.mtimeMs > STALE_MS) return true;
  const process = Number(readFileSync(lock, "utf8"));
  // Not written yet: its maker is about to.
  return process > 0 && !isAlive(process);
}

function isAlive(id: number): boolean {
  try {
    return process.kill(id, 0);
  } catch (error) {
    // It is there, but not ours.
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}
