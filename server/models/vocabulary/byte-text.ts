/**
 * A piece of text as UTF-8, with what the scanner and the byte-pair merging need beside each byte: the kind of its
 * character and the hash of all before it. One buffer is used again and again; nothing here knows tokens.
 */
import { APART, type Characters } from "./characters.ts";

export const HASH_BASE = 0x01000193;

export interface ByteText {
  bytes: Uint8Array;
  /** The kind of the character that the byte belongs to, so that a run can be walked without decoding. */
  kinds: Uint8Array;
  /** `hashes[i]` covers the bytes before `i`; one longer than `bytes`. */
  hashes: Int32Array;
  length: number;
}

export interface ByteTextOptions {
  readonly characters: Characters;
  readonly isApart: (codePoint: number) => boolean;
  /** SentencePiece vocabularies: U+2581 and the space are one. */
  readonly isLowLineSpace: boolean;
}

export function createByteText(): ByteText {
  return {
    bytes: new Uint8Array(4096),
    kinds: new Uint8Array(4096),
    hashes: new Int32Array(4097),
    length: 0,
  };
}

function reserve(text: ByteText, units: number): void {
  const needed = units * 3;
  if (text.bytes.length >= needed) return;
  const size = 2 ** Math.ceil(Math.log2(needed));
  text.bytes = new Uint8Array(size);
  text.kinds = new Uint8Array(size);
  text.hashes = new Int32Array(size + 1);
}

const LOW_LINE = 0x2581;
const REPLACEMENT = 0xfffd;

export type FillByteText = (text: ByteText, source: string) => void;

export function createFill(options: ByteTextOptions): FillByteText {
  const { characters, isApart, isLowLineSpace } = options;
  const { ascii } = characters;

  /** Writes one character that is not ASCII; gives back where the next byte goes. */
  function write(text: ByteText, at: number, codePoint: number): number {
    const { bytes, kinds, hashes } = text;
    const kind = characters.kind(codePoint) | (isApart(codePoint) ? APART : 0);
    const size = codePoint < 0x800 ? 2 : codePoint < 0x10000 ? 3 : 4;
    let hash = hashes[at] ?? 0;
    for (let index = 0; index < size; index++) {
      const shift = 6 * (size - 1 - index);
      const lead = index === 0 ? (0xf00 >> size) & 0xff : 0x80;
      const byte = lead | ((codePoint >> shift) & (index === 0 ? 0x7f >> size : 0x3f));
      bytes[at + index] = byte;
      kinds[at + index] = kind;
      hash = (Math.imul(hash, HASH_BASE) + byte) | 0;
      hashes[at + index + 1] = hash;
    }
    return at + size;
  }

  return function fill(text, source) {
    reserve(text, source.length);
    const { bytes, kinds, hashes } = text;
    let at = 0;
    let hash = 0;
    for (let index = 0; index < source.length; index++) {
      let unit = source.charCodeAt(index);
      if (unit === LOW_LINE && isLowLineSpace) unit = 32;
      if (unit < 128) {
        bytes[at] = unit;
        kinds[at] = ascii[unit] ?? 0;
        hash = (Math.imul(hash, HASH_BASE) + unit) | 0;
        hashes[++at] = hash;
        continue;
      }
      if (unit >= 0xd800 && unit <= 0xdfff) {
        // A surrogate without its other half reaches a server as the replacement character.
        const codePoint = source.codePointAt(index) ?? 0;
        if (codePoint > 0xffff) index++;
        unit = codePoint > 0xffff ? codePoint : REPLACEMENT;
      }
      at = write(text, at, unit);
      hash = hashes[at] ?? 0;
    }
    text.length = at;
  };
}
