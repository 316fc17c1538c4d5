/**
 * SentencePiece merges over the whole text; but no token of these vocabularies goes on past a blank or touches a newline
 * (which the builder checks), so the text can be cut there without changing the result.
 */
import type { ByteText } from "./byte-text.ts";

const BLANK = 32;
const LINE_FEED = 10;

export function scanSentencePiece({ bytes, length }: ByteText, from: number): number {
  let at = from;
  if (bytes[at] === LINE_FEED) return at + 1;
  while (at < length && bytes[at] === BLANK) at++;
  while (at < length && bytes[at] !== BLANK && bytes[at] !== LINE_FEED) at++;
  return at;
}
