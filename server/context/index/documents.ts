/** The open documents as the editor has them, and which of them have not been indexed as they are now. */
import type { Declared } from "../../declared.ts";
import { locationOf } from "./location.ts";
import type { IndexedFile } from "./workspace-index.ts";

export interface OpenDocument extends IndexedFile {
  /** Each with its terminator. */
  readonly lines: readonly string[];
}

export class Documents {
  readonly #open = new Map<string, OpenDocument>();
  readonly #locations = new Map<string, string>();
  readonly #fresh = new Set<string>();
  /** What grammars found, by the lines in which they did. */
  readonly #refined = new WeakMap<readonly string[], readonly Declared[]>();

  get(uri: string): OpenDocument | undefined {
    return this.#open.get(uri);
  }

  all(): readonly OpenDocument[] {
    return [...this.#open.values()];
  }

  /** However an editor may write its URI. */
  isOpenAt(location: string): boolean {
    // Asked of every file of a folder; to look one up means to hash all its letters.
    return this.#locations.size > 0 && this.#locations.has(location);
  }

  at(location: string): OpenDocument | undefined {
    return this.#open.get(this.#locations.get(location) ?? "");
  }

  put(document: OpenDocument): void {
    const { uri } = document;
    const location = locationOf(uri);
    this.#open.set(uri, document);
    this.#fresh.add(uri);
    if (location !== undefined) this.#locations.set(location, uri);
  }

  /** To be indexed once more, with this. */
  refine({ uri, lines }: OpenDocument, declarations: readonly Declared[]): void {
    this.#refined.set(lines, declarations);
    this.#fresh.add(uri);
  }

  refined({ lines }: OpenDocument): readonly Declared[] | undefined {
    return this.#refined.get(lines);
  }

  remove(uri: string): void {
    this.#open.delete(uri);
    this.#fresh.delete(uri);
    this.#locations.delete(locationOf(uri) ?? "");
  }

  /** Those that have changed since they were last taken; one of them may be left for later. */
  takeFresh(later?: string): readonly OpenDocument[] {
    const taken = [...this.#fresh].filter((uri) => uri !== later);
    for (const uri of taken) this.#fresh.delete(uri);
    return taken.flatMap((uri) => this.#open.get(uri) ?? []);
  }

  refreshAll(): void {
    for (const uri of this.#open.keys()) this.#fresh.add(uri);
  }
}
