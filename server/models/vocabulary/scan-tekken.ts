/**
 * `[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]*[\p{Ll}\p{Lm}\p{Lo}\p{M}]+|`
 * `[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]+[\p{Ll}\p{Lm}\p{Lo}\p{M}]*|`
 * `\p{N}| ?[^\s\p{L}\p{N}]+[\r\n/]*|\s*[\r\n]+|\s+(?!\S)|\s+`: the words of Mistral's Tekken.
 */
import type { ByteText } from "./byte-text.ts";
import { LETTER, LOWER, MARK, UPPER } from "./characters.ts";
import { characterEnd, isKind, LETTERS, NEITHER, NEWLINES, NUMBERS, runEnd, whiteEnd } from "./runs.ts";

const BLANK = 32;
const SLASH = 47;
const CASELESS = (1 << LETTER) | (1 << MARK);
const HEADS = (1 << UPPER) | CASELESS;
const TAILS = (1 << LOWER) | CASELESS;
const open = (): boolean => false;

export function scanTekken(text: ByteText, from: number): number {
  const next = characterEnd(text, from);
  const isLetter = isKind(text, LETTERS, from);
  const hasLead = !isLetter && !isKind(text, NUMBERS | NEWLINES, from);
  const start = hasLead ? next : from;
  const word =
    lowerWordEnd(text, start) || (hasLead ? lowerWordEnd(text, from) : 0) || upperWordEnd(text, start);
  if (word > from) return word;
  if (isKind(text, NUMBERS, from)) return next;
  const signs = text.bytes[from] === BLANK ? next : from;
  const end = runEnd(text, NEITHER, signs);
  return end > signs ? newlinesAndSlashesEnd(text, end) : whiteEnd(text, from, open);
}

/** `HEADS*TAILS+`, with what the expression gives back when nothing is left for its second half; 0 without a match. */
function lowerWordEnd(text: ByteText, from: number): number {
  const heads = runEnd(text, HEADS, from);
  if (isKind(text, TAILS, heads)) return runEnd(text, TAILS, heads);
  let at = heads;
  while (at > from && !isKind(text, CASELESS, at - 1)) at--;
  return at > from ? at : 0;
}

/** `HEADS+TAILS*`; a mark may be the lead or begin the word, but alone it has matched above. */
function upperWordEnd(text: ByteText, from: number): number {
  const heads = runEnd(text, HEADS, from);
  return heads > from ? runEnd(text, TAILS, heads) : 0;
}

function newlinesAndSlashesEnd(text: ByteText, from: number): number {
  let at = from;
  while (at < text.length && (text.bytes[at] === SLASH || isKind(text, NEWLINES, at))) at++;
  return at;
}
