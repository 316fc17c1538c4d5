/** The way back: a full `tokenizer.json` from a compact vocabulary, for the reference implementation to load. */
import { byteLetters } from "../../../server/models/byte-letters.ts";
import { MAX_TOKEN_LENGTH, type CompactVocabulary } from "../../../server/models/vocabulary/compact.ts";
import { isPatternName } from "../../../server/models/vocabulary/patterns.ts";
import { lastParts } from "./merge.ts";
import { PRE_TOKENIZERS, type TokenizerJson } from "./tokenizer-json.ts";

type Pair = [string, string];
type Ranks = ReadonlyMap<string, number>;

/** Every way to make a token of two others. */
function allPairs(token: string, ranks: Ranks): Pair[] {
  const characters = Array.from(token);
  return characters.slice(1).flatMap((_, index): Pair[] => {
    const left = characters.slice(0, index + 1).join("");
    const right = characters.slice(index + 1).join("");
    return ranks.has(left) && ranks.has(right) ? [[left, right]] : [];
  });
}

/** As Hugging Face's converter of tiktoken's files lists them. */
function pairsByRank(token: string, ranks: Ranks): Pair[] {
  const rank = (part: string): number => ranks.get(part) ?? 0;
  return allPairs(token, ranks).toSorted(([a, b], [c, d]) => rank(a) - rank(c) || rank(b) - rank(d));
}

/** As its converter of SentencePiece does: the longer left part first, and runs of blanks, which all have the same score, in one. */
function sentencePiecePairs(tokens: readonly string[], ranks: Ranks): Pair[] {
  const isBlanks = (token: string): boolean => /^▁▁+$/.test(token);
  const words = tokens
    .filter((token) => !isBlanks(token))
    .flatMap((token) => allPairs(token, ranks).toReversed());
  const blanks = tokens.filter(isBlanks).flatMap((token) => allPairs(token, ranks));
  const size = ([left, right]: Pair): number => left.length * 64 + right.length;
  return [...words, ...blanks.toSorted((a, b) => size(b) - size(a))];
}

function onlyPair(token: string, ranks: Ranks): Pair[] {
  const [left, right, ...more] = lastParts(Array.from(token), ranks);
  return left !== undefined && right !== undefined && more.length === 0 ? [[left, right]] : [];
}

function tokensByRank({ head, bytes, firsts, starts, ranks }: CompactVocabulary): Uint8Array[] {
  const tokens: Uint8Array[] = [];
  for (let length = 1; length <= MAX_TOKEN_LENGTH; length++) {
    const first = firsts[length] ?? 0;
    for (let index = first; index < (firsts[length + 1] ?? 0); index++) {
      const at = (starts[length] ?? 0) + (index - first) * length;
      const [low = 0, middle = 0, high = 0] = [0, 1, 2].map((plane) => ranks[head.count * plane + index]);
      tokens[low | (middle << 8) | (high << 16)] = bytes.subarray(at, at + length);
    }
  }
  return tokens;
}

export function rebuild(vocabulary: CompactVocabulary): TokenizerJson {
  const { head } = vocabulary;
  const letters = byteLetters();
  const isByte = head.unit === "byte";
  const tokens = tokensByRank(vocabulary).map((token) =>
    isByte
      ? Array.from(token, (byte) => letters[byte]).join("")
      : new TextDecoder("utf-8", { ignoreBOM: true }).decode(token).replaceAll(" ", "▁"),
  );
  const idOf = (rank: number): number => {
    const [firstRank, firstId] = head.ids.findLast(([first]) => first <= rank) ?? [0, 0];
    return firstId + rank - firstRank;
  };
  const ranks = new Map(tokens.map((token, rank) => [token, rank]));
  const vocab = new Map(tokens.map((token, rank) => [token, idOf(rank)]));
  const { firstByteId } = head;
  if (firstByteId !== undefined) {
    for (let byte = 0; byte < 256; byte++)
      vocab.set(`<0x${byte.toString(16).toUpperCase().padStart(2, "0")}>`, firstByteId + byte);
  }
  for (const { content, id } of head.added) vocab.set(content, id);
  const pairs = head.wholeWords ? pairsByRank : onlyPair;
  const base = {
    type: "BPE",
    dropout: null,
    unk_token: isByte ? null : "<unk>",
    continuing_subword_prefix: null,
    end_of_word_suffix: null,
    fuse_unk: !isByte,
    byte_fallback: !isByte,
    ignore_merges: head.wholeWords,
  };
  const json = {
    version: "1.0",
    truncation: null,
    padding: null,
    post_processor: null,
    decoder: null,
    added_tokens: head.added.map((token) => ({ ...token, single_word: false, lstrip: false, rstrip: false })),
    normalizer: head.normalizer === "nfc" ? { type: "NFC" } : null,
    pre_tokenizer: isPatternName(head.pattern) ? PRE_TOKENIZERS[head.pattern] : null,
    model: {
      ...base,
      vocab: Object.fromEntries(vocab),
      merges: isByte
        ? tokens.flatMap((token) => (token.length > 1 ? pairs(token, ranks) : []))
        : sentencePiecePairs(tokens, ranks),
    },
  };
  return json;
}
