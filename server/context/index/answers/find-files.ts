/** Files by a few letters of their paths, as one types them who means one of them: `srvmain` finds `server/main.ts`. */
import { posix } from "node:path";

import type { FoundFile, Questions } from "../questions.ts";
import type { Held } from "./held.ts";
import { matchName } from "./match-name.ts";

/** Who types letters of a name means the name, before the folders that it lies in. */
const IN_NAME = 30;

export function findFiles(
  { index }: Held,
  { query, limit }: Questions["files"]["asked"],
): readonly FoundFile[] {
  const wanted = query.replaceAll("\\", "/").trim();
  const found: { readonly path: string; readonly uri: string; readonly score: number }[] = [];
  for (const { path, uri } of index.files()) {
    const score = wanted === "" ? 0 : scoreOf(wanted, path);
    if (score !== undefined) found.push({ path, uri, score });
  }
  return found
    .toSorted((a, b) => b.score - a.score || (a.path < b.path ? -1 : 1))
    .slice(0, limit)
    .map(({ path, uri }) => ({ path, uri }));
}

function scoreOf(wanted: string, path: string): number | undefined {
  const inPath = matchName(wanted, path);
  if (inPath === undefined || wanted.includes("/")) return inPath;
  const inName = matchName(wanted, posix.basename(path));
  return inName === undefined ? inPath : Math.max(inPath, inName + IN_NAME);
}
