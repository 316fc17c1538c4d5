/**
 * Five expressions one after the other, each cutting what the last left: `[\r\n]`, `\s?\p{L}+`, `\s?\p{P}+`,
 * `[一-龥ࠀ-一가-퟿]+` and single digits: the words of DeepSeek-Coder.
 */
import type { ByteText } from "./byte-text.ts";
import { APART, LATE_NUMBER, PUNCTUATION, SPACE } from "./characters.ts";
import { characterEnd, isKind, LETTERS, NEWLINES, NUMBERS, runEnd } from "./runs.ts";

const DIGITS = NUMBERS | (1 << LATE_NUMBER);
const SIGNS = 1 << PUNCTUATION;
const SPACES = 1 << SPACE;

/** The mask for characters in the fourth expression's range and those outside alike. */
const both = (mask: number): number => mask | (mask << APART);

export function scanDeepseekCoder(text: ByteText, from: number): number {
  const next = characterEnd(text, from);
  if (isKind(text, both(DIGITS) | NEWLINES, from)) return next;
  const side = (text.kinds[from] ?? 0) & APART;
  if (isKind(text, both(SPACES), from)) {
    const word = wordAt(text, next);
    // The fourth expression parts a space from its word when only one of them lies in its range.
    if (word !== 0) return isKind(text, word << side, next) ? runEnd(text, word << side, next) : next;
    return restEnd(text, next, side);
  }
  const word = wordAt(text, from);
  return word === 0 ? restEnd(text, next, side) : runEnd(text, word << side, from);
}

/** The kinds that go with what stands there: letters or punctuation; 0 for neither. */
function wordAt(text: ByteText, at: number): number {
  if (isKind(text, both(LETTERS), at)) return LETTERS;
  return isKind(text, both(SIGNS), at) ? SIGNS : 0;
}

/** What neither letters nor punctuation nor the space before them is stays together. */
function restEnd(text: ByteText, from: number, side: number): number {
  let at = from;
  while (at < text.length && ((text.kinds[at] ?? 0) & APART) === side) {
    if (isKind(text, both(DIGITS | LETTERS | SIGNS) | NEWLINES, at)) break;
    const next = characterEnd(text, at);
    if (isKind(text, both(SPACES), at) && wordAt(text, next) !== 0) break;
    at = next;
  }
  return at;
}
