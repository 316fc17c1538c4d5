/**
 * The files of a workspace folder that are worth learning from, read one after the other so that the server stays free
 * to answer. Knows not who learns from them or what language they are in.
 */
import { lstat, readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Signal } from "../completion/ports.ts";
import { encodePath } from "../completion/encode-path.ts";
import { leftOutByPath, leftOutByText, MARK_CHARS } from "./left-out.ts";
import { listFiles } from "./list-files.ts";

export interface WorkspaceFile {
  /** Below the folder's own, and written as VS Code writes it, so that an open document has the same. */
  readonly uri: string;
  /** Relative to the folder, with forward slashes. */
  readonly path: string;
  /** Each with its terminator. */
  readonly lines: readonly string[];
}

export interface WorkspaceFolder {
  readonly uri: string;
  readonly maxFiles: number;
  readonly signal: Signal;
}

const MAX_BYTES = 256 * 1024;

export async function* workspaceFiles({
  uri,
  maxFiles,
  signal,
}: WorkspaceFolder): AsyncGenerator<WorkspaceFile> {
  const folder = fileURLToPath(uri);
  let count = 0;
  for await (const paths of listFiles(folder)) {
    for (const path of paths) {
      if (signal.aborted || count >= maxFiles) return;
      if (leftOutByPath(path) !== undefined) continue;
      const lines = await handWritten(join(folder, path));
      if (!lines) continue;
      count++;
      yield { uri: `${uri.replace(/\/$/, "")}/${encodePath(path)}`, path, lines };
    }
  }
}

/** The lines of a file, when a person may have written them. A file that cannot be read is left out like any other. */
async function handWritten(file: string): Promise<readonly string[] | undefined> {
  const stat = await lstat(file).catch(() => undefined);
  if (!stat?.isFile() || stat.size === 0 || stat.size > MAX_BYTES) return undefined;
  const text = await readFile(file, "utf8").catch(() => "");
  if (text.includes("\0")) return undefined;
  const lines = text.split(/(?<=\n)/);
  const look = { head: text.slice(0, MARK_CHARS), length: text.length, lines: lines.length };
  return leftOutByText(look) === undefined ? lines : undefined;
}
