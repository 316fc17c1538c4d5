/** What is always loaded together lies in one file: Node takes as long to find and to start most of our files as to read them. */
import { basename } from "node:path";

import type { Metafile, OutputFile } from "esbuild";
import { type CodeSplittingGroup, rolldown } from "rolldown";

/** A file with all that these import at once, except what an earlier one has. The dash in a name tells .vscodeignore whose it is. */
const WHOLE = { "whole-server": "server/language-server.ts", "whole-engine": "server/engine.ts" };

/** Of the ES modules that esbuild wrote for these entries: fewer files, as CommonJS, by their names. */
export async function joined(
  written: readonly OutputFile[],
  metafile: Metafile,
  entries: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const modules = new Map(written.map(({ path, text }) => [basename(path), text]));
  const bundle = await rolldown({
    input: Object.fromEntries(entries.map((entry) => [entry, `${entry}.js`])),
    platform: "node",
    external: ["vscode"],
    // esbuild has said already what there is to say.
    logLevel: "silent",
    plugins: [
      {
        name: "what esbuild wrote",
        resolveId: (id) => (modules.has(basename(id)) ? basename(id) : null),
        load: (id) => modules.get(id),
      },
    ],
  });
  const groups = wholes(metafile);
  const { output } = await bundle.generate({
    // package.json says "module", and the extension host of the oldest VS Code we support loads CommonJS.
    format: "cjs",
    entryFileNames: "[name].cjs",
    chunkFileNames: "[name].cjs",
    ...(groups.length > 0 && { codeSplitting: { includeDependenciesRecursively: false, groups } }),
  });
  return new Map(output.flatMap((file) => (file.type === "chunk" ? [[file.fileName, file.code]] : [])));
}

function wholes({ outputs }: Metafile): CodeSplittingGroup[] {
  const parts = Object.entries(outputs);
  return Object.entries(WHOLE).flatMap(([name, source]) => {
    const [path] = parts.find(([, { entryPoint }]) => entryPoint === source) ?? [];
    if (path === undefined) return [];
    const modules = new Set([...importedBy(path, outputs)].map((part) => basename(part)));
    return [{ name, test: (id: string) => modules.has(id) }];
  });
}

/** It, and all that it cannot do without. */
function importedBy(path: string, outputs: Metafile["outputs"], found = new Set<string>()): Set<string> {
  if (found.has(path)) return found;
  found.add(path);
  for (const { path: next, kind } of outputs[path]?.imports ?? [])
    if (kind === "import-statement" && next in outputs) importedBy(next, outputs, found);
  return found;
}
