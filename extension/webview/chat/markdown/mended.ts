/** An unfinished text, read as what it is about to become: so that marks do not stand there until their other half comes. */

/** A line of nothing but marks may become anything; with the text before it, it may be a heading for a moment. */
const MARKS_ONLY = /(?:^|\n)[ \t]*(?:[-*+_=#>~|]+|`{1,2}|\d{1,9}[.)]?)[ \t]*$/;
const FENCE = /^ {0,3}(?:`{3,}|~{3,})/;
const FENCE_WITHIN = /\n[ \t]*(?:`{3,}|~{3,})[^`]*$/;

export function mended(text: string): string {
  if (FENCE.test(text)) return text;
  const kept = text.replace(MARKS_ONLY, "");
  const start = kept.lastIndexOf("\n\n") + 1;
  const last = kept.slice(start);
  return FENCE_WITHIN.test(last) ? kept : kept.slice(0, start) + (tableOf(last) ?? closed(last));
}

/** The head of a table, before the line below it is there. */
function tableOf(text: string): string | undefined {
  const [, head] = /^\n*(\|[^\n]*)(?:\n\|?[-:| \t]*)?$/.exec(text) ?? [];
  if (head === undefined) return undefined;
  const row = head.trimEnd().replace(/\|?$/, "|");
  const columns = row.split("|").length - 2;
  return columns < 1 ? "" : `\n${row}\n${"|-".repeat(columns)}|`;
}

/** A link whose address is not there yet is its text; code and emphasis that are open are closed. */
function closed(text: string): string {
  const unlinked = text
    .replace(/!?\[([^\]\n]*)\]\([^)\s]*$/, "$1")
    .replace(/(^|[\s(*_])!?\[([^\]\n]*)$/, "$1$2")
    .replace(/(^|[\s(])(?:[*_]{1,3}|~{1,2}|`{1,2})$/, "$1");
  const prose = unlinked.replaceAll(/(?<![`\\])(`+)(?!`)[\s\S]*?(?<!`)\1(?!`)/g, "c");
  const [tick] = /(?<![`\\])`+(?!`)/.exec(prose) ?? [];
  if (tick !== undefined) return unlinked + tick;
  const open = openMarks(prose);
  if (open.length === 0) return unlinked;
  const whole = unlinked.trimEnd();
  const half = open.at(-1) === "**" && /[^*\s]\*$/.test(whole);
  return (half ? whole.slice(0, -1) : whole) + open.toReversed().join("");
}

/** In the order in which they were opened. */
function openMarks(prose: string): readonly string[] {
  const open: string[] = [];
  for (const { 0: mark, index } of prose.matchAll(/(?<!\\)(?:\*\*|__|~~|\*|_)/g)) {
    const [before = " ", after = " "] = [prose[index - 1], prose[index + mark.length]];
    const isInWord = mark.startsWith("_") && /\w/.test(before) && /\w/.test(after);
    const at = open.lastIndexOf(mark);
    if (at >= 0 && !/\s/.test(before)) open.length = at;
    else if (!isInWord && !/\s/.test(after)) open.push(mark);
  }
  return open;
}
