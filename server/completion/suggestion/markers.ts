/** Tokens that steer a model and are no text: where one stands in an answer, the answer is over. */
import type { Place } from "../request.ts";

/** Of all families, since a server may not know those of the model it serves. */
const MARKERS = [
  String.raw`<\|im_start\|>(?:assistant|user|system)\n?`,
  String.raw`<\|start_header_id\|>\w*<\|end_header_id\|>\n*`,
  String.raw`<\|(?:endof(?:text|prompt|file)|fim_[a-z]+|code_(?:prefix|suffix|middle)|file_sep(?:arator)?|repo_?name|im_(?:start|end|sep)|eot(?:_id)?|eom_id|begin_of_text|end_of_text|start_header_id|end_header_id|EOT|end|return|call|user|assistant|system|cursor|python_tag)\|>`,
  String.raw`<(?:fim[_-](?:prefix|suffix|middle|pad)|file_sep|repo_name|reponame|gh_stars|issue_start|end_of_turn|start_of_turn|EOT|PRE|SUF|MID|eos|bos)>`,
  String.raw`<｜[^｜\n]{1,30}｜>`,
  String.raw`<\[(?:fim-[a-z]+|end▁of▁sentence|PAD▁TOKEN|SEP▁TOKEN)\]>`,
  String.raw`\[(?:PREFIX|SUFFIX|MIDDLE|INST|/INST)\]`,
  String.raw`▁<(?:PRE|SUF|MID|EOT)>`,
  String.raw`</?FILL>|<HOLE/>|</(?:HOLE|FILE)>`,
  // A merge conflict out of some history that the model has learnt from.
  String.raw`(?:^|\n)(?:<{7} |>{7} |={7}\n(?=[^]*\n>{7} ))`,
];
/** The end of a text for Llama's kin; elsewhere the end of what is struck out. */
const END = /<\/s>\s*$/;
/** White space, a thought, or the beginning of a fence. */
const NOTHING_YET = /^\s*(?:<think(?:ing)?>[^]*<\/think(?:ing)?>\s*|`{3}\w*\s*)?$/;
const STRUCK = /<s[\s>]/;
const ENDS = /^(?!<\|start_).*(?:end|eo|EOT|return|call|\/F|\/H|file_sep|repo_?name)|^\n?[<>=]{7}/;
const ANY = new RegExp(MARKERS.join("|"), "g");
/** A marker that has only half arrived. */
const HALF =
  /<(?:[|｜[][^|｜\]>\s]{0,30}[|｜\]]?|\/?(?:F(?:I(?:LL?)?)?)?|H(?:O(?:LE?)?)?\/?|fim[_-][a-z]*|fi?)$|(?:^|\n)(?:<{1,7}|>{1,7})$/;

/** What gpt-oss thinks and what it says, where a server leaves its channels in (https://cookbook.openai.com/articles/openai-harmony, read 2026-11). */
const CHANNEL = /^\s*(?:<\|start\|>assistant)?<\|channel\|>/;
const FINAL = /^[^]*?<\|channel\|>final[^<]*<\|message\|>/;

/** The limit of the answer came in the middle of one. */
const CUT_OFF = /<[|｜][a-z_]{2,30}[|｜]?$/i;

export interface Marked {
  readonly text: string;
  /** A marker, or a stop, ended it. */
  readonly ended: boolean;
}

/** Up to the first marker or stop. Those at the very beginning are left out: some models repeat the last one of the prompt. */
export function withoutMarkers(
  answer: string,
  { stops, place }: { readonly stops: readonly string[]; readonly place: Place },
): Marked {
  const { document } = place;
  const raw = withoutChannels(answer);
  const own = (marker: string) =>
    !stops.includes(marker) && document.lines.some((line) => line.includes(marker));
  let begin = 0;
  for (const { 0: marker, index } of raw.matchAll(ANY)) {
    if (own(marker)) continue;
    const said = raw.slice(begin, index);
    const isEcho = marker === "<HOLE/>" && standsBefore(place, said);
    if ((!NOTHING_YET.test(said) && !isEcho) || ENDS.test(marker)) {
      return { text: upToStop(said.replace(END, ""), stops).text, ended: true };
    }
    begin = index + marker.length;
  }
  const end = END.exec(raw);
  if (!end || [raw, ...document.lines].some((text) => STRUCK.test(text)))
    return upToStop(raw.slice(begin), stops);
  return { text: upToStop(raw.slice(begin, end.index), stops).text, ended: true };
}

function withoutChannels(answer: string): string {
  if (!CHANNEL.test(answer)) return answer;
  return FINAL.test(answer) ? answer.replace(FINAL, "") : "";
}

/** All that was said up to the hole stands before it already. */
function standsBefore({ document, line, character }: Place, said: string): boolean {
  const above = document.lines.slice(Math.max(0, line - said.split("\n").length), line);
  const before = [...above, (document.lines[line] ?? "").slice(0, character)].join("");
  return before.replace(/\s+/g, "").endsWith(said.replace(/\s+/g, ""));
}

/** What may still become a marker or a stop is not shown yet. */
export function withoutHalfMarker(text: string, stops: readonly string[]): string {
  const half = HALF.exec(text);
  const lengths = stops.map((stop) => {
    for (let length = Math.min(stop.length - 1, text.length); length > 0; length--) {
      if (stop.startsWith(text.slice(-length))) return length;
    }
    return 0;
  });
  return text.slice(0, text.length - Math.max(half?.[0].length ?? 0, ...lengths, 0));
}

export function withoutCutOffMarker(text: string, stops: readonly string[]): string {
  const half = stops.find((stop) => /^<\/?\w{2}/.test(stop) && text.endsWith(stop.slice(0, -1)));
  return half === undefined ? text.replace(CUT_OFF, "") : text.slice(0, 1 - half.length);
}

function upToStop(text: string, stops: readonly string[]): Marked {
  const ends = stops.map((stop) => text.indexOf(stop)).filter((end) => end >= 0);
  return ends.length > 0 ? { text: text.slice(0, Math.min(...ends)), ended: true } : { text, ended: false };
}
