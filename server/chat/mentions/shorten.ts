/** No more of a text than a model has room for, in whole lines; and it says that there was more. */

interface Room {
  readonly maxTokens: number;
  readonly count: (text: string) => number;
  /** What is most of use: its beginning, or its end. */
  readonly keep?: "head" | "tail";
}

/** Of what is ever counted, a token has fewer characters. */
const MOST_CHARS_PER_TOKEN = 12;
const LEFT_OUT = "… (the rest is left out: it has no room)";

export function shorten(text: string, { maxTokens, count, keep = "head" }: Room): string {
  const most = maxTokens * MOST_CHARS_PER_TOKEN;
  let kept = text.length > most ? part(text, most, keep) : text;
  for (let tokens = count(kept); tokens > maxTokens && kept !== ""; tokens = count(kept)) {
    const room = Math.floor((kept.length * Math.max(0, maxTokens - 20) * 0.98) / tokens);
    kept = part(kept, Math.min(room, kept.length - 1), keep);
  }
  if (kept.length === text.length) return text;
  return keep === "head" ? `${kept}${LEFT_OUT}` : `${LEFT_OUT}\n${kept}`;
}

/** Cut between lines, unless there is but one. */
function part(text: string, chars: number, keep: "head" | "tail"): string {
  if (keep === "head") return text.slice(0, text.lastIndexOf("\n", chars - 1) + 1 || chars);
  const start = text.indexOf("\n", text.length - chars - 1) + 1;
  return text.slice(start > 0 && start < text.length ? start : text.length - chars);
}
