/** Where the providers page begins in the browser: connects store and views. */
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

import type { News, PageQuestions } from "../../setup/messages.ts";
import { openPage } from "../open-page.ts";
import { createActions } from "./actions.ts";
import { page } from "./page.ts";
import { createStore } from "./store.ts";

const { root, ask, onNews } = openPage<PageQuestions, News>();
const store = createStore(ask, (state) => render(page(state, actions), root));
const actions = createActions(store);
onNews((news) => {
  if (news.kind === "progress") actions.hear(news.progress);
  else if (news.kind === "add") actions.paste(news.text);
  else actions.refresh();
});
render(page(store.state(), actions), root);
actions.refresh();
actions.lookAround();
