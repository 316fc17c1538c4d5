import { expect, test } from "vitest";

import { hashesOf } from "../../../../server/context/index/words.ts";

const ROWS: readonly (readonly [text: string, words: string])[] = [
  ["request", "request"],
  ["Request", "request"],
  ["REQUEST", "request"],
  ["fileName", "file name fileName"],
  ["file_name", "file name file_name"],
  ["FileName", "file name FileName"],
  ["HTTPServer2", "http server2 HTTPServer2"],
  ["__init__", "init"],
  ["_private", "private"],
  ["isOk", "isOk"],
  ["db.x + 12 + 0xff + 3rd", "db"],
  ["größe Straße", "größe straße"],
  ["$el", "el"],
  ["a_b", "a_b"],
  ["_", "_"],
  ["_db", "db"],
  ["utf8", "utf8"],
  ["", ""],
];

/** Of words of one part: each is itself. */
const hashes = (words: string) =>
  words.split(" ").flatMap((word) => (word === "" ? [] : [hashesOf(word).at(-1)]));

test.each(ROWS)("%j has the words %j", (text, words) => {
  expect(hashesOf(text)).toEqual(hashes(words));
});
