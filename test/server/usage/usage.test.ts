/** What is counted of completions, how long it is looked after, and what of it can be read again. */
import { appendFile, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { beforeEach, expect, test } from "vitest";

import { afterAccepting } from "../../../server/completion/ahead.ts";
import type { Suggestion } from "../../../server/completion/outcome.ts";
import type { Spending } from "../../../server/completion/ports.ts";
import type { Snapshot } from "../../../server/completion/request.ts";
import { createUsage } from "../../../server/usage/usage.ts";
import { manualClock } from "../../support/manual-clock.ts";
import { requestIn } from "../../support/marked-text.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

const TODAY = Date.UTC(2026, 10, 20, 12);
const DAY = 86_400_000;

let cache = "";
let folder = "";
let next = 0;
const root = temporaryFolder();
beforeEach(() => {
  cache = join(root, String(++next));
  folder = join(cache, "usage");
});

function window(now = TODAY) {
  const clock = manualClock();
  const notes: string[] = [];
  let document: Snapshot | undefined;
  const usage = createUsage({
    cache,
    clock,
    now: () => now,
    openDocuments: () => (document ? [document] : []),
    log: { write: (_level, line) => void notes.push(line) },
  });
  return { usage, clock, notes, see: (seen: Snapshot | undefined) => (document = seen) };
}

const request = requestIn("total = ▮\nprint(total)");
const suggestion: Suggestion = {
  kind: "suggestion",
  id: 7,
  text: "sum(prices)",
  replaces: 0,
  alternatives: [{ text: "0", replaces: 0 }],
  origin: "generated",
  target: "mine/m",
  timings: { total: 120 },
};
const spending: Spending = {
  id: 7,
  target: "mine/m",
  trigger: "automatic",
  promptTokens: 100,
  receivedTokens: 10,
  ended: "text",
};

const FREE = { isLocal: true, price: () => Promise.resolve(undefined) };

test("what was asked, offered and accepted, and what of the tokens was of no use", async () => {
  const { usage } = window();
  usage.spent(spending, FREE);
  usage.spent({ ...spending, id: 8, ended: "aborted", usage: { inputTokens: 90, cachedTokens: 80 } }, FREE);
  const [name = ""] = usage.offered(request, suggestion);
  // The same suggestion, typed along with, is no other offer.
  usage.offered(request, { ...suggestion, text: "um(prices)" });
  usage.accepted(name);
  usage.accepted(name);
  usage.accepted("99.0");
  usage.accepted("nonsense");
  expect(await usage.summary(1)).toMatchObject({
    requests: 2,
    aborted: 1,
    failed: 0,
    offered: 1,
    accepted: 1,
    tokens: { sent: 190, received: 20 },
    wasted: { sent: 90, received: 10 },
    cached: 80,
    medianMs: 120,
    targets: { "mine/m": { requests: 2, accepted: 1 } },
  });
});

test.for<readonly [what: string, edit: (lines: readonly string[]) => readonly string[], kept: number]>([
  ["as it was", (lines) => lines, 1],
  ["moved and indented", (lines) => ["if x:\n", ...lines.map((line) => `    ${line}`)], 1],
  ["edited a little", (lines) => lines.map((line) => line.replace("prices", "all_prices")), 1],
  ["written anew", (lines) => lines.map((line) => line.replace("sum(prices)", "x")), 0],
  ["deleted", () => ["print(total)\n"], 0],
])("kept after 30 s and 5 min, %s: %d", async ([, edit, kept]) => {
  const { usage, clock, see } = window();
  const [name = ""] = usage.offered(request, suggestion);
  const { document } = afterAccepting(request.place, suggestion);
  see(document);
  usage.accepted(name);
  await clock.pass(30_000);
  see({ ...document, lines: edit(document.lines) });
  await clock.pass(270_000);
  expect((await usage.summary(1)).kept).toEqual([
    { afterSeconds: 30, seen: 1, kept: 1 },
    { afterSeconds: 300, seen: 1, kept },
  ]);
});

test("a document that was closed is not looked at, nor any when the window closes", async () => {
  const first = window();
  first.usage.accepted(first.usage.offered(request, suggestion)[0] ?? "");
  await first.clock.pass(30_000);
  const second = window();
  second.see(request.place.document);
  second.usage.accepted(second.usage.offered(request, suggestion)[1] ?? "");
  await second.clock.pass(0);
  await second.usage.close();
  await second.clock.pass(30_000);
  expect(await first.usage.summary(1)).toMatchObject({ accepted: 2, kept: [] });
});

test("several windows write into the same day, and a torn line harms nothing", async () => {
  const windows = [window(), window(), window()];
  for (const { usage } of windows) for (let times = 0; times < 50; times++) usage.spent(spending, FREE);
  await Promise.all(windows.map(({ usage }) => usage.close()));
  await appendFile(join(folder, "2026-11-20.jsonl"), '{"at": 1, "kind": "spe\n[]\n{"kind":"later"}\n');
  expect(await readdir(folder)).toEqual(["2026-11-20.jsonl"]);
  expect((await windows[0]?.usage.summary(1))?.requests).toBe(150);
});

test("a summary covers the days it is asked for; old days are thrown away", async () => {
  for (const ago of [100, 10, 1, 0]) {
    const { usage } = window(TODAY - ago * DAY);
    usage.spent(spending, FREE);
    await usage.close();
  }
  const { usage } = window();
  expect((await usage.summary(1)).requests).toBe(1);
  expect((await usage.summary(2)).requests).toBe(2);
  expect((await usage.summary(365)).requests).toBe(3);
  expect(await readdir(folder)).toEqual(["2026-11-10.jsonl", "2026-11-19.jsonl", "2026-11-20.jsonl"]);
});

test("a day that grew too large is not written on; none of the user's text is in it", async () => {
  const { usage } = window();
  usage.offered(request, suggestion);
  await usage.close();
  const file = join(folder, "2026-11-20.jsonl");
  expect(await readFile(file, "utf8")).not.toMatch(/sum|prices|total =|a\.py/);
  await writeFile(file, "x".repeat(4_000_001));
  usage.spent(spending, FREE);
  await usage.close();
  expect((await readFile(file, "utf8")).length).toBe(4_000_001);
});

test("where nothing can be written, that is noted once, and nothing else happens", async () => {
  await writeFile(cache, "a file in the way");
  const { usage, notes } = window();
  usage.spent(spending, FREE);
  await usage.close();
  usage.spent(spending, FREE);
  await usage.close();
  expect(notes).toEqual([expect.stringContaining("statistics are not kept")]);
  expect(await usage.summary(1)).toMatchObject({ requests: 0, medianMs: undefined });
});

test("by language, by day and by how long it took; all of it can be exported, and cleared", async () => {
  const { usage: before } = window(TODAY - DAY);
  before.offered(request, { ...suggestion, timings: { total: 90 } });
  await before.close();
  const { usage } = window();
  usage.spent(spending, FREE);
  usage.accepted(usage.offered(request, suggestion)[0] ?? "");
  const { languages, byDay, times } = await usage.summary(3);
  const { languageId } = request.place.document;
  expect(languages).toEqual({ [languageId]: { offered: 2, accepted: 1, medianMs: 120 } });
  expect(byDay.map(({ day, offered, accepted, tokens }) => [day, offered, accepted, tokens.sent])).toEqual([
    ["2026-11-18", 0, 0, 0],
    ["2026-11-19", 1, 0, 0],
    ["2026-11-20", 1, 1, 100],
  ]);
  expect(times.filter(({ offered }) => offered > 0)).toEqual([
    { belowMs: 100, offered: 1 },
    { belowMs: 200, offered: 1 },
  ]);

  const lines = (await usage.export()).trimEnd().split("\n");
  expect(lines.map((line) => JSON.parse(line).kind)).toEqual(["offered", "spent", "offered", "accepted"]);
  await usage.clear();
  expect(await usage.export()).toBe("");
  expect(await usage.summary(3)).toMatchObject({ requests: 0, offered: 0, languages: {} });
});
