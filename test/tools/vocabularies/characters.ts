/** Asks the Rust tokenizers what kind of character every code point is to them, and writes it down as runs. */
import * as kinds from "../../../server/models/vocabulary/characters.ts";
import { loadOracle, type Oracle } from "../../server/models/oracle.ts";

const CODE_POINTS = 0x110000;
const FROZEN = 32;
const BATCH = 16_384;
const CLASSES: readonly (readonly [number, string])[] = [
  [kinds.UPPER, String.raw`[\p{Lu}\p{Lt}]`],
  [kinds.LOWER, String.raw`\p{Ll}`],
  [kinds.LETTER, String.raw`[\p{Lm}\p{Lo}]`],
  [kinds.MARK, String.raw`\p{M}`],
  [kinds.NUMBER, String.raw`\p{N}`],
  [kinds.PUNCTUATION, String.raw`\p{P}`],
  [kinds.SYMBOL, String.raw`\p{S}`],
  [kinds.SPACE, String.raw`\s`],
  [kinds.NEWLINE, String.raw`[\r\n]`],
];

const isSurrogate = (codePoint: number): boolean => codePoint >= 0xd800 && codePoint <= 0xdfff;
const scalars = Array.from({ length: CODE_POINTS }, (_, codePoint) => codePoint).filter(
  (codePoint) => !isSurrogate(codePoint),
);

function bare(preTokenizer: unknown): unknown {
  return {
    version: "1.0",
    truncation: null,
    padding: null,
    added_tokens: [],
    normalizer: null,
    post_processor: null,
    decoder: null,
    pre_tokenizer: preTokenizer,
    model: { type: "WordLevel", vocab: { a: 0 }, unk_token: "a" },
  };
}

/** Code points that stand in a word of their own when the words are cut so. */
async function matching(oracle: Oracle, preTokenizer: unknown, spacer = ""): Promise<Set<number>> {
  const tokenizer = oracle.load(JSON.stringify(bare(preTokenizer)));
  const found = new Set<number>();
  for (let from = 0; from < scalars.length; from += BATCH) {
    const batch = scalars.slice(from, from + BATCH);
    const characters = batch.flatMap((codePoint) =>
      spacer === "" ? [String.fromCodePoint(codePoint)] : [spacer, String.fromCodePoint(codePoint)],
    );
    for (const [start = 0, end = 0] of await tokenizer.offsets(characters.join(""))) {
      for (const character of characters.slice(start, end)) {
        if (end - start === 1 || spacer === "") found.add(character.codePointAt(0) ?? 0);
      }
    }
  }
  return found;
}

/** What this Node's tables would compose or reorder and the reference's leave alone, or may in a later Node. */
function isFrozen(oracle: Oracle, codePoint: number): boolean {
  const character = String.fromCodePoint(codePoint);
  return [
    character,
    character.normalize("NFD"),
    `a${character}\u0323\u0301`,
    `a\u0301${character}\u0316`,
    `a\u0323${character}`,
    `a\u3099${character}\u0334`,
  ].some((text) => oracle.compose(text) !== text.normalize("NFC"));
}

export async function characterRuns(): Promise<Uint8Array> {
  const oracle = loadOracle();
  const table = new Uint8Array(CODE_POINTS);
  const mark = (codePoints: Iterable<number>, bits: number): void => {
    for (const codePoint of codePoints) table[codePoint] = bits;
  };
  const split = (regex: string) => ({
    type: "Split",
    pattern: { Regex: regex },
    behavior: "Removed",
    invert: true,
  });
  for (const [kind, regex] of CLASSES) mark(await matching(oracle, split(regex)), kind);
  const late = await matching(oracle, { type: "Digits", individual_digits: true }, "x");
  for (const codePoint of late) {
    if (table[codePoint] === kinds.OTHER) table[codePoint] = kinds.LATE_NUMBER;
  }
  const unassigned = await matching(oracle, split(String.raw`\p{Cn}`));
  const frozen = new Set([...unassigned, ...scalars.filter((codePoint) => isFrozen(oracle, codePoint))]);
  for (const codePoint of withParts(oracle, frozen)) table[codePoint] = (table[codePoint] ?? 0) | FROZEN;
  return runsOf(table);
}

const partsOf = (codePoint: number): number[] =>
  Array.from(String.fromCodePoint(codePoint).normalize("NFD"), (part) => part.codePointAt(0) ?? 0);

/** What frozen characters are made of must stay in pieces, too; but not what the reference composes others of. */
function withParts(oracle: Oracle, frozen: ReadonlySet<number>): Set<number> {
  const composing = scalars.filter((codePoint) => {
    const parts = String.fromCodePoint(codePoint).normalize("NFD");
    return oracle.compose(parts) !== parts;
  });
  const composed = new Set(composing.flatMap(partsOf));
  const parts = Array.from(frozen, partsOf).flat();
  return new Set([...frozen, ...parts.filter((part) => !composed.has(part))]);
}

function runsOf(table: Uint8Array): Uint8Array {
  const bytes: number[] = [];
  for (let from = 0; from < table.length;) {
    let to = from + 1;
    while (to < table.length && table[to] === table[from]) to++;
    let length = to - from;
    for (; length > 127; length >>>= 7) bytes.push((length & 127) | 128);
    bytes.push(length, table[from] ?? 0);
    from = to;
  }
  return Uint8Array.from(bytes);
}
