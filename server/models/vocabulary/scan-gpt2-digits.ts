/**
 * Every digit on its own, and between them
 * `'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+`: the words of StarCoder.
 */
import type { ByteText } from "./byte-text.ts";
import { LATE_NUMBER } from "./characters.ts";
import { contractionEnd } from "./contraction.ts";
import { characterEnd, isKind, LETTERS, NEITHER, NUMBERS, runEnd, spacesEnd, WHITE } from "./runs.ts";

const APOSTROPHE = 39;
const BLANK = 32;
const DIGITS = NUMBERS | (1 << LATE_NUMBER);
const SIGNS = NEITHER & ~DIGITS;

export function scanGpt2Digits(text: ByteText, from: number): number {
  if (isKind(text, LETTERS, from)) return runEnd(text, LETTERS, from);
  if (isKind(text, DIGITS, from)) return characterEnd(text, from);
  const byte = text.bytes[from];
  const contraction = byte === APOSTROPHE ? contractionEnd(text, from, "lower-case") : from;
  if (contraction > from) return contraction;
  const start = byte === BLANK ? from + 1 : from;
  if (isKind(text, LETTERS, start)) return runEnd(text, LETTERS, start);
  if (isKind(text, SIGNS, start)) return runEnd(text, SIGNS, start);
  const end = runEnd(text, WHITE, from);
  return end === text.length || isKind(text, DIGITS, end) ? end : spacesEnd(text, from, end);
}
