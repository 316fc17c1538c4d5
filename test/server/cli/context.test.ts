/** What `keyfill context --batch` says to a line it cannot answer. */
import { Readable } from "node:stream";

import { expect, test } from "vitest";

import { contextOfEach, type ContextSource } from "../../../server/cli/context.ts";

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
])("what is wrong with %s is said in words, and the next line is answered", async (line, mistake) => {
  const lines = Readable.from([line, '{"file": "a.ts", "text": "a", "offset": 1}']);
  const answers: string[] = [];
  for await (const answer of contextOfEach(lines, source, { folder: undefined, tokens: 100 }))
    answers.push(answer);
  const [first = "", second = ""] = answers;
  expect(JSON.parse(first)).toEqual({ error: expect.stringContaining(mistake) });
  expect(JSON.parse(second)).toMatchObject({ file: "a.ts", offset: 1, snippets: [] });
});
