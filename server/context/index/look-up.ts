/** What the living units of some layers say of a name or a file. */
import type { Declared } from "../../declared.ts";
import type { FileSet } from "./file-set.ts";
import { inOrder } from "./in-order.ts";
import type { Layer } from "./layer.ts";
import type { Segment } from "./segment.ts";
import {
  declarationAt,
  declarationsNamed as placesOf,
  declarationsOf,
  importNamesOf,
  postingsOf,
  unitOfDeclaration,
  unitsImporting,
} from "./read-segment.ts";
import type { Declaration, IndexedFile } from "./workspace-index.ts";
import { hashOfWord } from "./words.ts";

export function declarationsNamed(layers: readonly Layer[], name: string): readonly Declaration[] {
  return fewNamed(layers, name, { most: Infinity, among: () => true }) ?? [];
}

interface Few {
  readonly most: number;
  readonly among: (file: IndexedFile) => boolean;
}

/** Undefined when there are more. */
export function fewNamed(
  layers: readonly Layer[],
  name: string,
  { most, among }: Few,
): readonly Declaration[] | undefined {
  const found: { readonly segment: Segment; readonly at: number; readonly file: IndexedFile }[] = [];
  for (const { segment, alive, files } of layers) {
    for (const at of placesOf(segment, name)) {
      const unit = unitOfDeclaration(segment, at);
      const file = alive[unit] ? files[unit] : undefined;
      if (!file || !among(file)) continue;
      if (found.length === most) return undefined;
      found.push({ segment, at, file });
    }
  }
  // Written out only when it is clear that they are wanted.
  return found
    .map(({ segment, at, file }) => ({ ...declarationAt(segment, at), file }))
    .toSorted((a, b) => inOrder(a.file, b.file) || a.line - b.line);
}

export function declaredIn(set: FileSet, path: string): readonly Declared[] {
  const filed = set.get(path);
  return filed ? declarationsOf(filed.layer.segment, filed.unit) : [];
}

export function declarationsIn(set: FileSet, path: string): readonly Declaration[] {
  const file = set.get(path)?.file;
  return file ? declaredIn(set, path).map((declared) => ({ ...declared, file })) : [];
}

/** The first line of each. */
export function chunksOf(set: FileSet, path: string): readonly number[] {
  const filed = set.get(path);
  if (!filed) return [];
  const { chunks, units } = filed.layer.segment;
  return [...chunks.line.subarray(units.chunks[filed.unit], units.chunks[filed.unit + 1])];
}

export function specifiersIn(set: FileSet, path: string): readonly string[] {
  const filed = set.get(path);
  return filed ? importNamesOf(filed.layer.segment, filed.unit) : [];
}

/** Files that import something that may be it: by its own name, or by its folder's. */
export function mayImport(layers: readonly Layer[], path: string): readonly IndexedFile[] {
  const [name = "", folder = ""] = path.split("/").toReversed();
  const parts = new Set([name.split(".")[0] ?? "", folder].filter((part) => part !== ""));
  const found = layers.flatMap((layer) =>
    [...parts].flatMap((part) => living(layer, unitsImporting(layer.segment, part))),
  );
  return [...new Set(found)].toSorted(inOrder);
}

export function filesUsing(layers: readonly Layer[], identifier: string): readonly IndexedFile[] {
  const hash = hashOfWord(identifier);
  if (hash === undefined) return [];
  const found = layers.flatMap((layer) => {
    const { segment } = layer;
    const chunks = segment.words.chunk.subarray(...postingsOf(segment, hash));
    return living(layer, new Set(Array.from(chunks, (chunk) => segment.chunks.unit[chunk] ?? 0)));
  });
  return [...new Set(found)].toSorted(inOrder);
}

function living({ alive, files }: Layer, units: Iterable<number>): readonly IndexedFile[] {
  return Array.from(units, (unit) => (alive[unit] ? files[unit] : undefined)).filter(
    (file) => file !== undefined,
  );
}
