/** A place as people write it, `FILE:LINE:COL`, and the folder that a file belongs to. */
import { existsSync } from "node:fs";
import { dirname, join, relative } from "node:path";

import { withoutTerminator } from "../completion/lines.ts";

export interface Position {
  readonly file: string;
  /** Both count from 1, as people and editors do. */
  readonly line: number;
  readonly column: number;
}

export function parsePosition(text: string): Position | undefined {
  const [, file, line, column] = /^(.+):(\d+):(\d+)$/.exec(text) ?? [];
  return file === undefined ? undefined : { file, line: Number(line), column: Number(column) };
}

/** The cursor as editors count it; or what is wrong with the position, for those who wrote it. */
export function cursorIn(
  lines: readonly string[],
  { file, line, column }: Position,
): { readonly line: number; readonly character: number } | string {
  const text = lines[line - 1];
  if (text === undefined) return `${file} has ${String(lines.length)} lines.`;
  const last = withoutTerminator(text).length + 1;
  if (column < 1 || column > last) return `Line ${String(line)} has columns 1 to ${String(last)}.`;
  return { line: line - 1, character: column - 1 };
}

/** The nearest folder above that is under version control. */
export function repositoryOf(file: string): string | undefined {
  return above(file, [".git"]);
}

const PROJECT_MARKS = ["package.json", "pyproject.toml", "setup.py", "Cargo.toml", "go.mod", "pom.xml"];

/**
 * What to take for the workspace of a file when nobody says so: the folder in which the command was given when the file is
 * in it, the repository, the project, or the file's own folder.
 */
export function workspaceOf(file: string, cwd: string): string {
  const isHere = !relative(cwd, file).startsWith("..");
  const repository = repositoryOf(file);
  if (isHere && cwd !== dirname(cwd) && (!repository || !relative(repository, cwd).startsWith("..")))
    return cwd;
  return repository ?? above(file, PROJECT_MARKS) ?? dirname(file);
}

function above(file: string, marks: readonly string[]): string | undefined {
  for (let folder = dirname(file); ; folder = dirname(folder)) {
    if (marks.some((mark) => existsSync(join(folder, mark)))) return folder;
    if (folder === dirname(folder)) return undefined;
  }
}
