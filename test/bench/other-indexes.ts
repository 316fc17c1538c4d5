/** The same search in the usual ways: SQLite's full-text index, MiniSearch, and ripgrep going through the files. */
import { spawnSync } from "node:child_process";
import { DatabaseSync } from "node:sqlite";

import { miniSearch } from "./corpus.ts";

/** Answers how many chunks were found. */
export type Ask = (words: readonly string[]) => number;

const LIMIT = 10;

export function sqlite(chunks: readonly string[]): Ask {
  const database = new DatabaseSync(":memory:");
  database.exec(
    `CREATE VIRTUAL TABLE chunk USING fts5(text, content='', tokenize="unicode61 tokenchars '_$'")`,
  );
  database.exec("BEGIN");
  const insert = database.prepare("INSERT INTO chunk(rowid, text) VALUES (?, ?)");
  for (const [at, text] of chunks.entries()) insert.run(at + 1, text);
  database.exec("COMMIT");
  const select = database.prepare(
    `SELECT rowid FROM chunk WHERE chunk MATCH ? ORDER BY rank LIMIT ${String(LIMIT)}`,
  );
  return (words) => select.all(words.map((word) => `"${word}"`).join(" OR ")).length;
}

interface MiniSearch {
  addAll(documents: readonly { readonly id: number; readonly text: string }[]): void;
  search(query: string): readonly unknown[];
}

export async function miniSearchOf(chunks: readonly string[]): Promise<Ask> {
  const { default: MiniSearch }: { default: new (options: object) => MiniSearch } = await import(
    await miniSearch()
  );
  const tokenize = (text: string) => text.match(/[\w$]{2,}/g) ?? [];
  const index = new MiniSearch({ fields: ["text"], tokenize });
  index.addAll(chunks.map((text, id) => ({ id, text })));
  return (words) => index.search(words.join(" ")).slice(0, LIMIT).length;
}

/** Undefined where there is none. */
export function ripgrep(folder: string): Ask | undefined {
  if (spawnSync("rg", ["--version"]).status !== 0) return undefined;
  return (words) => {
    const patterns = words.flatMap((word) => ["-e", word]);
    return spawnSync("rg", ["-c", "-F", ...patterns, folder], { maxBuffer: 1e9 }).stdout.length;
  };
}
