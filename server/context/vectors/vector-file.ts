/**
 * How vectors lie on disk: a head, the hashes of what they are of, and the vectors. Head and hashes have one checksum and each
 * vector its own, so that one can be read without the others. What does not fit together is as good as nothing.
 */
import { closeSync, fstatSync, openSync, readSync } from "node:fs";
import { crc32 } from "node:zlib";

import { MAX_WIDTH } from "./dot-products.ts";

/** In a file; in memory they are text, sixteen characters of it. */
const HASH_BYTES = 12;
const MAGIC = Buffer.from("keyfill vectors1");
const NUMBER_BYTES = 4;
/** The checksum, the width and the count. */
const HEAD_BYTES = MAGIC.length + 3 * NUMBER_BYTES;
const CHUNK_BYTES = 1024 * 1024;

export type Vectors = ReadonlyMap<string, Int8Array>;

/** All are of one width. */
export function toBytes(vectors: Vectors): Buffer {
  const [first] = vectors.values();
  const width = first?.length ?? 0;
  const hashes = Buffer.concat(Array.from(vectors.keys(), (hash) => Buffer.from(hash, "base64url")));
  const sizes = Buffer.alloc(2 * NUMBER_BYTES);
  sizes.writeUInt32LE(width);
  sizes.writeUInt32LE(vectors.size, NUMBER_BYTES);
  const rows = Array.from(vectors.values(), (vector) => [checksum(vector), asBytes(vector)]);
  return Buffer.concat([MAGIC, checksum(hashes, crc32(sizes)), sizes, hashes, ...rows.flat()]);
}

/** Of one file, those that are wanted. */
export class VectorFile {
  readonly hashes: readonly string[];
  readonly width: number;
  readonly #file: number;

  private constructor(file: number, { width, hashes }: { width: number; hashes: Buffer }) {
    this.#file = file;
    this.width = width;
    this.hashes = Array.from({ length: hashes.length / HASH_BYTES }, (_, at) =>
      hashes.toString("base64url", at * HASH_BYTES, (at + 1) * HASH_BYTES),
    );
  }

  /** Undefined for what is no such file, or no whole one. Throws when there is none. To be closed. */
  static open(path: string): VectorFile | undefined {
    const file = openSync(path, "r");
    const head = headOf(file);
    if (head) return new VectorFile(file, head);
    closeSync(file);
    return undefined;
  }

  /** The vectors from one to before another, as far as they are whole. */
  *read(from: number, to: number): Generator<readonly [hash: string, vector: Int8Array]> {
    const row = NUMBER_BYTES + this.width;
    const step = Math.max(1, Math.floor(CHUNK_BYTES / row));
    const start = HEAD_BYTES + this.hashes.length * HASH_BYTES;
    for (let first = from; first < to; first += step) {
      const count = Math.min(step, to - first);
      const bytes = readAt(this.#file, start + first * row, count * row);
      for (let at = 0; at < count; at++) {
        const vector = bytes.subarray(at * row + NUMBER_BYTES, (at + 1) * row);
        const isWhole = vector.length === this.width && crc32(vector) === bytes.readUInt32LE(at * row);
        const hash = this.hashes[first + at];
        if (isWhole && hash !== undefined) yield [hash, new Int8Array(vector)];
      }
    }
  }

  close(): void {
    closeSync(this.#file);
  }
}

function headOf(file: number): { width: number; hashes: Buffer } | undefined {
  const head = readAt(file, 0, HEAD_BYTES);
  if (head.length < HEAD_BYTES || !head.subarray(0, MAGIC.length).equals(MAGIC)) return undefined;
  const sizes = head.subarray(MAGIC.length + NUMBER_BYTES);
  const [width, count] = [sizes.readUInt32LE(), sizes.readUInt32LE(NUMBER_BYTES)];
  if (width > MAX_WIDTH || count * HASH_BYTES > fstatSync(file).size) return undefined;
  const hashes = readAt(file, HEAD_BYTES, count * HASH_BYTES);
  const isWhole = crc32(hashes, crc32(sizes)) === head.readUInt32LE(MAGIC.length);
  return isWhole ? { width, hashes } : undefined;
}

function readAt(file: number, position: number, length: number): Buffer {
  const bytes = Buffer.allocUnsafe(length);
  return bytes.subarray(0, readSync(file, bytes, { position }));
}

function checksum(bytes: Int8Array | Buffer, before = 0): Buffer {
  const sum = Buffer.alloc(NUMBER_BYTES);
  sum.writeUInt32LE(crc32(asBytes(bytes), before));
  return sum;
}

function asBytes({ buffer, byteOffset, length }: Int8Array | Buffer): Buffer {
  return Buffer.from(buffer, byteOffset, length);
}
