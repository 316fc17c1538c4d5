/** Reads a byte-level tokenizer out of the head of a GGUF file. */
import * as z from "zod";

import type { AddedToken, TokenizerJson } from "./tokenizer-json.ts";

const NUMBER_READERS = new Map<
  number,
  readonly [
    (
      | "getUint8"
      | "getInt8"
      | "getUint16"
      | "getInt16"
      | "getUint32"
      | "getInt32"
      | "getFloat32"
      | "getFloat64"
      | "getBigUint64"
      | "getBigInt64"
    ),
    number,
  ]
>([
  [0, ["getUint8", 1]],
  [1, ["getInt8", 1]],
  [2, ["getUint16", 2]],
  [3, ["getInt16", 2]],
  [4, ["getUint32", 4]],
  [5, ["getInt32", 4]],
  [6, ["getFloat32", 4]],
  [7, ["getUint8", 1]],
  [10, ["getBigUint64", 8]],
  [11, ["getBigInt64", 8]],
  [12, ["getFloat64", 8]],
]);
const texts = z.array(z.string());
const STRING = 8;
const ARRAY = 9;
const CONTROL = 3;
const USER_DEFINED = 4;
/** What the converter writes for ids that the model has no token for. */
const PADDING = /^\[PAD\d+\]$/;

function readMetadata(file: Uint8Array): Map<string, unknown> {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  let at = 8;
  const number = (type: number): number => {
    const reader = NUMBER_READERS.get(type);
    if (!reader) throw new Error(`a GGUF value has the unknown type ${type}`);
    const [read, size] = reader;
    at += size;
    return Number(view[read](at - size, true));
  };
  const text = (): string => {
    const length = number(10);
    at += length;
    return Buffer.from(file.subarray(at - length, at)).toString();
  };
  const value = (type: number): unknown => {
    if (type === STRING) return text();
    if (type !== ARRAY) return number(type);
    const of = number(4);
    return Array.from({ length: number(10) }, () => value(of));
  };
  number(10);
  const count = number(10);
  const result = new Map<string, unknown>();
  for (let index = 0; index < count; index++) {
    const key = text();
    result.set(key, value(number(4)));
  }
  return result;
}

export function tokenizerFromGguf(file: Uint8Array, preTokenizer: unknown): TokenizerJson {
  const metadata = readMetadata(file);
  const tokens = texts.parse(metadata.get("tokenizer.ggml.tokens"));
  const types = z.array(z.number()).parse(metadata.get("tokenizer.ggml.token_type"));
  const added: AddedToken[] = tokens.flatMap((content, id) => {
    const type = types[id];
    if (PADDING.test(content) || (type !== CONTROL && type !== USER_DEFINED)) return [];
    return [{ id, content, special: type === CONTROL, normalized: false }];
  });
  const addedIds = new Set(added.map(({ id }) => id));
  const vocab = tokens.flatMap((token, id) =>
    addedIds.has(id) || PADDING.test(token) ? [] : [[token, id] as const],
  );
  return {
    added_tokens: added,
    normalizer: null,
    pre_tokenizer: preTokenizer,
    model: { vocab: Object.fromEntries(vocab), merges: texts.parse(metadata.get("tokenizer.ggml.merges")) },
  };
}
