/**
 * Keeps the indexes of folders for the next time, one file each, which appears by one rename and is whole or not there.
 * Windows that have the same folder open share it: one writes, and all may read. What is damaged is as good as nothing.
 */
import { createHash } from "node:crypto";
import {
  closeSync,
  fstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeSync,
} from "node:fs";
import { join } from "node:path";

import { fromBytes, toBytes } from "./file-format.ts";
import type { IndexedFolder } from "./indexed-folder.ts";
import { partialOf, sweep, underLock } from "./lock.ts";
import type { FolderStore } from "./scans.ts";
import type { Work } from "./turn.ts";

export interface DiskParts {
  /** The folder of all indexes; made when it is needed. */
  readonly storage: string;
  /** The version of whatever makes the indexes. */
  readonly maker: string;
  readonly note: (line: string) => void;
  readonly maxBytes?: number;
}

const INDEX = "index.bin";
/** Of all folders together; the one that was not used for longest goes first. */
const MAX_BYTES = 2 * 1024 ** 3;
/** It is written again when so much of it has changed, or so many files: fewer are read again in no time. */
const CHANGED_SHARE = 0.02;
const CHANGED_FILES = 500;
const MOST_AT_ONCE_BYTES = 4 * 1024 ** 2;

export class DiskStore implements FolderStore {
  readonly #parts: DiskParts;
  #hasFailed = false;

  constructor(parts: DiskParts) {
    this.#parts = parts;
  }

  load(folder: IndexedFolder): void {
    const place = this.#placeOf(folder);
    const file = join(place, INDEX);
    this.#quietly(() => sweep(place));
    const bytes = readIfThere(file);
    const kept = bytes && fromBytes(bytes, { maker: this.#parts.maker, folder: folder.uri });
    if (!bytes || !kept) return;
    folder.restore(kept.layers, kept.files);
    folder.kept = { bytes: bytes.length, changes: folder.set.changes };
    // Given back now, and not when somebody next collects what is not used.
    bytes.buffer.transfer(0);
    this.#quietly(() => utimesSync(file, new Date(), new Date()));
  }

  *save(folder: IndexedFolder): Work {
    const { set, kept } = folder;
    const changed = set.changes - (kept?.changes ?? 0);
    if (changed === 0 || (kept && changed < Math.min(CHANGED_FILES, set.size * CHANGED_SHARE))) return;
    try {
      const place = this.#placeOf(folder);
      mkdirSync(place, { recursive: true });
      yield* underLock(place, this.#write(folder, place));
    } catch (error) {
      this.#tell(error);
    }
  }

  forget(folder: IndexedFolder): void {
    folder.kept = undefined;
    this.#quietly(() => rmSync(join(this.#placeOf(folder), INDEX), { force: true }));
  }

  *#write(folder: IndexedFolder, place: string): Work {
    const { changes } = folder.set;
    const { layers, files } = folder.flat();
    const pieces = yield* toBytes({ maker: this.#parts.maker, folder: folder.uri, files, layers });
    const file = join(place, INDEX);
    yield* writeAll(partialOf(file), pieces);
    renameSync(partialOf(file), file);
    const bytes = pieces.reduce((sum, { length }) => sum + length, 0);
    folder.kept = { bytes, changes };
    this.#makeRoom(place);
  }

  /** The folders that were not used for longest are forgotten until the rest is no more than is allowed. */
  #makeRoom(own: string): void {
    const { storage, maxBytes = MAX_BYTES } = this.#parts;
    const places = readdirSync(storage)
      .map((name) => join(storage, name))
      .flatMap((place) => {
        const stat = statSync(join(place, INDEX), { throwIfNoEntry: false });
        return stat ? [{ place, bytes: stat.size, usedAt: stat.mtimeMs }] : [];
      })
      .toSorted((a, b) => a.usedAt - b.usedAt);
    let total = places.reduce((sum, { bytes }) => sum + bytes, 0);
    for (const { place, bytes } of places) {
      if (total <= maxBytes) return;
      if (place === own) continue;
      rmSync(place, { recursive: true, force: true });
      total -= bytes;
    }
  }

  #placeOf({ uri }: IndexedFolder): string {
    return join(this.#parts.storage, createHash("sha256").update(uri).digest("hex").slice(0, 16));
  }

  #quietly(work: () => void): void {
    try {
      work();
    } catch (error) {
      this.#tell(error);
    }
  }

  /** A disk that is full or read-only costs the next start, and nothing now. Said once. */
  #tell(error: unknown): void {
    if (!this.#hasFailed) this.#parts.note(`the index is not kept: ${String(error)}`);
    this.#hasFailed = true;
  }
}

/** In memory that is nobody else's. */
function readIfThere(path: string): Buffer<ArrayBuffer> | undefined {
  let file: number | undefined;
  try {
    file = openSync(path, "r");
    const bytes = Buffer.allocUnsafeSlow(fstatSync(file).size);
    return readSync(file, bytes) === bytes.length ? bytes : undefined;
  } catch {
    // The first time, or whatever is there cannot be read.
    return undefined;
  } finally {
    if (file !== undefined) closeSync(file);
  }
}

/** What is not written to its end is removed. */
function* writeAll(path: string, pieces: readonly Uint8Array[]): Work {
  const file = openSync(path, "w");
  let isWhole = false;
  try {
    for (const piece of pieces) {
      for (let at = 0; at < piece.length;) {
        at += writeSync(file, piece, at, Math.min(MOST_AT_ONCE_BYTES, piece.length - at));
        yield;
      }
    }
    isWhole = true;
  } finally {
    closeSync(file);
    if (!isWhole) rmSync(path, { force: true });
  }
}
