/**
 * A piece of text as UTF-8, with the kind of character beside each byte. One buffer is used again and again; nothing here
 * knows tokens.
 */
import { APART, type Characters } from "./characters.ts";

export interface ByteText {
  bytes: Uint8Array;
  /** The kind of the character that the byte belongs to, so that a run can be walked without decoding. */
  kinds: Uint8Array;
  length: number;
  isAscii: boolean;
}

export interface ByteTextOptions {
  readonly characters: Characters;
  readonly isApart: (codePoint: number) => boolean;
  /** SentencePiece vocabularies: U+2581 and the space are one. */
  readonly isLowLineSpace: boolean;
}

export type FillByteText = (text: ByteText, source: string) => void;

export function createByteText(): ByteText {
  return { bytes: new Uint8Array(4096), kinds: new Uint8Array(4096), length: 0, isAscii: true };
}

function reserve(text: ByteText, units: number): void {
  const needed = units * 3;
  if (text.bytes.length >= needed) return;
  const size = 2 ** Math.ceil(Math.log2(needed));
  text.bytes = new Uint8Array(size);
  text.kinds = new Uint8Array(size);
}

export function createFill({ characters, isApart, isLowLineSpace }: ByteTextOptions): FillByteText {
  const { ascii } = characters;
  // A surrogate without its other half becomes U+FFFD here, as it does on its way to a server.
  const encoder = new TextEncoder();

  /** Gives back where the next character begins. */
  function markCharacter({ bytes, kinds }: ByteText, at: number): number {
    const lead = bytes[at] ?? 0;
    if (lead < 128) {
      kinds[at] = ascii[lead] ?? 0;
      return at + 1;
    }
    const size = lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
    let codePoint = lead & (0x7f >> size);
    for (let index = 1; index < size; index++) codePoint = (codePoint << 6) | ((bytes[at + index] ?? 0) & 63);
    const kind = characters.kind(codePoint) | (isApart(codePoint) ? APART : 0);
    for (let index = 0; index < size; index++) kinds[at + index] = kind;
    return at + size;
  }

  function markAscii({ bytes, kinds }: ByteText, length: number): void {
    for (let at = 0; at < length; at++) kinds[at] = ascii[bytes[at] ?? 0] ?? 0;
  }

  return function fill(text, source) {
    reserve(text, source.length);
    const { bytes } = text;
    const { written } = encoder.encodeInto(isLowLineSpace ? source.replaceAll("▁", " ") : source, bytes);
    // As many bytes as units: all is ASCII, as most programs are.
    text.isAscii = written === source.length;
    if (text.isAscii) markAscii(text, written);
    else for (let at = 0; at < written;) at = markCharacter(text, at);
    text.length = written;
  };
}
