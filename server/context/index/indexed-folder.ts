/**
 * One workspace folder: keeps its file set as the disk has it. A scan lists the files and looks at each from outside; only
 * what looks different is read. Gives way to whoever waits, again and again.
 */
import { sep } from "node:path";

import { encodePath } from "../../completion/encode-path.ts";
import { type LeftOut, leftOutByPath } from "../left-out.ts";
import { isAtOrBelow } from "../list-files.ts";
import { MAX_CHUNKS_OF_FILE } from "./cut-chunks.ts";
import { Batch, FileSet } from "./file-set.ts";
import type { KeptFile } from "./file-format.ts";
import type { LaidDown } from "./layer.ts";
import { MAX_CHUNKS } from "./segment.ts";
import { type FileReader, isSameStamp, stampOf } from "./text-file.ts";
import { inTurns, Turn } from "./turn.ts";
import type { IndexedFile, LanguageReader, Stamp } from "./workspace-index.ts";

/** More files are left out, and said to be. */
const MAX_FILES = 250_000;
/** Laid as one layer; before that, what has been read cannot be found. */
const MAX_BATCH_CHUNKS = MAX_CHUNKS - MAX_CHUNKS_OF_FILE;
/** A text may change once more within one tick of the file system's clock, and look the same: such files are read again. */
const CLOCK_TICK_MS = 50;

export interface FolderParts {
  readonly root: string;
  readonly reader: FileReader;
  readonly languages: LanguageReader;
  readonly languageOf: (path: string) => string;
  /** What the editor has open is taken from there. */
  readonly isOpen: (location: string) => boolean;
  /** Lies in another folder of the workspace, further in. */
  readonly isElsewhere: (location: string) => boolean;
}

interface Scope {
  /** At or below these paths; everywhere without them. */
  readonly only: readonly string[];
  readonly signal: AbortSignal;
}

interface Omission {
  readonly why: LeftOut;
  readonly stamp: Stamp | undefined;
}

export class IndexedFolder {
  readonly uri: string;
  readonly root: string;
  readonly leftOut = new Map<string, Omission>();
  set = new FileSet();
  /** Never scanned, nor restored. */
  isNew = true;
  /** What lies on disk for the next time, and how many changes of the set are in it. */
  kept: { readonly bytes: number; readonly changes: number } | undefined;
  readonly #parts: FolderParts;
  /** What the location of everything in it begins with. */
  readonly #start: string;

  constructor(uri: string, parts: FolderParts) {
    this.uri = uri;
    this.root = parts.root;
    this.#start = parts.root.endsWith(sep) ? parts.root : parts.root + sep;
    this.#parts = parts;
  }

  /** Of a place inside of the folder. */
  pathOf(location: string): string {
    return location.slice(this.#start.length).replaceAll(sep, "/");
  }

  /** What lists the files has made their paths, and there is nothing in them to be resolved. */
  #locationOf(path: string): string {
    return this.#start + (sep === "/" ? path : path.replaceAll("/", sep));
  }

  languageOf(path: string): string {
    return this.#parts.languageOf(path);
  }

  fileOf(path: string): IndexedFile {
    return this.set.get(path)?.file ?? new FolderFile(this, path);
  }

  restore(layers: readonly LaidDown[], kept: readonly KeptFile[]): void {
    for (const { path, stamp, why } of kept) if (why) this.leftOut.set(path, { why, stamp });
    const files = kept.filter(({ why }) => why === undefined);
    this.set.restore(
      layers,
      files.map(({ path, stamp }) => ({ path, stamp, file: this.fileOf(path) })),
    );
  }

  /** What is to be kept. */
  flat(): { readonly layers: readonly LaidDown[]; readonly files: readonly KeptFile[] } {
    const { layers, files } = this.set.flat();
    const indexed = files.map(([path, { stamp }]) => ({ path, stamp }));
    const leftOut = Array.from(this.leftOut, ([path, { why, stamp }]) => ({ path, stamp, why }));
    return { layers, files: [...indexed, ...leftOut] };
  }

  clear(): void {
    this.set = new FileSet();
    this.leftOut.clear();
  }

  /** These were taken from the disk before and are files still: nobody needs to list them again, which takes longer than to read them. */
  hasAll(paths: readonly string[]): boolean {
    const isHere = (path: string) =>
      this.set.get(path)?.stamp !== undefined && typeof stampOf(this.#locationOf(path)) !== "string";
    return paths.length > 0 && paths.every(isHere);
  }

  /** Makes the set what the disk says; of the whole folder, or of what lies at or below the given paths. */
  async scan(
    listing: AsyncIterable<readonly string[]> | Iterable<readonly string[]>,
    { only, signal }: Scope,
  ): Promise<{ read: number; gone: number }> {
    this.isNew = false;
    const seen = new Set<string>();
    const changed: { path: string; stamp: Stamp }[] = [];
    const turn = new Turn();
    for await (const paths of listing) {
      for (const path of paths) {
        if (signal.aborted) return { read: 0, gone: 0 };
        const location = this.#locationOf(path);
        if (this.#parts.isElsewhere(location)) continue;
        seen.add(path);
        const stamp = this.#look({ path, location }, seen.size);
        if (stamp) changed.push({ path, stamp });
        if (turn.isOver()) await turn.giveWay();
      }
    }
    const gone = this.#forget(seen, only);
    await this.#read(changed, signal);
    return { read: changed.length, gone };
  }

  /** The stamp of a file that is to be read. */
  #look({ path, location }: { path: string; location: string }, count: number): Stamp | undefined {
    if (this.#parts.isOpen(location)) return undefined;
    const why = count > MAX_FILES ? "surplus" : leftOutByPath(path);
    const stamp = why ?? stampOf(location);
    if (typeof stamp === "string") {
      this.#leaveOut(path, stamp, undefined);
      return undefined;
    }
    const known = this.set.get(path)?.stamp ?? this.leftOut.get(path)?.stamp;
    return known && isSameStamp(known, stamp) ? undefined : stamp;
  }

  #leaveOut(path: string, why: LeftOut, stamp: Stamp | undefined): void {
    this.set.remove(path);
    this.leftOut.set(path, { why, stamp });
  }

  /** What was there before and is no longer. */
  #forget(seen: ReadonlySet<string>, only: readonly string[]): number {
    const { isOpen, isElsewhere } = this.#parts;
    const isGone = (path: string) => {
      if (seen.has(path) || (only.length > 0 && !only.some((place) => isAtOrBelow(path, place))))
        return false;
      const location = this.#locationOf(path);
      return isElsewhere(location) || !isOpen(location);
    };
    for (const path of this.leftOut.keys()) if (isGone(path)) this.leftOut.delete(path);
    const gone = Array.from(this.set.entries(), ([path]) => path).filter(isGone);
    for (const path of gone) this.set.remove(path);
    return gone.length;
  }

  async #read(changed: readonly { path: string; stamp: Stamp }[], signal: AbortSignal): Promise<void> {
    const turn = new Turn();
    let batch = new Batch();
    for (const { path, stamp } of changed) {
      if (signal.aborted) break;
      this.#readOne(path, stamp, batch);
      if (turn.isOver()) await turn.giveWay();
      if (batch.chunks < MAX_BATCH_CHUNKS) continue;
      await this.#lay(batch, signal);
      batch = new Batch();
    }
    await this.#lay(batch, signal);
    await inTurns(this.set.tidy(), signal);
  }

  /** What the editor has opened meanwhile is taken from there. */
  #lay(batch: Batch, signal: AbortSignal): Promise<void> {
    return inTurns(
      this.set.lay(batch, (path) => this.#parts.isOpen(this.#locationOf(path))),
      signal,
    );
  }

  #readOne(path: string, stamp: Stamp, batch: Batch): void {
    const { reader, languages } = this.#parts;
    // Opened meanwhile.
    const location = this.#locationOf(path);
    if (this.#parts.isOpen(location)) return;
    const text = reader.read(location, stamp);
    if (typeof text === "string") return this.#leaveOut(path, text, stamp);
    const file = this.fileOf(path);
    const { bytes } = text;
    const reading = languages.read(bytes.toString(), file.languageId);
    this.leftOut.delete(path);
    batch.add(path, file, { bytes, reading, stamp: isSettled(stamp) ? stamp : undefined });
  }
}

class FolderFile implements IndexedFile {
  readonly path: string;
  readonly #folder: IndexedFolder;

  constructor(folder: IndexedFolder, path: string) {
    this.#folder = folder;
    this.path = path;
  }

  // Both are made when they are wanted: there are very many files.

  get uri(): string {
    return `${this.#folder.uri}/${encodePath(this.path)}`;
  }

  get languageId(): string {
    return this.#folder.languageOf(this.path);
  }
}

function isSettled({ changedMs, modifiedMs }: Stamp): boolean {
  return Date.now() - Math.max(changedMs, modifiedMs) > CLOCK_TICK_MS;
}
