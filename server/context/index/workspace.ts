/**
 * What is indexed: the workspace's folders as the disk has them, and in their place the open documents as the editor has
 * them. Takes every change.
 */
import { isDeepStrictEqual } from "node:util";

import type { Declared } from "../../declared.ts";
import { isInside, locationOf } from "./location.ts";
import { Documents, type OpenDocument } from "./documents.ts";
import { FileSet } from "./file-set.ts";
import { IndexedFolder } from "./indexed-folder.ts";
import type { Layer } from "./layer.ts";
import type { IndexState } from "./questions.ts";
import { type BuildApart, type FolderStore, Scans } from "./scans.ts";
import { declaredIn } from "./look-up.ts";
import { FileReader } from "./text-file.ts";
import type { LanguageReader } from "./workspace-index.ts";

export interface WorkspaceParts {
  readonly languages: LanguageReader;
  readonly languageOf: (path: string) => string;
  readonly store?: FolderStore;
  /** Fills the store with the index of a folder of many files. */
  readonly buildApart?: BuildApart;
  readonly failed: (what: string) => void;
}

/** Where a file is filed. */
export interface Place {
  readonly set: FileSet;
  readonly key: string;
  readonly folder?: IndexedFolder;
}

/** What says which files are listed at all. */
const RULES = /(^|\/)(\.gitignore|\.git\/info\/exclude)$/;

export class Workspace {
  folders: readonly IndexedFolder[] = [];
  /** Grows with every change. */
  version = 0;
  isPaused = false;
  /** Documents that lie in no folder, by their URIs. */
  readonly loose = new FileSet();
  readonly documents = new Documents();
  readonly parts: WorkspaceParts;
  readonly scans: Scans;
  readonly #reader = new FileReader();

  constructor(parts: WorkspaceParts) {
    this.parts = parts;
    this.scans = new Scans({ ...parts, changed: () => this.version++ });
  }

  get state(): IndexState {
    if (this.isPaused) return "paused";
    if (this.scans.waiting > 0) return "indexing";
    return this.folders.length === 0 ? "off" : "ready";
  }

  addFolder(given: string): Promise<void> {
    const uri = given.replace(/\/$/, "");
    const root = locationOf(uri);
    if (root === undefined || this.folders.some((folder) => folder.uri === uri)) return this.scans.settled();
    const folder = new IndexedFolder(uri, {
      ...this.parts,
      root,
      reader: this.#reader,
      isOpen: (location) => this.documents.isOpenAt(location),
      isElsewhere: (location) => this.folders.length > 1 && this.#innermost(location)?.root !== root,
    });
    this.folders = [...this.folders, folder];
    this.documents.refreshAll();
    return this.rescan();
  }

  removeFolder(given: string): Promise<void> {
    const uri = given.replace(/\/$/, "");
    this.folders = this.folders.filter((folder) => folder.uri !== uri);
    this.version++;
    // What lay in it may lie in another one around it.
    this.documents.refreshAll();
    return this.rescan();
  }

  documentChanged(document: OpenDocument): void {
    this.documents.put(document);
    this.version++;
  }

  /** What the disk has counts again, as soon as it has been looked at. */
  async documentClosed(uri: string): Promise<void> {
    const { set, key, folder } = this.placeOf(uri);
    this.documents.remove(uri);
    if (folder) return this.#scan(folder, [key]);
    set.remove(key);
    this.version++;
  }

  /** A grammar has been over an open document as it is now: what it found is truer than what is read in passing. */
  refine(uri: string, byGrammar: readonly Declared[]): void {
    const document = this.documents.get(uri);
    if (!document) return;
    this.refresh();
    const { set, key } = this.placeOf(uri);
    const known = declaredIn(set, key);
    if (isDeepStrictEqual(this.#refined(document, known, byGrammar), known)) return;
    this.documents.refine(document, byGrammar);
    this.refresh();
  }

  /** Indexes what documents have become; one of them may be left for later. */
  refresh(later?: string): void {
    if (this.isPaused) return;
    for (const document of this.documents.takeFresh(later)) {
      const { set, key, folder } = this.placeOf(document.uri);
      const file = folder?.fileOf(key) ?? set.get(key)?.file ?? document;
      const text = document.lines.join("");
      const bytes = Buffer.from(text);
      const read = this.parts.languages.read(text, document.languageId);
      const byGrammar = this.documents.refined(document);
      const declarations = byGrammar
        ? this.#refined(document, read.declarations, byGrammar)
        : read.declarations;
      const reading = { ...read, declarations };
      set.put(key, file, { bytes, reading, stamp: undefined });
      folder?.leftOut.delete(key);
      this.scans.tidy(set);
      this.version++;
    }
  }

  /** Told by who watches the disk: these were changed, made or removed. */
  async filesChanged(uris: readonly string[]): Promise<void> {
    const places = uris.map((uri) => this.placeOf(uri));
    // What is ignored in one folder may lie in another one, which is in it.
    const hasRules = places.some(({ key }) => RULES.test(key));
    const locations = uris.flatMap((uri) => locationOf(uri) ?? []);
    for (const folder of this.folders) {
      // It was moved, removed or made, with what it lies in or alone.
      const isItself = locations.some((place) => place === folder.root || isInside(folder.root, place));
      const paths = places.filter((place) => place.folder === folder).map(({ key }) => key);
      const own = paths.filter((path) => !path.startsWith(".git/"));
      if (hasRules || isItself) void this.#scan(folder);
      else if (own.length > 0) void this.#scan(folder, own);
    }
    await this.scans.settled();
  }

  async rescan(): Promise<void> {
    for (const folder of this.folders) void this.#scan(folder);
    await this.scans.settled();
  }

  resume(): Promise<void> {
    this.isPaused = false;
    return this.rescan();
  }

  /** From nothing, in place of what is known and kept. */
  async rebuild(): Promise<void> {
    await this.scans.settled();
    for (const folder of this.folders) {
      folder.clear();
      this.parts.store?.forget(folder);
    }
    this.documents.refreshAll();
    return this.resume();
  }

  layers(): readonly Layer[] {
    return [...this.folders.map(({ set }) => set), this.loose].flatMap(({ layers }) => layers);
  }

  documentOf(uri: string): OpenDocument | undefined {
    return this.documents.get(uri) ?? this.documents.at(locationOf(uri) ?? "");
  }

  placeOf(uri: string): Place {
    const location = locationOf(uri);
    const folder = location === undefined ? undefined : this.#innermost(location);
    return location !== undefined && folder
      ? { set: folder.set, key: folder.pathOf(location), folder }
      : { set: this.loose, key: uri };
  }

  #innermost(location: string): IndexedFolder | undefined {
    let innermost: IndexedFolder | undefined;
    for (const folder of this.folders) {
      if (isInside(location, folder.root) && folder.root.length > (innermost?.root.length ?? 0))
        innermost = folder;
    }
    return innermost;
  }

  #refined(
    { languageId }: OpenDocument,
    declared: readonly Declared[],
    byGrammar: readonly Declared[],
  ): readonly Declared[] {
    return this.parts.languages.refine(declared, { languageId, byGrammar });
  }

  #scan(folder: IndexedFolder, only: readonly string[] = []): Promise<void> {
    return this.isPaused ? this.scans.settled() : this.scans.add({ folder, only });
  }
}
