/**
 * Keeps vectors by what they are of, a folder for each space: what was paid for once is not asked for again, in whatever
 * window or file it turns up. A file appears by one rename and never changes, so windows add to a space without waiting for
 * each other; small files become one in time.
 */
import { randomUUID } from "node:crypto";
import { mkdirSync, readdirSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { partialOf, sweep, underLock } from "../index/lock.ts";
import { atOnce, Turn, type Work } from "../index/turn.ts";
import { loadTexts, saveTexts, type TextsStore } from "./known-texts.ts";
import { toBytes, VectorFile, type Vectors } from "./vector-file.ts";

export interface StoreParts {
  /** The folder of all spaces; made when it is needed. */
  readonly storage: string;
  readonly note: (line: string) => void;
  /** The version of whatever cuts texts into chunks. */
  readonly maker?: string;
  readonly maxBytes?: number;
}

/** Of all spaces together; the file that was not used for longest goes first. */
const MAX_BYTES = 1024 ** 3;
const ENDING = ".vectors";
const TEXTS = "texts.jsonl";
/** More small files become one. */
const MAX_SMALL = 8;
const SMALL_BYTES = 8 * 1024 ** 2;

export class VectorStore {
  readonly #parts: StoreParts;
  #hasFailed = false;

  constructor(parts: StoreParts) {
    this.#parts = parts;
  }

  /** Those of them that are kept, one after the other. Gives way to whoever waits. */
  async *find(space: string, wanted: ReadonlySet<string>): AsyncGenerator<readonly [string, Int8Array]> {
    const found = new Set<string>();
    const turn = new Turn();
    for (const path of this.#files(space)) {
      for (const one of this.#matching(path, (hash) => wanted.has(hash) && !found.has(hash))) {
        found.add(one[0]);
        yield one;
        if (turn.isOver()) await turn.giveWay();
      }
    }
  }

  add(space: string, vectors: Vectors): void {
    if (vectors.size === 0) return;
    this.#quietly(() => {
      const place = join(this.#parts.storage, space);
      mkdirSync(place, { recursive: true });
      this.#write(place, vectors);
      const small = this.#files(space).filter((path) => sizeOf(path) < SMALL_BYTES);
      if (small.length > MAX_SMALL) atOnce(underLock(place, this.#merge(place, small)));
      this.#makeRoom();
    });
  }

  /** What was known of the files' texts when vectors of this space were last wanted. */
  texts(space: string, isCovered: boolean): TextsStore {
    const place = join(this.#parts.storage, space, TEXTS);
    const manner = `${this.#parts.maker ?? ""} ${isCovered ? "covered" : "plain"}`;
    return {
      load: () => loadTexts(place, manner),
      save: (texts) => this.#quietly(() => saveTexts(place, manner, texts)),
    };
  }

  #write(place: string, vectors: Vectors): void {
    const file = join(place, `${Date.now().toString(36)}-${randomUUID()}${ENDING}`);
    writeFileSync(partialOf(file), toBytes(vectors));
    renameSync(partialOf(file), file);
  }

  /** A window that reads one of them meanwhile finds what it wants in the new one. */
  *#merge(place: string, paths: readonly string[]): Work {
    const all: (readonly [string, Int8Array])[] = [];
    for (const path of paths) {
      all.push(...this.#matching(path, () => true));
      yield;
    }
    const widths = Map.groupBy(all, ([, { length }]) => length);
    for (const vectors of widths.values()) this.#write(place, new Map(vectors));
    for (const path of paths) rmSync(path, { force: true });
  }

  *#matching(path: string, isWanted: (hash: string) => boolean): Generator<readonly [string, Int8Array]> {
    const file = this.#open(path);
    if (!file) return;
    try {
      const wanted = file.hashes.map(isWanted);
      if (wanted.includes(true)) utimesSync(path, new Date(), new Date());
      for (let from = wanted.indexOf(true); from >= 0;) {
        const end = wanted.indexOf(false, from);
        const to = end < 0 ? wanted.length : end;
        yield* file.read(from, to);
        from = wanted.indexOf(true, to);
      }
    } catch (error) {
      this.#fail(error);
    } finally {
      file.close();
    }
  }

  #open(path: string): VectorFile | undefined {
    try {
      return VectorFile.open(path);
    } catch {
      // It became part of another one, or may not be read.
      return undefined;
    }
  }

  #files(space: string): readonly string[] {
    const place = join(this.#parts.storage, space);
    this.#quietly(() => sweep(place));
    return namesIn(place)
      .filter((name) => name.endsWith(ENDING))
      .toSorted()
      .map((name) => join(place, name));
  }

  #makeRoom(): void {
    const { storage, maxBytes = MAX_BYTES } = this.#parts;
    const files = namesIn(storage)
      .flatMap((space) => this.#files(space))
      .flatMap((path) => {
        const stat = statSync(path, { throwIfNoEntry: false });
        return stat ? [{ path, bytes: stat.size, usedAt: stat.mtimeMs }] : [];
      })
      .toSorted((a, b) => a.usedAt - b.usedAt);
    let total = files.reduce((sum, { bytes }) => sum + bytes, 0);
    for (const { path, bytes } of files) {
      if (total <= maxBytes) return;
      rmSync(path, { force: true });
      total -= bytes;
    }
  }

  /** A disk that is full or read-only: then they are in memory alone. Said once. */
  #quietly(work: () => void): void {
    try {
      work();
    } catch (error) {
      this.#fail(error);
    }
  }

  #fail(error: unknown): void {
    if (!this.#hasFailed) this.#parts.note(`vectors are not kept: ${String(error)}`);
    this.#hasFailed = true;
  }
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    // Not made yet.
    return [];
  }
}

function sizeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0;
}
