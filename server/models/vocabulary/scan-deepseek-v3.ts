/**
 * Numbers by threes and runs of Chinese or kana stand apart; what lies between is cut by
 * `[!-/:-@[-``{-~][A-Za-z]+|[^\r\n\p{L}\p{P}\p{S}]?[\p{L}\p{M}]+| ?[\p{P}\p{S}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+`:
 * the words of DeepSeek V3. Unlike the other expressions this one leaves some characters unmatched.
 */
import type { ByteText } from "./byte-text.ts";
import { APART, MARK, PUNCTUATION, SYMBOL } from "./characters.ts";
import { characterEnd, isKind, LETTERS, NEWLINES, NUMBERS, runEnd, WHITE, whiteEnd } from "./runs.ts";

const BLANK = 32;
const NUMBER_LENGTH = 3;
const WORD = LETTERS | (1 << MARK);
const SIGNS = (1 << PUNCTUATION) | (1 << SYMBOL);

export function scanDeepseekV3(text: ByteText, from: number): number {
  if (isKind(text, NUMBERS, from)) return numberEnd(text, from);
  const side = sideOf(text, from);
  const next = characterEnd(text, from);
  if (isKind(text, SIGNS << side, from)) {
    const word = isAscii(text, from) ? asciiLettersEnd(text, next) : next;
    return word > next ? word : signsEnd(text, from, side);
  }
  if (isKind(text, WORD << side, from)) return runEnd(text, WORD << side, from);
  if (!isKind(text, NEWLINES, from) && isKind(text, WORD << side, next))
    return runEnd(text, WORD << side, next);
  if (text.bytes[from] === BLANK && isKind(text, SIGNS, next)) return signsEnd(text, next, 0);
  if (isKind(text, WHITE, from)) return whiteEnd(text, from, (at) => isSeam(text, at));
  return unmatchedEnd(text, next, side);
}

/** 16 inside a run of Chinese or kana, else 0: how far the masks are shifted. */
function sideOf(text: ByteText, at: number): number {
  return (text.kinds[at] ?? 0) & APART;
}

function isSeam(text: ByteText, at: number): boolean {
  return isKind(text, NUMBERS, at) || sideOf(text, at) !== 0;
}

function isAscii(text: ByteText, at: number): boolean {
  return (text.bytes[at] ?? 0) < 128;
}

function numberEnd(text: ByteText, from: number): number {
  let end = characterEnd(text, from);
  for (let more = 1; more < NUMBER_LENGTH && isKind(text, NUMBERS, end); more++)
    end = characterEnd(text, end);
  return end;
}

function asciiLettersEnd(text: ByteText, from: number): number {
  let at = from;
  while (isKind(text, LETTERS, at) && isAscii(text, at)) at++;
  return at;
}

function signsEnd(text: ByteText, from: number, side: number): number {
  const end = runEnd(text, SIGNS << side, from);
  return side === 0 ? runEnd(text, NEWLINES, end) : end;
}

/** Characters that no alternative takes stay together until one of them could begin a word. */
function unmatchedEnd(text: ByteText, from: number, side: number): number {
  let at = from;
  while (at < text.length && sideOf(text, at) === side && !isKind(text, NUMBERS | WHITE, at)) {
    const next = characterEnd(text, at);
    if (isKind(text, (SIGNS | WORD) << side, at) || isKind(text, WORD << side, next)) break;
    at = next;
  }
  return at;
}
