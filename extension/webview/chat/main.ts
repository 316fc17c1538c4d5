/** Where the chat page begins in the browser: connects store, views and the news of the engine. */
import "@vscode-elements/elements/dist/vscode-button/index.js";
import "@vscode-elements/elements/dist/vscode-icon/index.js";
import "@vscode-elements/elements/dist/vscode-option/index.js";
import "@vscode-elements/elements/dist/vscode-single-select/index.js";
import "@vscode-elements/elements/dist/vscode-textfield/index.js";
import { render } from "lit";

import type { ChatNews, ChatPageQuestions } from "../../chat/messages.ts";
import { openPage } from "../open-page.ts";
import { createActions } from "./actions.ts";
import { codePress } from "./code-press.ts";
import { Hearing } from "./hearing.ts";
import { hearKeys } from "./keys.ts";
import { markdownElement } from "./markdown/markdown-text.ts";
import { Work } from "./markdown/work.ts";
import { hear, refresh, restart, resume } from "./opening.ts";
import { page } from "./page.ts";
import { Reading } from "./reading.ts";
import { NOTHING_YET, rememberedIn, type State } from "./state.ts";
import { attempt, createStore } from "./store.ts";

const { root, ask, onNews, remembered, remember } = openPage<ChatPageQuestions, ChatNews>();
const hearing = new Hearing(document.body);
customElements.define(
  "keyfill-markdown",
  markdownElement({ work: new Work(), hear: (words) => hearing.tell(words) }),
);

const before = rememberedIn(remembered);
const reading = new Reading(root, before.fromEnd);
const first = { ...NOTHING_YET, draft: before.draft ?? NOTHING_YET.draft };
const store = createStore(first, { ask, draw, nextFrame: (run) => requestAnimationFrame(run) });
const actions = createActions(store);

function draw(state: State): void {
  render(page(state, actions), root);
  reading.drawn(state);
  // After this frame: what one looks at is there first.
  if (state.open?.showMore()) setTimeout(store.redraw);
  keep();
}

let kept: readonly unknown[] = [];

function keep(): void {
  const { open, draft } = store.state();
  const now = [open?.id, draft, reading.fromEnd];
  if (now.every((value, at) => value === kept[at])) return;
  kept = now;
  remember({ ...(open && { chat: open.id }), draft, fromEnd: reading.fromEnd });
}

reading.onMoved(keep);
codePress(root, actions);
hearKeys(document, store, actions);
onNews(told);
draw(first);
void attempt(store, async () => {
  await resume(store, before);
  for (const news of await ask("ready", {})) told(news);
});

function told(news: ChatNews): void {
  switch (news.kind) {
    case "events":
      return void attempt(store, () => hear(store, news.params));
    case "changed":
      return void attempt(store, () => refresh(store));
    case "restarted":
      return void attempt(store, () => restart(store));
    case "offered":
      return store.set({ offered: news.mentions });
    case "compose":
      return actions.compose(news.composed);
    case "show":
      return actions.showPart(news.what);
  }
}
