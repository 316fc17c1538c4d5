/** Whatever a model says, accepting it loses nothing: what stood before and after the cursor is there, and in between is the suggestion. */
import { expect, test } from "vitest";

import { extent } from "../../../../server/completion/extent.ts";
import { holeAt } from "../../../../server/completion/hole.ts";
import { read } from "../../../../server/completion/suggestion/read.ts";
import { repairEnd } from "../../../../server/completion/suggestion/repair.ts";
import { languages } from "../../../support/languages.ts";
import { placeIn } from "../../../support/marked-text.ts";
import { random } from "../../../support/random.ts";

const LANGUAGES = [
  "typescript",
  "typescriptreact",
  "python",
  "go",
  "ruby",
  "html",
  "json",
  "markdown",
  "shellscript",
  "rust",
  "sql",
  "unheard-of",
];
const PIECES = [
  "foo",
  "x",
  " = ",
  "(",
  ")",
  "[",
  "]",
  "{",
  "}",
  '"',
  "'",
  "`",
  ";",
  ",",
  ".",
  "\n",
  "\n  ",
  "\n    ",
  "\t",
  " ",
  "<div>",
  "</div>",
  "${",
  "// a",
  "# b",
  "/*",
  "*/",
  '"""',
  "```",
  "```ts\n",
  "def f():",
  "end",
  "if (x) {",
  "} else {",
  "return ",
  "🎉",
  "日本",
  "\r\n",
  "<think>",
  "</think>",
  "<|endoftext|>",
  "</FILL>",
  "Here is the code:\n",
  "=>",
  "\\",
  ":",
  "...",
  "TODO",
];

test("of 4,000 random answers in random places", () => {
  const next = random(11);
  const some = (count: number) =>
    Array.from({ length: next(count) }, () => PIECES[next(PIECES.length)] ?? "").join("");
  for (let round = 0; round < 4_000; round++) {
    const languageId = LANGUAGES[next(LANGUAGES.length)] ?? "";
    const marked = `${some(12)}▮${some(8)}`;
    const answer = some(14);
    const hole = holeAt(placeIn(marked, { languageId }), languages.named(languageId));
    const rules = {
      hole,
      extent: extent(hole, next(2) === 0 ? "manual" : "automatic"),
      stops: ["</FILL>"],
      isChat: next(2) === 0,
    };
    const { text, replaces } = repairEnd(read(answer, rules, next(3) === 0 ? "length" : "stop").text, hole);
    const replaced = hole.after.slice(0, replaces);
    const scene = JSON.stringify({ languageId, marked, answer, text, replaces });
    expect(replaces, scene).toBeLessThanOrEqual(hole.after.length);
    // All that it replaces is in it again, letter by letter, in its order.
    let at = 0;
    for (const letter of replaced) {
      at = text.indexOf(letter, at) + 1;
      expect(at, scene).toBeGreaterThan(0);
    }
    expect(text.includes("\r\n") && hole.eol === "\n", scene).toBe(false);
    expect(text.isWellFormed(), scene).toBe(true);
  }
});
