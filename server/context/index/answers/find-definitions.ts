/** Where a name is declared; first where the one who asks would mean it. */
import { posix } from "node:path";

import type { FoundSymbol, Questions } from "../questions.ts";
import type { Declaration, IndexedFile } from "../workspace-index.ts";
import { fileNamed, type Held, toSymbols } from "./held.ts";

const MAX_DEFINITIONS = 50;

export function findDefinitions(
  held: Held,
  { name, from }: Questions["definitions"]["asked"],
): readonly FoundSymbol[] {
  const { index } = held;
  const asker = from === undefined ? undefined : fileNamed(held, from);
  const imported = new Set(asker && index.importsOf(asker).map(({ file }) => file));
  const distance = ({ file }: Declaration) => distanceOf(file, asker, imported);
  const found = index.declarationsNamed(name).toSorted((a, b) => distance(a) - distance(b));
  return toSymbols(held, found.slice(0, MAX_DEFINITIONS));
}

function distanceOf(
  file: IndexedFile,
  asker: IndexedFile | undefined,
  imported: ReadonlySet<IndexedFile | undefined>,
): number {
  if (file === asker) return 0;
  if (imported.has(file)) return 1;
  return asker && posix.dirname(file.path) === posix.dirname(asker.path) ? 2 : 3;
}
