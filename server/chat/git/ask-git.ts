/**
 * Git, asked with fixed questions. The folder may be anybody's, and its configuration may name programs for git to run: none
 * of them is.
 */
import { execFile } from "node:child_process";
import { realpath } from "node:fs/promises";
import { relative, isAbsolute } from "node:path";
import { promisify } from "node:util";

const LIMIT_MS = 15_000;
const MAX_BYTES = 32 * 1024 * 1024;

/** Undefined where git has no answer. */
export type AskGit = (...question: readonly string[]) => Promise<string | undefined>;

const SETTINGS: Readonly<Record<string, string>> = {
  "core.fsmonitor": "false",
  "core.hooksPath": "/dev/null",
  "core.pager": "cat",
  "core.quotePath": "false",
  "diff.external": "",
  "diff.submodule": "short",
  "diff.ignoreSubmodules": "dirty",
  "log.showSignature": "false",
  "submodule.recurse": "false",
  "protocol.allow": "never",
};

/** For the folder on disk; undefined when it lies in no repository's work tree. */
export async function gitIn(
  folder: string,
  env: Readonly<Record<string, string | undefined>>,
): Promise<AskGit | undefined> {
  const plain = asker(folder, env, SETTINGS);
  const [tree, own] = await Promise.all([
    plain("rev-parse", "--show-toplevel"),
    plain("config", "--show-scope", "--name-only", "-z", "--get-regexp", String.raw`^filter\.`),
  ]);
  if (tree === undefined || !(await holds(tree.replace(/\r?\n$/, ""), folder))) return undefined;
  return asker(folder, env, { ...SETTINGS, ...withoutFilters(own ?? "") });
}

/** The folder's own configuration may say that its files are elsewhere. */
async function holds(tree: string, folder: string): Promise<boolean> {
  const [outer, inner] = await Promise.all(
    [tree, folder].map((path) => realpath(path).catch(() => undefined)),
  );
  if (outer === undefined || inner === undefined) return false;
  const path = relative(outer, inner);
  return !path.startsWith("..") && !isAbsolute(path);
}

/** Programs by which files pass on their way into the repository, as far as the repository names them itself. */
function withoutFilters(scoped: string): Readonly<Record<string, string>> {
  const words = scoped.split("\0");
  const names = words.flatMap((scope, at) =>
    /^(?:local|worktree)$/.test(scope) ? (words[at + 1] ?? []) : [],
  );
  return Object.fromEntries(names.map((name) => [name, /\.required$/i.test(name) ? "false" : ""]));
}

function asker(
  folder: string,
  env: Readonly<Record<string, string | undefined>>,
  settings: Readonly<Record<string, string>>,
): AskGit {
  // Set by git for its hooks, where they name another repository than the folder's.
  const own = Object.fromEntries(Object.entries(env).filter(([name]) => !/^GIT_/i.test(name)));
  const pairs = Object.entries(settings).flatMap(([key, value], at) => [
    [`GIT_CONFIG_KEY_${String(at)}`, key],
    [`GIT_CONFIG_VALUE_${String(at)}`, value],
  ]);
  const steered = {
    ...own,
    ...Object.fromEntries(pairs),
    GIT_CONFIG_COUNT: String(Object.keys(settings).length),
    GIT_OPTIONAL_LOCKS: "0",
    GIT_NO_LAZY_FETCH: "1",
    GIT_TERMINAL_PROMPT: "0",
    GIT_PAGER: "cat",
    LC_ALL: "C",
  };
  const options = { env: steered, timeout: LIMIT_MS, maxBuffer: MAX_BYTES, windowsHide: true };
  return async (...question) => {
    // By -C, because on Windows a program is looked for in the folder that one is in first.
    const args = ["-C", folder, "--no-pager", "--literal-pathspecs", ...question];
    const answer = await promisify(execFile)("git", args, options).catch(() => undefined);
    return answer?.stdout;
  };
}
