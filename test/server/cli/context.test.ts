/** What `keyfill context --batch` says to a line it cannot answer. */
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";

import { expect, test } from "vitest";

import { contextOfEach, type ContextSource } from "../../../server/cli/context.ts";
import type { Place } from "../../../server/completion/request.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

const source: ContextSource = {
  addFolder: () => Promise.resolve(),
  gather: () => ({ snippets: [], tokens: 0, leftOut: [] }),
  languageOf: () => "plaintext",
  tokenizer: "fake",
};

test.each([
  ['{"file": 1, "offset": 0}', "expected string, received number\n  → at file"],
  ['{"file": "a.ts", "text": "a", "offset": "end"}', "expected number, received string\n  → at offset"],
  ["{", "SyntaxError"],
  ['{"file": "absent.ts", "offset": 0}', "ENOENT"],
  ['{"file": "a.ts", "text": "añb", "offset": 4}', "offset 4 is behind the end: the text has 3 UTF-16 units"],
])("what is wrong with %s is said in words, and the next line is answered", async (line, mistake) => {
  const lines = Readable.from([line, '{"file": "a.ts", "text": "a", "offset": 1}']);
  const answers: string[] = [];
  for await (const answer of contextOfEach(lines, source, { folder: undefined, tokens: 100 }))
    answers.push(answer);
  const [first = "", second = ""] = answers;
  expect(JSON.parse(first)).toEqual({ error: expect.stringContaining(mistake) });
  expect(JSON.parse(second)).toMatchObject({ file: "a.ts", offset: 1, snippets: [] });
});

test("byte order marks are no part of the lines, nor of the files they are about", async () => {
  const folder = temporaryFolder();
  await writeFile(join(folder, "a.ts"), "\uFEFFab");
  const seen: Place[] = [];
  const gather: ContextSource["gather"] = (place) => {
    seen.push(place);
    return { snippets: [], tokens: 0, leftOut: [] };
  };
  const lines = Readable.from(['\uFEFF{"file": "a.ts", "offset": 2}']);
  const answers: string[] = [];
  for await (const answer of contextOfEach(lines, { ...source, gather }, { folder, tokens: 100 }))
    answers.push(answer);
  expect(answers).toEqual([expect.not.stringContaining("error")]);
  expect(seen).toMatchObject([{ document: { lines: ["ab"] }, line: 0, character: 2 }]);
});
