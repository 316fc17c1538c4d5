/** A map of the workspace for a model: which files there are and what they declare; those that most others import come first. */
import type { Questions, RepositoryMap } from "../questions.ts";
import { Turn } from "../turn.ts";
import type { IndexedFile } from "../workspace-index.ts";
import { type Held, toSymbols } from "./held.ts";

/** Code has more characters to a token with every vocabulary: what is cut by this fits. */
const CHARS_PER_TOKEN = 3;
const MAX_HEAD_CHARS = 160;
const MAX_HEADS = 24;

export async function mapRepository(
  held: Held,
  { tokens }: Questions["map"]["asked"],
): Promise<RepositoryMap> {
  const files = await byImportance(held);
  const turn = new Turn();
  const entries: { readonly path: string; readonly text: string }[] = [];
  let left = tokens * CHARS_PER_TOKEN;
  for (const file of files) {
    const text = entryOf(held, file);
    if (text.length > left) break;
    left -= text.length;
    entries.push({ path: file.path, text });
    if (turn.isOver()) await turn.giveWay();
  }
  // In the order of their paths, the same files make the same text.
  const sorted = entries.toSorted((a, b) => (a.path < b.path ? -1 : 1));
  return {
    text: sorted.map(({ text }) => text).join(""),
    files: entries.length,
    omitted: files.length - entries.length,
  };
}

async function byImportance({ index }: Held): Promise<readonly IndexedFile[]> {
  const turn = new Turn();
  const importers = new Map<IndexedFile, number>();
  const files = [...index.files()].filter((file) => index.declarationsIn(file).length > 0);
  for (const file of files) {
    for (const imported of new Set(index.importsOf(file).map((one) => one.file))) {
      if (imported && imported !== file) importers.set(imported, (importers.get(imported) ?? 0) + 1);
    }
    if (turn.isOver()) await turn.giveWay();
  }
  const depth = ({ path }: IndexedFile) => path.split("/").length;
  return files.toSorted(
    (a, b) =>
      (importers.get(b) ?? 0) - (importers.get(a) ?? 0) || depth(a) - depth(b) || (a.path < b.path ? -1 : 1),
  );
}

function entryOf(held: Held, file: IndexedFile): string {
  const declared = held.index.declarationsIn(file);
  const top = declared.filter(({ container }) => container === "").slice(0, MAX_HEADS);
  const heads = toSymbols(held, top).map(
    ({ signature }) => `  ${signature.split(/\r?\n/)[0]?.trim().slice(0, MAX_HEAD_CHARS) ?? ""}\n`,
  );
  const more = declared.length - top.length;
  return `${file.path}\n${heads.join("")}${more > 0 ? `  … ${String(more)} more\n` : ""}`;
}
