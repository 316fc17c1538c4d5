/** Blanks and line ends that models put where an answer begins: those that are there already, and those of their own habit. */
import { indentation } from "../lines.ts";
import type { Indenting } from "./indenting.ts";

/** Behind these nobody writes a blank. */
const OPENS_TIGHTLY = /(?:[([.!~@]|::|(?<=\S)->)$/;
const KEYWORD = /(?<![\p{L}\p{N}_$.])(?:return|await|throw|yield|const|let|var|import|from|new)$/u;
/** What has a blank before it has one behind it. */
const SPACED = /\S[ \t]+(?:[:+\-*/%&|^]?=|[=!]==?|=>|&&|\|\|)$/;
const UNFINISHED =
  /(?:[=%&|^<?:,]|(?<!\+)\+|(?<!-)-|[=\-\s]>|(?<!\*)\/|(?<!\/)\*|[([{]|\b(?:return|in|and|or|not|is|new|await|of))$/;

/** For a cursor with something before it on its line. */
export function withinLine(text: string, indenting: Indenting): string {
  const { hole, extent, isChat } = indenting;
  const { before } = hole;
  if (extent.kind === "line") return withoutBlank(withoutNewLine(text, indenting), indenting);
  const isIndented = /^(?: {2,}|\t)\S/.test(text) && hole.language.blocks === "indentation";
  if (isIndented && beginsBlock(text, indenting)) return `\n${text}`;
  if (isChat && beginsBlock(text, indenting)) {
    const step = hole.unit ?? (hole.language.step || "  ");
    return `\n${indentation(before)}${step}${text.trimStart()}`;
  }
  return withoutBlank(text.replace(/^(?:[ \t]*\n){2,}/, "\n"), indenting);
}

function withoutBlank(text: string, indenting: Indenting): string {
  const { before, after, nesting } = indenting.hole;
  if (/[ \t]$/.test(before)) return text.replace(/^[ \t]+/, "");
  if (lacksBlank(text, indenting)) return ` ${text}`;
  const isTight = OPENS_TIGHTLY.test(before) && nesting.at(-1)?.kind !== "string" && !after.startsWith(" ");
  return isTight ? text.replace(/^[ \t]+(?=\S)/, "") : text;
}

/** One that stands before a sign stands behind it, too; and who chats says the next word and not the blank before it. */
function lacksBlank(
  text: string,
  { hole: { before, after, nesting, language }, isChat }: Indenting,
): boolean {
  const isText = ["string", "comment", "element", "head"].includes(nesting.at(-1)?.kind ?? "");
  if (isText || language.prose || /^\s/.test(after) || !/^[\p{L}\p{N}_$"'`([{]/u.test(text)) return false;
  return SPACED.test(before) || (isChat && KEYWORD.test(before));
}

/** The line goes on; a new one was begun for it. */
function withoutNewLine(text: string, { hole, isChat }: Indenting): string {
  const { before, nesting, openedAbove } = hole;
  if (!/^[ \t]*\n/.test(text)) return text;
  const typed = before.trimEnd();
  // In a list that goes on over lines the next one has its own.
  const isListed =
    typed.endsWith(",") && nesting.at(-1)?.kind === "bracket" && nesting.length === openedAbove;
  const isUnfinished = UNFINISHED.test(typed) && !isListed && nesting.at(-1)?.kind !== "comment";
  if (!isUnfinished && !(isChat && typed !== before)) return text;
  return text.replace(/^\s+/, typed === before ? " " : "");
}

/** Who chats leaves out the line's end below what opens a block. */
function beginsBlock(text: string, { hole, extent }: Indenting): boolean {
  // A blank behind the opener is the beginning of something on the same line.
  if (extent.kind !== "block" || !extent.opened || /\s$/.test(hole.before)) return false;
  if (hole.after.trim() !== "" || /^\s*\n/.test(text)) return false;
  const [first = ""] = text.split("\n");
  return first.trim() !== "" && !/[([>]\s*$/.test(hole.before) && !first.includes("}");
}
