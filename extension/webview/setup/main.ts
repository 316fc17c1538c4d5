/** Where the providers page begins in the browser: connects bridge, store and views. */
import "@vscode-elements/elements/dist/vscode-badge/index.js";
import "@vscode-elements/elements/dist/vscode-button/index.js";
import "@vscode-elements/elements/dist/vscode-checkbox/index.js";
import "@vscode-elements/elements/dist/vscode-collapsible/index.js";
import "@vscode-elements/elements/dist/vscode-icon/index.js";
import "@vscode-elements/elements/dist/vscode-option/index.js";
import "@vscode-elements/elements/dist/vscode-progress-ring/index.js";
import "@vscode-elements/elements/dist/vscode-single-select/index.js";
import "@vscode-elements/elements/dist/vscode-textarea/index.js";
import "@vscode-elements/elements/dist/vscode-textfield/index.js";
import { render } from "lit";

import { createBridge } from "../bridge.ts";
import { speak } from "../words.ts";
import { createActions } from "./actions.ts";
import { page } from "./page.ts";
import { createStore } from "./store.ts";

const root = document.querySelector<HTMLElement>("#page");
if (root) {
  speak(JSON.parse(document.querySelector("#words")?.textContent ?? "{}"));
  const bridge = createBridge();
  const store = createStore(bridge.ask, (state) => render(page(state, actions), root));
  const actions = createActions(store);
  bridge.onNews((news) => {
    if (news.kind === "progress") actions.hear(news.progress);
    else if (news.kind === "add") actions.paste(news.text);
    else actions.refresh();
  });
  render(page(store.state(), actions), root);
  actions.refresh();
  actions.lookAround();
}
