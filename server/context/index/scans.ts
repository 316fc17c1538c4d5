/** Looks at the folders' files, one scan after the other, so that none works on what another is about to replace. */
import { listFiles } from "../list-files.ts";
import type { IndexedFolder } from "./indexed-folder.ts";

export interface ScanParts {
  /** What of a folder was kept from an earlier day. */
  readonly store: FolderStore | undefined;
  readonly changed: () => void;
  /** The index stays as it was. */
  readonly failed: (what: string) => void;
}

export interface FolderStore {
  readonly load: (folder: IndexedFolder) => void;
  /** Does not wait for a better moment: whoever calls has found one. */
  readonly save: (folder: IndexedFolder) => void;
  readonly forget: (folder: IndexedFolder) => void;
}

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

export class Scans {
  /** Of a whole folder. */
  last: LastScan | undefined;
  waiting = 0;
  done = 0;
  readonly #parts: ScanParts;
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

  /** Resolves when all scans so far are done. */
  settled(): Promise<void> {
    return this.#queue;
  }

  close(): void {
    this.#closing.abort();
  }

  async #after(before: Promise<void>, { folder, only = [] }: Scan): Promise<void> {
    await before;
    const { store, changed, failed } = this.#parts;
    const started = performance.now();
    try {
      // Its files are listed while what was kept of it is read.
      const listing = listFiles(folder.root, only);
      if (folder.isNew) store?.load(folder);
      const { read, gone } = await folder.scan(listing, { only, signal: this.#closing.signal });
      if (read + gone > 0) changed();
      const endedAt = performance.now();
      if (only.length === 0) this.last = { ms: endedAt - started, read, endedAt };
      if (!this.#closing.signal.aborted) store?.save(folder);
    } catch (error) {
      failed(`${folder.root} was not indexed: ${String(error)}`);
    } finally {
      this.waiting--;
      this.done++;
    }
  }
}
