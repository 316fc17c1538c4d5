/**
 * The secrets that `.env` files of the workspace hold, to be found wherever else they stand: somebody has copied one into a
 * script, a test, a log.
 */
import { readdirSync, readFileSync, statSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { join } from "node:path";

import type { Span } from "./find-secrets.ts";
import { doubtOf, isAddressPassword, isPassword, isRandom, isStandIn } from "./secret-value.ts";

export interface EnvValues {
  /** Looks at the disk again, if it is time; another answer means that the values are others. */
  readonly refresh: () => number;
  /** Where they stand in a line. */
  readonly find: (line: string) => readonly Span[];
}

interface World {
  /** The paths of the workspace folders. */
  readonly folders: () => readonly string[];
  readonly now: () => number;
}

const NAME = /^(?:\.env(?:\.[\w.-]+)?|[\w.-]+\.env|\.envrc)$/i;
const EXAMPLE = /\.(?:example|sample|template|dist|defaults?)$/i;
/** Where nobody's own files are, and thousands of others may be. */
const FOREIGN = /^(?:\..*|node_modules|vendor|dist|build|out|target|venv|__pycache__|Pods)$/;
/** To ask the disk at every keystroke would be felt where the disk is far away. */
const TRUSTED_MS = 500;
/** To look for files takes longer than to look into those that are known. */
const SEARCH_MS = 20_000;
const MAX_FOLDERS = 2000;
const MAX_DEPTH = 4;
const MAX_BYTES = 100_000;
const MAX_VALUES = 1000;

export function envValues({ folders, now }: World): EnvValues {
  const known = new Map<string, { readonly stamp: string; readonly values: readonly string[] }>();
  let among = "";
  let [checkedAt, searchedAt] = [-Infinity, -Infinity];
  let [values, version] = ["", 0];
  let pattern: RegExp | undefined;

  const search = async (roots: readonly string[]) => {
    const found = (await Promise.all(roots.map(filesBelow))).flat();
    for (const file of found) if (!known.has(file)) known.set(file, { stamp: "", values: [] });
    checkedAt = -Infinity;
  };
  const lookIntoThem = () => {
    for (const [file, { stamp }] of known) {
      const now = stampOf(file);
      if (now !== stamp) known.set(file, { stamp: now, values: now === "" ? [] : secretsOf(file) });
    }
    const all = [...new Set([...known.values()].flatMap((file) => file.values))].slice(0, MAX_VALUES);
    const said = all.toSorted((a, b) => b.length - a.length || (a < b ? -1 : 1)).map(escaped);
    if (said.join("|") === values) return;
    values = said.join("|");
    version++;
    pattern = values === "" ? undefined : new RegExp(`(?<![A-Za-z0-9])(?:${values})(?![A-Za-z0-9])`, "g");
  };
  return {
    refresh() {
      const time = now();
      if (time - checkedAt < TRUSTED_MS) return version;
      const roots = folders();
      if (roots.join("\n") !== among) {
        known.clear();
        among = roots.join("\n");
        searchedAt = -Infinity;
        // Those that matter most are known before anything is shown.
        for (const file of roots.flatMap(filesIn)) known.set(file, { stamp: "", values: [] });
      }
      if (time - searchedAt >= SEARCH_MS) {
        searchedAt = time;
        void search(roots);
      }
      checkedAt = time;
      lookIntoThem();
      return version;
    },
    find(line) {
      if (!pattern) return [];
      return [...line.matchAll(pattern)].map(({ 0: value, index }) => ({
        start: index,
        end: index + value.length,
      }));
    },
  };
}

const isEnvFile = (name: string) => NAME.test(name) && !EXAMPLE.test(name);

function filesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
      .filter(isEnvFile)
      .map((name) => join(folder, name));
  } catch {
    // A folder that is not there has none.
    return [];
  }
}

/** Level by level, so that what is given up in a large workspace lies deep in it. */
async function filesBelow(root: string): Promise<string[]> {
  const files: string[] = [];
  let level = [root];
  let seen = 0;
  for (let depth = 0; depth <= MAX_DEPTH && level.length > 0; depth++) {
    const next: string[] = [];
    for (const folder of level.slice(0, MAX_FOLDERS - seen)) {
      seen++;
      for (const entry of await readdir(folder, { withFileTypes: true }).catch(() => [])) {
        const path = join(folder, entry.name);
        if (entry.isDirectory() && !FOREIGN.test(entry.name)) next.push(path);
        else if (!entry.isDirectory() && isEnvFile(entry.name)) files.push(path);
      }
    }
    level = next;
  }
  return files;
}

function stampOf(file: string): string {
  const stat = statSync(file, { throwIfNoEntry: false });
  return stat?.isFile() && stat.size <= MAX_BYTES ? `${String(stat.mtimeMs)} ${String(stat.size)}` : "";
}

const LINE = /^\s*(?:export\s+)?([\w.-]+)\s*=\s*(?:"([^"\n]*)"|'([^'\n]*)'|([^\s#][^\n]*?)?)\s*(?:\s#.*)?$/;

function secretsOf(file: string): string[] {
  let text = "";
  try {
    text = readFileSync(file, "utf8");
  } catch {
    // One that we may not read, we may not show either.
    return [];
  }
  return text.split(/\r?\n/).flatMap((line) => {
    const [, name = "", double, single, bare] = LINE.exec(line) ?? [];
    return worthHiding(name, double ?? single ?? bare ?? "");
  });
}

const ADDRESS_PASSWORD = /:\/\/[^\s:@/]*:([^\s@/]+)@/;
/** Shorter ones are words that may stand anywhere, and mean nothing there. */
const MIN_LENGTH = 6;
const MIN_WORD = 8;
const MIN_KEY = 16;

/** What of a value would give it away elsewhere: `3000`, `true` and `localhost` stand everywhere. */
function worthHiding(name: string, value: string): string[] {
  if (value.includes("://")) return inAddress(value);
  if (isRandom(value)) return [value];
  if (value.length < MIN_LENGTH || isStandIn(value)) return [];
  const doubt = doubtOf(name);
  const isThoughtUp = doubt !== "none" ? isPassword(value) : value.length >= MIN_WORD || isPassword(value);
  return doubt !== "great" && isThoughtUp ? [value] : [];
}

/** The password of who is let in, and what looks like a key. */
function inAddress(address: string): string[] {
  const password = ADDRESS_PASSWORD.exec(address)?.[1] ?? "";
  const isSecret = password.length >= MIN_LENGTH && isAddressPassword(password) && !isStandIn(password);
  const keys = address.split(/[/?&=]/).filter((part) => part.length >= MIN_KEY && isRandom(part));
  return isSecret ? [password, ...keys] : keys;
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/-]/g, String.raw`\$&`);
}
