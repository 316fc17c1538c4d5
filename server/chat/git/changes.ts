/** What git says has changed, file by file, as one may see it who may not see every file. */
import type { Sight } from "../tools/world.ts";
import type { AskGit } from "./ask-git.ts";

const DIFF = [
  "--no-color",
  "--no-ext-diff",
  "--no-textconv",
  "--no-renames",
  "--ignore-submodules=dirty",
  "--relative",
  "--src-prefix=a/",
  "--dst-prefix=b/",
  "-p",
];

/** How much of git's answer is to be shown, and as what. */
export interface Seen {
  readonly sight: Pick<Sight, "mayRead" | "show">;
  /** From a path that git names to the file's URI. */
  readonly uriOf: (path: string) => string;
}

export async function uncommitted(git: AskGit, seen: Seen): Promise<string | undefined> {
  const hasCommit = (await git("rev-parse", "--verify", "--quiet", "HEAD^{commit}")) !== undefined;
  const [diff, added] = await Promise.all([
    git("diff", ...(hasCommit ? ["HEAD"] : ["--cached"]), ...DIFF),
    git("ls-files", "--others", "--exclude-standard", "-z"),
  ]);
  if (diff === undefined) return undefined;
  const names = (added ?? "")
    .split("\0")
    .filter((path) => path !== "" && seen.sight.mayRead(seen.uriOf(path)));
  const untracked = names.length === 0 ? "" : `New files that git does not follow:\n${names.join("\n")}`;
  return [visible(diff, seen), untracked].filter((text) => text !== "").join("\n");
}

export async function staged(git: AskGit, seen: Seen): Promise<string | undefined> {
  const diff = await git("diff", "--cached", ...DIFF);
  return diff === undefined ? undefined : visible(diff, seen);
}

export async function committed(git: AskGit, name: string, seen: Seen): Promise<string | undefined> {
  const id = await git("rev-parse", "--verify", "--quiet", "--end-of-options", `${name}^{commit}`);
  if (id === undefined) return undefined;
  const format = "--format=commit %H%nAuthor: %an%nDate: %aI%n%n%B";
  const text = await git(
    "show",
    "--no-show-signature",
    "--no-notes",
    "--diff-merges=first-parent",
    format,
    ...DIFF,
    id.trim(),
  );
  return text === undefined ? undefined : visible(text, seen);
}

export interface Commit {
  readonly id: string;
  readonly subject: string;
}

export async function recentCommits(git: AskGit, count: number): Promise<readonly Commit[]> {
  const log = await git(
    "log",
    `--max-count=${String(count)}`,
    "--no-show-signature",
    "--format=%h%x00%s",
    "HEAD",
  );
  return (log ?? "").split("\n").flatMap((line) => {
    const [id = "", subject] = line.split("\0");
    return subject === undefined ? [] : [{ id, subject }];
  });
}

/** Without the parts of files that are not shown; a name that git has to quote is none that we can ask about. */
function visible(diff: string, { sight, uriOf }: Seen): string {
  const parts = diff.split(/^(?=diff --(?:git|cc|combined) )/m);
  return parts
    .map((part) => {
      const isFile = part.startsWith("diff --");
      const [, path] = /^diff --git a\/(.*) b\/\1$/m.exec(part) ?? [];
      if (!isFile) return shown(part, "commit.txt", sight);
      return path !== undefined && sight.mayRead(uriOf(path)) ? shown(part, path, sight) : "";
    })
    .join("");
}

/** Secrets are looked for behind the marks of added and removed lines. */
function shown(part: string, path: string, { show }: Pick<Sight, "show">): string {
  const lines = part.split(/(?<=\n)/);
  const isDiff = part.startsWith("diff ");
  const bare = isDiff ? lines.map((line) => line.slice(1)) : lines;
  const clean = show({ path, lines: bare, start: 0, end: bare.length - 1 });
  if (!isDiff) return clean;
  return clean
    .split(/(?<=\n)/)
    .map((line, at) => (lines[at]?.[0] ?? "") + line)
    .join("");
}
