/** Who chats begins with more of what stands right before the cursor than others do: the call, the end of the line, the bracket. */
import type { Hole } from "../hole.ts";
import { nestingAfter } from "../nesting.ts";
import { surplus } from "./surplus.ts";

export function againInChat(text: string, hole: Hole, ended: boolean): string | undefined {
  return callAgain(text, hole) ?? tailAgain(text, hole) ?? (ended ? openerAgain(text, hole) : undefined);
}

const CALL = /(?<![\p{L}\p{N}_$.>:)\]])[\p{L}_$][\p{L}\p{N}_$.]*\($/u;

/** `max(▮)` may be answered with a `max` inside of it; one that closes what is closed already is the same. */
function callAgain(text: string, hole: Hole): string | undefined {
  const call = CALL.exec(hole.before)?.[0];
  if (call === undefined || hole.after.trim() === "" || !text.startsWith(call)) return undefined;
  return surplus(text.slice(call.length), hole) <= surplus(text, hole) ? call : undefined;
}

const MIN_TAIL = 3;

/** `const name = ▮` may be answered with `name = 1`, and `this.users.▮` with `users.find()`. */
function tailAgain(text: string, hole: Hole): string | undefined {
  const { before, place } = hole;
  if (/[\p{L}\p{N}_$]$/u.test(before)) return undefined;
  for (const { index } of before.matchAll(/(?<![\p{L}\p{N}_$])[\p{L}_$]/gu)) {
    const tail = before.slice(index);
    if (tail.length < MIN_TAIL) return undefined;
    const isEcho = text.startsWith(tail) && !place.document.lines.some((line) => line.includes(tail + tail));
    if (isEcho && surplus(text.slice(tail.length), hole) <= surplus(text, hole)) return tail;
  }
  return undefined;
}

/** `foo(▮)` may be answered with all of `(a, b)`, and a body with its braces. */
function openerAgain(text: string, { before, linesAbove, nesting, language }: Hole): string | undefined {
  const top = nesting.at(-1);
  const opened = before.trim() === "" ? (linesAbove[0] ?? "") : before;
  if (top?.kind !== "bracket" || !opened.trimEnd().endsWith(top.opener)) return undefined;
  const begin = text.length - text.trimStart().length + top.opener.length;
  if (!text.trimStart().startsWith(top.opener)) return undefined;
  let end = -1;
  nestingAfter(text, {
    language,
    from: nesting,
    step({ kind, depth, end: at }) {
      if (kind === "closes" && depth === nesting.length && end < 0) end = at;
    },
  });
  const isAll = end >= 0 && /^[\s;,]*$/.test(text.slice(end));
  // A body has its braces on lines of their own; whatever else begins with a brace there is a value.
  const isBody = before.trim() !== "" || /^[ \t]*\n/.test(text.slice(begin));
  return isAll && isBody ? text.slice(0, begin) : undefined;
}
