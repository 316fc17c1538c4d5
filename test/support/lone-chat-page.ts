/** The chat page alone in a browser: the built page as VS Code would load it, and an engine that answers what it is told to. */
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join } from "node:path";

import type { Page } from "playwright-core";

import type { ChatEvent, ChatEvents } from "../../server/protocol/chat/event.ts";
import type { Opened } from "../../server/protocol/chat/questions.ts";
import { openBrowser } from "../host/browser.ts";
import { root } from "../tools/build.ts";

export type AnyEvent = { readonly [Kind in keyof ChatEvents]: ChatEvent<Kind> }[keyof ChatEvents];

export interface ChatPage {
  readonly page: Page;
  /** Tells the page what happened, as the extension does. */
  readonly tell: (events: readonly AnyEvent[]) => Promise<void>;
  readonly close: () => Promise<void>;
}

interface Options {
  readonly opened: Opened;
  /** Question → its answer. */
  readonly answers?: Readonly<Record<string, unknown>>;
  readonly size?: { readonly width: number; readonly height: number };
  readonly theme?: { readonly style: string; readonly body: string };
}

const NOTHING = {
  list: [],
  models: [],
  prompts: { instructions: [], prompts: [] },
  offered: [],
  ready: [],
  suggest: [],
};
const TYPES: Readonly<Record<string, string>> = {
  ".js": "text/javascript",
  ".css": "text/css",
  ".ttf": "font/ttf",
};

export async function openChatPage({ opened, answers, size, theme }: Options): Promise<ChatPage> {
  const table = {
    ...NOTHING,
    measure: { tokens: 0, windowTokens: 0 },
    open: opened,
    begin: opened,
    ...answers,
  };
  const server = createServer((request, response) => {
    const url = (request.url ?? "/").replace(/\?.*$/, "");
    const file = join(root, "dist/webview", url);
    response.setHeader("content-type", TYPES[extname(url)] ?? "text/html; charset=utf-8");
    response.end(url === "/" ? html(table, theme) : readFileSync(file));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a server that listens on a port has this kind
  const { port } = server.address() as AddressInfo;
  const browser = await openBrowser(size);
  const page = await browser.context.newPage();
  await page.goto(`http://127.0.0.1:${String(port)}/`);
  let next = opened.next;
  return {
    page,
    async tell(events) {
      const params = { chat: opened.conversation.id, first: next, events };
      next += events.length;
      await page.evaluate(
        `window.postMessage(${JSON.stringify({ kind: "news", news: { kind: "events", params } })})`,
      );
    },
    async close() {
      await browser.close();
      server.close();
    },
  };
}

/** The policy is that of `fillPage`, as far as one that is no webview can have it. */
function html(table: object, theme: Options["theme"]): string {
  const data = JSON.stringify(table).replaceAll("<", "\\u003c");
  return `<!doctype html><html lang="en" style='${theme?.style.replaceAll("'", "&#39;") ?? ""}'><head>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'nonce-n'; style-src 'self' 'nonce-n'; font-src 'self'">
<link rel="stylesheet" id="vscode-codicon-stylesheet" href="/chat-style.css" nonce="n"><title>Chat</title></head>
<body class="${theme?.body ?? ""}"><main id="page"></main><script type="application/json" id="words">{}</script>
<script nonce="n">
  const table = ${data};
  let state;
  window.asked = [];
  window.acquireVsCodeApi = () => ({
    getState: () => state,
    setState: (next) => { state = next; },
    postMessage({ id, question, asked }) {
      window.asked.push({ question, asked });
      const answer = question in table ? table[question] : null;
      window.postMessage({ kind: "answer", id, answer });
    },
  });
</script>
<script type="module" nonce="n" src="/chat.js"></script></body></html>`;
}
