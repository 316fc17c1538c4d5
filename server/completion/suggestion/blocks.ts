/** What the lines of an answer say about where its blocks begin and end. */
import type { Language } from "../language.ts";

const BRACKET_CLOSER = /^\s*(?:[)\]}]|<\/)/;

export function startsWithCloser(line: string, { closes }: Language): boolean {
  return BRACKET_CLOSER.test(line) || closes?.test(line) === true;
}

export function opensIndentedBlock(line: string, { opens }: Language): boolean {
  return /[{([]\s*$/.test(line) || opens?.test(line) === true;
}

/** What each line of a documentation begins with that is written in comments of one line: this one says nothing else yet. */
export function leaderOf(before: string): string | undefined {
  return /^\s*(\/\/[/!])\s*$/.exec(before)?.[1];
}

const DEFINES =
  /^\s*(?:(?:export|default|pub(?:\([^)]*\))?|public|private|protected|internal|static|abstract|async|final|override|open|sealed|data|inline|unsafe|extern|local)\s+)*(?:function|def|defp|class|fn|func|fun|interface|struct|enum|trait|impl|module|namespace|object|record|sub)\b/;
const CONTROLS =
  /^\s*(?:\}\s*)?(?:if|for|foreach|while|switch|try|do|else|catch|finally|match|loop|with|using|lock|synchronized|unless|until|return|await|yield|const|let|var|case|select|go|defer)\b/;

/** The first line of a function, a class and the like. In languages with braces it may go without a word for it. */
export function isDefinition(line: string, { blocks }: Language): boolean {
  if (DEFINES.test(line)) return true;
  return blocks === "braces" && /^[^=]*\([^=]*\)[^=]*\{\s*$/.test(line) && !CONTROLS.test(line);
}
