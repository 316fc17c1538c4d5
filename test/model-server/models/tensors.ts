/** Numbers laid out as the tensors of a GGUF file: ggml's f32, f16 and q4_0. */
import type { Tensor } from "./gguf.ts";

const blockSize = 32;
const blockBytes = 18;

export function f32(name: string, shape: readonly number[], values: Float32Array): Tensor {
  return { name, shape, type: "f32", data: bytesOf(values) };
}

export function f16(name: string, shape: readonly number[], values: Float32Array): Tensor {
  return { name, shape, type: "f16", data: bytesOf(halves(values)) };
}

/** A q4_0 matrix of whole numbers from -8 to 7, which the format then holds exactly. */
export function q4(name: string, shape: readonly [number, number], row: Row): Tensor {
  const [columns, rows] = shape;
  const data = new Uint8Array((columns * rows * blockBytes) / blockSize);
  const values = new Int8Array(columns);
  const [scale = 0] = halves(Float32Array.of(row.scale));
  let at = 0;
  for (let index = 0; index < rows; index += 1) {
    values.fill(0);
    row.write(values, index);
    for (let block = 0; block < columns; block += blockSize) {
      data[at] = scale & 0xff;
      data[at + 1] = scale >>> 8;
      for (let i = 0; i < blockSize / 2; i += 1) {
        const low = (values[block + i] ?? 0) + 8;
        const high = (values[block + i + blockSize / 2] ?? 0) + 8;
        data[at + 2 + i] = low | (high << 4);
      }
      at += blockBytes;
    }
  }
  return { name, shape, type: "q4_0", data };
}

export interface Row {
  /** What the whole numbers are multiplied with. */
  readonly scale: number;
  /** Writes the row of this index into `values`, which comes zeroed. */
  readonly write: (values: Int8Array, index: number) => void;
}

function bytesOf(values: Float32Array | Uint16Array): Uint8Array {
  return new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
}

/** The nearest IEEE halves; what is too small for a normal half becomes zero. */
function halves(values: Float32Array): Uint16Array {
  const bits = new Uint32Array(values.buffer, values.byteOffset, values.length);
  return Uint16Array.from(bits, (float) => {
    const sign = (float >>> 16) & 0x8000;
    const exponent = ((float >>> 23) & 0xff) - 112;
    if (exponent <= 0) return sign;
    if (exponent >= 31) throw new Error("a number is too large for f16");
    return sign | ((((float & 0x7fffff) >>> 12) + (exponent << 11) + 1) >>> 1);
  });
}
