/** The word at the cursor that asks for completion, and what stands there when one was chosen. */
import { expect, test } from "vitest";

import { replaceWord, wordAt } from "../../../extension/webview/chat/word-at.ts";
import { CURSOR } from "../../support/marked-text.ts";

function cursorIn(marked: string): { readonly text: string; readonly cursor: number } {
  return { text: marked.replace(CURSOR, ""), cursor: marked.indexOf(CURSOR) };
}

test.for([
  ["@▮", "@"],
  ["@mai▮", "@mai"],
  ["explain @main.ts:10▮", "@main.ts:10"],
  ["explain @mai▮n", "@mai"],
  ["(@sel▮", "@sel"],
  ["line\n@fi▮", "@fi"],
  ["me@example▮", undefined],
  ["explain @main ▮", undefined],
  ["/rev▮", "/rev"],
  ["a /rev▮", undefined],
  ["▮", undefined],
])("%j asks for %j", ([marked = "", wanted]) => {
  const { text, cursor } = cursorIn(marked);
  const word = wordAt(text, cursor);
  expect(word && word.sign + word.text).toBe(wanted);
});

test.for([
  ["explain @mai▮", "@main.ts", "explain @main.ts ▮"],
  ["explain @mai▮ please", "@main.ts", "explain @main.ts ▮please"],
  ["@fi▮", "@file:", "@file:▮"],
])("%j with %j is %j", ([marked = "", by = "", wanted = ""]) => {
  const { text, cursor } = cursorIn(marked);
  const word = wordAt(text, cursor);
  expect(word && replaceWord(text, word, by)).toEqual(cursorIn(wanted));
});
