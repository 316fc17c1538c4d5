/** Walking runs of characters of one kind. A set of kinds is a bit mask, one bit per kind. */
import type { ByteText } from "./byte-text.ts";
import * as kinds from "./characters.ts";

const CASED = (1 << kinds.UPPER) | (1 << kinds.LOWER);
export const LETTERS = CASED | (1 << kinds.LETTER);
export const WHITE = (1 << kinds.SPACE) | (1 << kinds.NEWLINE);
export const NEWLINES = 1 << kinds.NEWLINE;
export const NUMBERS = 1 << kinds.NUMBER;
/** `[^\s\p{L}\p{N}]` */
export const NEITHER = ~(LETTERS | WHITE | NUMBERS);

/** Where the run of kinds in `mask` that starts at `from` ends; `from` itself when there is none. */
export function runEnd(text: ByteText, mask: number, from: number): number {
  const { kinds, length } = text;
  let at = from;
  while (at < length && ((mask >>> (kinds[at] ?? 0)) & 1) !== 0) at++;
  return at;
}

export function isKind(text: ByteText, mask: number, at: number): boolean {
  return at < text.length && ((mask >>> (text.kinds[at] ?? 0)) & 1) !== 0;
}

/** Where the character that starts at `from` ends. */
export function characterEnd(text: ByteText, from: number): number {
  const { bytes, length } = text;
  let at = from + 1;
  while (at < length && ((bytes[at] ?? 0) & 0xc0) === 0x80) at++;
  return at;
}

function characterStart(text: ByteText, end: number): number {
  let at = end - 1;
  while (at > 0 && ((text.bytes[at] ?? 0) & 0xc0) === 0x80) at--;
  return at;
}

/** `\s+(?!\S)|\s+`: all of a run but its last character, which belongs to what follows. */
export function spacesEnd(text: ByteText, from: number, end: number): number {
  const last = characterStart(text, end);
  return last > from ? last : end;
}

/** `\s*[\r\n]+|\s+(?!\S)|\s+`; `closed` tells that nothing after the run can look into it. */
export function whiteEnd(text: ByteText, from: number, closed: (at: number) => boolean): number {
  const end = runEnd(text, WHITE, from);
  for (let at = end - 1; at >= from; at--) {
    if (((NEWLINES >>> (text.kinds[at] ?? 0)) & 1) !== 0) return at + 1;
  }
  return end === text.length || closed(end) ? end : spacesEnd(text, from, end);
}
