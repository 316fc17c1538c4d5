/** The inspector's pages: read-only documents that the server writes from its memory whenever they are opened or looked at again. */
import {
  type Disposable,
  EventEmitter,
  type TextDocumentContentProvider,
  Uri,
  ViewColumn,
  window,
  workspace,
  l10n,
} from "vscode";

import type { InspectParams } from "../server/protocol.ts";
import { rivals } from "./rivals.ts";
import type { Server } from "./server.ts";
import { offWords, type Switches } from "./switches.ts";

const SCHEME = "keyfill-inspector";
type Page = InspectParams["page"];

/** Their endings say what language they are in. */
const PAGES: Readonly<Record<Page, Uri>> = {
  why: Uri.from({ scheme: SCHEME, path: "/Why was nothing suggested.md" }),
  prompt: Uri.from({ scheme: SCHEME, path: "/The last prompt.md" }),
};

export class Inspector implements Disposable, TextDocumentContentProvider {
  readonly #server: Server;
  readonly #switches: Switches;
  readonly #changed = new EventEmitter<Uri>();
  readonly #registration: Disposable;

  readonly onDidChange = this.#changed.event;

  constructor(server: Server, switches: Switches) {
    this.#server = server;
    this.#switches = switches;
    this.#registration = workspace.registerTextDocumentContentProvider(SCHEME, this);
  }

  async show(page: Page): Promise<void> {
    const uri = PAGES[page];
    // What is open already is as it was when it was opened.
    this.#changed.fire(uri);
    await window.showTextDocument(uri, { preview: true, viewColumn: ViewColumn.Active });
  }

  async provideTextDocumentContent(uri: Uri): Promise<string> {
    const page = uri.path === PAGES.why.path ? "why" : "prompt";
    const found = await this.#server.inspect({ page, hints: this.#hints(), texts: l10n.bundle });
    return (
      found?.markdown ?? `${l10n.t("Keyfill's server is not running. Run “Keyfill: Restart Server”.")}\n`
    );
  }

  dispose(): void {
    this.#registration.dispose();
    this.#changed.dispose();
  }

  #hints(): readonly string[] {
    const off = offWords(this.#switches, window.activeTextEditor?.document);
    const others = rivals();
    const rivalry = l10n.t(
      "{0} can show ghost text as well. VS Code shows the first that answers: what seems to be missing may have come second.",
      others.join(", "),
    );
    return [...(off === "" ? [] : [l10n.t("Now: {0}", off)]), ...(others.length > 0 ? [rivalry] : [])];
  }
}
