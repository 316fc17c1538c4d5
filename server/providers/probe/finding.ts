/** What an answer to a hole shows of the one who gave it. Decided by content alone: a status of 200 says nothing. Pure. */
import { lineAfter, lineBefore } from "../../completion/place.ts";
import type { Hole } from "./hole.ts";

/** What an answer can be, and how that is told to the user after "it". */
export const FINDINGS = {
  filled: "filled the hole",
  overran: "went on as if nothing stood after the cursor, and wrote that a second time",
  thought: "thought, and came to no answer",
  empty: "answered nothing",
  markers: "wrote markers of its prompt into the answer",
  fence: "wrapped the answer into a code fence",
  prose: "answered with prose instead of code",
  echo: "repeated what stands above the cursor",
  wrong: "filled in something that does not belong there",
} as const;

export type Finding = keyof typeof FINDINGS;

export interface Answer {
  /** As it came. */
  readonly raw: string;
  /** Up to the first of the target's stops. */
  readonly stopped: string;
  /** What the engine would make of it, before it takes away what stands after the cursor already. */
  readonly text: string;
  readonly reasoned: boolean;
}

const MARKER =
  /<\|[\w▁-]+\|>|<｜[^｜>]+｜>|<\[[\w▁-]+\]>|<\/?(?:fim_\w+|file_sep|filename|repo_name|s|eos|bos)>|<(?:PRE|SUF|MID|EOT)>|\[\/?(?:PREFIX|SUFFIX|MIDDLE|INST)\]|<\/?(?:FILL|HOLE|FILE)\b/;
const FENCE = /^\s*```/;
const PROSE =
  /^\s*(?:sure|certainly|of course|okay|ok,|here(?:'s| is| are)|the (?:missing|code|function|completed?)|to (?:complete|fill)|i(?:'m| am|'ll| will| can)\b|this (?:code|function)|it (?:looks|seems)|you (?:can|should)|let me|based on)/i;
const THOUGHT = /^\s*<(?:think|thinking|reasoning)\b/i;
/** So many words in a row without a sign of code are a sentence, if they are not the same few over and over. */
const SENTENCE = /(?:[A-Za-z']{2,},? ){6,}/;
const SENTENCE_WORDS = 5;
const SHORTEST_ECHO = 8;

export function findingOf(answer: Answer, hole: Hole): Finding {
  const { place, fillings } = hole;
  const { raw, text } = answer;
  const bare = squeezed(text);
  // The engine would mend it; here it tells that the markers are not the model's own.
  if (hasMarkers(answer)) return "markers";
  if (isEcho(raw, hole)) return "echo";
  if (fillings.some((filling) => bare === squeezed(filling))) return "filled";
  const habit = habitOf(answer);
  if (habit) return habit;
  const after = squeezed(lineAfter(place));
  if (after !== "" && fillings.some((filling) => bare.startsWith(squeezed(filling) + after)))
    return "overran";
  return bare === "" ? "empty" : "wrong";
}

/** What is wrong with an answer whatever was asked. */
function habitOf({ raw, text, reasoned }: Answer): Finding | undefined {
  if (raw.trim() === "") return reasoned ? "thought" : "empty";
  if (THOUGHT.test(raw)) return "thought";
  if (FENCE.test(raw)) return "fence";
  return PROSE.test(raw) || isSentence(text) ? "prose" : undefined;
}

function isSentence(text: string): boolean {
  const words = SENTENCE.exec(text)?.[0].trim().split(/,? /) ?? [];
  return new Set(words).size >= SENTENCE_WORDS;
}

/** Also where a stop took all of the answer away, and it was not its end. */
function hasMarkers({ raw, stopped }: Answer): boolean {
  if (MARKER.test(stopped)) return true;
  return stopped.trim() === "" && MARKER.test(raw) && raw.replace(MARKER, "").trim() !== "";
}

/** It begins with a line that stands above the cursor, or is the cursor's own. */
function isEcho(raw: string, { place, fillings }: Pick<Hole, "place" | "fillings">): boolean {
  const first = squeezed(raw.trimStart().split("\n")[0] ?? "");
  const above = place.document.lines.slice(0, place.line).map(squeezed);
  const own = squeezed(lineBefore(place));
  const isOfFilling = fillings.some((filling) => squeezed(filling).includes(first));
  const isOwn = own !== "" && fillings.some((filling) => first.startsWith(own + squeezed(filling)));
  return isOwn || (first.length >= SHORTEST_ECHO && !isOfFilling && above.includes(first));
}

/** Without white space: how it is set is not what is asked. */
function squeezed(text: string): string {
  return text.replace(/\s+/g, "");
}
