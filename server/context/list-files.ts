/** The files of a folder that version control does not ignore: as git lists them, or else by walking and reading what is ignored. */
import { execFile } from "node:child_process";
import { readdir, readFile } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import { promisify } from "node:util";

import { type IgnoreRule, isIgnoredHere, parseIgnoreRules } from "../privacy/ignore-rules.ts";
import { isBuiltFolder, isForeignFolder } from "./left-out.ts";

const GIT_TIMEOUT_MS = 10_000;
const GIT_MAX_OUTPUT_BYTES = 64 * 1024 * 1024;

/**
 * Relative to the folder, with forward slashes; all of them, or those at or below the given paths. They come many at a
 * time: to wait for each alone would take longer than to look at it. Git is asked at once, and is done, perhaps, when
 * the first paths are wanted.
 */
export function listFiles(folder: string, only: readonly string[] = []): AsyncIterable<readonly string[]> {
  return inTurn(folder, { only, asked: listedByGit(folder, only) });
}

async function* inTurn(
  folder: string,
  { only, asked }: { only: readonly string[]; asked: Promise<readonly string[] | undefined> },
): AsyncIterable<readonly string[]> {
  const listed = await asked;
  if (listed) yield listed;
  else if (only.length === 0) yield* walked(folder);
  else
    for await (const paths of walked(folder))
      yield paths.filter((path) => only.some((place) => isAtOrBelow(path, place)));
}

export function isAtOrBelow(path: string, place: string): boolean {
  return path === place || path.startsWith(`${place}/`);
}

/** Tracked files and those not ignored. */
async function listedByGit(folder: string, only: readonly string[]): Promise<readonly string[] | undefined> {
  const question = ["ls-files", "-co", "--exclude-standard", "-z", "--deduplicate", "--", ...only];
  const answer = await git(folder, question);
  if (answer !== "") return answer?.split("\0").filter((path) => path !== "");
  // Of a folder that the repository around it ignores as a whole, git lists nothing.
  const isIgnored = (await git(folder, ["check-ignore", "--quiet", "."])) !== undefined;
  return isIgnored ? undefined : [];
}

/**
 * What git says; undefined when it says no. The folder may not be trusted, and its configuration may name programs: git's
 * file monitor is turned off, and `-C` is used because on Windows a program is looked for in `cwd` first.
 */
async function git(folder: string, question: readonly string[]): Promise<string | undefined> {
  const args = ["-C", folder, "--literal-pathspecs", "-c", "core.fsmonitor=false", ...question];
  // Set by git for its hooks, where they name another repository than the folder's.
  const { GIT_DIR: _dir, GIT_WORK_TREE: _tree, GIT_INDEX_FILE: _index, ...env } = process.env;
  const options = { env, timeout: GIT_TIMEOUT_MS, maxBuffer: GIT_MAX_OUTPUT_BYTES };
  const answer = await promisify(execFile)("git", args, options).catch(() => undefined);
  return answer?.stdout;
}

/** Every file in the folder, without links, as the .gitignore files on the way say; folder by folder. */
async function* walked(
  folder: string,
  at = folder,
  inherited: readonly IgnoreRule[] = [],
): AsyncGenerator<readonly string[]> {
  const entries = await readdir(at, { withFileTypes: true }).catch(() => []);
  const here = relative(folder, at).split(sep).filter(Boolean);
  const said = entries.some(({ name }) => name === ".gitignore")
    ? await readFile(join(at, ".gitignore"), "utf8").catch(() => "")
    : "";
  const rules = [...inherited, ...parseIgnoreRules(said, { depth: here.length })];
  let files: string[] = [];
  for (const entry of entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
    const names = [...here, entry.name];
    const isFolder = entry.isDirectory();
    if (isFolder && (isForeignFolder(entry.name) || isBuiltFolder(entry.name))) continue;
    if (isIgnoredHere(names, isFolder, rules)) continue;
    if (entry.isFile()) files.push(names.join("/"));
    if (!isFolder) continue;
    yield files;
    files = [];
    yield* walked(folder, join(at, entry.name), rules);
  }
  yield files;
}
