/** Lines of text, each with its own terminator. Pure string work that every room may use. */

const LINE = /[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+$/g;
const TERMINATOR = /[\r\n]+$/;

/** Every line with its terminator; text that ends with one has an empty last line, as editors count. */
export function splitLines(text: string): string[] {
  const lines: string[] = text.match(LINE) ?? [];
  const last = lines.at(-1);
  if (last === undefined || TERMINATOR.test(last)) lines.push("");
  return lines;
}

/** Asked of many lines at each keystroke: a pattern would read each from its beginning. */
export function withoutTerminator(line: string): string {
  let end = line.length;
  while (end > 0 && isTerminator(line.charCodeAt(end - 1))) end--;
  return line.slice(0, end);
}

function isTerminator(unit: number): boolean {
  return unit === 10 || unit === 13;
}

/** The white space that a line begins with. */
export function indentation(line: string): string {
  return /^[ \t]*/.exec(line)?.[0] ?? "";
}

const TAB_COLUMNS = 4;

/** How wide white space is; a tab is as wide as four blanks. */
export function columns(whitespace: string): number {
  return whitespace.length + (TAB_COLUMNS - 1) * (whitespace.split("\t").length - 1);
}
