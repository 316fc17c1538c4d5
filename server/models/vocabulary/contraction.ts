/** `'s|'t|'re|'ve|'m|'ll|'d`: the endings that English words are cut at. */
import type { ByteText } from "./byte-text.ts";

const CAPITAL = 32;
const codes = (letters: string): number[] => Array.from(letters, (letter) => letter.charCodeAt(0));
const ALONE = codes("stmd");
/** First and second letter in one number. */
const PAIRS = ["re", "ve", "ll"].map((pair) => codes(pair).reduce((first, second) => first * 256 + second));

/** Where the contraction that starts with the apostrophe at `from` ends; `from` when there is none. */
export function contractionEnd(text: ByteText, from: number, letters: "any-case" | "lower-case"): number {
  const fold = letters === "any-case" ? CAPITAL : 0;
  const first = byteAt(text, from + 1);
  const second = byteAt(text, from + 2);
  if (ALONE.includes(first | fold)) return from + 2;
  if (PAIRS.includes((first | fold) * 256 + (second | fold))) return from + 3;
  // U+017F is an s to a search that ignores case.
  return fold !== 0 && first === 0xc5 && second === 0xbf ? from + 3 : from;
}

function byteAt({ bytes, length }: ByteText, at: number): number {
  return at < length ? (bytes[at] ?? 0) : 0;
}
