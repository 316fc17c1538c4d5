/** A path as an answer names it, as a file of the workspace; what leads out of it, by dots or by a link, leads nowhere. */
import { realpath } from "node:fs/promises";
import { dirname, isAbsolute, join, relative } from "node:path";

import { Uri, workspace } from "vscode";

/** The first folder that has it; else where it would be in the first. */
export async function inWorkspace(path: string): Promise<Uri | undefined> {
  const folders = (workspace.workspaceFolders ?? [])
    .filter(({ uri }) => uri.scheme === "file")
    .map(({ uri }) => uri.fsPath);
  const places = folders.map((folder) => ({ folder, file: isAbsolute(path) ? path : join(folder, path) }));
  const within: string[] = [];
  for (const { folder, file } of places) {
    const found = await real(file);
    if (found === undefined && (await isWithin(folder, dirname(file)))) within.push(file);
    if (found !== undefined && (await isWithin(folder, found))) return Uri.file(file);
  }
  const [first] = within;
  return first === undefined ? undefined : Uri.file(first);
}

async function isWithin(folder: string, file: string): Promise<boolean> {
  const [outer, inner] = [await real(folder), (await real(file)) ?? file];
  if (outer === undefined) return false;
  const way = relative(outer, inner);
  return way !== ".." && !/^\.\.[/\\]/.test(way) && !isAbsolute(way);
}

async function real(path: string): Promise<string | undefined> {
  return realpath(path).catch(() => undefined);
}
