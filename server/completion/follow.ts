/**
 * What is left of a suggestion after its document went on. Accepting what is left always makes the document that accepting
 * all of it would have made: that is the one rule here, whatever was typed by hand and whatever the editor put in by itself.
 * Only a closer that the editor put in and the suggestion leaves open stands behind it then.
 */
import type { Edit } from "./outcome.ts";
import { distance, grownSince } from "./place.ts";
import type { Place, Snapshot } from "./request.ts";

/** What an editor puts in right of the cursor by itself: brackets, quotes, the end of a comment, of an element. */
const CLOSERS = /^(?:\s*(?:[)\]}>"'`]|\*\/|-->|<\/[\w.:-]+>))+$/;
const CLOSERS_FIRST = new RegExp(CLOSERS.source.slice(0, -1));

/** Undefined when something else was typed, or when nothing is left that does not stand there already. */
export function follow(from: Place, { text, replaces }: Edit, to: Place): Edit | undefined {
  const length = distance(from, to, text.length);
  if (length < 0 || length >= text.length) return undefined;
  const grown = grownSince(from, to.document, replaces);
  // Who only moves the cursor has typed nothing of it.
  if (grown === undefined || grown.length < length || !text.startsWith(grown.slice(0, length)))
    return undefined;
  const behind = grown.slice(length);
  const rest = text.slice(length);
  if (behind === "") return { text: rest, replaces: 0 };
  const isToGo = isLeftOver(behind, { from, replaces });
  const left = isToGo || CLOSERS.test(behind) ? upTo(behind, rest) : undefined;
  // What the editor closes and the suggestion leaves open stays; what was to be replaced must not be left.
  return isToGo && left && left.replaces < behind.length ? undefined : left;
}

/** What to put in where this stands behind the cursor, in place of as much of it as comes again. */
function upTo(behind: string, rest: string): Edit | undefined {
  // After Enter between brackets the closer stands on the next line, where no suggestion reaches.
  const onLine = behind.split(/\r?\n/)[0] ?? "";
  const below = behind.slice(onLine.length);
  const end = below === "" ? -1 : rest.indexOf(below);
  const text = end < 0 ? rest : rest.slice(0, end);
  const replaces = lengthWithin(onLine, text);
  return text === "" || text === onLine.slice(0, replaces) ? undefined : { text, replaces };
}

/** The end of what the suggestion was to replace from the beginning; what the editor has closed meanwhile may stand before it. */
function isLeftOver(behind: string, { from, replaces }: { from: Place; replaces: number }): boolean {
  const line = from.document.lines[from.line] ?? "";
  const replaced = line.slice(from.character, from.character + replaces);
  const own = CLOSERS.test(behind) ? behind : behind.replace(CLOSERS_FIRST, "");
  return own !== "" && replaced.endsWith(own);
}

/**
 * Could the document have become this on the way to a suggestion that begins with what has arrived? The rest may still be
 * anything, and what it will replace is not known before its end.
 */
export function mayFollow(from: Place, arrived: string, to: Snapshot | Place): boolean {
  const line = from.document.lines[from.line] ?? "";
  const closed = /^[)\]}>"'`]*/.exec(line.slice(from.character))?.[0] ?? "";
  const grown = grownSince(from, "document" in to ? to.document : to, closed.length);
  if (grown === undefined) return false;
  const closing = /[\s)\]}>"'`]*$/.exec(grown)?.[0].length ?? 0;
  const lengths = Array.from({ length: closing + 1 }, (_, closers) => grown.length - closers);
  // Where the cursor is tells how much was typed.
  const possible = "document" in to ? lengths.filter((length) => length === distance(from, to)) : lengths;
  return possible.some((length) => {
    const typed = grown.slice(0, length);
    return arrived.startsWith(typed) || typed.startsWith(arrived);
  });
}

/** How many characters of the part the whole has as well, in their order. */
function lengthWithin(part: string, whole: string): number {
  let at = -1;
  const letters = part.split("");
  const missing = letters.findIndex((letter) => (at = whole.indexOf(letter, at + 1)) < 0);
  return missing < 0 ? letters.length : missing;
}
