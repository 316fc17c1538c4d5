/** The chat that is open on the page: in step with the engine, and what it costs to draw. */
import { expect, test } from "vitest";

import type { ChatEvent } from "../../../server/protocol/chat/event.ts";
import { OpenChat } from "../../../extension/webview/chat/open-chat.ts";

const options = { target: "", mode: "ask", instructions: "" } as const;
const conversation = { id: "c", createdAt: 0, title: "", options, turns: [], queue: [], leaf: undefined };

const asked = (turn: string, parent?: string): ChatEvent => ({
  kind: "asked",
  turn,
  ...(parent !== undefined && { parent }),
  at: 0,
  text: turn,
  attached: [],
});
const answering = (turn: string, parent: string): ChatEvent => ({
  kind: "answering",
  turn,
  parent,
  at: 0,
  target: "a/b",
});
const step = (turn: string): ChatEvent => ({ kind: "step", turn, target: "a/b" });
const text = (turn: string, words: string): ChatEvent => ({ kind: "text", turn, text: words });
const ended = (turn: string): ChatEvent => ({ kind: "state", turn, state: { kind: "ended", why: "said" } });

function opened(next = 0): OpenChat {
  return new OpenChat({ conversation, next });
}

test("events in order make the conversation, and only what they touch is drawn anew", () => {
  const chat = opened();
  expect(chat.take({ chat: "c", first: 0, events: [asked("u"), answering("m", "u"), step("m")] })).toBe(true);
  const before = chat.versionOf("u");
  expect(chat.isAnswering).toBe(true);
  expect(chat.take({ chat: "c", first: 3, events: [text("m", "a"), text("m", "b")] })).toBe(true);
  expect(chat.versionOf("u")).toBe(before);
  expect(chat.versionOf("m")).toBe(4);
  chat.take({ chat: "c", first: 5, events: [ended("m")] });
  expect(chat.isAnswering).toBe(false);
  expect(chat.path()).toMatchObject([{ id: "u" }, { steps: [{ pieces: [{ text: "ab" }] }] }]);
});

test("what is known is passed over, and of what is missing nothing is taken", () => {
  const chat = opened();
  chat.take({ chat: "c", first: 0, events: [asked("u"), answering("m", "u"), step("m"), text("m", "a")] });
  expect(chat.take({ chat: "c", first: 2, events: [step("m"), text("m", "a"), text("m", "b")] })).toBe(true);
  expect(chat.take({ chat: "c", first: 9, events: [text("m", "far")] })).toBe(false);
  expect(chat.path().at(-1)).toMatchObject({ steps: [{ pieces: [{ text: "ab" }] }] });
});

test("branches are the turns at one place, the oldest first", () => {
  const chat = opened();
  chat.take({
    chat: "c",
    first: 0,
    events: [asked("u1"), answering("m1", "u1"), ended("m1"), asked("u2"), answering("m2", "u1")],
  });
  const [first] = chat.path();
  expect(first && chat.siblings(first)).toEqual(["u1", "u2"]);
  const last = chat.path().at(-1);
  expect(last && chat.siblings(last)).toEqual(["m1", "m2"]);
});

test("of a long chat the end is shown first, the rest little by little", () => {
  const chat = opened();
  const turns = Array.from({ length: 50 }, (_, at) =>
    asked(`u${String(at)}`, at === 0 ? undefined : `u${String(at - 1)}`),
  );
  chat.take({ chat: "c", first: 0, events: turns });
  expect(chat.shown().map(({ id }) => id)).toEqual(
    turns.slice(30).map((event) => "turn" in event && event.turn),
  );
  while (chat.showMore()) expect(chat.shown().length).toBeLessThanOrEqual(60);
  expect(chat.shown()).toHaveLength(50);
});
