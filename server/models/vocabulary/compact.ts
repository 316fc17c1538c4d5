/**
 * The compact form of a vocabulary: a JSON head, then the tokens' bytes, those of one length sorted and together, so that a
 * token is found in what was read, and nothing has to be made first. Then the order in which they are merged: it is all else
 * that counting needs, and enough to make the list of merges again.
 */
import * as z from "zod/mini";

export const addedTokenSchema = z.strictObject({
  id: z.int().check(z.nonnegative()),
  content: z.string().check(z.minLength(1)),
  special: z.boolean(),
  normalized: z.boolean(),
});

const headSchema = z.strictObject({
  name: z.string(),
  /** The key of `PATTERNS`. */
  pattern: z.string(),
  normalizer: z.enum(["none", "nfc"]),
  /** What merging starts from: bytes, or characters with bytes for those that the vocabulary lacks. */
  unit: z.enum(["byte", "character"]),
  /** A word that is a token is never taken apart, even if merging would not arrive at it. */
  wholeWords: z.boolean(),
  /** `[rank, id]` wherever ids do not simply go on from the token before. */
  ids: z.array(z.tuple([z.int().check(z.nonnegative()), z.int().check(z.nonnegative())])),
  /** The id of byte 0 among the 256 that stand in for unknown characters. */
  firstByteId: z.exactOptional(z.int().check(z.nonnegative())),
  /** Bytes that are no token; the reference leaves them out before it merges. */
  missing: z.array(z.int().check(z.minimum(0), z.maximum(255))),
  /** Ranks of tokens that merging never arrives at. */
  unreachable: z.array(z.int().check(z.nonnegative())),
  added: z.array(addedTokenSchema),
  count: z.int().check(z.positive()),
});

export type VocabularyHead = z.infer<typeof headSchema>;
export type AddedToken = VocabularyHead["added"][number];

export interface CompactVocabulary {
  readonly head: VocabularyHead;
  /** Of each length: which is the first such token, in the order of the bytes; at last how many there are. */
  readonly firsts: Int32Array;
  /** Of each length: where the bytes of its first token are. */
  readonly starts: Int32Array;
  /** All tokens' bytes: the shortest first, and those of one length in their own order. */
  readonly bytes: Uint8Array;
  /** The ranks in the same order: the lowest byte of each, then the middle ones, then the highest. */
  readonly ranks: Uint8Array;
}

export const MAX_TOKEN_LENGTH = 256;
const MAGIC = 0x34764b46;
const HEAD_AT = 8;
const RANK_BYTES = 3;

/** Looks at one property only: `writeCompact` has checked them all, and a schema would cost more here than all the rest. */
function isHead(value: unknown): value is VocabularyHead {
  return typeof value === "object" && value !== null && "count" in value && typeof value.count === "number";
}

export function readCompact(file: Uint8Array): CompactVocabulary {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  if (file.length < HEAD_AT || view.getUint32(0, true) !== MAGIC)
    throw new Error("this is not a compact vocabulary");
  const sizesAt = HEAD_AT + view.getUint32(4, true);
  const head: unknown = JSON.parse(new TextDecoder().decode(file.subarray(HEAD_AT, sizesAt)));
  if (!isHead(head)) throw new Error("the compact vocabulary has no head");
  const firsts = new Int32Array(MAX_TOKEN_LENGTH + 2);
  const starts = new Int32Array(MAX_TOKEN_LENGTH + 2);
  for (let length = 1; length <= MAX_TOKEN_LENGTH; length++) {
    const size = view.getUint32(sizesAt + (length - 1) * 4, true);
    firsts[length + 1] = (firsts[length] ?? 0) + size;
    starts[length + 1] = (starts[length] ?? 0) + size * length;
  }
  const bytesAt = sizesAt + MAX_TOKEN_LENGTH * 4;
  const ranksAt = bytesAt + (starts.at(-1) ?? 0);
  if (firsts.at(-1) !== head.count || file.length !== ranksAt + head.count * RANK_BYTES)
    throw new Error(`the vocabulary ${head.name} is cut off`);
  // Not `file.subarray`: of a Buffer it makes Buffers, and code that has seen both kinds of arrays is slower.
  const part = (from: number, to: number) => new Uint8Array(file.buffer, file.byteOffset + from, to - from);
  return { head, firsts, starts, bytes: part(bytesAt, ranksAt), ranks: part(ranksAt, file.length) };
}

/** The tokens in the order of their ranks. */
export function writeCompact(head: VocabularyHead, tokens: readonly Uint8Array[]): Uint8Array {
  if (tokens.length !== head.count || tokens.some(({ length }) => length < 1 || length > MAX_TOKEN_LENGTH))
    throw new RangeError(`${head.name} has tokens that do not fit`);
  const headBytes = new TextEncoder().encode(JSON.stringify(headSchema.parse(head)));
  const sorted = Array.from(tokens.entries()).toSorted(
    ([, a], [, b]) => a.length - b.length || Buffer.compare(a, b),
  );
  const sizes = Buffer.alloc(MAX_TOKEN_LENGTH * 4);
  for (const { length } of tokens)
    sizes.writeUInt32LE(sizes.readUInt32LE((length - 1) * 4) + 1, (length - 1) * 4);
  const ranks = [0, 8, 16].map((shift) => Uint8Array.from(sorted, ([rank]) => (rank >> shift) & 255));
  const start = Buffer.alloc(HEAD_AT);
  start.writeUInt32LE(MAGIC, 0);
  start.writeUInt32LE(headBytes.length, 4);
  return Buffer.concat([start, headBytes, sizes, ...sorted.map(([, token]) => token), ...ranks]);
}
