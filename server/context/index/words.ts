/**
 * The words of a text as 32-bit hashes: every identifier as it is written, and its parts in lower case, so that `fileName`
 * is found by `filename`'s neighbours `file_name` and `FileName`, too. Works on bytes; what is not ASCII is a letter.
 */

const NONE = 0;
/** Goes on with what is before it: a bit that both have. */
const SMALL = 1;
const LOWER = 1;
const DIGIT = 3;
const UPPER = 4;
const JOINT = 8;

const KIND = Uint8Array.from({ length: 256 }, (_, byte) => {
  if (byte >= 0x80 || (byte >= 0x61 && byte <= 0x7a)) return LOWER;
  if (byte >= 0x41 && byte <= 0x5a) return UPPER;
  if (byte >= 0x30 && byte <= 0x39) return DIGIT;
  return byte === 0x5f || byte === 0x24 ? JOINT : NONE;
});

const SEED = 0x81_1c_9d_c5;
const PRIME = 0x01_00_01_93;
const SHORTEST_WORD = 2;
/** Shorter ones say little: `is`, `to`, `of`. */
const SHORTEST_PART = 3;

/** FNV-1a mixes its upper bits badly, and those choose the bucket. */
function mixed(hash: number): number {
  let mixed = Math.imul(hash ^ (hash >>> 16), 0x85_eb_ca_6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2_b2_ae_35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}

/** Where hashes are put; its room must be no less than the text's bytes. */
export interface Words {
  readonly hashes: Uint32Array;
  count: number;
}

export interface Span {
  readonly bytes: Uint8Array;
  readonly start: number;
  readonly end: number;
}

export function hashWords(span: Span, words: Words): void {
  const { bytes, end } = span;
  let at = span.start;
  words.count = 0;
  while (at < end) {
    const kind = kindAt(bytes, at);
    if (kind === NONE) {
      at++;
      continue;
    }
    // Most words are all small letters, but perhaps for the first.
    let hash = kind === UPPER ? Math.imul(SEED ^ ((bytes[at] ?? 0) | 0x20), PRIME) : SEED;
    let to = kind === UPPER ? at + 1 : at;
    while (to < end && kindAt(bytes, to) === LOWER) hash = Math.imul(hash ^ (bytes[to++] ?? 0), PRIME);
    if (to < end && kindAt(bytes, to) !== NONE) to = hashOther(span, words, at);
    else if (to - at >= SHORTEST_WORD) words.hashes[words.count++] = mixed(hash);
    at = to;
  }
}

function kindAt(bytes: Uint8Array, at: number): number {
  return KIND[bytes[at] ?? 0] ?? NONE;
}

/** A number, or a word of several parts. Answers where it ends. */
function hashOther({ bytes, end: last }: Span, words: Words, start: number): number {
  let end = start;
  while (end < last && kindAt(bytes, end) !== NONE) end++;
  if (kindAt(bytes, start) === DIGIT) return end;
  const before = words.count;
  let parts = 0;
  let part = 0;
  for (let at = start; at < end;) {
    const to = endOfPart(bytes, at, end);
    if (kindAt(bytes, at) !== JOINT) {
      parts++;
      part = hashPart({ bytes, start: at, end: to });
      if (to - at >= SHORTEST_PART) words.hashes[words.count++] = part;
    }
    at = to;
  }
  // A word of one part is that part.
  if (parts !== 1) words.hashes[words.count++] = hashOfBytes({ bytes, start, end });
  else if (words.count === before) words.hashes[words.count++] = part;
  return end;
}

/** `HTTPServer2_x` is cut into `HTTP`, `Server2`, `_` and `x`. */
function endOfPart(bytes: Uint8Array, start: number, end: number): number {
  if (kindAt(bytes, start) === JOINT) return start + 1;
  let at = start;
  while (at < end && kindAt(bytes, at) === UPPER) at++;
  if (at - start > 1 && at < end && kindAt(bytes, at) === LOWER) return at - 1;
  while (at < end && (kindAt(bytes, at) & SMALL) === SMALL) at++;
  return at;
}

function hashPart({ bytes, start, end }: Span): number {
  let hash = SEED;
  for (let at = start; at < end; at++) {
    const byte = bytes[at] ?? 0;
    hash = Math.imul(hash ^ (KIND[byte] === UPPER ? byte | 0x20 : byte), PRIME);
  }
  return mixed(hash);
}

function hashOfBytes({ bytes, start, end }: Span): number {
  let hash = SEED;
  for (let at = start; at < end; at++) hash = Math.imul(hash ^ (bytes[at] ?? 0), PRIME);
  return mixed(hash);
}

/** Of an identifier as a whole: what `hashWords` puts last for it. */
export function hashOfWord(word: string): number | undefined {
  const hashes = hashesOf(word);
  return hashes.at(-1);
}

export function hashesOf(text: string): readonly number[] {
  const bytes = Buffer.from(text);
  const words: Words = { hashes: new Uint32Array(bytes.length + 1), count: 0 };
  hashWords({ bytes, start: 0, end: bytes.length }, words);
  return [...words.hashes.subarray(0, words.count)];
}

/** Of any text, as it is. */
export function hashOfText(text: string): number {
  let hash = SEED;
  for (let at = 0; at < text.length; at++) {
    const char = text.charCodeAt(at);
    if (char > 127) return hashOfLongText(text);
    hash = Math.imul(hash ^ char, PRIME);
  }
  return mixed(hash);
}

/** Whose letters are not all of one byte. */
function hashOfLongText(text: string): number {
  const bytes = Buffer.from(text);
  return hashOfBytes({ bytes, start: 0, end: bytes.length });
}

/**
 * Words of the languages themselves, which tell no place from another. A fixed list, so that what is in the index does
 * not hang on what else is in it; other frequent words are left out by the search, as the whole index then is.
 */
export const EMPTY_WORDS: readonly string[] = (
  "abstract and any as assert async await auto bool boolean break but by byte case catch char class const constexpr continue " +
  "def default defer del delete do double elif else elseif end endif ensure enum except export extends extern false final " +
  "finally float fn for foreach from fun func function global go goto if impl implements import in include instanceof int " +
  "interface into is it let lambda local long loop match mod module mut namespace new nil none not null number object of on " +
  "operator or override package pass private protected pub public raise readonly ref rescue return self set get short signed " +
  "sizeof static str string struct super switch template that the this then throw throws to trait true try type typedef " +
  "typename typeof undefined union unless unsigned until use using val var virtual void volatile when where while with yield"
).split(" ");
