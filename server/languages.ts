/** The language of a file that no editor has opened, from `resources/languages.yaml`. */
import { readFile } from "node:fs/promises";
import { basename } from "node:path";

import * as z from "zod";

import { parseYaml } from "./resources.ts";

const languagesSchema = z.record(z.string(), z.array(z.string()));

export type LanguageOf = (path: string) => string;

export async function readLanguages(file: string): Promise<LanguageOf> {
  const parsed = parseYaml(await readFile(file, "utf8"), file, languagesSchema);
  if (!parsed.ok) throw new Error(parsed.mistakes.join("\n"));
  const byEnding = new Map(
    Object.entries(parsed.value).flatMap(([language, endings]) =>
      endings.map((ending) => [ending, language] as const),
    ),
  );
  // A file without a dot, such as Makefile, is its own ending.
  return (path) => byEnding.get(basename(path).toLowerCase().split(".").at(-1) ?? "") ?? "plaintext";
}
