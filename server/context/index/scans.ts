/** Looks at the folders' files, one scan after the other, so that none works on what another is about to replace. */
import { listFiles } from "../list-files.ts";
import type { FileSet } from "./file-set.ts";
import type { IndexedFolder } from "./indexed-folder.ts";
import { inTurns, type Work } from "./turn.ts";

export interface ScanParts {
  /** What of a folder was kept from an earlier day. */
  readonly store?: FolderStore;
  readonly buildApart?: BuildApart;
  readonly changed: () => void;
  /** The index stays as it was. */
  readonly failed: (what: string) => void;
}

export interface FolderStore {
  readonly load: (folder: IndexedFolder) => void;
  /** Does not wait for a better moment: whoever calls has found one. What changes while it is at work is saved or not. */
  readonly save: (folder: IndexedFolder) => Work;
  readonly forget: (folder: IndexedFolder) => void;
}

export interface Building {
  readonly signal: AbortSignal;
  /** How many files are indexed so far. */
  readonly progress: (files: number) => void;
}

export type BuildApart = (folder: string, building: Building) => Promise<void>;

export interface Scan {
  readonly folder: IndexedFolder;
  /** At or below these paths; everywhere without them. */
  readonly only?: readonly string[];
}

export interface LastScan {
  readonly ms: number;
  readonly read: number;
  readonly endedAt: number;
}

/** To build an index of fewer takes less than to start a process. */
const MANY_FILES = 2_000;

export class Scans {
  /** Of a whole folder. */
  last: LastScan | undefined;
  waiting = 0;
  /** How many files are indexed elsewhere just now. */
  filesApart = 0;
  done = 0;
  readonly #parts: ScanParts;
  readonly #untidy = new Set<FileSet>();
  readonly #closing = new AbortController();
  #queue: Promise<void> = Promise.resolve();

  constructor(parts: ScanParts) {
    this.#parts = parts;
  }

  /** Resolves when this scan and those before it are done. */
  add(scan: Scan): Promise<void> {
    this.waiting++;
    this.#queue = this.#after(this.#queue, scan);
    return this.#queue;
  }

  /** In its turn, too: a scan and this would be in each other's way. */
  tidy(set: FileSet): void {
    if (this.#untidy.has(set)) return;
    this.#untidy.add(set);
    this.#queue = this.#tidyAfter(this.#queue, set);
  }

  /** Resolves when all scans so far are done. */
  settled(): Promise<void> {
    return this.#queue;
  }

  close(): void {
    this.#closing.abort();
  }

  async #tidyAfter(before: Promise<void>, set: FileSet): Promise<void> {
    await before;
    this.#untidy.delete(set);
    try {
      await inTurns(set.tidy(), this.#closing.signal);
    } catch (error) {
      this.#parts.failed(`the index could not be tidied: ${String(error)}`);
    }
  }

  /** A folder of which nothing is known is built first when it is large: what is listed then is found to be there. */
  async #list(folder: IndexedFolder, only: readonly string[]) {
    const { store, buildApart } = this.#parts;
    // Its files are listed while what was kept of it is read.
    const listing = folder.hasAll(only) ? [only] : listFiles(folder.root, only);
    if (folder.isNew) store?.load(folder);
    if (!store || !buildApart || only.length > 0 || folder.set.size > 0) return listing;
    const listed: (readonly string[])[] = [];
    for await (const paths of listing) listed.push(paths);
    if (listed.reduce((sum, { length }) => sum + length, 0) >= MANY_FILES) {
      const progress = (files: number) => void (this.filesApart = files);
      await buildApart(folder.uri, { signal: this.#closing.signal, progress });
      this.filesApart = 0;
      store.load(folder);
      this.#parts.changed();
    }
    return listed;
  }

  async #after(before: Promise<void>, { folder, only = [] }: Scan): Promise<void> {
    await before;
    const { store, changed, failed } = this.#parts;
    const { signal } = this.#closing;
    const started = performance.now();
    try {
      const listing = await this.#list(folder, only);
      const { read, gone } = await folder.scan(listing, { only, signal });
      if (read + gone > 0) changed();
      const endedAt = performance.now();
      if (only.length === 0) this.last = { ms: endedAt - started, read, endedAt };
      if (store && !signal.aborted) await inTurns(store.save(folder), signal);
    } catch (error) {
      failed(`${folder.root} was not indexed: ${String(error)}`);
    } finally {
      this.waiting--;
      this.done++;
    }
  }
}
