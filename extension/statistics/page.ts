/** The statistics page: one editor tab with a webview. The figures come from the engine, and go nowhere but to the page. */
import {
  type Disposable,
  type ExtensionContext,
  Uri,
  ViewColumn,
  type WebviewPanel,
  window,
  workspace,
  l10n,
} from "vscode";

import type { Server } from "../server.ts";
import { webPage } from "../web-page.ts";
import type { FromStatistics, ToStatistics } from "./messages.ts";

const TITLE = l10n.t("Keyfill Statistics");

export class StatisticsPage implements Disposable {
  readonly #context: ExtensionContext;
  readonly #server: Server;
  #panel: WebviewPanel | undefined;
  #days = 30;

  constructor(context: ExtensionContext, server: Server) {
    this.#context = context;
    this.#server = server;
  }

  show(): void {
    if (this.#panel) this.#panel.reveal();
    else this.#open();
  }

  dispose(): void {
    this.#panel?.dispose();
  }

  #open(): void {
    const folder = Uri.joinPath(this.#context.extensionUri, "dist", "webview");
    const panel = window.createWebviewPanel("keyfill.statistics", TITLE, ViewColumn.Active, {
      enableScripts: true,
      localResourceRoots: [folder],
    });
    this.#panel = panel;
    panel.iconPath = Uri.joinPath(this.#context.extensionUri, "resources", "icon.png");
    panel.webview.onDidReceiveMessage((message: FromStatistics) => this.#hear(message));
    panel.onDidChangeViewState(() => panel.visible && this.#draw());
    panel.onDidDispose(() => {
      this.#panel = undefined;
    });
    panel.webview.html = webPage({ webview: panel.webview, folder, name: "statistics", title: TITLE });
  }

  async #hear(message: FromStatistics): Promise<void> {
    try {
      if (message.kind === "export") await this.#export();
      else if (message.kind === "clear") await this.#clear();
      else {
        this.#days = message.days;
        await this.#draw();
      }
    } catch (error) {
      void window.showErrorMessage(`Keyfill: ${error instanceof Error ? error.message : String(error)}`);
    }
  }

  async #draw(): Promise<void> {
    const message: ToStatistics = { summary: await this.#server.usage({ days: this.#days }) };
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- VS Code's own, which has none
    void this.#panel?.webview.postMessage(message);
  }

  async #export(): Promise<void> {
    const filters = { "JSON Lines": ["jsonl"] };
    const file = await window.showSaveDialog({ title: l10n.t("Export Keyfill's Statistics"), filters });
    if (!file) return;
    await workspace.fs.writeFile(file, new TextEncoder().encode(await this.#server.exportUsage()));
  }

  async #clear(): Promise<void> {
    const clear = l10n.t("Clear");
    const detail = l10n.t("All that was counted on this machine is deleted.");
    const answer = await window.showWarningMessage(
      l10n.t("Clear Keyfill's statistics?"),
      { modal: true, detail },
      clear,
    );
    if (answer !== clear) return;
    await this.#server.clearUsage();
    await this.#draw();
  }
}
