/**
 * What an answer proposes for a file, beside the file in VS Code's own diff. The proposal is a file in memory: single changes
 * can be taken back in the diff, and more can be written, before it is accepted. Until then nothing has happened.
 */
import {
  commands,
  Disposable,
  EventEmitter,
  type FileChangeEvent,
  FileSystemError,
  type FileSystemProvider,
  FileType,
  l10n,
  Range,
  Uri,
  TabInputTextDiff,
  window,
  workspace,
  WorkspaceEdit,
} from "vscode";

const SCHEME = "keyfill-proposal";

interface Proposal {
  readonly target: Uri;
  bytes: Uint8Array;
}

export class Proposals implements Disposable, FileSystemProvider {
  readonly #proposals = new Map<string, Proposal>();
  readonly #changed = new EventEmitter<FileChangeEvent[]>();
  readonly #registration: Disposable;
  #last = 0;

  readonly onDidChangeFile = this.#changed.event;

  constructor() {
    this.#registration = workspace.registerFileSystemProvider(SCHEME, this, { isCaseSensitive: true });
  }

  async show(target: Uri, text: string): Promise<void> {
    const uri = Uri.from({ scheme: SCHEME, path: target.path, query: String(++this.#last) });
    this.#proposals.set(uri.toString(), { target, bytes: new TextEncoder().encode(text) });
    const title = l10n.t("{0} (proposed; accept at the top right)", workspace.asRelativePath(target));
    await commands.executeCommand("vscode.diff", target, uri, title);
  }

  /** Into the file, and saved, unless something else in it was not. */
  async accept(): Promise<void> {
    const shown = this.#shown();
    if (!shown) return;
    const proposed = await workspace.openTextDocument(shown.uri);
    const document = await workspace.openTextDocument(shown.proposal.target);
    const wasSaved = !document.isDirty;
    const edit = new WorkspaceEdit();
    const end = document.lineAt(document.lineCount - 1).rangeIncludingLineBreak.end;
    edit.replace(document.uri, new Range(0, 0, end.line, end.character), proposed.getText());
    if (!(await workspace.applyEdit(edit))) {
      throw new Error(l10n.t("{0} could not be changed.", workspace.asRelativePath(document.uri)));
    }
    if (wasSaved) await document.save();
    await this.#close(shown.uri);
    await window.showTextDocument(document);
  }

  async discard(): Promise<void> {
    const shown = this.#shown();
    if (shown) await this.#close(shown.uri);
  }

  #shown(): { readonly uri: Uri; readonly proposal: Proposal } | undefined {
    const input = window.tabGroups.activeTabGroup.activeTab?.input;
    if (!(input instanceof TabInputTextDiff)) return undefined;
    const proposal = this.#proposals.get(input.modified.toString());
    return proposal && { uri: input.modified, proposal };
  }

  async #close(uri: Uri): Promise<void> {
    const document = await workspace.openTextDocument(uri);
    // In memory: else VS Code asks whether what is thrown away should be kept.
    if (document.isDirty) await document.save();
    const tabs = window.tabGroups.all.flatMap((group) => group.tabs);
    await window.tabGroups.close(
      tabs.filter(
        ({ input }) => input instanceof TabInputTextDiff && input.modified.toString() === uri.toString(),
      ),
    );
    this.#proposals.delete(uri.toString());
  }

  dispose(): void {
    this.#registration.dispose();
    this.#changed.dispose();
  }

  stat(uri: Uri) {
    return { type: FileType.File, ctime: 0, mtime: this.#last, size: this.readFile(uri).length };
  }

  readFile(uri: Uri): Uint8Array {
    const proposal = this.#proposals.get(uri.toString());
    if (!proposal) throw FileSystemError.FileNotFound(uri);
    return proposal.bytes;
  }

  writeFile(uri: Uri, bytes: Uint8Array): void {
    const proposal = this.#proposals.get(uri.toString());
    if (!proposal) throw FileSystemError.NoPermissions(uri);
    proposal.bytes = bytes;
  }

  watch(): Disposable {
    return new Disposable(() => undefined);
  }
  readDirectory(): [string, FileType][] {
    return [];
  }
  createDirectory(uri: Uri): void {
    throw FileSystemError.NoPermissions(uri);
  }
  delete(uri: Uri): void {
    throw FileSystemError.NoPermissions(uri);
  }
  rename(uri: Uri): void {
    throw FileSystemError.NoPermissions(uri);
  }
}
