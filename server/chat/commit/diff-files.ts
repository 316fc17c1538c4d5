/** A diff as Git writes it, taken apart into its files. */

export interface FileDiff {
  /** Below the repository's root; where it was renamed, the new one. */
  readonly path: string;
  readonly text: string;
}

const BEGIN = /^diff --(?:git|cc|combined) /m;

export function filesOf(diff: string): readonly FileDiff[] {
  const texts = diff.split(new RegExp(`(?=${BEGIN.source})`, "m")).filter((text) => BEGIN.test(text));
  return texts.map((text) => ({ path: pathIn(text), text }));
}

/** The lines before the first hunk name it in several ways; which of them are there depends on what was done. */
const NAMES = [
  /^\+\+\+ (?:b\/|"b\/)(.*?)"?\t?\r?$/m,
  /^--- (?:a\/|"a\/)(.*?)"?\t?\r?$/m,
  /^rename to "?(.*?)"?\r?$/m,
  /^copy to "?(.*?)"?\r?$/m,
  /^diff --(?:cc|combined) "?(.*?)"?\r?$/m,
  // Of a binary file or a mode: both halves are the same.
  /^diff --git "?a\/(.*?)"? "?b\/\1"?\r?$/m,
];

function pathIn(text: string): string {
  const hunk = text.search(/^@@/m);
  const head = hunk === -1 ? text : text.slice(0, hunk);
  for (const name of NAMES) {
    const [, path] = name.exec(head) ?? [];
    if (path !== undefined) return unquoted(path);
  }
  return "";
}

const LETTERS: Readonly<Record<string, number>> = { n: 10, t: 9, r: 13, a: 7, b: 8, v: 11, f: 12 };

/** Git writes what is not ASCII as bytes in octal figures, after a backslash. */
function unquoted(path: string): string {
  if (!path.includes("\\")) return path;
  const bytes: number[] = [];
  for (const [, octal, letter, other] of path.matchAll(/\\([0-7]{3})|\\([^])|([^\\]+)/g)) {
    if (octal !== undefined) bytes.push(Number.parseInt(octal, 8));
    else if (letter !== undefined) bytes.push(LETTERS[letter] ?? letter.charCodeAt(0));
    else bytes.push(...new TextEncoder().encode(other));
  }
  return new TextDecoder().decode(new Uint8Array(bytes));
}
