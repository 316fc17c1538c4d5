/** How what the sources find becomes one list: by their ranks, without what is known, and whatever one of them does. */
import { expect, test } from "vitest";

import type { Snippet } from "../../../server/completion/ports.ts";
import { retrieve } from "../../../server/context/retrieve.ts";
import { HERE } from "../../../server/privacy/recipient.ts";
import type { Source } from "../../../server/context/source.ts";

const place = {
  document: { uri: "file:///a/main.ts", path: "main.ts", languageId: "typescript", version: 0, lines: [""] },
  line: 0,
  character: 0,
};

function source(name: string, weight: number, find: Source["find"]): Source {
  return { name, weight, find };
}

const snippet = (path: string, text: string, score: number): Snippet => ({ path, text, score, source: "a" });

async function check(
  sources: readonly Source[],
): Promise<{ texts: readonly string[]; failed: readonly string[] }> {
  const failures: string[] = [];
  const failed = (name: string) => failures.push(name);
  const found = await retrieve(
    place,
    { sources, mayShow: () => true, failed },
    {
      to: HERE,
      documents: [],
      show: () => "",
      signal: new AbortController().signal,
    },
  );
  return { texts: found.map(({ text }) => text), failed: failures };
}

test("the first of each source come first, whatever their scores are", async () => {
  const { texts } = await check([
    source("small scores", 1, () =>
      Promise.resolve([snippet("a", "a2\n", 0.001), snippet("a", "a1\n", 0.002)]),
    ),
    source("large scores", 0.3, () => Promise.resolve([snippet("b", "b1\n", 0.9)])),
  ]);
  expect(texts).toEqual(["a1\n", "a2\n", "b1\n"]);
});

test("neither the document itself nor what a better snippet has is shown", async () => {
  const { texts } = await check([
    source("one", 1, () =>
      Promise.resolve([
        snippet("a", "one\ntwo\nthree\n", 0.9),
        snippet("a", "two\nthree\n", 0.8),
        snippet("main.ts", "own\n", 0.7),
      ]),
    ),
  ]);
  expect(texts).toEqual(["one\ntwo\nthree\n"]);
});

test("a source that throws or is late takes nothing from the others", async () => {
  const { texts, failed } = await check([
    source("throws", 1, () => Promise.reject(new Error("broken"))),
    source("late", 1, () => new Promise(() => undefined)),
    source("works", 1, () => Promise.resolve([snippet("a", "one\n", 0.5)])),
  ]);
  expect(texts).toEqual(["one\n"]);
  expect(failed).toEqual(["throws"]);
});
