/**
 * How an index lies on disk: a checksum over all that follows, a line of JSON with the lengths, and the tables one behind
 * the other. What does not fit together is no index.
 */
import { crc32 } from "node:zlib";

import { LEFT_OUT, type LeftOut } from "../left-out.ts";
import type { Stamp } from "./workspace-index.ts";
import type { LaidDown } from "./layer.ts";
import { pack, unpack } from "./pack.ts";
import type { Segment } from "./segment.ts";
import type { Work } from "./turn.ts";

/** A file as it was when it was looked at; without a stamp it must be looked at again. */
export interface KeptFile {
  readonly path: string;
  readonly stamp: Stamp | undefined;
  /** Undefined when it is indexed. */
  readonly why?: LeftOut;
}

export interface Kept {
  /** By whom it was made: another version may see other things in the same files. */
  readonly maker: string;
  readonly folder: string;
  /** First those that are indexed, in the order of the layers and of their living units. */
  readonly files: readonly KeptFile[];
  readonly layers: readonly LaidDown[];
}

interface Head {
  readonly maker: string;
  readonly folder: string;
  /** How many numbers each table has, and in how many bytes they are. */
  readonly tables: readonly (readonly [length: number, bytes: number])[];
}

const MAGIC = Buffer.from("keyfill index 3\n");
const CHECKSUM_BYTES = 4;
const NEWLINE = 10;
const utf8 = new TextDecoder();
const REASONS = Object.keys(LEFT_OUT);
const STAMP_NUMBERS = 3;

/** As pieces, to be written one after the other. */
export function* toBytes({ maker, folder, files, layers }: Kept): Work<readonly Uint8Array[]> {
  const tables = [
    ...tablesOf(files),
    ...layers.flatMap(({ segment, alive }) => [alive, ...tablesIn(segment)]),
  ];
  const packed: Uint8Array[] = [];
  for (const table of tables) {
    packed.push(table instanceof Uint8Array ? table : pack(table));
    yield;
  }
  const head: Head = {
    maker,
    folder,
    tables: tables.map(({ length }, at) => [length, packed[at]?.length ?? 0]),
  };
  const body = [Buffer.from(`${JSON.stringify(head)}\n`), ...packed];
  let sum = 0;
  for (const piece of body) {
    sum = crc32(piece, sum);
    yield;
  }
  const checksum = Buffer.alloc(CHECKSUM_BYTES);
  checksum.writeUInt32LE(sum);
  return [MAGIC, checksum, ...body];
}

/** Undefined for anything that is not a whole index of this folder by this maker. */
export function fromBytes(
  bytes: Buffer,
  { maker, folder }: Pick<Kept, "maker" | "folder">,
): Kept | undefined {
  const body = bytes.subarray(MAGIC.length + CHECKSUM_BYTES);
  if (!bytes.subarray(0, MAGIC.length).equals(MAGIC) || body.length === 0) return undefined;
  if (crc32(body) !== bytes.readUInt32LE(MAGIC.length)) return undefined;
  const headEnd = body.indexOf(NEWLINE);
  // Its checksum says that it is what we have written.
  const head: Head = JSON.parse(body.toString("utf8", 0, headEnd));
  if (head.maker !== maker || head.folder !== folder) return undefined;
  const reader = new TableReader(body.subarray(headEnd + 1), head.tables);
  const files = filesFrom(reader);
  const layers: LaidDown[] = [];
  while (!reader.isAtEnd) layers.push({ alive: reader.bytes().slice(), segment: segmentFrom(reader) });
  return { maker, folder, files, layers };
}

type Table = Uint8Array | Uint16Array | Uint32Array;

function tablesOf(files: readonly KeptFile[]): readonly Table[] {
  const stamps = new Float64Array(files.length * STAMP_NUMBERS);
  for (const [at, { stamp }] of files.entries()) {
    stamps.set([stamp?.size ?? NaN, stamp?.modifiedMs ?? NaN, stamp?.changedMs ?? NaN], at * STAMP_NUMBERS);
  }
  return [
    Buffer.from(files.map(({ path }) => path).join("\0")),
    new Uint8Array(stamps.buffer),
    // One more than the reason's place; zero for none.
    Uint8Array.from(files, ({ why }) => (why === undefined ? 0 : REASONS.indexOf(why) + 1)),
  ];
}

function filesFrom(reader: TableReader): readonly KeptFile[] {
  const paths = utf8.decode(reader.bytes());
  const stamps = new Float64Array(reader.bytes().slice().buffer);
  const reasons = reader.bytes();
  if (paths === "" && reasons.length === 0) return [];
  return paths.split("\0").map((path, at) => {
    const [size = NaN, modifiedMs = NaN, changedMs = NaN] = stamps.subarray(
      at * STAMP_NUMBERS,
      (at + 1) * STAMP_NUMBERS,
    );
    const why = leftOutAt(reasons[at] ?? 0);
    return {
      path,
      stamp: Number.isNaN(size) ? undefined : { size, modifiedMs, changedMs },
      ...(why && { why }),
    };
  });
}

function leftOutAt(number: number): LeftOut | undefined {
  const name = REASONS[number - 1];
  return name !== undefined && isLeftOut(name) ? name : undefined;
}

function isLeftOut(name: string): name is LeftOut {
  return name in LEFT_OUT;
}

/** In the order in which `segmentFrom` reads them. */
function tablesIn({ units, chunks, words, names, declarations, imports }: Segment): readonly Table[] {
  const { name, container, kind, line, signatureLines, lines, byName } = declarations;
  return [
    [units.lines, units.chunks, units.declarations, units.imports],
    [chunks.unit, chunks.line],
    [words.hash, words.start, words.chunk, words.impact],
    [names.hash, names.start, names.letters],
    [name, container, kind, line, signatureLines, lines, byName],
    [imports.name, imports.part, imports.partUnit],
  ].flat();
}

function segmentFrom(reader: TableReader): Segment {
  const numbers = () => reader.numbers();
  const bytes = () => reader.bytes().slice();
  return {
    units: { lines: numbers(), chunks: numbers(), declarations: numbers(), imports: numbers() },
    chunks: { unit: numbers(), line: numbers() },
    words: { hash: numbers(), start: numbers(), chunk: reader.shortNumbers(), impact: bytes() },
    names: { hash: numbers(), start: numbers(), letters: Buffer.from(bytes().buffer) },
    declarations: {
      name: numbers(),
      container: numbers(),
      kind: bytes(),
      line: numbers(),
      signatureLines: bytes(),
      lines: numbers(),
      byName: numbers(),
    },
    imports: { name: numbers(), part: numbers(), partUnit: numbers() },
  };
}

class TableReader {
  readonly #bytes: Uint8Array;
  readonly #tables: Head["tables"];
  #table = 0;
  #at = 0;

  constructor(bytes: Buffer, tables: Head["tables"]) {
    // A Buffer's own `slice` would not copy.
    this.#bytes = new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#tables = tables;
  }

  get isAtEnd(): boolean {
    return this.#table >= this.#tables.length;
  }

  numbers(): Uint32Array {
    const numbers = new Uint32Array(this.#length);
    return unpack(this.bytes(), numbers);
  }

  shortNumbers(): Uint16Array {
    const numbers = new Uint16Array(this.#length);
    return unpack(this.bytes(), numbers);
  }

  /** Of the next table. */
  get #length(): number {
    return this.#tables[this.#table]?.[0] ?? 0;
  }

  /** Shared with the whole. */
  bytes(): Uint8Array {
    const [, size = 0] = this.#tables[this.#table++] ?? [];
    this.#at += size;
    return this.#bytes.subarray(this.#at - size, this.#at);
  }
}
