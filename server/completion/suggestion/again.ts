/** Models begin with what stands right before the cursor already: the word, the keyword, the call, the sign. */
import type { Hole } from "../hole.ts";
import { againInChat } from "./again-in-chat.ts";
import { isText } from "./ending.ts";

export interface Hearing {
  readonly ended: boolean;
  /** Only who chats says a whole file again; others copy from it, and mean it. */
  readonly isChat: boolean;
}

/** Without the last word, the way to a member, the call, the quote, or the sign. */
export function withoutEnd(text: string, hole: Hole, { isChat, ended }: Hearing): string {
  const echo =
    wordAgain(text, hole) ??
    humpAgain(text, hole) ??
    keywordAgain(text, hole) ??
    wayAgain(text, hole, isChat) ??
    quoteAgain(text, hole) ??
    signAgain(text, hole) ??
    separatorAgain(text, hole) ??
    (isChat ? againInChat(text, hole, ended) : undefined) ??
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

/** `getU▮` may be answered with `User`. */
function humpAgain(text: string, { before, place }: Hole): string | undefined {
  const hump = /(?<=[\p{Ll}\p{N}])\p{Lu}\p{Ll}*$/u.exec(before)?.[0];
  const said = /^\p{Lu}\p{Ll}+/u.exec(text)?.[0] ?? "";
  if (hump === undefined || !said.startsWith(hump)) return undefined;
  const word = /[\p{L}\p{N}_$]+$/u.exec(before)?.[0] ?? "";
  return knows(place.document.lines, word + said) ? undefined : hump;
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

/** One comma, or one semicolon, is enough, but where a place between two of them may be empty. */
function separatorAgain(text: string, { before, nesting, language }: Hole): string | undefined {
  const top = nesting.at(-1);
  if (language.blocks !== "braces" || isText(nesting)) return undefined;
  const separator = /[,;](?=\s*$)/.exec(before)?.[0];
  const mayBeEmpty = top?.opener === (separator === ";" ? "(" : "[");
  const [said, sign] = /^\s*([,;])[ \t]*/.exec(text) ?? [];
  return sign === separator && !mayBeEmpty ? said : undefined;
}
