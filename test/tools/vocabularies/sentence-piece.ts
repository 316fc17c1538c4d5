/** Reads a SentencePiece model (a protobuf) and writes it down as Hugging Face's converter does. */
import type { TokenizerJson } from "./tokenizer-json.ts";

interface Piece {
  readonly text: string;
  readonly score: number;
  readonly type: number;
}

const NORMAL = 1;
const BYTE = 6;
const PIECES_FIELD = 1;

/** The length-delimited and fixed fields of a protobuf message; varints as numbers. */
function* fieldsOf(message: Uint8Array): Generator<{ field: number; value: Uint8Array | number }> {
  let at = 0;
  const varint = (): number => {
    let value = 0;
    for (let factor = 1; ; factor *= 128) {
      const byte = message[at++] ?? 0;
      value += (byte & 127) * factor;
      if (byte < 128) return value;
    }
  };
  while (at < message.length) {
    const key = varint();
    const wire = key & 7;
    const field = key >>> 3;
    if (wire === 0) {
      yield { field, value: varint() };
      continue;
    }
    const length = wire === 2 ? varint() : wire === 1 ? 8 : 4;
    yield { field, value: message.subarray(at, at + length) };
    at += length;
  }
}

function pieceOf(message: Uint8Array): Piece {
  let piece: Piece = { text: "", score: 0, type: NORMAL };
  for (const { field, value } of fieldsOf(message)) {
    if (typeof value === "number") piece = field === 3 ? { ...piece, type: value } : piece;
    else if (field === 1) piece = { ...piece, text: Buffer.from(value).toString() };
    else if (field === 2) piece = { ...piece, score: Buffer.from(value).readFloatLE() };
  }
  return piece;
}

type Pair = [string, string];

function splits(piece: string, known: ReadonlyMap<string, number>): Pair[] {
  const characters = Array.from(piece);
  return characters.slice(1).flatMap((_, index): Pair[] => {
    const left = characters.slice(0, index + 1).join("");
    const right = characters.slice(index + 1).join("");
    return known.has(left) && known.has(right) ? [[left, right]] : [];
  });
}

function compareLengths([a, b]: Pair, [c, d]: Pair): number {
  return Array.from(a).length - Array.from(c).length || Array.from(b).length - Array.from(d).length;
}

export function tokenizerFromSentencePiece(model: Uint8Array, preTokenizer: unknown): TokenizerJson {
  const pieces: Piece[] = [];
  for (const { field, value } of fieldsOf(model)) {
    if (field === PIECES_FIELD && typeof value !== "number") pieces.push(pieceOf(value));
  }
  const vocab = new Map(pieces.map(({ text }, id) => [text, id]));
  const scores = new Map(
    pieces.filter(({ type }) => type === NORMAL).map(({ text, score }) => [text, score]),
  );
  const merges = [...scores]
    .flatMap(([piece, score]) => splits(piece, scores).map((parts) => ({ parts, score })))
    // The order of `generate_merges` in transformers' convert_slow_tokenizer.py.
    .toSorted((a, b) => b.score - a.score || compareLengths(b.parts, a.parts))
    .map(({ parts }) => parts);
  const added = pieces.flatMap(({ text: content, type }, id) =>
    type === NORMAL || type === BYTE ? [] : [{ id, content, special: true, normalized: false }],
  );
  return {
    added_tokens: added,
    normalizer: null,
    pre_tokenizer: preTokenizer,
    model: { vocab: Object.fromEntries(vocab), merges, byte_fallback: true },
  };
}
