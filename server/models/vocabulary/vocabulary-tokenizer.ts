/** The exact counter over one compact vocabulary. It sees text as the model's own server does: added tokens first, then words. */
import type { Tokenizer } from "../counter.ts";
import { createLineFit } from "../line-fit.ts";
import { splitAtAddedTokens } from "./added-tokens.ts";
import { createByteText, createFill } from "./byte-text.ts";
import type { Characters } from "./characters.ts";
import type { CompactVocabulary, VocabularyHead } from "./compact.ts";
import { createWordCounting } from "./count-words.ts";
import type { Cut } from "./cuts.ts";
import { isPatternName, PATTERNS, type Pattern } from "./patterns.ts";

/** Long texts are counted in parts of about this many characters, so that the buffers stay small. */
const PART_LENGTH = 32_768;

export function createVocabularyTokenizer(vocabulary: CompactVocabulary, characters: Characters): Tokenizer {
  const { head } = vocabulary;
  const pattern = patternOf(head);
  const words = createWordCounting(vocabulary, pattern.scan);
  const isLowLineSpace = head.unit === "character";
  const fill = createFill({ characters, isApart: pattern.isApart, isLowLineSpace });
  const buffer = createByteText();
  const split = splitAtAddedTokens(head.added);
  const addedIds = new Map(head.added.map(({ content, id }) => [content, id]));

  function fillNormal(text: string): void {
    fill(buffer, text);
    // As many bytes as units: all is ASCII, which has nothing to compose.
    if (head.normalizer === "none" || buffer.isAscii) return;
    const composed = characters.compose(text);
    if (composed !== text) fill(buffer, composed);
  }

  function countPlain(text: string): number {
    let count = 0;
    for (let from = 0; from < text.length;) {
      const to = partEnd(text, from, pattern.cut);
      fillNormal(from === 0 && to === text.length ? text : text.slice(from, to));
      count += words.count(buffer);
      from = to;
    }
    return count;
  }

  /** Of a text that stands somewhere in a longer one. */
  function countWithin(text: string): number {
    const { added, plain } = split(text);
    let tokens = added;
    for (const part of plain) tokens += countPlain(part);
    return tokens;
  }

  function count(text: string): number {
    return isLowLineSpace && split(text).isPlainFirst ? countWithin(withBlank(text)) : countWithin(text);
  }

  function tokenId(text: string): number | undefined {
    if (text === "" || count(text) !== 1) return undefined;
    const added = addedIds.get(text);
    if (added !== undefined) return added;
    fillNormal(isLowLineSpace ? withBlank(text) : text);
    const rank = words.rankOf(buffer);
    if (rank >= 0) return idOf(head, rank);
    return head.firstByteId === undefined ? undefined : head.firstByteId + (buffer.bytes[0] ?? 0);
  }

  return { exact: true, count, tokenId, fit: createLineFit({ count: countWithin, cut: pattern.cut }) };
}

function patternOf({ name, pattern }: VocabularyHead): Pattern {
  if (!isPatternName(pattern)) throw new Error(`${name}: unknown pattern ${pattern}`);
  return PATTERNS[pattern];
}

/**
 * As Hugging Face does with `prepend_scheme: "first"`: a blank before a text, unless it begins with one or with an added token
 * (tokenizers, src/pre_tokenizers/metaspace.rs). Others put one before every part, even if it begins with one: llama.cpp
 * behind each special token (`add_space_prefix && is_prev_special`, src/llama-vocab.cpp), mistral-common before all that it
 * encodes but a hole's suffix (`_encode_infilling`, tokens/tokenizers/instruct.py). So a server may count about a token more a part.
 */
function withBlank(text: string): string {
  return /^[ \u2581]/.test(text) ? text : ` ${text}`;
}

function idOf({ ids }: VocabularyHead, rank: number): number {
  const [firstRank, firstId] = ids.findLast(([first]) => first <= rank) ?? [0, 0];
  return firstId + rank - firstRank;
}

/** The first place after `PART_LENGTH` characters where the text can be cut without changing the sum. */
function partEnd(text: string, from: number, cut: Cut): number {
  if (text.length - from <= PART_LENGTH * 2) return text.length;
  let start = text.lastIndexOf("\n", from + PART_LENGTH) + 1;
  for (;;) {
    const end = text.indexOf("\n", start) + 1;
    if (end === 0) return text.length;
    const nextEnd = text.indexOf("\n", end) + 1 || text.length;
    const tail = cut(text.slice(Math.max(from, start), end), text.slice(end, nextEnd));
    if (tail >= 0 && end - tail > from) return end - tail;
    start = end;
  }
}
