/** What the extension and its pages say can be translated: each text is looked up, and stands in the bundle. */
import { readFileSync } from "node:fs";

import { expect, test } from "vitest";

import { FILE, sources, textBundle } from "./tools/texts.ts";

test("the bundle holds each text that is looked up (node test/tools/texts.ts mends it)", () => {
  expect(readFileSync(FILE, "utf8")).toBe(textBundle());
});

/** Several words, the first with a capital, that are not looked up; what is compared with is said by another. */
const WORDS = /(?<!\bt\(\s*|=== )(["`])(?:\$\([\w~-]+\) )?[A-Z][a-z’']+ [a-z\dA-Z][^"`\n]*\1/g;
/** Text between the tags of a template. */
const BETWEEN_TAGS = />\s*[A-Za-z]{2,}[^<>${}()=;]*<\//g;

test.for(sources())("$file says nothing that is not looked up", ({ file, text }) => {
  const code = text.replaceAll(/\/\*[^]*?\*\/|^\s*\/\/.*$/gm, "");
  const said = [...code.matchAll(WORDS)].map(([words]) => words);
  const shown = file.includes("webview") ? [...code.matchAll(BETWEEN_TAGS)].map(([words]) => words) : [];
  expect([...said, ...shown]).toEqual([]);
});
