/** Where an imported module may lie: paths of the same folder, most likely first. Looks at no disk. */
import type { IndexedFile } from "../index/workspace-index.ts";

type Importer = Pick<IndexedFile, "path" | "languageId">;

export function resolveImport(specifier: string, from: Importer): readonly string[] {
  if (from.languageId === "python") return pythonPaths(specifier, from.path);
  const paths = ecmaPaths(specifier, from.path);
  return paths.flatMap(asFiles);
}

/** Relative, or from the top as many projects set it up: `@/shapes`, `~/shapes`, `src/shapes`. */
function ecmaPaths(specifier: string, from: string): readonly string[] {
  if (/^\.\.?(?:\/|$)/.test(specifier)) return [joined(folderOf(from), specifier)];
  const rest = /^[@~]\/(.+)$/.exec(specifier)?.[1] ?? specifier;
  if (rest === specifier && !specifier.includes("/")) return [];
  return foldersAbove(from).flatMap((folder) => [joined(folder, `src/${rest}`), joined(folder, rest)]);
}

const ECMA_ENDINGS = [
  ".ts",
  ".tsx",
  ".js",
  ".jsx",
  ".mts",
  ".cts",
  ".mjs",
  ".cjs",
  ".d.ts",
  ".vue",
  ".svelte",
];

function asFiles(path: string): readonly string[] {
  const stem = path.replace(/\.[cm]?jsx?$/, "");
  const stems = stem === path ? [path] : [stem, path];
  const files = stems.flatMap((one) => ECMA_ENDINGS.map((ending) => one + ending));
  return [path, ...files, ...ECMA_ENDINGS.map((ending) => `${path}/index${ending}`)];
}

/** An absolute name is looked for next to the file, too, and then further up: nobody says here what the path is. */
function pythonPaths(specifier: string, from: string): readonly string[] {
  const dots = /^\.*/.exec(specifier)?.[0].length ?? 0;
  const name = specifier.slice(dots).replaceAll(".", "/");
  const folders =
    dots === 0 ? foldersAbove(from) : [joined(folderOf(from), "../".repeat(Math.max(0, dots - 1)))];
  return folders
    .map((folder) => joined(folder, name))
    .flatMap((path) => [`${path}.py`, `${path}/__init__.py`, `${path}.pyi`, `src/${path}.py`]);
}

function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf("/")));
}

/** From the file's own up to the top. */
function foldersAbove(path: string): readonly string[] {
  const folders: string[] = [];
  for (let folder = folderOf(path); folder !== ""; folder = folderOf(folder)) folders.push(folder);
  return [...folders, ""];
}

function joined(folder: string, path: string): string {
  const parts = folder === "" ? [] : folder.split("/");
  for (const part of path.split("/")) {
    if (part === "..") parts.pop();
    else if (part !== "" && part !== ".") parts.push(part);
  }
  return parts.join("/");
}
