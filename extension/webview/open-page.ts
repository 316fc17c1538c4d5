/** Where each page begins in the browser: its root, the user's language, and its only way out, to the extension. */
import type { Answer, Ask, Asked, ToPage } from "../pages/page-messages.ts";
import { speak } from "./words.ts";

interface VsCode {
  postMessage(message: Ask): void;
  getState(): unknown;
  setState(state: unknown): void;
}

declare function acquireVsCodeApi(): VsCode;

export interface OpenPage<Questions, News> {
  /** Where to draw. */
  readonly root: HTMLElement;
  /** Rejects with what to show. */
  readonly ask: <Q extends keyof Questions & string>(
    question: Q,
    asked: Asked<Questions, Q>,
  ) => Promise<Answer<Questions, Q>>;
  readonly onNews: (listener: (news: News) => void) => void;
  /** What is left when the page is hidden and shown again. */
  readonly remembered: unknown;
  readonly remember: (state: unknown) => void;
}

interface Waiting {
  readonly resolve: (answer: never) => void;
  readonly reject: (error: Error) => void;
}

export function openPage<Questions, News = never>(): OpenPage<Questions, News> {
  const root = document.querySelector<HTMLElement>("#page");
  if (!root) throw new Error("the page has no root");
  speak(JSON.parse(document.querySelector("#words")?.textContent ?? "{}"));
  const vscode = acquireVsCodeApi();
  const waiting = new Map<number, Waiting>();
  const listeners: ((news: News) => void)[] = [];
  let last = 0;
  window.addEventListener("message", ({ data }: MessageEvent<ToPage<News>>) => {
    if (data.kind === "news") {
      for (const listen of listeners) listen(data.news);
      return;
    }
    const asker = waiting.get(data.id);
    waiting.delete(data.id);
    if (data.kind === "failed") asker?.reject(new Error(data.message));
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the extension was compiled with the same types
    else asker?.resolve(data.answer as never);
  });
  return {
    root,
    ask: (question, asked) =>
      new Promise((resolve, reject) => {
        const id = ++last;
        waiting.set(id, { resolve, reject });
        // oxlint-disable-next-line unicorn/require-post-message-target-origin -- VS Code's own, which has none
        vscode.postMessage({ id, question, asked });
      }),
    onNews: (listener) => void listeners.push(listener),
    remembered: vscode.getState(),
    remember: (state) => vscode.setState(state),
  };
}
