/** The grammars as they ship, for tests that need no thread. */
import { join } from "node:path";

import { Grammars, type Grammar } from "../../../server/syntax/grammars.ts";
import { readLanguages } from "../../../server/syntax/languages.ts";

const root = join(import.meta.dirname, "..", "..", "..");

export const shipped = {
  folder: join(root, "resources", "syntax"),
  runtime: join(root, "node_modules", "web-tree-sitter", "web-tree-sitter.wasm"),
};
export const languages = await readLanguages(shipped.folder);
const grammars = new Grammars(shipped, languages);

export async function grammarOf(languageId: string): Promise<Grammar> {
  const grammar = await grammars.of(languageId);
  if (!grammar) throw new Error(`there is no grammar for ${languageId}`);
  return grammar;
}
