/** Which languages have a grammar, as `resources/syntax/languages.json` says it. A language is data: three files and a line. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";

export interface SyntaxLanguage {
  /** `<grammar>.wasm.br` */
  readonly grammar: string;
  /** `structure/<name>.scm`: blocks, lists, strings and comments. Taken together. */
  readonly structure: readonly string[];
  /** `outline/<name>.scm`: declarations and imports. */
  readonly outline: readonly string[];
  /** Whose names can be used elsewhere, where the language does not say it with a word. */
  readonly exported?: string;
}

/** By the identifiers of VS Code and LSP. */
export type SyntaxLanguages = ReadonlyMap<string, SyntaxLanguage>;

export async function readLanguages(folder: string): Promise<SyntaxLanguages> {
  const file: Record<string, SyntaxLanguage> = JSON.parse(
    await readFile(join(folder, "languages.json"), "utf8"),
  );
  return new Map(Object.entries(file));
}
