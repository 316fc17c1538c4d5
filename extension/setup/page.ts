/** The providers page: one editor tab with a webview, whose questions go to the engine or to the editor. */
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

import { SETUP_QUESTIONS, type SetupQuestion } from "../../server/protocol/setup.ts";
import type { Server } from "../server.ts";
import { webPage } from "../web-page.ts";
import type { EditorAnswers } from "./editor-answers.ts";
import type { Ask, ToPage } from "./messages.ts";

const VIEW_TYPE = "keyfill.providers";

interface Parts {
  readonly server: Server;
  readonly answers: EditorAnswers;
}

export class ProvidersPage implements Disposable {
  readonly #context: ExtensionContext;
  readonly #parts: Parts;
  readonly #subscriptions: Disposable[];
  #panel: WebviewPanel | undefined;

  constructor(context: ExtensionContext, parts: Parts) {
    this.#context = context;
    this.#parts = parts;
    this.#subscriptions = [
      window.registerWebviewPanelSerializer(VIEW_TYPE, {
        deserializeWebviewPanel: (panel) => Promise.resolve(this.#fill(panel)),
      }),
      parts.server.onSetupNews((progress) =>
        this.#tell(progress ? { kind: "progress", progress } : { kind: "changed" }),
      ),
      workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration("keyfill")) this.#tell({ kind: "changed" });
      }),
    ];
  }

  /** `add`: a key, an address or a kind of provider to begin with. */
  show(add?: string): void {
    if (this.#panel) this.#panel.reveal();
    else {
      this.#fill(
        window.createWebviewPanel(VIEW_TYPE, l10n.t("Keyfill Providers"), ViewColumn.Active, {
          enableFindWidget: true,
        }),
      );
    }
    if (add !== undefined) this.#tell({ kind: "add", text: add });
  }

  dispose(): void {
    this.#panel?.dispose();
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  #fill(panel: WebviewPanel): void {
    this.#panel = panel;
    const folder = Uri.joinPath(this.#context.extensionUri, "dist", "webview");
    panel.webview.options = { enableScripts: true, localResourceRoots: [folder] };
    panel.iconPath = Uri.joinPath(this.#context.extensionUri, "resources", "icon.png");
    panel.webview.onDidReceiveMessage((message: unknown) => {
      if (isAsk(message)) void this.#answer(message);
    });
    panel.onDidDispose(() => {
      if (this.#panel === panel) this.#panel = undefined;
    });
    panel.webview.html = webPage({
      webview: panel.webview,
      folder,
      name: "setup",
      title: l10n.t("Keyfill Providers"),
    });
  }

  async #answer({ id, question, asked }: Ask): Promise<void> {
    try {
      const answer = isForEngine(question)
        ? // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- our own page asks, compiled with the same types
          await this.#parts.server.ask(question, asked as never)
        : await this.#editor(question, asked);
      this.#tell({ kind: "answer", id, answer });
    } catch (error) {
      this.#tell({ kind: "failed", id, message: error instanceof Error ? error.message : String(error) });
    }
  }

  #editor(question: Exclude<Ask["question"], SetupQuestion>, asked: unknown): Promise<unknown> {
    const answer: (asked: never) => Promise<unknown> = this.#parts.answers[question];
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- our own page asks, compiled with the same types
    return answer(asked as never);
  }

  #tell(message: ToPage): void {
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- VS Code's own, which has none
    void this.#panel?.webview.postMessage(message);
  }
}

function isForEngine(question: Ask["question"]): question is SetupQuestion {
  return Object.entries(SETUP_QUESTIONS).some(([name, who]) => name === question && who === "the page");
}

function isAsk(message: unknown): message is Ask {
  return typeof message === "object" && message !== null && "question" in message && "id" in message;
}
