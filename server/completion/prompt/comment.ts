/** Text as comments in a language, for what a model is to know and a family has no form for. */
import type { Delimiters, Language } from "../language.ts";

/** For a language that has none: a model understands it all the same. */
const ASSUMED: Delimiters = { open: "//", close: "" };

export function commentIn({ lineComments, blockComments }: Language): Delimiters {
  const [line] = lineComments;
  if (line !== undefined) return { open: line.trim(), close: "" };
  return blockComments[0] ?? ASSUMED;
}

/** Line by line, so that nothing of it can be taken for code. */
export function commented(text: string, { open, close }: Delimiters = ASSUMED): string {
  return text
    .split(/\r?\n/)
    .map((line) => `${`${open} ${line}`.trimEnd()}${close && ` ${close}`}\n`)
    .join("");
}

/** A file's path, over its text. */
export function pathComment(path: string, comment?: Delimiters): string {
  return commented(`Path: ${path}`, comment);
}
