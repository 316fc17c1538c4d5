/**
 * The index as the engine sees it: in another thread, told what happens, and asked. The thread is started with the first
 * folder, and anew when it dies, with all that it must know; nobody who asks is ever thrown at.
 */
import { lineEdit } from "../../completion/line-edit.ts";
import type { Declared } from "../../declared.ts";
import type { OpenDocument } from "./documents.ts";
import type { Happening } from "./indexer.ts";
import type { ThreadSetup } from "./messages.ts";
import type { PrivacyWishes } from "../../privacy/privacy.ts";
import { HERE, type Recipient } from "../../privacy/recipient.ts";
import type { IndexStatus } from "../../protocol.ts";
import { emptyStatus, type QuestionName, type Questions } from "./questions.ts";
import { ThreadLink } from "./thread-link.ts";

export interface RemoteParts {
  /** The thread's script. */
  readonly script: string;
  readonly setup: ThreadSetup;
  readonly openDocuments: () => readonly OpenDocument[];
  readonly note: (line: string) => void;
  readonly statusChanged: (status: IndexStatus) => void;
}

/** More, and something is wrong with the thread itself. */
const MAX_STARTS = 4;

export class RemoteIndex {
  readonly #parts: RemoteParts;
  /** What the thread knows of each open document. */
  readonly #told = new Map<string, OpenDocument>();
  readonly #folders = new Set<string>();
  readonly #switches = new Set<"watched" | "pause">();
  #wishes: PrivacyWishes | undefined;
  #link: ThreadLink | undefined;
  #starts = 0;

  constructor(parts: RemoteParts) {
    this.#parts = parts;
  }

  /** Resolves when its files are indexed. */
  async addFolder(uri: string): Promise<void> {
    this.#folders.add(uri);
    if (!this.#link) this.#start();
    await this.#link?.happened({ kind: "folder-added", uri });
  }

  async removeFolder(uri: string): Promise<void> {
    this.#folders.delete(uri);
    await this.#link?.happened({ kind: "folder-removed", uri });
  }

  documentChanged({ uri, path, languageId, lines }: OpenDocument): void {
    if (!this.#link) return;
    const before = this.#told.get(uri);
    const document = { uri, path, languageId, lines };
    this.#told.set(uri, document);
    const edit = before?.languageId === languageId ? lineEdit(before.lines, lines) : undefined;
    this.#tell(edit ? { kind: "edited", uri, edit } : { kind: "opened", document });
  }

  /** What a grammar found in an open document. Its thread does without when the text is another by now. */
  refine({ uri, lines }: OpenDocument, declarations: readonly Declared[]): void {
    if (this.#told.get(uri)?.lines === lines) this.#tell({ kind: "refined", uri, declarations });
  }

  documentClosed(uri: string): void {
    this.#told.delete(uri);
    this.#tell({ kind: "closed", uri });
  }

  filesChanged(uris: readonly string[]): void {
    this.#tell({ kind: "files-changed", uris });
  }

  /** From now on, `filesChanged` is told of every change. */
  watched(): void {
    this.#switches.add("watched");
    this.#tell({ kind: "watched" });
  }

  /** What the user wants kept from whom. */
  keepPrivate(wishes: PrivacyWishes): void {
    this.#wishes = wishes;
    this.#link?.wish(wishes);
  }

  async pause(): Promise<void> {
    this.#switches.add("pause");
    await this.#link?.happened({ kind: "pause" });
  }

  async resume(): Promise<void> {
    this.#switches.delete("pause");
    await this.#link?.happened({ kind: "resume" });
  }

  async rebuild(): Promise<void> {
    this.#switches.delete("pause");
    await this.#link?.happened({ kind: "rebuild" });
  }

  /** As the one may see it who is to be shown the answer. Undefined when there is no index. */
  async ask<Name extends QuestionName>(
    name: Name,
    asked: Questions[Name]["asked"],
    to: Recipient,
  ): Promise<Questions[Name]["answer"] | undefined> {
    return this.#link?.ask(name, asked, to);
  }

  async status(): Promise<IndexStatus> {
    return (
      (await this.ask("status", undefined, HERE)) ?? emptyStatus(this.#starts > MAX_STARTS ? "failed" : "off")
    );
  }

  async close(): Promise<void> {
    await this.#link?.close();
    this.#link = undefined;
  }

  #tell(happening: Happening): void {
    void this.#link?.happened(happening);
  }

  #start(): void {
    const { script, setup, note, statusChanged, openDocuments } = this.#parts;
    this.#starts++;
    this.#link = new ThreadLink({ script, setup, note, statusChanged, died: () => this.#startAgain() });
    this.#told.clear();
    if (this.#wishes) this.keepPrivate(this.#wishes);
    for (const kind of this.#switches) this.#tell({ kind });
    for (const document of openDocuments().toReversed()) this.documentChanged(document);
  }

  #startAgain(): void {
    this.#link = undefined;
    if (this.#starts >= MAX_STARTS) {
      this.#starts++;
      this.#parts.note("the index is off: its thread has died too often");
      this.#parts.statusChanged(emptyStatus("failed"));
      return;
    }
    this.#start();
    for (const uri of this.#folders) this.#tell({ kind: "folder-added", uri });
  }
}
