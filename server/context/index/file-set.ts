/**
 * The indexed files of one folder, as layers: a large one at the bottom that seldom changes, small ones on top for what
 * came later. Knows no disk: it is given bytes and what a reader found in them.
 */
import { Layer } from "./layer.ts";
import { merge } from "./merge.ts";
import { SegmentBuilder } from "./segment-builder.ts";
import type { Segment } from "./segment.ts";
import type { IndexedFile, Reading } from "./workspace-index.ts";

/** What a file looks like from outside: where that has not changed, the text has not. */
export interface Stamp {
  readonly size: number;
  readonly modifiedMs: number;
  /** Also moved by a rename. */
  readonly changedMs: number;
}

export interface Content {
  readonly bytes: Uint8Array;
  readonly reading: Reading;
  /** Undefined for what came out of an editor. */
  readonly stamp: Stamp | undefined;
}

export interface Filed {
  readonly file: IndexedFile;
  readonly stamp: Stamp | undefined;
  readonly layer: Layer;
  readonly unit: number;
  /** Another one whenever the text is. */
  readonly edition: object;
}

export function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf("/")));
}

/** In the order of a segment's units. */
interface Added {
  readonly path: string;
  readonly file: IndexedFile;
  readonly stamp: Stamp | undefined;
}

const MAX_LAYERS = 12;
/** As much as this may lie on top of the bottom, or be dead in it, before all of it is written anew. */
const MAX_SHARE_ON_TOP = 0.25;
/** Of one segment, so that its numbers stay small; more files make another one. */
const MAX_CHUNKS = 200_000;

export class FileSet {
  readonly #filed = new Map<string, Filed>();
  /** The paths in each folder. */
  readonly #folders = new Map<string, Set<string>>();
  #layers: readonly Layer[] = [];
  /** How many files have been filed or removed so far. */
  changes = 0;

  get layers(): readonly Layer[] {
    return this.#layers;
  }

  get size(): number {
    return this.#filed.size;
  }

  get(path: string): Filed | undefined {
    return this.#filed.get(path);
  }

  filesIn(folder: string): readonly IndexedFile[] {
    return Array.from(this.#folders.get(folder) ?? [], (path) => this.#filed.get(path)?.file).filter(
      (file) => file !== undefined,
    );
  }

  /** By their paths. */
  entries(): Iterable<readonly [string, Filed]> {
    return this.#filed;
  }

  put(path: string, file: IndexedFile, content: Content): void {
    const batch = new Batch();
    batch.add(path, file, content);
    this.lay(batch);
  }

  /** On top of what there is; each file in it replaces what was known of it. */
  lay({ builder, added }: Batch): void {
    if (added.length === 0) return;
    const files = added.map(({ file }) => file);
    this.#lay(new Layer(builder.build(), files), added);
    this.#tidy();
  }

  remove(path: string): boolean {
    const filed = this.#filed.get(path);
    if (!filed) return false;
    filed.layer.kill(filed.unit);
    this.#folders.get(folderOf(path))?.delete(path);
    this.changes++;
    return this.#filed.delete(path);
  }

  /** With what was kept of an earlier day; in the order of the segment's units. */
  restore(segment: Segment, kept: readonly Added[]): void {
    this.#lay(
      new Layer(
        segment,
        kept.map(({ file }) => file),
      ),
      kept,
    );
  }

  /** As one segment, in which nothing is dead, with its files in the order of its units. */
  flat(): { readonly segment: Segment; readonly files: readonly (readonly [path: string, filed: Filed])[] } {
    const [only] = this.#layers;
    const segment =
      only && this.#layers.length === 1 && only.deadChunks === 0 ? only.segment : this.#merge(this.#layers);
    const files = [...this.#filed].toSorted(([, a], [, b]) => a.unit - b.unit);
    return { segment, files };
  }

  #lay(layer: Layer, added: readonly Added[]): void {
    this.#layers = [...this.#layers, layer];
    for (const [unit, { path, file, stamp }] of added.entries())
      this.#file(path, { file, stamp, layer, unit, edition: {} });
  }

  #file(path: string, filed: Filed): void {
    this.remove(path);
    this.changes++;
    this.#filed.set(path, filed);
    const folder = folderOf(path);
    const paths = this.#folders.get(folder);
    if (paths) paths.add(path);
    else this.#folders.set(folder, new Set([path]));
  }

  #tidy(): void {
    // As an open document leaves them behind, edit by edit.
    this.#layers = this.#layers.filter(({ alive }) => alive.includes(1));
    const bottom = this.#layers[0];
    if (!bottom) return;
    const top = this.#layers.slice(1);
    const onTop = top.reduce((sum, { chunks }) => sum + chunks, bottom.deadChunks);
    if (onTop > bottom.chunks * MAX_SHARE_ON_TOP && bottom.chunks + onTop < MAX_CHUNKS)
      this.#merge(this.#layers);
    else if (top.length > MAX_LAYERS) this.#merge(top);
  }

  #merge(layers: readonly Layer[]): Segment {
    const segment = merge(layers);
    const paths = this.#pathsIn(layers);
    const merged = new Layer(
      segment,
      paths.map(({ filed }) => filed.file),
    );
    for (const [unit, { path, filed }] of paths.entries()) {
      this.#filed.set(path, { ...filed, layer: merged, unit });
    }
    this.#layers = [...this.#layers.filter((layer) => !layers.includes(layer)), merged];
    return segment;
  }

  /** What is alive in them, in the order of the layers and units. */
  #pathsIn(layers: readonly Layer[]) {
    const order = new Map(layers.map((layer, at) => [layer, at]));
    return Array.from(this.#filed, ([path, filed]) => ({ path, filed, at: order.get(filed.layer) ?? -1 }))
      .filter(({ at }) => at >= 0)
      .toSorted((a, b) => a.at - b.at || a.filed.unit - b.filed.unit);
  }
}

/** Files on their way in: a few, or all of a folder. */
export class Batch {
  readonly builder = new SegmentBuilder();
  readonly added: Added[] = [];

  get chunks(): number {
    return this.builder.chunks;
  }

  add(path: string, file: IndexedFile, { bytes, reading, stamp }: Content): void {
    this.builder.add(bytes, reading);
    this.added.push({ path, file, stamp });
  }
}
