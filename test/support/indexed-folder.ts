/** A folder on disk with an index of it, for tests; its language is a toy, of which `def NAME` declares and `use PATH` imports. */
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, realpathSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";

import { DiskStore } from "../../server/context/index/disk-store.ts";
import type { FileSet } from "../../server/context/index/file-set.ts";
import type { Layer } from "../../server/context/index/layer.ts";
import { declarationsOf, importNamesOf } from "../../server/context/index/read-segment.ts";
import type { OpenDocument } from "../../server/context/index/documents.ts";
import { Workspace } from "../../server/context/index/workspace.ts";
import type { LanguageReader } from "../../server/context/index/workspace-index.ts";
import { splitLines } from "../../server/completion/lines.ts";

export const toyLanguage: LanguageReader = {
  read(text) {
    const lines = splitLines(text);
    const declarations = lines.flatMap((head, line) => {
      const [, name] = /^\s*def (\w+)/.exec(head) ?? [];
      if (name === undefined) return [];
      return [{ name, kind: "function" as const, container: "", line, signatureEnd: line, end: line + 1 }];
    });
    return { declarations, imports: lines.flatMap((line) => /^use (\S+)/.exec(line)?.[1] ?? []) };
  },
  refine: (_, { byGrammar }) => byGrammar,
  resolve: (specifier) => [`${specifier}.toy`, specifier],
};

/** With what is kept in the given folder, if one is given. */
function newWorkspace(storage?: string): Workspace {
  const note = (line: string) => {
    throw new Error(line);
  };
  return new Workspace({
    ...(storage !== undefined && { store: new DiskStore({ storage, maker: "test", note }) }),
    languages: toyLanguage,
    languageOf: (path) => (path.endsWith(".toy") ? "toy" : "plaintext"),
    failed: note,
  });
}

export function folderWith(parent: string, files: Readonly<Record<string, string>>): string {
  const folder = realpathSync(mkdtempSync(join(parent, "folder-")));
  for (const [path, text] of Object.entries(files)) write(folder, path, text);
  return folder;
}

export function write(folder: string, path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}

export function uriOf(folder: string, path = ""): string {
  return pathToFileURL(join(folder, path)).href;
}

export function openDocument(folder: string, path: string, text: string): OpenDocument {
  return { uri: uriOf(folder, path), path, languageId: "toy", lines: splitLines(text) };
}

export function git(folder: string, ...args: readonly string[]): void {
  const identity = ["-c", "user.name=t", "-c", "user.email=t@example.com", "-c", "commit.gpgsign=false"];
  execFileSync("git", ["-C", folder, ...identity, ...args], { stdio: "pipe" });
}

export async function indexed(
  folder: string,
  { documents = [], storage }: { documents?: readonly OpenDocument[]; storage?: string } = {},
): Promise<Workspace> {
  const workspace = newWorkspace(storage);
  for (const document of documents) workspace.documentChanged(document);
  await workspace.addFolder(uriOf(folder));
  workspace.refresh();
  return workspace;
}

/** All that an index says, in an order that hangs on nothing but the files. */
export function dump(workspace: Workspace): string {
  return dumpOf([...workspace.folders.map(({ set }) => set), workspace.loose]);
}

export function dumpOf(sets: readonly FileSet[]): string {
  const lines = sets.flatMap((set) => [
    ...Array.from(set.entries(), ([key, { file, layer, unit }]) =>
      [`file ${key} ${file.languageId}`, ...unitLines(layer, unit)].join("\n  "),
    ),
    ...set.layers.flatMap(wordLines),
  ]);
  return lines.toSorted().join("\n");
}

function unitLines({ segment }: Layer, unit: number): readonly string[] {
  const chunks = segment.chunks.line.subarray(segment.units.chunks[unit], segment.units.chunks[unit + 1]);
  return [
    `chunks at ${[...chunks].join(" ")} of ${String(segment.units.lines[unit])}`,
    ...declarationsOf(segment, unit).map((declared) => JSON.stringify(declared)),
    ...importNamesOf(segment, unit).map((name) => `use ${name}`),
  ];
}

function wordLines({ segment, alive, files }: Layer): readonly string[] {
  const { words, chunks } = segment;
  const lines: string[] = [];
  for (const [word, hash] of words.hash.entries()) {
    for (let posting = words.start[word] ?? 0; posting < (words.start[word + 1] ?? 0); posting++) {
      const chunk = words.chunk[posting] ?? 0;
      const unit = chunks.unit[chunk] ?? 0;
      const place = `${files[unit]?.path ?? ""}:${String(chunks.line[chunk])}`;
      if (alive[unit]) lines.push(`word ${hash.toString(16)} ${place} ${String(words.impact[posting])}`);
    }
  }
  return lines;
}
