/** The Markdown files that a user keeps for chats: system prompts, and prompts to be asked again. */
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

export interface MarkdownFile {
  /** Of the file, without its ending. */
  readonly name: string;
  readonly file: string;
  /** From its head, or its first line. */
  readonly description: string;
  /** Without its head. */
  readonly text: string;
}

const ENDING = ".md";
const MAX_CHARACTERS = 200_000;
/** A head between two lines of dashes, as many tools write it. */
const HEAD = /^---\r?\n([\s\S]*?)\r?\n---\r?\n/;

/** By name. A folder that is not there holds none. */
export async function markdownFiles(folder: string): Promise<readonly MarkdownFile[]> {
  const names = await readdir(folder).catch(() => []);
  const wanted = names.filter((name) => name.endsWith(ENDING)).toSorted();
  const files = await Promise.all(wanted.map((name) => markdownFile(join(folder, name), name)));
  return files.flatMap((file) => file ?? []);
}

async function markdownFile(file: string, name: string): Promise<MarkdownFile | undefined> {
  // One that cannot be read is not there.
  const all = await readFile(file, "utf8").catch(() => undefined);
  if (all === undefined || all.length > MAX_CHARACTERS) return undefined;
  const [head = "", fields = ""] = HEAD.exec(all) ?? [];
  const text = all.slice(head.length).trim();
  const [, said] = /^description:[ \t]*(.+)$/m.exec(fields) ?? [];
  const [firstLine = ""] = text.split("\n");
  const description = said?.trim().replace(/^(["'])(.*)\1$/, "$2") ?? firstLine.replace(/^#+\s*/, "").trim();
  return { name: name.slice(0, -ENDING.length), file, description, text };
}
