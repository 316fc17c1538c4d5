/** Text that stands still: no escape sequence moves a cursor or paints, no mark turns the direction of what one reads. */

/** Strings such as titles and links, CSI sequences, and the short ones; begun by ESC, or by one character of C1. */
const ESCAPES =
  // oxlint-disable-next-line no-control-regex -- these are what is looked for
  /(?:\u001B[\]PX^_]|[\u0090\u0098\u009D-\u009F])[^\u0007\u001B\u009C\n]*(?:\u0007|\u001B\\|\u009C)?|(?:\u001B\[|\u009B)[0-?]*[ -/]*[@-~]|\u001B[ -/]*[0-~]/g;
// oxlint-disable-next-line no-control-regex -- as above
const CONTROLS = /[\u0000-\u0008\u000B-\u001F\u007F-\u009F]/g;
const DIRECTIONS = /[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/g;
/** Seen by nobody, and read by a model: instructions can be written in them. */
const UNSEEN = /[\u200B-\u200D\u2060-\u2064\uFEFF\u{E0000}-\u{E007F}]/gu;

/** What a terminal would have shown: without colours, and of a line that was overwritten its last state. */
export function plainText(text: string): string {
  const lines = text.replaceAll(ESCAPES, "").split("\n");
  return lines.map(lastState).join("\n").replaceAll(CONTROLS, "");
}

function lastState(line: string): string {
  let end = line.length;
  while (line[end - 1] === "\r") end--;
  return line.slice(line.lastIndexOf("\r", end - 1) + 1, end);
}

/** For the user's eyes: what could mislead them is named in its place. */
export function inert(text: string): string {
  return plainText(text).replaceAll(DIRECTIONS, named).replaceAll(UNSEEN, named);
}

/** In one line, of a length that has room in a title. */
export function inertLine(text: string, maxChars = 120): string {
  const line = inert(text).replaceAll(/\s+/g, " ").trim();
  return line.length > maxChars ? `${line.slice(0, maxChars - 1)}…` : line;
}

function named(char: string): string {
  return `⟨U+${(char.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}⟩`;
}
