/** Takes the code out of what models wrap it in: thoughts, an introduction, a fence. What was not asked for is no answer. */
import type { Hole } from "../hole.ts";
import { isPatch, mayBecomePatch, patched } from "./patch.ts";
import { isSpoken, maySpeak, prefaceOf, withoutLabel } from "./preface.ts";

export interface Unwrapped {
  readonly text: string;
  /** The wrapping was closed: nothing of use will follow. */
  readonly ended: boolean;
}

interface Wrapping {
  readonly hole: Hole;
  readonly isChat: boolean;
  /** Nothing more will come, so what looks half is whole. */
  readonly ended: boolean;
}

const THOUGHT = /^\s*(?:<(?:think|thinking|thought|reasoning)>|\[THINK\])/;
const THOUGHT_ENDS =
  /^[^]*?(?:<\/(?:think|thinking|thought|reasoning)>|\[\/THINK\])\s*?(?:\n\s*\n|\n|$|(?=\S))/;
/** Its opening tag stood in the prompt, where the templates of some models put it. */
const THOUGHT_BEFORE = /^(?![^]*<(?:think|thinking)>)[^]*\n[ \t]*(?=<\/(?:think|thinking)>[ \t]*(?:\n|$))/;
const WRAPPER = /^\s*<(completion|answer|code|fill|output|response|insert|middle)>[ \t]*\n?/i;
/** As the prompt shows it. */
const FILE = /^\s*<(FILE)(?: [^>\n]*)?>[ \t]*\n?/;
const FENCE = /^[ \t]*(`{3,}|~{3,})[^\n`]*\n/m;
const DIFF_FENCE = /[`~](?:diff|patch)\s*$/;
const BARE_FENCE = /^\s*(?:`{3,}|~{3,})[\w+#-]*\s*$/;
const HALF_FENCE = /^\s*(?:`{1,2}|`{3,}[^\n]*|~{3,}[^\n]*)$/;
const NOTHING: Unwrapped = { text: "", ended: false };

export function unwrap(raw: string, wrapping: Wrapping): Unwrapped {
  const { hole, ended } = wrapping;
  const { language, before } = hole;
  const thought = withoutThought(language.tags === "none" ? raw.replace(THOUGHT_BEFORE, "") : raw, ended);
  if (thought === undefined) return NOTHING;
  // No fence fits into a string that ends with its line.
  if (!language.prose && !isInLongText(hole)) return outOfWrapper(thought, wrapping);
  const isWhole = language.prose && before.trim() === "";
  return isWhole ? outOfProse(thought, wrapping) : { text: thought, ended: false };
}

function isInLongText({ nesting }: Hole): boolean {
  return nesting.some(({ kind, isLong }) => kind === "comment" || (kind === "string" && isLong));
}

function outOfWrapper(text: string, wrapping: Wrapping): Unwrapped {
  const { hole, isChat, ended } = wrapping;
  const wrapper = (isChat ? FILE.exec(text) : null) ?? (hole.language.tags === "none" && WRAPPER.exec(text));
  if (wrapper) return inside(text, { begin: wrapper[0].length, close: `</${wrapper[1] ?? ""}>` });
  if (isChat && isPatch(text)) return { text: patched(text), ended: false };
  return isChat && !ended && mayBecomePatch(text) ? NOTHING : outOfFence(text, wrapping);
}

/** Undefined while it is still being thought. */
function withoutThought(raw: string, ended: boolean): string | undefined {
  if (THOUGHT_ENDS.test(raw) && (THOUGHT.test(raw) || /^\s*<\/think/.test(raw)))
    return raw.replace(THOUGHT_ENDS, "");
  if (THOUGHT.test(raw)) return ended ? "" : undefined;
  return !ended && /^\s*(?:<\/?(?:t(?:h(?:i(?:nk?)?)?)?)?|\[(?:T(?:H(?:I(?:NK?)?)?)?)?)$/.test(raw)
    ? undefined
    : raw;
}

function outOfFence(text: string, wrapping: Wrapping): Unwrapped {
  const { isChat, ended } = wrapping;
  const fence = FENCE.exec(text);
  const preface = prefaceOf(text, isChat);
  if (fence && isIntroduction(text.slice(0, fence.index), isChat)) return insideFence(text, fence);
  if (ended && BARE_FENCE.test(text)) return { text: "", ended: true };
  // A fence may follow what sounds like the introduction to one.
  const isOpen = HALF_FENCE.test(text) || preface !== "" || (isChat && maySpeak(text));
  return isOpen && !ended ? NOTHING : withoutClose(bare(text.slice(preface.length), wrapping), ended);
}

/** Nothing, or what sounds like one. */
function isIntroduction(said: string, isChat: boolean): boolean {
  return said.trim() === "" || prefaceOf(said, isChat) !== "" || (isChat && isSpoken(said));
}

function bare(text: string, { hole, isChat, ended }: Wrapping): string {
  const own = isChat ? withoutLabel(text, hole) : text;
  return ended ? inQuotes(own, hole) : own;
}

function insideFence(text: string, { 0: opening, 1: close = "", index }: RegExpExecArray): Unwrapped {
  const begin = index + opening.length;
  const { text: content, ended } = inside(text, { begin, close: `\n${close}`, indented: true });
  return { text: DIFF_FENCE.test(opening) ? patched(content) : content, ended };
}

function inQuotes(text: string, { before, language, nesting }: Hole): string {
  const [, quoted, bold] =
    /^\s*(?:the (?:missing|completed?|correct) [\w ]+ )?(?:`([^`\n]+)`|\*\*([^*\n]+)\*\*)\.?\s*$/i.exec(
      text,
    ) ?? [];
  if (quoted ?? bold) return quoted ?? bold ?? text;
  // A statement in quotes is none.
  const isStatement =
    before.trim() === "" && language.blocks === "braces" && nesting.at(-1)?.kind !== "string";
  return (isStatement ? /^\s*(["'])(.*[;})])\1\s*$/.exec(text)?.[2] : undefined) ?? text;
}

/** A fence that is closed and was never opened, and what is said after it. */
function withoutClose(text: string, ended: boolean): Unwrapped {
  const close = /\n[ \t]*```[ \t]*(?:\n|$)/.exec(text);
  if (close) return { text: text.slice(0, close.index), ended: true };
  return { text: withoutHalfClose(text, ended), ended: false };
}

/** In a text about code a fence is text, unless all of the answer stands in one of the text's own kind, or the cursor in one. */
function outOfProse(text: string, { hole, ended }: Wrapping): Unwrapped {
  const fence = /^\s*```(?:markdown|md|latex|tex|text|plaintext)[ \t]*\n/i.exec(text);
  const own = fence ?? (isInFence(hole) ? /^\s*```[^\n`]*\n/.exec(text) : null);
  if (own) return inside(text, { begin: own[0].length, close: "\n```" });
  return { text: !ended && /^\s*```\w*$/.test(text) ? "" : text, ended: false };
}

function isInFence({ place: { document, line } }: Hole): boolean {
  return document.lines.slice(0, line).filter((above) => /^\s*```/.test(above)).length % 2 === 1;
}

function inside(
  text: string,
  {
    begin,
    close,
    indented = false,
  }: { readonly begin: number; readonly close: string; readonly indented?: boolean },
): Unwrapped {
  const content = text.slice(begin);
  const first = content.startsWith(close.trimStart()) ? 0 : -1;
  const found = indented
    ? content.search(new RegExp(String.raw`\n[ \t]*${close.trim()}`))
    : content.indexOf(close);
  const end = first === 0 ? 0 : found;
  if (end >= 0) return { text: content.slice(0, end), ended: true };
  return { text: withoutHalfClose(content, false), ended: false };
}

function withoutHalfClose(text: string, ended: boolean): string {
  return ended ? text : text.replace(/\n[ \t]*`{1,3}$/, "");
}
