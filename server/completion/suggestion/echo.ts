/** Models that chat begin with what stands before the cursor already: the word, the line, the last lines, the whole file. */
import type { Hole } from "../hole.ts";
import { withoutTerminator } from "../lines.ts";
import { nestingAfter } from "../nesting.ts";
import { opensIndentedBlock } from "./blocks.ts";

export interface Hearing {
  readonly ended: boolean;
  /** Only who chats says a whole file again; others copy from it, and mean it. */
  readonly isChat: boolean;
}

/** Undefined while it cannot be told yet. */
export function withoutEcho(text: string, hole: Hole, { ended, isChat }: Hearing): string | undefined {
  const own = withoutLines(text, { hole, ended, reach: isChat ? MAX_LINES : FEW_LINES });
  if (own === undefined) return undefined;
  const rest = withoutLine(own, hole, ended);
  return rest === own ? withoutEnd(own, hole, isChat) : rest;
}

const MAX_LINES = 400;
const FEW_LINES = 3;
/** Letters that lines must have for it to be no accident that they come again. */
const MIN_SUBSTANCE = 6;

/** Without the lines above, and then what is there of the cursor's own. */
function withoutLines(
  text: string,
  { hole, ended, reach }: { readonly hole: Hole; readonly ended: boolean; readonly reach: number },
): string | undefined {
  const { document, line } = hole.place;
  const said = text.replace(/^\s*\n/, "").split("\n");
  const first = (said[0] ?? "").trim();
  if (first === "") return text;
  for (let from = Math.max(0, line - reach); from < line; from++) {
    const above = withoutTerminator(document.lines[from] ?? "").trim();
    if (above !== first && (ended || said.length > 1 || !above.startsWith(first))) continue;
    const rest = behindLines(said, { from, hole, ended });
    if (rest !== "no echo") return rest;
  }
  return text;
}

/** What is said behind the lines from one on, if the answer begins with these. */
function behindLines(
  said: readonly string[],
  { from, hole, ended }: { readonly from: number; readonly hole: Hole; readonly ended: boolean },
): string | undefined {
  const { document, line } = hole.place;
  const heard = document.lines.slice(from, line).map((line) => line.trim());
  const isGrowing = (index: number) => !ended && index === said.length - 1;
  const matches = heard.every((line, index) => {
    const words = said[index]?.trim();
    return words === undefined || words === line || (isGrowing(index) && line.startsWith(words));
  });
  if (!matches || !hasSubstance(heard, hole)) return "no echo";
  const own = said[heard.length];
  // Only the end tells whether it goes on.
  const undecided = ended ? "no echo" : undefined;
  if (own === undefined) return undecided;
  const typed = hole.before.trim();
  const rest = said.slice(heard.length).join("\n");
  if (typed === "") return rest.trim() === "" ? undecided : rest;
  if (own.trimStart().startsWith(typed)) return rest.trimStart().slice(typed.length);
  return isGrowing(heard.length) && typed.startsWith(own.trimStart()) ? undefined : "no echo";
}

function hasSubstance([first = "", ...others]: readonly string[], { language, nesting }: Hole): boolean {
  const top = nesting.at(-1);
  const isOpener = (top?.kind === "comment" || top?.kind === "string") && first.startsWith(top.opener);
  const isEnough = letters([first, ...others].join("")) >= MIN_SUBSTANCE;
  return isEnough || isOpener || opensIndentedBlock(first, language);
}

function letters(text: string): number {
  return text.replace(/[^\p{L}\p{N}_]/gu, "").length;
}

/** Without all that stands on the line. */
function withoutLine(text: string, hole: Hole, ended: boolean): string | undefined {
  const typed = hole.before.trim();
  const said = text.trimStart();
  if (letters(typed) === 0 || typed.length < 3 || /^\w+$/.test(hole.before.trimStart())) return text;
  if (!said.startsWith(typed)) return !ended && said !== "" && typed.startsWith(said) ? undefined : text;
  const rest = said.slice(typed.length);
  return surplus(rest, hole) <= surplus(text, hole) ? rest : text;
}

/** How much a reading of the answer closes that nobody opened. */
function surplus(text: string, { nesting, language, closed, after }: Hole): number {
  let count = 0;
  let least = nesting.length;
  nestingAfter(text, {
    language,
    from: nesting,
    step({ kind, depth }) {
      if (kind === "stray") count++;
      if (kind !== "closes" || depth >= least) return;
      least = depth;
      if (closed[depth] === "below" || (closed[depth] === "here" && !text.includes(after.trim()))) count++;
    },
  });
  return count;
}

/** Without the last word, the way to a member, the call, the quote, or the sign. */
function withoutEnd(text: string, hole: Hole, isChat: boolean): string {
  const echo =
    wordAgain(text, hole) ??
    keywordAgain(text, hole) ??
    wayAgain(text, hole, isChat) ??
    (isChat ? callAgain(text, hole) : undefined) ??
    quoteAgain(text, hole) ??
    signAgain(text, hole) ??
    "";
  return text.slice(echo.length);
}

/** `con▮` may be answered with `const x` or with `st x`. */
function wordAgain(text: string, { before, place }: Hole): string | undefined {
  const word = /[\p{L}\p{N}_$]+$/u.exec(before)?.[0];
  if (word === undefined || !text.startsWith(word) || /^\d/.test(word)) return undefined;
  const said = /^[\p{L}\p{N}_$]+/u.exec(text)?.[0] ?? "";
  const { lines } = place.document;
  // One letter alone comes again by chance.
  const isLikely = word.length > 1 || (said !== word && knows(lines, said));
  return isLikely && !knows(lines, word + said) ? word : undefined;
}

function knows(lines: readonly string[], word: string): boolean {
  return lines.some((line) => line.includes(word) && line.match(/[\p{L}\p{N}_$]+/gu)?.includes(word));
}

/** What no language says twice in a row. */
const KEYWORD =
  /(?<![\p{L}\p{N}_$.])(?:await|new|return|throw|raise|yield|import|from|export|const|let|var|def|class|function|func|fn|extends|implements|async) $/u;

function keywordAgain(text: string, { before, nesting, language }: Hole): string | undefined {
  const kind = nesting.at(-1)?.kind;
  if (language.prose || kind === "string" || kind === "comment" || kind === "element") return undefined;
  const keyword = KEYWORD.exec(before)?.[0];
  return keyword !== undefined && text.startsWith(keyword) ? keyword : undefined;
}

const CALL = /(?<![\p{L}\p{N}_$.>:)\]])[\p{L}_$][\p{L}\p{N}_$.]*\($/u;

/** `max(▮)` may be answered with a `max` inside of it; one that closes what is closed already is the same. */
function callAgain(text: string, hole: Hole): string | undefined {
  const call = CALL.exec(hole.before)?.[0];
  if (call === undefined || hole.after.trim() === "" || !text.startsWith(call)) return undefined;
  return surplus(text.slice(call.length), hole) <= surplus(text, hole) ? call : undefined;
}

const WAY = /(?<![\p{L}\p{N}_$.>:)\]])(?:[\p{L}_$][\p{L}\p{N}_$]*(?:\?\.|\.|::|->))+$/u;
/** What has no member of its own name. */
const SELF = /^(?:this|self|cls)\b/;

/** `data.data` does exist, `this.this` does not: for one name alone, only who chats is taken to repeat it. */
function wayAgain(text: string, { before, place }: Hole, isChat: boolean): string | undefined {
  const way = WAY.exec(before)?.[0];
  if (way === undefined || !text.startsWith(way)) return undefined;
  const isLikely = isChat || SELF.test(way) || /[.:>][^.:>]/.test(way);
  return isLikely && !place.document.lines.some((line) => line.includes(way + way)) ? way : undefined;
}

function quoteAgain(text: string, { before, nesting }: Hole): string | undefined {
  const top = nesting.at(-1);
  if (top?.kind !== "string" || !before.endsWith(top.opener)) return undefined;
  return text.startsWith(top.opener) && /^[\p{L}\p{N}_]/u.test(text.slice(top.opener.length))
    ? top.opener
    : undefined;
}

/** Of two such in a row the second is an echo. */
const SIGN = /(?:^|[^.:>-])(\.|::|->|\?\.)$|(?:^|\s)(@|#|\$|<|\/\/+|--|(?:\/\/+|--|[-*+#>%;]+|=+) )$/;

function signAgain(text: string, { before }: Hole): string | undefined {
  const found = SIGN.exec(before);
  const sign = found?.[1] ?? found?.[2];
  return sign !== undefined && text.startsWith(sign) && !/^[.=]{2}/.test(text) ? sign : undefined;
}
