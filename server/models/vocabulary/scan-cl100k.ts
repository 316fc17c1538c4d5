/**
 * `(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+`:
 * the words of Qwen.
 */
import type { ByteText } from "./byte-text.ts";
import { NEWLINE, NUMBER } from "./characters.ts";
import { contractionEnd } from "./contraction.ts";
import { characterEnd, isKind, LETTERS, NEITHER, NEWLINES, runEnd, whiteEnd } from "./runs.ts";

const APOSTROPHE = 39;
const BLANK = 32;
const open = (): boolean => false;

export function scanCl100k(text: ByteText, from: number): number {
  const kind = text.kinds[from] ?? 0;
  if (((LETTERS >>> kind) & 1) !== 0) return runEnd(text, LETTERS, from);
  const byte = text.bytes[from] ?? 0;
  const next = byte < 128 ? from + 1 : characterEnd(text, from);
  if (kind === NUMBER) return next;
  const contraction = byte === APOSTROPHE ? contractionEnd(text, from, "any-case") : from;
  if (contraction > from) return contraction;
  if (kind !== NEWLINE && isKind(text, LETTERS, next)) return runEnd(text, LETTERS, next);
  const start = byte === BLANK ? next : from;
  const end = runEnd(text, NEITHER, start);
  return end > start ? runEnd(text, NEWLINES, end) : whiteEnd(text, from, open);
}
