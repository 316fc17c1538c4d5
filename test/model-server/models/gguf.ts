/**
 * The GGUF container: reads the metadata of a file, writes a file of metadata and tensors.
 * It knows no model. Format: docs/gguf.md of https://github.com/ggml-org/ggml, version 3.
 */
import { open, readFile } from "node:fs/promises";

export type GgufValue =
  | { readonly kind: "uint32" | "int32" | "float32"; readonly value: number }
  | { readonly kind: "string"; readonly value: string }
  | { readonly kind: "strings"; readonly value: readonly string[] }
  | { readonly kind: "int32s"; readonly value: readonly number[] };

export type Metadata = ReadonlyMap<string, GgufValue>;

export interface Tensor {
  readonly name: string;
  /** Fastest-running dimension first. */
  readonly shape: readonly number[];
  readonly type: "f32" | "f16" | "q4_0";
  readonly data: Uint8Array;
}

const version = 3;
const alignment = 32;
const codes = { uint32: 4, int32: 5, float32: 6, string: 8, array: 9 };
const tensorCodes = { f32: 0, f16: 1, q4_0: 2 };

export async function readMetadata(path: string): Promise<Metadata> {
  const bytes = await readFile(path);
  let at = 0;
  const uint32 = (): number => bytes.readUInt32LE((at += 4) - 4);
  const uint64 = (): number => Number(bytes.readBigUInt64LE((at += 8) - 8));
  const string = (): string => {
    const length = uint64();
    return bytes.toString("utf8", at, (at += length));
  };
  const array = (): GgufValue => {
    const code = uint32();
    const length = uint64();
    if (code === codes.string) return { kind: "strings", value: Array.from({ length }, string) };
    if (code === codes.int32) {
      const int32 = (): number => bytes.readInt32LE((at += 4) - 4);
      return { kind: "int32s", value: Array.from({ length }, int32) };
    }
    throw new Error(`${path}: array of type ${String(code)} is not known here`);
  };
  const value = (): GgufValue => {
    const code = uint32();
    if (code === codes.uint32) return { kind: "uint32", value: uint32() };
    if (code === codes.int32) return { kind: "int32", value: bytes.readInt32LE((at += 4) - 4) };
    if (code === codes.float32) {
      return { kind: "float32", value: bytes.readFloatLE((at += 4) - 4) };
    }
    if (code === codes.string) return { kind: "string", value: string() };
    if (code === codes.array) return array();
    throw new Error(`${path}: value of type ${String(code)} is not known here`);
  };
  at = 16;
  const count = uint64();
  return new Map(Array.from({ length: count }, () => [string(), value()]));
}

export async function writeGguf(path: string, metadata: Metadata, tensors: readonly Tensor[]): Promise<void> {
  const file = await open(path, "w");
  try {
    const head = Buffer.concat([
      Buffer.from("GGUF"),
      uint32(version),
      uint64(tensors.length),
      uint64(metadata.size),
      ...[...metadata].flatMap(([key, value]) => [string(key), ...encoded(value)]),
      ...directory(tensors),
    ]);
    await file.write(padded(head));
    for (const tensor of tensors) await file.write(padded(tensor.data));
  } finally {
    await file.close();
  }
}

function directory(tensors: readonly Tensor[]): Buffer[] {
  let offset = 0;
  return tensors.flatMap((tensor) => {
    const entry = [
      string(tensor.name),
      uint32(tensor.shape.length),
      ...tensor.shape.map(uint64),
      uint32(tensorCodes[tensor.type]),
      uint64(offset),
    ];
    offset += padded(tensor.data).length;
    return entry;
  });
}

function encoded(value: GgufValue): Buffer[] {
  switch (value.kind) {
    case "uint32":
      return [uint32(codes.uint32), uint32(value.value)];
    case "int32":
      return [uint32(codes.int32), int32(value.value)];
    case "float32": {
      const bytes = Buffer.alloc(4);
      bytes.writeFloatLE(value.value);
      return [uint32(codes.float32), bytes];
    }
    case "string":
      return [uint32(codes.string), string(value.value)];
    case "strings":
      return [...arrayHead(codes.string, value.value), ...value.value.map(string)];
    case "int32s":
      return [...arrayHead(codes.int32, value.value), ...value.value.map(int32)];
    default:
      return value satisfies never;
  }
}

function arrayHead(code: number, items: readonly unknown[]): Buffer[] {
  return [uint32(codes.array), uint32(code), uint64(items.length)];
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

function int32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32LE(value);
  return bytes;
}

function uint64(value: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(BigInt(value));
  return bytes;
}

function string(value: string): Buffer {
  const text = Buffer.from(value);
  return Buffer.concat([uint64(text.length), text]);
}

function padded(bytes: Uint8Array): Uint8Array {
  const missing = (alignment - (bytes.length % alignment)) % alignment;
  return missing === 0 ? bytes : Buffer.concat([bytes, Buffer.alloc(missing)]);
}
