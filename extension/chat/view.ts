/** Where the chat is shown: in a side bar, and in an editor tab. Each is a page of its own; what happens is told to both. */
import {
  commands,
  Disposable,
  type ExtensionContext,
  l10n,
  type LogOutputChannel,
  type Webview,
  type WebviewView,
  type WebviewViewProvider,
  window,
} from "vscode";

import type { ChatQuestion } from "../../server/protocol/chat/questions.ts";
import { PageTab } from "../pages/page-tab.ts";
import { fillPage, tellPage } from "../pages/web-page.ts";
import { editorAnswers } from "./editor-answers.ts";
import type { ChatEngine } from "./engine.ts";
import { FrontEditor } from "./front-editor.ts";
import type { ChatNews, ChatPageQuestions, Composed } from "./messages.ts";
import { Proposals } from "./proposals.ts";
import { PassingTexts } from "./passing-texts.ts";

const CHAT_VIEW = "keyfill-chat";

interface Parts {
  readonly engine: ChatEngine;
  readonly log: LogOutputChannel;
  readonly showProviders: () => void;
}

/** What the page may ask of the engine; the rest is the editor's to do with it. */
const ENGINE_QUESTIONS: readonly (ChatQuestion & keyof ChatPageQuestions)[] = [
  "list",
  "open",
  "begin",
  "rename",
  "options",
  "send",
  "unqueue",
  "again",
  "stop",
  "read",
  "permit",
  "undo",
  "attach",
  "suggest",
  "measure",
  "models",
  "prompts",
];

export class ChatPages implements Disposable, WebviewViewProvider {
  readonly #context: ExtensionContext;
  readonly #texts = new PassingTexts();
  readonly proposals = new Proposals();
  readonly #front: FrontEditor;
  readonly #answers: Readonly<Record<string, (asked: never) => Promise<unknown>>>;
  readonly #tab: PageTab<ChatNews>;
  readonly #subscriptions: Disposable;
  /** Of the side bar, while it is there; and while its page listens. */
  #view: Webview | undefined;
  #listening: Webview | undefined;
  /** What that page is told as soon as it listens. */
  #waiting: ChatNews[] = [];

  constructor(context: ExtensionContext, parts: Parts) {
    const { engine } = parts;
    this.#context = context;
    this.#front = new FrontEditor((mentions) => this.#tell({ kind: "offered", mentions }));
    const own = { texts: this.#texts, proposals: this.proposals, front: this.#front };
    this.#answers = {
      ...Object.fromEntries(
        ENGINE_QUESTIONS.map((question) => [question, (asked: never) => engine.askChat(question, asked)]),
      ),
      ...editorAnswers({ ...parts, ...own }),
    };
    this.#tab = new PageTab({ viewType: CHAT_VIEW, ...this.#page(() => []) });
    this.#subscriptions = Disposable.from(
      this.#texts,
      this.proposals,
      this.#front,
      this.#tab,
      window.registerWebviewViewProvider(CHAT_VIEW, this),
      engine.onChatEvents((params) => this.#tell(params ? { kind: "events", params } : { kind: "changed" })),
      engine.onSetupNews((progress) => {
        if (progress === undefined) this.#tell({ kind: "changed" });
      }),
      engine.onRestarted(() => this.#tell({ kind: "restarted" })),
    );
  }

  resolveWebviewView(view: WebviewView): void {
    const { webview } = view;
    this.#view = webview;
    // A hidden page is gone, and comes to be anew when it is shown.
    view.onDidChangeVisibility(() => (this.#listening = undefined));
    view.onDidDispose(() => {
      if (this.#view === webview) this.#view = this.#listening = undefined;
    });
    const ready = () => {
      this.#listening = webview;
      return this.#waiting.splice(0);
    };
    fillPage(webview, { ...this.#page(ready), aside: true });
  }

  async show(what: "new" | "history" | "composer"): Promise<void> {
    await this.#reveal({ kind: "show", what });
  }

  async compose(composed: Composed): Promise<void> {
    await this.#reveal({ kind: "compose", composed });
  }

  openInEditor(): void {
    this.#tab.show();
  }

  dispose(): void {
    this.#subscriptions.dispose();
  }

  /** In the tab when that is in sight, else in the side bar. */
  async #reveal(news: ChatNews): Promise<void> {
    if (this.#tab.isVisible) {
      this.#tab.show();
      return this.#tab.tell(news);
    }
    this.#waiting.push(news);
    await commands.executeCommand(`${CHAT_VIEW}.focus`);
    const page = this.#listening;
    if (page) for (const one of this.#waiting.splice(0)) tellPage(page, { kind: "news", news: one });
  }

  #tell(news: ChatNews): void {
    this.#tab.tell(news);
    if (this.#view) tellPage(this.#view, { kind: "news", news });
  }

  #page(ready: () => readonly ChatNews[]) {
    const { extensionUri } = this.#context;
    const answers = { ...this.#answers, ready: () => Promise.resolve(ready()) };
    return { extensionUri, name: "chat", title: l10n.t("Keyfill Chat"), answers };
  }
}
