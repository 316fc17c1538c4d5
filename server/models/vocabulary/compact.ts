/**
 * The compact form of a vocabulary: a JSON head, then every token's length and bytes in the order in which they are merged.
 * That order is all that counting needs, and enough to make the list of merges again.
 */
import * as z from "zod";

const addedTokenSchema = z.strictObject({
  id: z.int().nonnegative(),
  content: z.string().min(1),
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
  ids: z.array(z.tuple([z.int().nonnegative(), z.int().nonnegative()])),
  /** The id of byte 0 among the 256 that stand in for unknown characters. */
  firstByteId: z.int().nonnegative().exactOptional(),
  /** Ranks of tokens that merging never arrives at. */
  unreachable: z.array(z.int().nonnegative()),
  added: z.array(addedTokenSchema),
  count: z.int().positive(),
});

export type VocabularyHead = z.infer<typeof headSchema>;
export type AddedToken = VocabularyHead["added"][number];

export interface CompactVocabulary {
  readonly head: VocabularyHead;
  /** All tokens' bytes, one after the other. */
  readonly bytes: Uint8Array;
  /** Where each token starts; one more than there are tokens. */
  readonly starts: Int32Array;
}

const MAGIC = 0x31764b46;
const HEAD_AT = 8;

export function readCompact(file: Uint8Array): CompactVocabulary {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  if (file.length < HEAD_AT || view.getUint32(0, true) !== MAGIC)
    throw new Error("this is not a compact vocabulary");
  const lengthsAt = HEAD_AT + view.getUint32(4, true);
  const head = headSchema.parse(JSON.parse(new TextDecoder().decode(file.subarray(HEAD_AT, lengthsAt))));
  const starts = new Int32Array(head.count + 1);
  let at = lengthsAt;
  let start = 0;
  for (let rank = 0; rank < head.count; rank++) {
    let byte = file[at++] ?? 0;
    let length = byte & 127;
    while (byte > 127) {
      byte = file[at++] ?? 0;
      length = length * 128 + (byte & 127);
    }
    start += length;
    starts[rank + 1] = start;
  }
  if (at + start !== file.length) throw new Error("the compact vocabulary is cut off");
  return { head, bytes: file.subarray(at), starts };
}

export function writeCompact(head: VocabularyHead, tokens: readonly Uint8Array[]): Uint8Array {
  const headBytes = new TextEncoder().encode(JSON.stringify(headSchema.parse(head)));
  const lengths = tokens.flatMap(({ length }) =>
    length < 128 ? [length] : [128 | (length >> 7), length & 127],
  );
  const bytes = Buffer.concat([Buffer.alloc(HEAD_AT), headBytes, Uint8Array.from(lengths), ...tokens]);
  bytes.writeUInt32LE(MAGIC, 0);
  bytes.writeUInt32LE(headBytes.length, 4);
  return bytes;
}
