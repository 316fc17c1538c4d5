/** What is known of how a provider fares: over restarts, of several windows, and without anybody's words. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { expect, test } from "vitest";

import { inPlainEnglish } from "../../support/in-plain-english.ts";
import type { GenerateEvent } from "../../../server/completion/ports.ts";
import { watchHealth } from "../../../server/providers/health.ts";
import { healthFiles } from "../../../server/providers/health-files.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

const root = temporaryFolder();
const DAY = 86_400_000;
const CODE = "const password_of_the_customer = 1";
const SAID: GenerateEvent = { kind: "text", text: "x" };
const REFUSED: GenerateEvent = {
  kind: "failed",
  failure: { kind: "refused", message: `401: no ${CODE}`, advice: "Check the key.", status: 401 },
};

async function* stream(event: GenerateEvent) {
  yield event;
}

/** One window: what its providers answer, and when. */
function window(folder: string) {
  let time = 100 * DAY;
  const files = healthFiles({ folder, note: () => undefined, now: () => time });
  const health = watchHealth({
    async *generate() {
      // Answers come from `hear`.
    },
    files: () => Promise.resolve(files),
    now: () => time,
  });
  return {
    ...health,
    async hear(event: GenerateEvent, at: number) {
      time = at;
      for await (const _ of health.heard("mine", stream(event)));
      await health.written();
    },
    at: (now: number) => void (time = now),
  };
}

const folder = (name: string) => join(root, name);

test("a failure is known to the next window, with its age and advice, and without the provider's words", async () => {
  const first = window(folder("kept"));
  await first.hear(REFUSED, 100 * DAY);
  expect((await first.of("mine")).lastFailure?.message).toBe(`401: no ${CODE}`);
  const next = window(folder("kept"));
  expect(inPlainEnglish(await next.of("mine"))).toEqual({
    firstText: [],
    lastFailure: {
      at: 100 * DAY,
      kind: "refused",
      message: "the provider refused the key (401)",
      advice: "Check the key.",
      status: 401,
    },
  });
  expect(readFileSync(join(folder("kept"), "mine.json"), "utf8")).not.toContain("password");
});

test("what two windows have seen is one story: the newest of each counts", async () => {
  const [one, other] = [window(folder("two")), window(folder("two"))];
  await one.hear(SAID, 100 * DAY);
  await other.hear(REFUSED, 100 * DAY + 5);
  await one.hear(SAID, 100 * DAY + 9);
  const wanted = { lastSuccess: 100 * DAY + 9, lastFailure: { at: 100 * DAY + 5 } };
  for (const who of [one, other, window(folder("two"))]) expect(await who.of("mine")).toMatchObject(wanted);
});

test("what was a month ago is forgotten, and so is what was removed", async () => {
  const first = window(folder("old"));
  await first.hear(SAID, 100 * DAY);
  const later = window(folder("old"));
  later.at(131 * DAY);
  expect(await later.of("mine")).toEqual({ firstText: [] });
  await first.forget("mine");
  expect(await window(folder("old")).of("mine")).toEqual({ firstText: [] });
});

test.for([
  "",
  "{",
  "[]",
  '{"firstText":[{"at":"now"}]}',
  '{"firstText":[],"lastFailure":{"kind":"toString"}}',
])("a file that says %j says nothing", async (text) => {
  const here = window(folder("broken"));
  await here.hear(SAID, 100 * DAY);
  writeFileSync(join(folder("broken"), "mine.json"), text);
  expect(await window(folder("broken")).of("mine")).toEqual({ firstText: [] });
});
