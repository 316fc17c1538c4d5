/**
 * How a family of tokenizers cuts text into words before it merges bytes: the regular expressions of their
 * `pre_tokenizer`, written out as scanners over the kinds of characters. Each is proved equal to the expression by test.
 */
import type { ByteText } from "./byte-text.ts";
import { scanCl100k } from "./scan-cl100k.ts";
import { scanDeepseekCoder } from "./scan-deepseek-coder.ts";
import { scanDeepseekV3 } from "./scan-deepseek-v3.ts";
import { scanGpt2Digits } from "./scan-gpt2-digits.ts";
import { scanSentencePiece } from "./scan-sentence-piece.ts";
import { scanTekken } from "./scan-tekken.ts";
import { cutAfterNewline, cutAnyNewline, cutAfterNewlineOrSlash, cutBeforeSpace, type Cut } from "./cuts.ts";

/** Where the word that starts at `from` ends. */
export type Scan = (text: ByteText, from: number) => number;

export interface Pattern {
  readonly scan: Scan;
  readonly cut: Cut;
  readonly isApart: (codePoint: number) => boolean;
}

const never = (): boolean => false;
const isChineseOrKana = (codePoint: number): boolean =>
  (codePoint >= 0x4e00 && codePoint <= 0x9fa5) || (codePoint >= 0x3040 && codePoint <= 0x30ff);
/** The range is what `[一-龥ࠀ-一가-퟿]` of that model really says, far wider than it was meant. */
const isDeepseekCoderRange = (codePoint: number): boolean =>
  (codePoint >= 0x800 && codePoint <= 0x9fa5) || (codePoint >= 0xac00 && codePoint <= 0xd7ff);

export const PATTERNS = {
  cl100k: { scan: scanCl100k, cut: cutAfterNewline, isApart: never },
  tekken: { scan: scanTekken, cut: cutAfterNewlineOrSlash, isApart: never },
  "gpt2-digits": { scan: scanGpt2Digits, cut: cutBeforeSpace, isApart: never },
  "deepseek-v3": { scan: scanDeepseekV3, cut: cutAfterNewline, isApart: isChineseOrKana },
  "deepseek-coder": { scan: scanDeepseekCoder, cut: cutAnyNewline, isApart: isDeepseekCoderRange },
  sentencepiece: { scan: scanSentencePiece, cut: cutAnyNewline, isApart: never },
} satisfies Record<string, Pattern>;

export type PatternName = keyof typeof PATTERNS;

export function isPatternName(name: string): name is PatternName {
  return Object.hasOwn(PATTERNS, name);
}
