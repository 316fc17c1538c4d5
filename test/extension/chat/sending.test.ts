/** What the page asks when something is said, and what it keeps when that fails. */
import { expect, test } from "vitest";

import { OpenChat } from "../../../extension/webview/chat/open-chat.ts";
import { draftOf, talk } from "../../../extension/webview/chat/sending.ts";
import { NOTHING_YET, type State } from "../../../extension/webview/chat/state.ts";
import { type Ask, attempt, createStore } from "../../../extension/webview/chat/store.ts";
import type { UserTurn } from "../../../server/protocol/chat/conversation.ts";

const said: UserTurn = { kind: "user", id: "u2", parent: "m1", at: 0, text: "Second", attached: [] };
const options = { target: "", mode: "ask", instructions: "" } as const;
const turns = [
  ["u1", { kind: "user", id: "u1", parent: undefined, at: 0, text: "First", attached: [] }],
  ["u2", said],
] as const;
const conversation = { id: "c", createdAt: 0, title: "", options, turns, leaf: "u2", queue: [] };

function storeWith(state: Partial<State>, answer: () => Promise<unknown> = () => Promise.resolve(null)) {
  const asked: unknown[] = [];
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- it answers all questions alike
  const ask = ((question: string, about: object) => {
    asked.push({ question, ...about });
    return answer();
  }) as unknown as Ask;
  const open = new OpenChat({ conversation, next: 0 });
  const store = createStore({ ...NOTHING_YET, open, ...state }, { ask, draw: () => {}, nextFrame: () => {} });
  return { store, asked };
}

test("it goes behind the last turn, and the composer is empty", async () => {
  const { store, asked } = storeWith({
    draft: { text: " Third ", attached: [{ mention: { kind: "problems" } }] },
  });
  await talk(store);
  expect(asked).toEqual([
    { question: "send", chat: "c", after: "u2", text: "Third", mentions: [{ kind: "problems" }] },
  ]);
  expect(store.state().draft).toEqual({ text: "", attached: [] });
});

test("said in other words it goes beside the earlier turn", async () => {
  const { store, asked } = storeWith({ draft: { ...draftOf(said), text: "Second, otherwise" } });
  await talk(store);
  expect(asked).toMatchObject([{ after: "m1", text: "Second, otherwise" }]);
});

test("nothing is said that is empty", async () => {
  const { store, asked } = storeWith({ draft: { text: "  ", attached: [] } });
  await talk(store);
  expect(asked).toEqual([]);
});

test("what could not be sent is still there, and why is told", async () => {
  const draft = { text: "Third", attached: [] };
  const { store } = storeWith({ draft }, () => Promise.reject(new Error("another window answers")));
  await attempt(store, () => talk(store));
  expect(store.state()).toMatchObject({ draft, trouble: "another window answers" });
});
