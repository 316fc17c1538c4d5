/** The page's only way out: asks the extension, which answers or hands on, and hears its news. */
import type { Ask, PageAnswer, PageAsked, PageQuestion, ToPage } from "../setup/messages.ts";

interface VsCode {
  postMessage(message: Ask): void;
  getState(): unknown;
  setState(state: unknown): void;
}

declare function acquireVsCodeApi(): VsCode;

export type News = Exclude<ToPage, { readonly kind: "answer" | "failed" }>;

export interface Bridge {
  /** Rejects with what to show. */
  readonly ask: <Q extends PageQuestion>(question: Q, asked: PageAsked<Q>) => Promise<PageAnswer<Q>>;
  readonly onNews: (listener: (news: News) => void) => void;
  /** What is left when the page is hidden and shown again. */
  readonly remembered: unknown;
  readonly remember: (state: unknown) => void;
}

interface Waiting {
  readonly resolve: (answer: never) => void;
  readonly reject: (error: Error) => void;
}

export function createBridge(): Bridge {
  const vscode = acquireVsCodeApi();
  const waiting = new Map<number, Waiting>();
  const listeners: ((news: News) => void)[] = [];
  let last = 0;
  window.addEventListener("message", ({ data }: MessageEvent<ToPage>) => {
    if (data.kind !== "answer" && data.kind !== "failed") {
      for (const listen of listeners) listen(data);
      return;
    }
    const asker = waiting.get(data.id);
    waiting.delete(data.id);
    if (data.kind === "failed") asker?.reject(new Error(data.message));
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the extension was compiled with the same types
    else asker?.resolve(data.answer as never);
  });
  return {
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
