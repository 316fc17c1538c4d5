/**
 * The indexed files of one folder, as layers: a large one at the bottom that seldom changes, small ones on top for what
 * came later. Knows no disk: it is given bytes and what a reader found in them.
 */
import { type LaidDown, Layer } from "./layer.ts";
import { merge } from "./merge.ts";
import { SegmentBuilder } from "./segment-builder.ts";
import { MAX_CHUNKS } from "./segment.ts";
import { atOnce, type Work } from "./turn.ts";
import type { Edition, IndexedFile, Reading, Stamp } from "./workspace-index.ts";

export interface Content {
  readonly bytes: Uint8Array;
  readonly reading: Reading;
  /** Undefined for what came out of an editor. */
  readonly stamp: Stamp | undefined;
}

/** Another object whenever the text is another. */
export interface Filed extends Edition {
  readonly file: IndexedFile;
  readonly layer: Layer;
  readonly unit: number;
}

/** Its text may come to lie in another layer. */
interface Moving extends Filed {
  layer: Layer;
  unit: number;
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

/** More layers that hold little become one. */
const MAX_SMALL = 12;
const SMALL_CHUNKS = MAX_CHUNKS / 8;
/** When so much of a larger one is dead, it is written anew. */
const MAX_DEAD = 0.25;

export class FileSet {
  readonly #filed = new Map<string, Moving>();
  /** The paths in each folder; made when somebody first asks. */
  #folders: Map<string, Set<string>> | undefined;
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
    this.#folders ??= byFolder(this.#filed.keys());
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
    atOnce(this.lay(batch));
  }

  /** On top of what there is; each file in it replaces what was known of it, unless that is newer by then. */
  *lay({ builder, added }: Batch, isNewer: (path: string) => boolean = () => false): Work {
    if (added.length === 0) return;
    const segment = yield* builder.build();
    const laid = added.map((one) => (isNewer(one.path) ? undefined : one));
    const files = laid.map((one) => one?.file);
    this.#lay(new Layer(segment, files), laid);
  }

  remove(path: string): boolean {
    const filed = this.#filed.get(path);
    if (!filed) return false;
    filed.layer.kill(filed.unit);
    this.#folders?.get(folderOf(path))?.delete(path);
    this.changes++;
    return this.#filed.delete(path);
  }

  /** With what was kept of an earlier day; the files in the order of the layers and of their living units. */
  restore(layers: readonly LaidDown[], kept: readonly Added[]): void {
    let next = 0;
    for (const { segment, alive } of layers) {
      const added = Array.from(alive, (is) => (is ? kept[next++] : undefined));
      this.#lay(
        new Layer(
          segment,
          added.map((one) => one?.file),
        ),
        added,
      );
    }
  }

  /** As it lies: to write it anew without what is dead would keep everybody waiting. */
  flat(): {
    readonly layers: readonly LaidDown[];
    readonly files: readonly (readonly [path: string, filed: Filed])[];
  } {
    const files = this.#pathsIn(this.#layers).map(({ path, filed }) => [path, filed] as const);
    return { layers: this.#layers.map((layer) => layer.asItIs()), files };
  }

  #lay(layer: Layer, added: readonly (Added | undefined)[]): void {
    this.#layers = [...this.#layers, layer];
    for (const [unit, one] of added.entries())
      if (one) this.#file(one.path, { file: one.file, stamp: one.stamp, layer, unit });
  }

  #file(path: string, filed: Moving): void {
    this.remove(path);
    this.changes++;
    this.#filed.set(path, filed);
    if (this.#folders) addTo(this.#folders, path);
  }

  /** So that there are few layers, with little in them that is dead. */
  *tidy(): Work {
    // As an open document leaves them behind, edit by edit.
    this.#layers = this.#layers.filter(({ alive }) => alive.includes(1));
    for (const layer of this.#layers)
      if (layer.livingChunks >= SMALL_CHUNKS && layer.deadChunks > layer.chunks * MAX_DEAD)
        yield* this.#merge([layer]);
    const small = this.#small();
    if (small.length > MAX_SMALL) yield* this.#merge(small);
  }

  /** Those that hold little, as many as one segment can. */
  #small(): readonly Layer[] {
    let room = MAX_CHUNKS;
    return this.#layers.filter(
      (layer) => layer.livingChunks < SMALL_CHUNKS && (room -= layer.livingChunks) >= 0,
    );
  }

  *#merge(layers: readonly Layer[]): Work {
    const paths = this.#pathsIn(layers);
    const segment = yield* merge(layers.map((layer) => layer.asItIs()));
    // Some of it may have been superseded meanwhile.
    const isStill = ({ path, filed }: (typeof paths)[number]) => this.#filed.get(path) === filed;
    const merged = new Layer(
      segment,
      paths.map((one) => (isStill(one) ? one.filed.file : undefined)),
    );
    for (const [unit, one] of paths.entries()) {
      if (!isStill(one)) continue;
      one.filed.layer = merged;
      one.filed.unit = unit;
    }
    this.#layers = [...this.#layers.filter((layer) => !layers.includes(layer)), merged];
  }

  /** What is alive in them, in the order of the layers and units. */
  #pathsIn(layers: readonly Layer[]) {
    const order = new Map(layers.map((layer, at) => [layer, at]));
    return Array.from(this.#filed, ([path, filed]) => ({ path, filed, at: order.get(filed.layer) ?? -1 }))
      .filter(({ at }) => at >= 0)
      .toSorted((a, b) => a.at - b.at || a.filed.unit - b.filed.unit);
  }
}

function byFolder(paths: Iterable<string>): Map<string, Set<string>> {
  const folders = new Map<string, Set<string>>();
  for (const path of paths) addTo(folders, path);
  return folders;
}

function addTo(folders: Map<string, Set<string>>, path: string): void {
  const folder = folderOf(path);
  const paths = folders.get(folder);
  if (paths) paths.add(path);
  else folders.set(folder, new Set([path]));
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
