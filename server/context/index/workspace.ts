/**
 * What is indexed: the workspace's folders as the disk has them, and in their place the open documents as the editor has
 * them. Takes every change; scans one after the other, so that none works on what another is about to replace.
 */
import { fileURLToPath } from "node:url";

import { FileSet } from "./file-set.ts";
import { IndexedFolder } from "./indexed-folder.ts";
import { FileReader } from "./text-file.ts";
import type { IndexedFile, LanguageReader } from "./workspace-index.ts";

export interface OpenDocument extends IndexedFile {
  /** Each with its terminator. */
  readonly lines: readonly string[];
}

export interface WorkspaceParts {
  readonly languages: LanguageReader;
  readonly languageOf: (path: string) => string;
  /** A scan that failed; the index stays as it was. */
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
  /** Documents that lie in no folder, by their URIs. */
  readonly loose = new FileSet();
  readonly documents = new Map<string, OpenDocument>();
  /** Grows with every change. */
  version = 0;
  readonly parts: WorkspaceParts;
  readonly #reader = new FileReader();
  /** Changed since they were last indexed. */
  readonly #fresh = new Set<string>();
  readonly #closing = new AbortController();
  #work: Promise<void> = Promise.resolve();

  constructor(parts: WorkspaceParts) {
    this.parts = parts;
  }

  addFolder(uri: string): Promise<void> {
    if (
      locationOf(uri) === undefined ||
      this.folders.some((folder) => folder.uri === uri.replace(/\/$/, ""))
    ) {
      return this.#work;
    }
    const folder: IndexedFolder = new IndexedFolder(uri, {
      ...this.parts,
      reader: this.#reader,
      isOpen: (location) => this.#openAt(location),
      isElsewhere: (location) => this.#folderOf(location) !== folder,
    });
    this.folders = [...this.folders, folder];
    return this.rescan();
  }

  removeFolder(uri: string): Promise<void> {
    this.folders = this.folders.filter((folder) => folder.uri !== uri.replace(/\/$/, ""));
    for (const open of this.documents.keys()) this.#fresh.add(open);
    // What lay in it may lie in another one around it.
    return this.rescan();
  }

  documentChanged(document: OpenDocument): void {
    this.documents.set(document.uri, document);
    this.#fresh.add(document.uri);
    this.version++;
  }

  /** What the disk has counts again, as soon as it has been looked at. */
  documentClosed(uri: string): Promise<void> {
    this.documents.delete(uri);
    this.#fresh.delete(uri);
    const { set, key, folder } = this.placeOf(uri);
    if (folder) return this.#scan(folder, [key]);
    set.remove(key);
    this.version++;
    return this.#work;
  }

  /** Indexes what documents have become; not the one that is being typed in, which nobody is told about itself. */
  refresh(typing?: string): void {
    for (const uri of this.#fresh) {
      const document = this.documents.get(uri);
      if (uri === typing || !document) continue;
      this.#fresh.delete(uri);
      const { set, key, folder } = this.placeOf(uri);
      const bytes = Buffer.from(document.lines.join(""));
      const reading = this.parts.languages.read(bytes.toString(), document.languageId);
      const file = set.get(key)?.file ?? folder?.fileOf(key) ?? document;
      set.put(key, file, { bytes, reading, stamp: undefined });
      this.version++;
    }
  }

  /** Told by who watches the disk: these were changed, made or removed. */
  async filesChanged(uris: readonly string[]): Promise<void> {
    const places = uris.map((uri) => this.placeOf(uri)).filter(({ folder }) => folder !== undefined);
    for (const folder of this.folders) {
      const paths = places.filter((place) => place.folder === folder).map(({ key }) => key);
      if (paths.some((path) => RULES.test(path))) void this.#scan(folder);
      else if (paths.length > 0)
        void this.#scan(
          folder,
          paths.filter((path) => !path.startsWith(".git/")),
        );
    }
    await this.#work;
  }

  async rescan(): Promise<void> {
    for (const folder of this.folders) void this.#scan(folder);
    await this.#work;
  }

  close(): void {
    this.#closing.abort();
  }

  placeOf(uri: string): Place {
    const location = locationOf(uri);
    const folder = location === undefined ? undefined : this.#folderOf(location);
    const path = location === undefined ? undefined : folder?.pathOf(location);
    return folder && path !== undefined
      ? { set: folder.set, key: path, folder }
      : { set: this.loose, key: uri };
  }

  /** The innermost one. */
  #folderOf(location: string): IndexedFolder | undefined {
    const around = this.folders.filter((folder) => folder.pathOf(location) !== undefined);
    return around.toSorted((a, b) => b.root.length - a.root.length)[0];
  }

  #openAt(location: string): boolean {
    return this.documents.values().some(({ uri }) => locationOf(uri) === location);
  }

  #scan(folder: IndexedFolder, only?: readonly string[]): Promise<void> {
    this.#work = this.#scanAfter(this.#work, folder, only);
    return this.#work;
  }

  async #scanAfter(before: Promise<void>, folder: IndexedFolder, only?: readonly string[]): Promise<void> {
    await before;
    if (!this.folders.includes(folder)) return;
    try {
      if (await folder.scan(this.#closing.signal, only)) this.version++;
    } catch (error) {
      this.parts.failed(`${folder.root} was not indexed: ${String(error)}`);
    }
  }
}

/** On this disk. */
function locationOf(uri: string): string | undefined {
  if (!uri.startsWith("file:")) return undefined;
  try {
    return fileURLToPath(uri);
  } catch {
    // Of another machine, or badly encoded.
    return undefined;
  }
}
