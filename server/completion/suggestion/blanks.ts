/** Blanks and line ends that models put where an answer begins: those that are there already, and those of their own habit. */
import { indentation } from "../lines.ts";
import type { Indenting } from "./indent.ts";

/** Behind these nobody writes a blank. */
const OPENS_TIGHTLY = /(?:[([.!~@]|::|->)$/;
const UNFINISHED = /(?:[=+\-*/%&|^<>?:,]|[([{]|\b(?:return|in|and|or|not|is|new|await|of))$/;

/** For a cursor with something before it on its line. */
export function withinLine(text: string, indenting: Indenting): string {
  const { hole, extent, isChat } = indenting;
  const { before } = hole;
  if (extent.kind === "line") return withoutBlank(withoutNewLine(text, indenting), indenting);
  const isIndented = /^(?: {2,}|\t)\S/.test(text) && hole.language.blocks === "indentation";
  if (isIndented && beginsBlock(text, indenting)) return `\n${text}`;
  if (isChat && beginsBlock(text, indenting)) {
    return `\n${indentation(before)}${hole.unit ?? "  "}${text.trimStart()}`;
  }
  return withoutBlank(text.replace(/^(?:[ \t]*\n){2,}/, "\n"), indenting);
}

function withoutBlank(text: string, { hole: { before, after, nesting } }: Indenting): string {
  if (/[ \t]$/.test(before)) return text.replace(/^[ \t]+/, "");
  const isTight = OPENS_TIGHTLY.test(before) && nesting.at(-1)?.kind !== "string" && !after.startsWith(" ");
  return isTight ? text.replace(/^[ \t]+(?=\S)/, "") : text;
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
