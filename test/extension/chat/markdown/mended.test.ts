/** What an unfinished text is read as. */
import { expect, test } from "vitest";

import { mended } from "../../../../extension/webview/chat/markdown/mended.ts";

test.for([
  ["whole text", "whole text"],
  ["**bold", "**bold**"],
  ["**bold ", "**bold**"],
  ["**bold*", "**bold**"],
  ["**bold** and", "**bold** and"],
  ["some **", "some "],
  ["some *", "some "],
  ["*it", "*it*"],
  ["**bold *and it", "**bold *and it***"],
  ["snake_case_name", "snake_case_name"],
  ["2 * 3 and 4 * 5", "2 * 3 and 4 * 5"],
  ["`code", "`code`"],
  ["`a * b` and *c", "`a * b` and *c*"],
  ["a `", "a "],
  ["see [the page](https://exa", "see the page"],
  ["see [the pa", "see the pa"],
  ["an array[0", "an array[0"],
  ["text\n-", "text"],
  ["text\n1.", "text"],
  ["text\n#", "text"],
  ["- one\n- **two", "- one\n- **two**"],
  ["done\n\n**open", "done\n\n**open**"],
  ["| a | b |", "\n| a | b |\n|-|-|"],
  ["| a | b |\n|--", "\n| a | b |\n|-|-|"],
  ["| a | b |\n|---|---|\n| 1", "| a | b |\n|---|---|\n| 1"],
  ["```ts\nconst a = **b", "```ts\nconst a = **b"],
  ["1. so:\n   ```ts\n   a ** b", "1. so:\n   ```ts\n   a ** b"],
] as const)("%j is about to become %j", ([text, wanted]) => {
  expect(mended(text)).toBe(wanted);
});
