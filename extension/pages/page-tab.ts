/** A page of ours in an editor tab: there is one at most, and it comes back with its window. */
import { type Disposable, Uri, ViewColumn, type WebviewPanel, window } from "vscode";

import { fillPage, tellPage, type WebPage } from "./web-page.ts";

interface Tab extends WebPage {
  /** By which VS Code knows it again. */
  readonly viewType: string;
}

export class PageTab<News = never> implements Disposable {
  readonly #tab: Tab;
  readonly #restoring: Disposable;
  #panel: WebviewPanel | undefined;

  constructor(tab: Tab) {
    this.#tab = tab;
    this.#restoring = window.registerWebviewPanelSerializer(tab.viewType, {
      deserializeWebviewPanel: (panel) => Promise.resolve(this.#fill(panel)),
    });
  }

  show(): void {
    const { viewType, title } = this.#tab;
    const options = { enableFindWidget: true };
    if (this.#panel) this.#panel.reveal();
    else this.#fill(window.createWebviewPanel(viewType, title, ViewColumn.Active, options));
  }

  get isVisible(): boolean {
    return this.#panel?.visible ?? false;
  }

  tell(news: News): void {
    if (this.#panel) tellPage(this.#panel.webview, { kind: "news", news });
  }

  dispose(): void {
    this.#panel?.dispose();
    this.#restoring.dispose();
  }

  #fill(panel: WebviewPanel): void {
    this.#panel = panel;
    panel.iconPath = Uri.joinPath(this.#tab.extensionUri, "resources", "icon.png");
    panel.onDidDispose(() => {
      if (this.#panel === panel) this.#panel = undefined;
    });
    fillPage(panel.webview, this.#tab);
  }
}
