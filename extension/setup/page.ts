/** The providers page: an editor tab whose questions go to the engine or to the editor. */
import { type Disposable, type ExtensionContext, workspace, l10n } from "vscode";

import { SETUP_QUESTIONS, type SetupQuestion } from "../../server/protocol/setup.ts";
import { PageTab } from "../pages/page-tab.ts";
import type { Server } from "../server.ts";
import type { EditorAnswers } from "./editor-answers.ts";
import type { News } from "./messages.ts";

interface Parts {
  readonly server: Server;
  readonly answers: EditorAnswers;
}

export class ProvidersPage implements Disposable {
  readonly #tab: PageTab<News>;
  readonly #subscriptions: readonly Disposable[];

  constructor({ extensionUri }: ExtensionContext, { server, answers }: Parts) {
    this.#tab = new PageTab({
      viewType: "keyfill.providers",
      extensionUri,
      name: "setup",
      title: l10n.t("Keyfill Providers"),
      answers: { ...engineAnswers(server), ...answers },
    });
    this.#subscriptions = [
      this.#tab,
      server.onSetupNews((progress) =>
        this.#tab.tell(progress ? { kind: "progress", progress } : { kind: "changed" }),
      ),
      workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration("keyfill")) this.#tab.tell({ kind: "changed" });
      }),
    ];
  }

  /** `add`: a key, an address or a kind of provider to begin with. */
  show(add?: string): void {
    this.#tab.show();
    if (add !== undefined) this.#tab.tell({ kind: "add", text: add });
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
  }
}

/** What the page may ask the engine is handed on as it is. */
function engineAnswers(server: Server): Readonly<Record<string, (asked: never) => Promise<unknown>>> {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- its keys are the questions
  const questions = Object.keys(SETUP_QUESTIONS) as SetupQuestion[];
  return Object.fromEntries(
    questions
      .filter((question) => SETUP_QUESTIONS[question] === "the page")
      .map((question) => [question, (asked: never) => server.ask(question, asked)]),
  );
}
