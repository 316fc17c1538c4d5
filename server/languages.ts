/** The language of a file that no editor has opened, by its ending. */
import { basename } from "node:path";

export type LanguageOf = (path: string) => string;

/** Language → the endings of its files, as `resources/languages.yaml` has it. */
export function languageOf(languages: Readonly<Record<string, readonly string[]>>): LanguageOf {
  const byEnding = new Map(
    Object.entries(languages).flatMap(([language, endings]) =>
      endings.map((ending) => [ending, language] as const),
    ),
  );
  // A file without a dot, such as Makefile, is its own ending.
  return (path) => byEnding.get(basename(path).toLowerCase().split(".").at(-1) ?? "") ?? "plaintext";
}
