/** Makes a webview a page of ours, in a tab or in a side bar: its HTML, under a policy that lets nothing else in, and its questions answered. */
import { l10n, Uri, type Webview } from "vscode";

import type { Ask, ToPage } from "./page-messages.ts";

export interface WebPage {
  readonly extensionUri: Uri;
  /** Of its script in `dist/webview`; `-style` stands behind it for the style. */
  readonly name: string;
  readonly title: string;
  /** In a side bar, which has a background of its own; else in an editor. */
  readonly aside?: true;
  /** `Answers` of the page's questions. */
  readonly answers: Readonly<Record<string, (asked: never) => Promise<unknown>>>;
}

export function fillPage(webview: Webview, page: WebPage): void {
  const folder = Uri.joinPath(page.extensionUri, "dist", "webview");
  webview.options = { enableScripts: true, localResourceRoots: [folder] };
  webview.onDidReceiveMessage((message: unknown) => {
    if (isAsk(message)) void answer(message, { webview, page });
  });
  webview.html = html({ webview, page, folder });
}

export function tellPage<News>(webview: Webview, message: ToPage<News>): void {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- VS Code's own, which has none
  void webview.postMessage(message);
}

interface Filled {
  readonly webview: Webview;
  readonly page: WebPage;
}

async function answer({ id, question, asked }: Ask, { webview, page }: Filled): Promise<void> {
  try {
    const answering = Object.hasOwn(page.answers, question) ? page.answers[question] : undefined;
    if (!answering) throw new Error(`nobody answers “${question}”`);
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- our own page asks, compiled with the same types
    tellPage(webview, { kind: "answer", id, answer: await answering(asked as never) });
  } catch (error) {
    tellPage(webview, {
      kind: "failed",
      id,
      message: error instanceof Error ? error.message : String(error),
    });
  }
}

function isAsk(message: unknown): message is Ask {
  return typeof message === "object" && message !== null && "question" in message && "id" in message;
}

function html({ webview, page: { name, title, aside }, folder }: Filled & { readonly folder: Uri }): string {
  const address = (file: string) => webview.asWebviewUri(Uri.joinPath(folder, file)).toString();
  const nonce = crypto.randomUUID();
  const policy = [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    `style-src ${webview.cspSource} 'nonce-${nonce}'`,
    `font-src ${webview.cspSource}`,
  ].join("; ");
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" id="vscode-codicon-stylesheet" href="${address(`${name}-style.css`)}" nonce="${nonce}">
<title>${title}</title>
</head>
<body>
<main id="page"${aside ? " data-aside" : ""}></main>
<script type="application/json" id="words">${words()}</script>
<script type="module" nonce="${nonce}" src="${address(`${name}.js`)}"></script>
</body>
</html>`;
}

/** The translation that VS Code has read, for the page to look its texts up in. */
function words(): string {
  return JSON.stringify(l10n.bundle ?? {}).replaceAll("<", "\\u003c");
}
