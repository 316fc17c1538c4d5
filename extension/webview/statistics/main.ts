/** Where the statistics page begins in the browser. */
import "@vscode-elements/elements/dist/vscode-button/index.js";
import { render } from "lit";

import type { FromStatistics, ToStatistics } from "../../statistics/messages.ts";
import { speak } from "../words.ts";
import { page } from "./page.ts";

declare function acquireVsCodeApi(): { postMessage(message: FromStatistics): void };

const root = document.querySelector<HTMLElement>("#page");
if (root) {
  speak(JSON.parse(document.querySelector("#words")?.textContent ?? "{}"));
  const vscode = acquireVsCodeApi();
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- VS Code's own, which has none
  const ask = (message: FromStatistics) => vscode.postMessage(message);
  window.addEventListener("message", ({ data }: MessageEvent<ToStatistics>) => {
    render(page(data.summary, ask), root);
  });
  ask({ kind: "show", days: 30 });
}
