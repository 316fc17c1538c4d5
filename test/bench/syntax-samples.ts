/** Code to parse: the samples of the outline's tests, one after the other, up to so many characters. */
import { readFileSync } from "node:fs";
import { join } from "node:path";

import { splitLines } from "../../server/completion/lines.ts";
import type { Snapshot } from "../../server/completion/request.ts";
import { root } from "../tools/build.ts";

/** As they are built. */
export const syntaxFiles = {
  folder: join(root, "resources/syntax"),
  runtime: join(root, "dist/server/tree-sitter.wasm"),
  worker: join(root, "dist/server/syntax-worker.cjs"),
};

export function sampleText(languageId: string, chars: number): string {
  const sample = readFileSync(join(root, "test/server/syntax/samples", `${languageId}.txt`), "utf8");
  return sample.repeat(Math.ceil(chars / sample.length));
}

export function sampleDocument(languageId: string, chars: number): Snapshot {
  const lines = splitLines(sampleText(languageId, chars));
  return { uri: `file:///${languageId}`, path: languageId, languageId, version: 1, lines };
}
