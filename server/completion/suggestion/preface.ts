/** What is said before the code by who chats, and was not asked for. */
import type { Hole } from "../hole.ts";

/** How a chat begins that was to give code. */
const PREFACE =
  /^\s*(?:[*_]{1,2}|#+ )?(?:here(?:'s|’s| is| are)\b|sure\b|certainly\b|of course\b|okay,|below is\b|the (?:completed?|missing|full|following|code|answer|hole|text that)\b|to (?:complete|fill)\b|i(?:'ve|’ve| have| will|'ll)\b|based on\b|looking at\b|this (?:code|completes)\b)[^{}=\n]*?(?::|\.|!)?[ \t]*(?:\n|$)/i;
const LABELS = "(?:[Aa]ssistant|Completion|Answer|Output|Code|Solution)(?: is)?";
const LABEL_ALONE = new RegExp(String.raw`^\s*(?:[*_]{1,2}|#+ )?${LABELS}:[*_]{0,2}[ \t]*(?:\n|$)`);
const LABEL = new RegExp(String.raw`^\s*(?:[*_]{1,2})?${LABELS}:[*_]{0,2}[ \t]+(?=\S)`);

export function prefaceOf(text: string, isChat: boolean): string {
  return PREFACE.exec(text)?.[0] ?? (isChat ? LABEL_ALONE.exec(text)?.[0] : undefined) ?? "";
}

/** `Answer: return 1;`, where it can be no key of an object. */
export function withoutLabel(text: string, { language, nesting }: Hole): string {
  const isKey = /,\s*$/.test(text) || nesting.at(-1)?.kind === "string";
  return language.blocks === "braces" && language.tags !== "text" && !isKey ? text.replace(LABEL, "") : text;
}

const SENTENCE = /^(?:[#>*•-]+ |\d+[.)] |[*_]{2})?\p{Lu}[^{}();=<>]*$/u;
const SENTENCE_ENDS = /[:.!?*_]$/;

/** Nothing but sentences, the last of which leads over to what follows. */
export function isSpoken(text: string): boolean {
  const lines = spoken(text);
  return SENTENCE_ENDS.test(lines.at(-1) ?? "") && lines.every((line) => SENTENCE.test(line));
}

/** As far as it has come; what follows may be a sentence, too, or the fence that it leads over to. */
export function maySpeak(text: string): boolean {
  const end = text.lastIndexOf("\n");
  const half = text.slice(end + 1).trim();
  return end > 0 && isSpoken(text.slice(0, end)) && (/^(?:[`~]|$)/.test(half) || SENTENCE.test(half));
}

function spoken(text: string): string[] {
  const lines = text.split("\n").map((line) => line.trim().replace(/`[^`]*`/g, "code"));
  return lines.filter(Boolean);
}
