/** Chats on disk: lists, searches, and files that are not as they should be. */
import { appendFile, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { beforeEach, expect, test } from "vitest";

import { createShelf, type Shelf } from "../../../../server/chat/history/shelf.ts";
import { asMarkdown } from "../../../../server/chat/markdown.ts";
import type { ChatEvent } from "../../../../server/protocol/chat/event.ts";
import { temporaryFolder } from "../../../support/temporary-folder.ts";

const root = temporaryFolder();
let folder = "";
let shelf: Shelf;
let warnings: string[] = [];

function open(writer: string): Shelf {
  return createShelf({ folder, writer, warn: (line) => void warnings.push(line), now: () => Date.now() });
}

beforeEach(async () => {
  folder = await mkdtemp(join(root, "chats-"));
  warnings = [];
  shelf = open("1-own");
});

const options = { target: "one/a", mode: "agent", instructions: "" } as const;
const piece = (text: string): ChatEvent => ({ kind: "text", turn: "m1", text });

async function write(id: string, events: readonly ChatEvent[], writer = shelf): Promise<void> {
  const log = writer.log(id, 0);
  log.write({ kind: "began", id, at: 5, options });
  for (const event of events) {
    log.write(event);
    await log.written();
  }
}

const talk = (at: number, text: string): readonly ChatEvent[] => [
  { kind: "asked", turn: "u1", at, text, attached: [] },
  { kind: "titled", title: text.slice(0, 5) },
  { kind: "answering", turn: "m1", parent: "u1", at: at + 1, target: "two/b" },
  { kind: "step", turn: "m1", target: "two/b" },
  piece("Once upon a ti"),
  piece("me."),
  { kind: "state", turn: "m1", state: { kind: "ended", why: "said" } },
];

test("the latest first, with what a list shows", async () => {
  await write("a", talk(10, "Older question"));
  await write("b", talk(20, "Newer question"));
  await write("c", [{ kind: "titled", title: "Nothing was said" }]);
  expect(await shelf.heads("")).toEqual([
    { id: "b", title: "Newer", at: 21, turns: 2, target: "two/b", isAnswered: false },
    { id: "a", title: "Older", at: 11, turns: 2, target: "two/b", isAnswered: false },
  ]);
});

test("a list that was read once knows what has changed since", async () => {
  await write("a", talk(10, "A question"));
  await shelf.heads("");
  const log = open("1-other").log("a", 0);
  log.write({ kind: "titled", title: "Another name" });
  await log.written();
  expect(await shelf.heads("")).toMatchObject([{ title: "Another name" }]);
});

test.each([
  ["time", 2],
  ["ONCE question", 2],
  ["older", 1],
  ["older newer", 0],
  ["  ", 2],
])("searched for %j", async (query, found) => {
  await write("a", talk(10, "Older question"));
  await write("b", talk(20, "Newer question"));
  expect(await shelf.heads(query)).toHaveLength(found);
});

test("what is no chat is not there; a chat under another name neither", async () => {
  await write("a", talk(10, "A question"));
  await writeFile(join(folder, "b.jsonl"), await readFile(join(folder, "a.jsonl")));
  await writeFile(join(folder, "c.jsonl"), "\0\0{not json");
  await writeFile(join(folder, "d.jsonl"), "");
  await mkdir(join(folder, "e.jsonl"));
  await writeFile(join(folder, "notes.txt"), "x");
  expect((await shelf.heads("")).map(({ id }) => id)).toEqual(["a"]);
  for (const id of ["c", "d", "e", "nobody", "../a", "a/../a", ""])
    expect(await shelf.restore(id), id).toBeUndefined();
});

test("lines that say nothing known are passed over, and a line without an end is waited for", async () => {
  await write("a", talk(10, "A question"));
  const file = join(folder, "a.jsonl");
  const lines = [
    '{"kind":"from-the-future","turn":"m1"}',
    '{"kind":"text","turn":"m1","text":7}',
    '{"kind":"text","turn":"nobody","text":"lost"}',
    "garbage",
    '{"kind":"text","turn":"m1","text":" The end."}',
    '{"kind":"text","turn":"m1","text":" Cut o',
  ];
  await writeFile(file, (await readFile(file, "utf8")) + lines.join("\n"));
  const restored = await shelf.restore("a");
  expect(restored && asMarkdown(restored.conversation)).toContain("Once upon a time. The end.\n");
});

test("two that write in turns leave every event of both, each known by who wrote it", async () => {
  const other = open("1-other");
  const logs = [shelf.log("a", 0), other.log("a", 0)] as const;
  logs[0].write({ kind: "began", id: "a", at: 5, options });
  for (const event of talk(10, "A question")) logs[0].write(event);
  await logs[0].written();
  for (let at = 0; at < 20; at++) {
    logs[at % 2]?.write(piece(` ${String(at)}`));
    await Promise.all(logs.map((log) => log.written()));
  }
  const news = await logs[0].news();
  expect(news.map(({ writer }) => writer)).toEqual(Array.from({ length: 10 }, () => "1-other"));
  expect(await logs[0].news()).toEqual([]);
  const restored = await shelf.restore("a");
  expect(restored && asMarkdown(restored.conversation)).toContain(
    `Once upon a time. ${Array.from({ length: 20 }, (_, at) => at).join(" ")}`,
  );
});

test("who writes behind a torn line is still known as who it is", async () => {
  const own = shelf.log("a", 0);
  own.write({ kind: "began", id: "a", at: 5, options });
  for (const event of talk(10, "A question")) own.write(event);
  await own.written();
  await appendFile(join(folder, "a.jsonl"), '{"kind":"text","turn":"m1","te');
  const log = open("1-other").log("a", 0);
  log.write(piece(" Said behind it."));
  await log.written();
  expect(await own.news()).toEqual([{ event: piece(" Said behind it."), writer: "1-other" }]);
});

test("a disk that takes nothing costs no conversation: what waits is written when it takes something again", async () => {
  folder = join(root, "a-file");
  await writeFile(folder, "");
  const full = open("1-own").log("a", 0);
  full.write({ kind: "began", id: "a", at: 5, options });
  await full.written();
  expect(warnings).toEqual([expect.stringContaining("the chat a could not be kept")]);
  await rm(folder);
  for (const event of talk(10, "A question")) full.write(event);
  await full.written();
  expect(await open("1-own").heads("")).toMatchObject([{ id: "a", turns: 2 }]);
});
