/** Takes the code out of what models wrap it in: thoughts, an introduction, a fence. What was not asked for is no answer. */
import type { Hole } from "../hole.ts";

export interface Unwrapped {
  readonly text: string;
  /** The wrapping was closed: nothing of use will follow. */
  readonly ended: boolean;
}

const THOUGHT = /^\s*<(think|thinking|thought|reasoning)>/;
const THOUGHT_ENDS = /^[^]*?<\/(?:think|thinking|thought|reasoning)>\s*?(?:\n\s*\n|\n|$|(?=\S))/;
/** Its opening tag stood in the prompt, where the templates of some models put it. */
const THOUGHT_BEFORE = /^(?![^]*<(?:think|thinking)>)[^]*\n[ \t]*(?=<\/(?:think|thinking)>[ \t]*(?:\n|$))/;
const WRAPPER = /^\s*<(completion|answer|code|fill|output|response|insert|middle)>[ \t]*\n?/i;
const FENCE = /^[ \t]*(`{3,}|~{3,})[^\n`]*\n/m;
const DIFF_FENCE = /[`~](?:diff|patch)\s*$/;
const BARE_FENCE = /^\s*(?:`{3,}|~{3,})[\w+#-]*\s*$/;
const HALF_FENCE = /^\s*(?:`{1,2}|`{3,}[^\n]*|~{3,}[^\n]*)$/;
/** How a chat begins that was to give code. */
const PREFACE =
  /^\s*(?:[*_]{1,2}|#+ )?(?:here(?:'s|’s| is| are)\b|sure\b|certainly\b|of course\b|okay,|below is\b|the (?:completed?|missing|full|following|code|answer|hole|text that)\b|to (?:complete|fill)\b|i(?:'ve|’ve| have| will|'ll)\b|based on\b|looking at\b|this (?:code|completes)\b|(?:completion|answer|output|code|solution)(?: is)?:)[^{}=\n]*?(?::|\.|!)?[ \t]*(?:\n|$)/i;

/** `ended`: nothing more will come, so what looks half is whole. */
export function unwrap(raw: string, { language, nesting, before }: Hole, ended: boolean): Unwrapped {
  const thought = withoutThought(language.tags === "none" ? raw.replace(THOUGHT_BEFORE, "") : raw, ended);
  if (thought === undefined) return { text: "", ended: false };
  // No fence fits into a string that ends with its line.
  const inText =
    language.prose || nesting.some(({ kind, isLong }) => kind === "comment" || (kind === "string" && isLong));
  if (inText)
    return language.prose && before.trim() === ""
      ? outOfProse(thought, ended)
      : { text: thought, ended: false };
  const wrapper = language.tags === "none" ? WRAPPER.exec(thought) : null;
  if (wrapper) return inside(thought, { begin: wrapper[0].length, close: `</${wrapper[1] ?? ""}>` });
  return outOfFence(thought, ended);
}

/** Undefined while it is still being thought. */
function withoutThought(raw: string, ended: boolean): string | undefined {
  if (THOUGHT_ENDS.test(raw) && (THOUGHT.test(raw) || /^\s*<\/think/.test(raw)))
    return raw.replace(THOUGHT_ENDS, "");
  if (THOUGHT.test(raw)) return ended ? "" : undefined;
  return !ended && /^\s*<\/?(?:t(?:h(?:i(?:nk?)?)?)?)?$/.test(raw) ? undefined : raw;
}

function outOfFence(text: string, ended: boolean): Unwrapped {
  const fence = FENCE.exec(text);
  const preface = PREFACE.exec(text)?.[0] ?? "";
  if (fence && (text.slice(0, fence.index).trim() === "" || preface !== "")) {
    return insideFence(text, fence);
  }
  if (ended && BARE_FENCE.test(text)) return { text: "", ended: true };
  if (ended) return withoutClose(inQuotes(text.slice(preface.length)), ended);
  const isBegun = !HALF_FENCE.test(text) && preface === "";
  return isBegun ? withoutClose(text, ended) : { text: "", ended: false };
}

function insideFence(text: string, { 0: opening, 1: close = "", index }: RegExpExecArray): Unwrapped {
  const begin = index + opening.length;
  const { text: content, ended } = inside(text, { begin, close: `\n${close}`, indented: true });
  return { text: DIFF_FENCE.test(opening) ? patched(content) : content, ended };
}

/** What the lines are after the change that they tell of. */
function patched(diff: string): string {
  return diff
    .split("\n")
    .filter((line) => !/^(?:-|@@|\+\+\+ )/.test(line))
    .map((line) => line.replace(/^[+ ]/, ""))
    .join("\n");
}

function inQuotes(text: string): string {
  const [, quoted, bold] =
    /^(?:the (?:missing|completed?|correct) [\w ]+ )?(?:`([^`\n]+)`|\*\*([^*\n]+)\*\*)\.?\s*$/i.exec(text) ??
    [];
  return quoted ?? bold ?? text;
}

/** A fence that is closed and was never opened, and what is said after it. */
function withoutClose(text: string, ended: boolean): Unwrapped {
  const close = /\n[ \t]*```[ \t]*(?:\n|$)/.exec(text);
  if (close) return { text: text.slice(0, close.index), ended: true };
  return { text: withoutHalfClose(text, ended), ended: false };
}

/** In a text about code a fence is text, unless all of the answer stands in one of the text's own kind. */
function outOfProse(text: string, ended: boolean): Unwrapped {
  const fence = /^\s*```(?:markdown|md|latex|tex|text|plaintext)[ \t]*\n/i.exec(text);
  if (fence) return inside(text, { begin: fence[0].length, close: "\n```" });
  return { text: !ended && /^\s*```\w*$/.test(text) ? "" : text, ended: false };
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
