/**
 * The workspace by its meaning: which chunk of which file has which vector, which have none yet, and which are nearest. What
 * a chunk is, the index says; what of it may be embedded, the view of the one who embeds.
 */
import { setTimeout as sleep } from "node:timers/promises";

import { inOrder } from "../index/in-order.ts";
import type { Passage, Questions, Unembedded } from "../index/questions.ts";
import { Turn } from "../index/turn.ts";
import type { IndexedFile } from "../index/workspace-index.ts";
import { FileTexts } from "./file-texts.ts";
import {
  missingIn,
  passagesAt,
  type Place,
  NONE,
  type Piece,
  type Pieces,
  rowNear,
  type Seen,
  textsOf,
} from "./pieces.ts";
import type { VectorStore } from "./vector-store.ts";
import { type Near, VectorTable } from "./vector-table.ts";

/** Whoever asks is told by then what is known, and asks again. */
const PATIENCE_MS = 2000;
/** What is lost when the process dies. */
const KEEP_AFTER = 1000;
const KEEP_AFTER_MS = 20_000;
const RECALL_AFTER_MS = 30_000;
/** Of what is nearest, so many times as many are looked at as are wanted, and then more: some may be gone, or kept from who asks. */
const WIDER = 4;
const MOST = 2000;

export class WorkspaceVectors {
  readonly #store: VectorStore | undefined;
  #space = "";
  #table: VectorTable | undefined;
  #pieces = new Map<IndexedFile, Pieces>();
  #missing = new Map<string, readonly Piece[]>();
  #looked: { readonly index: object; readonly version: number } | undefined;
  #looking = Promise.resolve();
  #recalled: object | undefined;
  #recalledAt = -Infinity;
  #unkept = new Map<string, Int8Array>();
  #texts = new FileTexts(undefined);
  #keptAt = performance.now();

  constructor(store: VectorStore | undefined) {
    this.#store = store;
  }

  async unembedded(seen: Seen, asked: Questions["unembedded"]["asked"]): Promise<Unembedded> {
    this.#turnTo(asked.space);
    // One after the other: each goes by what the one before has found.
    const looking = this.#looking.then(() => this.#look(seen));
    this.#looking = looking.catch(() => undefined);
    const isDone = await Promise.race([looking.then(() => true), sleep(PATIENCE_MS, false)]);
    const all = [...this.#missing];
    // Neighbours are in the same files, which are read once; a sample is from everywhere.
    const every = asked.isSample ? Math.max(1, all.length / asked.texts) : 1;
    const count = Math.min(asked.texts, all.length);
    const wanted = Array.from({ length: count }, (_, at) => all[Math.floor(at * every)]);
    const figures = { ...this.#count(), missing: all.length, bytes: this.#table?.bytes ?? 0 };
    return { isDone, ...figures, texts: await textsOf(seen, wanted) };
  }

  embedded({ space, vectors }: Questions["embedded"]["asked"]): void {
    if (space !== this.#space) return;
    for (const { hash, vector } of vectors) {
      this.#put(hash, vector);
      this.#unkept.set(hash, vector);
    }
    if (
      this.#missing.size === 0 ||
      this.#unkept.size >= KEEP_AFTER ||
      performance.now() - this.#keptAt > KEEP_AFTER_MS
    )
      this.keep();
  }

  nearest(seen: Seen, { space, vector, limit }: Questions["nearest"]["asked"]): readonly Passage[] {
    return space === this.#space ? this.#passagesNear(seen, { vector, limit }) : [];
  }

  /** By the vector that the lines around the place have themselves, or had when they were last embedded. */
  akin(seen: Seen, { uri, line, limit }: Questions["akin"]["asked"]): readonly Passage[] {
    const own = seen.index.fileAt(uri);
    const row = own && rowNear(this.#pieces.get(own), line);
    if (row === undefined || !this.#table) return [];
    return this.#passagesNear(seen, { vector: this.#table.vectorOf(row), limit, without: own });
  }

  /** On disk, too. */
  keep(): void {
    this.#store?.add(this.#space, this.#unkept);
    this.#unkept = new Map();
    this.#texts.keep();
    this.#keptAt = performance.now();
  }

  #turnTo(space: string): void {
    if (space === this.#space) return;
    this.keep();
    this.#space = space;
    this.#table = undefined;
    this.#pieces = new Map();
    this.#looked = undefined;
  }

  /** Reads what has changed since the last time. */
  async #look(seen: Seen): Promise<void> {
    const { index } = seen;
    const { version } = index;
    // Another view: other rules, and perhaps other texts.
    if (this.#looked?.index !== index) this.#begin(seen);
    else if (this.#looked.version === version) return this.#recall();
    const turn = new Turn();
    const pieces = new Map<IndexedFile, Pieces>();
    for (const file of index.files()) {
      const known = this.#pieces.get(file);
      const isSame = known && known.edition === index.editionOf(file);
      pieces.set(file, isSame ? known : this.#piecesOf(seen, file));
      if (turn.isOver()) await turn.giveWay();
    }
    this.#pieces = pieces;
    if (this.#looked?.index !== index) this.#texts.keep();
    this.#looked = { index, version };
    this.#missing = missingIn(pieces);
    await this.#recall();
  }

  #begin({ isCovered }: Seen): void {
    this.#pieces = new Map();
    this.#texts.keep();
    this.#texts = new FileTexts(this.#store?.texts(this.#space, isCovered));
  }

  #piecesOf(seen: Seen, file: IndexedFile): Pieces {
    const edition = seen.index.editionOf(file);
    const starts = seen.index.chunksOf(file);
    const { lines, hashes } = this.#texts.of(seen, file, starts);
    const rows = new Int32Array(starts.length).fill(NONE);
    const missing = new Map<number, string>();
    const pieces = { edition, lines: Uint32Array.from([...starts, lines]), rows, missing };
    for (const [at, hash] of hashes.entries()) {
      if (hash === "") continue;
      const row = this.#table?.rowOf(hash);
      if (row === undefined) pieces.missing.set(at, hash);
      else rows[at] = row;
    }
    return pieces;
  }

  /** What was embedded another day, or by another window meanwhile. */
  async #recall(): Promise<void> {
    const isNew = this.#recalled !== this.#pieces;
    const isLong = performance.now() - this.#recalledAt > RECALL_AFTER_MS;
    if (!this.#store || this.#missing.size === 0 || !(isNew || isLong)) return;
    const space = this.#space;
    this.#recalled = this.#pieces;
    this.#recalledAt = performance.now();
    for await (const [hash, vector] of this.#store.find(space, new Set(this.#missing.keys()))) {
      if (space !== this.#space) return;
      this.#put(hash, vector);
    }
  }

  #put(hash: string, vector: Int8Array): void {
    this.#table ??= new VectorTable(vector.length);
    this.#table.put(hash, vector);
    const row = this.#table.rowOf(hash);
    if (row === undefined) return;
    for (const { pieces, at } of this.#missing.get(hash) ?? []) {
      pieces.rows[at] = row;
      pieces.missing.delete(at);
    }
    this.#missing.delete(hash);
  }

  /** A text that several files have counts for each. */
  #count(): Pick<Unembedded, "chunks" | "embedded"> {
    let [embedded, missing] = [0, 0];
    for (const pieces of this.#pieces.values()) {
      missing += pieces.missing.size;
      for (const row of pieces.rows) if (row !== NONE) embedded++;
    }
    return { chunks: embedded + missing, embedded };
  }

  #passagesNear(seen: Seen, { vector, limit, without }: Wanted): readonly Passage[] {
    const table = this.#table;
    if (!table) return [];
    for (let count = limit * WIDER; ; count *= WIDER) {
      const near = table.nearest(vector, count);
      const places = this.#placesOf(seen, { near, without });
      if (places.length >= limit || near.length < count || count > MOST)
        return passagesAt(seen, places, limit);
    }
  }

  /** The nearest first. */
  #placesOf({ index }: Seen, { near, without }: Found): readonly Place[] {
    const scores = new Float32Array(this.#table?.size ?? 0).fill(-Infinity);
    for (const { row, score } of near) scores[row] = score;
    const found: Place[] = [];
    for (const [file, pieces] of this.#pieces) {
      if (file === without) continue;
      for (let at = 0; at < pieces.rows.length; at++) {
        const score = scores[pieces.rows[at] ?? NONE] ?? -Infinity;
        // What is gone, or kept from who asks, is not in the index that he sees.
        if (score > -Infinity && index.editionOf(file)) found.push({ file, pieces, at, score });
      }
    }
    return found.toSorted((a, b) => b.score - a.score || inOrder(a.file, b.file));
  }
}

interface Found extends Pick<Wanted, "without"> {
  readonly near: readonly Near[];
}

interface Wanted {
  readonly vector: Int8Array;
  readonly limit: number;
  readonly without?: IndexedFile | undefined;
}
