/** Makes a compact vocabulary from a `tokenizer.json`, and refuses whatever the compact form could not say exactly. */
import { isDeepStrictEqual } from "node:util";

import { byteLetters } from "../../../server/models/byte-letters.ts";
import { writeCompact, type VocabularyHead } from "../../../server/models/vocabulary/compact.ts";
import { isPatternName, type PatternName } from "../../../server/models/vocabulary/patterns.ts";
import { lastParts } from "./merge.ts";
import { PRE_TOKENIZERS, type TokenizerJson } from "./tokenizer-json.ts";

type Unit = VocabularyHead["unit"];

const BYTE_TOKEN = /^<0x([0-9A-F]{2})>$/;

function refuse(reason: string): never {
  throw new Error(`this tokenizer cannot be made compact: ${reason}`);
}

function patternOf({ pre_tokenizer: preTokenizer }: TokenizerJson): PatternName {
  const names = Object.keys(PRE_TOKENIZERS).filter(isPatternName);
  return (
    names.find((name) => isDeepStrictEqual(PRE_TOKENIZERS[name], preTokenizer)) ??
    refuse("unknown pre-tokenizer")
  );
}

function normalizerOf({ normalizer }: TokenizerJson): VocabularyHead["normalizer"] {
  if (isDeepStrictEqual(normalizer, { type: "NFC" })) return "nfc";
  const isEmpty = normalizer === null || isDeepStrictEqual(normalizer, { type: "Sequence", normalizers: [] });
  return isEmpty ? "none" : refuse(`normalizer ${JSON.stringify(normalizer)}`);
}

function addedOf(json: TokenizerJson): VocabularyHead["added"] {
  const nfc = normalizerOf(json) === "nfc";
  return json.added_tokens.map(({ id, content, special, normalized, ...rest }) => {
    if (Object.values(rest).some(Boolean)) refuse(`the added token ${content} strips or wants whole words`);
    if (nfc && normalized) refuse(`the added token ${content} is to be normalized`);
    return { id, content, special, normalized };
  });
}

/** Bytes, one per letter, for byte-level vocabularies; plain text with blanks for SentencePiece. */
function decoder(unit: Unit): (token: string) => Uint8Array {
  if (unit === "character") return (token) => Buffer.from(token.replaceAll("▁", " "));
  const bytes = new Map(byteLetters().map((letter, byte) => [letter, byte]));
  return (token) =>
    Uint8Array.from(token, (letter) => bytes.get(letter) ?? refuse(`a token has the letter ${letter}`));
}

const pairOf = (merge: string | readonly [string, string]): readonly string[] =>
  typeof merge === "string" ? merge.split(" ") : merge;

interface Merge {
  readonly joined: string;
  readonly parts: string;
}

function mergesOf({ model }: TokenizerJson): Merge[] {
  return model.merges.map((merge) => {
    const [left = "", right = ""] = pairOf(merge);
    return { joined: left + right, parts: `${left} ${right}` };
  });
}

/** Tokens with their ids, in the order in which merging prefers them; what is never merged comes first. */
function inMergeOrder(tokens: readonly [string, number][], merges: readonly Merge[]): [string, number][] {
  const firstMerges = new Map<string, number>();
  for (const [index, { joined }] of merges.entries()) {
    if (!firstMerges.has(joined)) firstMerges.set(joined, index);
  }
  const orderOf = (token: string): number => firstMerges.get(token) ?? -1;
  return tokens.toSorted(([a, aId], [b, bId]) => orderOf(a) - orderOf(b) || aId - bId);
}

/**
 * Ranks of tokens that merging never arrives at. All others are proved to be merged last from a pair of the source's list,
 * and these pairs to stand there in the order of the ranks: then no other pair of the list can ever come up.
 */
function unreachableOf(tokens: readonly string[], merges: readonly Merge[]): number[] {
  const ranks = new Map(tokens.map((token, rank) => [token, rank]));
  const positions = new Map(merges.map(({ parts }, index) => [parts, index]));
  for (const { joined } of merges) if (!ranks.has(joined)) refuse(`${joined} is merged but no token`);
  let last = -1;
  return tokens.flatMap((token, rank) => {
    const characters = Array.from(token);
    if (characters.length === 1) return [];
    const parts = lastParts(characters, ranks);
    if (parts.length !== 2) return [rank];
    const position =
      positions.get(parts.join(" ")) ?? refuse(`${parts.join(" + ")} is not in the list of merges`);
    if (position < last) refuse(`${token} is merged before its turn`);
    last = position;
    return [];
  });
}

function missingBytes(tokens: readonly string[]): number[] {
  const known = new Set(tokens);
  return byteLetters().flatMap((letter, byte) => (known.has(letter) ? [] : [byte]));
}

/** What the scanner for SentencePiece takes for granted. */
function checkSentencePiece(tokens: readonly string[]): void {
  for (const token of tokens) {
    if (/[^▁]▁|\n/.test(token)) refuse(`the token ${JSON.stringify(token)} goes past a word`);
  }
}

export function compile(name: string, json: TokenizerJson): Uint8Array {
  const unit: Unit = json.model.byte_fallback ? "character" : "byte";
  const added = addedOf(json);
  const addedIds = new Set(added.map(({ id }) => id));
  const merges = mergesOf(json);
  const entries = inMergeOrder(
    Object.entries(json.model.vocab).filter(
      ([token, id]) => !addedIds.has(id) && !(unit === "character" && BYTE_TOKEN.test(token)),
    ),
    merges,
  );
  const tokens = entries.map(([token]) => token);
  const ids: [number, number][] = [];
  for (const [rank, [, id]] of entries.entries()) {
    if (id !== (entries[rank - 1]?.[1] ?? NaN) + 1) ids.push([rank, id]);
  }
  const firstByteId = json.model.vocab["<0x00>"];
  if (unit === "character") checkSentencePiece(tokens);
  const head: VocabularyHead = {
    name,
    pattern: patternOf(json),
    normalizer: normalizerOf(json),
    unit,
    wholeWords: json.model.ignore_merges ?? false,
    ids,
    ...(unit === "character" && firstByteId !== undefined ? { firstByteId } : {}),
    missing: unit === "byte" ? missingBytes(tokens) : [],
    unreachable: unreachableOf(tokens, merges),
    added,
    count: tokens.length,
  };
  return writeCompact(head, tokens.map(decoder(unit)));
}
