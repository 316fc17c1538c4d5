/**
 * The compact form of a vocabulary: a JSON head, then every token's length and bytes in the order in which they are merged.
 * That order is all that counting needs, and enough to make the list of merges again.
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
  /** One less than each token's number of bytes, which is never zero. */
  readonly lengths: Uint8Array;
  /** A bit for each token, the lowest of a byte first: whether it has bytes beyond ASCII. */
  readonly wide: Uint8Array;
  /** All tokens' bytes, one after the other. */
  readonly bytes: Uint8Array;
}

export const MAX_TOKEN_LENGTH = 256;
const MAGIC = 0x33764b46;
const HEAD_AT = 8;

/** Looks at one property only: `writeCompact` has checked them all, and a schema would cost more here than all the rest. */
function isHead(value: unknown): value is VocabularyHead {
  return typeof value === "object" && value !== null && "count" in value && typeof value.count === "number";
}

export function readCompact(file: Uint8Array): CompactVocabulary {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  if (file.length < HEAD_AT || view.getUint32(0, true) !== MAGIC)
    throw new Error("this is not a compact vocabulary");
  const lengthsAt = HEAD_AT + view.getUint32(4, true);
  const head: unknown = JSON.parse(new TextDecoder().decode(file.subarray(HEAD_AT, lengthsAt)));
  if (!isHead(head)) throw new Error("the compact vocabulary has no head");
  // Not `file.subarray`: of a Buffer it makes Buffers, and code that has seen both kinds of arrays is slower.
  const lengths = new Uint8Array(file.buffer, file.byteOffset + lengthsAt, head.count);
  const wideAt = lengthsAt + head.count;
  const bytesAt = wideAt + Math.ceil(head.count / 8);
  const wide = new Uint8Array(file.buffer, file.byteOffset + wideAt, bytesAt - wideAt);
  const bytes = new Uint8Array(file.buffer, file.byteOffset + bytesAt, file.length - bytesAt);
  return { head, lengths, wide, bytes };
}

export function writeCompact(head: VocabularyHead, tokens: readonly Uint8Array[]): Uint8Array {
  if (tokens.length !== head.count || tokens.some(({ length }) => length < 1 || length > MAX_TOKEN_LENGTH))
    throw new RangeError(`${head.name} has tokens that do not fit`);
  const headBytes = new TextEncoder().encode(JSON.stringify(headSchema.parse(head)));
  const lengths = Uint8Array.from(tokens, ({ length }) => length - 1);
  const wide = new Uint8Array(Math.ceil(tokens.length / 8));
  for (const [rank, token] of tokens.entries())
    if (token.some((byte) => byte > 127)) wide[rank >> 3] = (wide[rank >> 3] ?? 0) | (1 << (rank & 7));
  const bytes = Buffer.concat([Buffer.alloc(HEAD_AT), headBytes, lengths, wide, ...tokens]);
  bytes.writeUInt32LE(MAGIC, 0);
  bytes.writeUInt32LE(headBytes.length, 4);
  return bytes;
}

/** Where each token starts, and at last where all end. */
export function tokenStarts({ lengths }: CompactVocabulary): Int32Array {
  const starts = new Int32Array(lengths.length + 1);
  for (const [rank, length] of lengths.entries()) starts[rank + 1] = (starts[rank] ?? 0) + length + 1;
  return starts;
}
