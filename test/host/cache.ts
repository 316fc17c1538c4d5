/**
 * The folder outside the repository where what is fetched for the tests lives: VS Code hosts, a browser, fonts. Every entry
 * appears by one rename, so an entry that exists is whole, whoever made it and however many at once.
 */
import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, statSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";

const ABANDONED_AFTER_MS = 24 * 60 * 60 * 1000;
const PARTIAL = ".partial-";

export function cacheFolder(): string {
  const { KEYFILL_TEST_CACHE, XDG_CACHE_HOME } = process.env;
  return KEYFILL_TEST_CACHE ?? join(XDG_CACHE_HOME ?? join(homedir(), ".cache"), "keyfill-test");
}

/** The entry's folder; `fill` makes it when it is not there. Of two that make it at once, the first to finish wins. */
export async function cached(key: string, fill: (folder: string) => Promise<void>): Promise<string> {
  const folder = join(cacheFolder(), key);
  if (existsSync(folder)) return folder;
  mkdirSync(cacheFolder(), { recursive: true });
  removeAbandoned();
  const partial = mkdtempSync(join(cacheFolder(), `${key}${PARTIAL}`));
  try {
    await fill(partial);
    if (!existsSync(folder)) renameOver(partial, folder);
  } finally {
    rmSync(partial, { recursive: true, force: true });
  }
  return folder;
}

function renameOver(partial: string, folder: string): void {
  try {
    renameSync(partial, folder);
  } catch (error) {
    if (!existsSync(folder)) throw error;
  }
}

/** What a killed process left behind. */
function removeAbandoned(): void {
  for (const name of readdirSync(cacheFolder())) {
    if (!name.includes(PARTIAL)) continue;
    const path = join(cacheFolder(), name);
    const age = Date.now() - (statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
    if (age > ABANDONED_AFTER_MS) rmSync(path, { recursive: true, force: true });
  }
}

/** A folder for one run, to be removed by it. */
export function throwAwayFolder(): string {
  return mkdtempSync(join(tmpdir(), "keyfill-"));
}
