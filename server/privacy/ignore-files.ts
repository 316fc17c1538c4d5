/** The `.keyfillignore` files on the way down to a file. One that was changed counts half a second later at the latest. */
import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";

import { type IgnoreRule, isIgnored, parseIgnoreRules } from "./ignore-rules.ts";

export const IGNORE_FILE = ".keyfillignore";
/** To ask the disk at every keystroke would be felt where the disk is far away. */
const TRUSTED_MS = 500;
/** Where the file system makes no difference between them, neither may a rule. */
const ignoreCase = process.platform === "win32" || process.platform === "darwin";

interface Known {
  readonly checkedAt: number;
  /** Time and size; empty when there is no such file. */
  readonly stamp: string;
  readonly rules: readonly IgnoreRule[];
}

export type IgnoredByFiles = (folder: string, path: string) => boolean;

export function ignoreFiles(now: () => number): IgnoredByFiles {
  const known = new Map<string, Known>();
  const rulesIn = (folder: string, depth: number): readonly IgnoreRule[] => {
    const before = known.get(folder);
    const checkedAt = now();
    if (before && checkedAt - before.checkedAt < TRUSTED_MS) return before.rules;
    const file = join(folder, IGNORE_FILE);
    const stamp = stampOf(file);
    const rules = stamp === before?.stamp ? before.rules : read(file, { stamp, depth });
    known.set(folder, { checkedAt, stamp, rules });
    return rules;
  };
  return (folder, path) => {
    const folders = path.split("/").slice(0, -1);
    const rules = rulesIn(folder, 0).concat(
      ...folders.map((_, index) => rulesIn(join(folder, ...folders.slice(0, index + 1)), index + 1)),
    );
    return isIgnored(path, rules);
  };
}

function stampOf(file: string): string {
  const stat = statSync(file, { throwIfNoEntry: false });
  return stat?.isFile() ? `${String(stat.mtimeMs)} ${String(stat.size)}` : "";
}

interface Found {
  readonly stamp: string;
  readonly depth: number;
}

/** One that is there and cannot be read keeps everything below it: it may say just that. */
function read(file: string, { stamp, depth }: Found): readonly IgnoreRule[] {
  if (stamp === "") return [];
  try {
    return parseIgnoreRules(readFileSync(file, "utf8"), { depth, ignoreCase });
  } catch {
    return parseIgnoreRules("*", { depth });
  }
}
