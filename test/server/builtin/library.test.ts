import { expect, test } from "vitest";

import { createLexicon } from "../../../server/builtin/lexicon.ts";
import { createLibrary } from "../../../server/builtin/library.ts";
import { splitLines } from "../../../server/completion/lines.ts";

const PATH = "a.ts";

/** What is held of a file after it was learned in these states, word by word and without its line breaks. */
function held(...states: readonly string[]): string | undefined {
  const words = createLexicon();
  const library = createLibrary(words);
  let lines: readonly string[] = [];
  for (const state of states) {
    lines = splitLines(state);
    library.learn({ uri: "file:///w/a.ts", path: PATH, languageId: "typescript", lines });
    library.learn({
      uri: "file:///w/b.ts",
      path: "b.ts",
      languageId: "typescript",
      lines: ["other\n", "text"],
    });
    library.find(PATH);
  }
  const extent = library.find(PATH);
  const tokens = extent?.shelf.tokens.subarray(extent.start, extent.end);
  return tokens && [...tokens].map((token) => words.text(token)).join("");
}

test.each([
  ["a file", ["one(two);\n  three\n"]],
  ["an edit", ["one(two);\n  three\n", "one(too);\n  three\n"]],
  ["a line more", ["one\ntwo\nthree\n", "one\ntwo\nand\nthree\n"]],
  ["a line less", ["one\ntwo\ntwo\nthree\n", "one\ntwo\nthree\n", "one\nthree\n"]],
  ["lines that repeat", ["x\nx\nx\n", "x\nx\nx\nx\n", "x\nx\n"]],
  ["all of it", ["one\n", "", "two\nthree"]],
  ["nothing", ["one\n", "one\n", "one\n"]],
])("after %s changed, what is held is the last state", (_name, states) => {
  expect(held(...states)).toBe(held(states.at(-1) ?? ""));
  expect(held(...states)).toBe(
    splitLines(states.at(-1) ?? "")
      .map((line) => line.trim())
      .join(""),
  );
});

test("files that come and go leave only those that stay", () => {
  const library = createLibrary(createLexicon());
  const lines = Array.from({ length: 2000 }, (_, line) => `call(${line}, of, some, length);\n`);
  for (let file = 0; file < 60; file++) {
    library.learn({
      uri: `file:///w/${file}`,
      path: `${file}`,
      languageId: "typescript",
      lines: [`file${file}\n`, ...lines],
    });
    if (file > 2) library.forget(`file:///w/${file}`);
  }
  expect([0, 1, 2, 3].map((file) => library.find(`${file}`) !== undefined)).toEqual([
    true,
    true,
    true,
    false,
  ]);
  expect(library.shelves().reduce((sum, shelf) => sum + shelf.tokens.length, 0)).toBeLessThan(500_000);
});

test("the drafts longest untouched go back to the archive", () => {
  const library = createLibrary(createLexicon());
  for (const state of ["one", "two"]) {
    for (let file = 0; file < 40; file++) {
      library.learn({
        uri: `file:///w/${file}`,
        path: `${file}`,
        languageId: "typescript",
        lines: [`${state}${file}`],
      });
    }
  }
  expect(library.shelves().length).toBeLessThan(30);
  expect(Array.from({ length: 40 }, (_, file) => library.find(`${file}`)).every(Boolean)).toBe(true);
});
