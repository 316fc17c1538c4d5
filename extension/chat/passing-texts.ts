/** Texts that are only looked at: the sides of a change, what was sent, what was attached. They are in memory alone. */
import {
  commands,
  type Disposable,
  l10n,
  type TextDocumentContentProvider,
  Uri,
  window,
  workspace,
} from "vscode";

const SCHEME = "keyfill-chat";
/** Each is as long as what it shows. */
const MOST = 40;

export class PassingTexts implements Disposable, TextDocumentContentProvider {
  readonly #texts = new Map<string, string>();
  readonly #registration = workspace.registerTextDocumentContentProvider(SCHEME, this);
  #last = 0;

  provideTextDocumentContent(uri: Uri): string {
    return (
      this.#texts.get(uri.query) ??
      l10n.t("This text was in memory, and is not any more. Open it again from the chat.")
    );
  }

  /** The name's ending says what language it is in. */
  async show(name: string, text: string): Promise<void> {
    await window.showTextDocument(this.keep(name, text), { preview: true });
  }

  async compare(path: string, before: string, after: string): Promise<void> {
    const title = l10n.t("{0} (what the chat changed)", path.slice(path.lastIndexOf("/") + 1));
    await commands.executeCommand("vscode.diff", this.keep(path, before), this.keep(path, after), title);
  }

  keep(name: string, text: string): Uri {
    const query = String(++this.#last);
    this.#texts.set(query, text);
    const [oldest] = this.#texts.keys();
    if (this.#texts.size > MOST && oldest !== undefined) this.#texts.delete(oldest);
    return Uri.from({ scheme: SCHEME, path: `/${name.replace(/^\/+/, "")}`, query });
  }

  dispose(): void {
    this.#registration.dispose();
  }
}
