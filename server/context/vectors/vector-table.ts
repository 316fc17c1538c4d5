/** The vectors that are in memory, by what they are of, and which of them are nearest to another one: exactly, all of them. */
import { BLOCK_ROWS, DotProducts } from "./dot-products.ts";

export interface Near {
  readonly row: number;
  /** The cosine of the angle between the two. */
  readonly score: number;
}

export class VectorTable {
  readonly width: number;
  readonly #products: DotProducts;
  readonly #rows = new Map<string, number>();
  /** One over the length of each. */
  #shares = new Float32Array(BLOCK_ROWS);

  constructor(width: number) {
    this.width = width;
    this.#products = new DotProducts(width);
  }

  get size(): number {
    return this.#rows.size;
  }

  get bytes(): number {
    return this.#products.bytes + this.#shares.byteLength;
  }

  rowOf(hash: string): number | undefined {
    return this.#rows.get(hash);
  }

  /** One of another width is of another model, and is not taken. */
  put(hash: string, vector: Int8Array): void {
    if (this.#rows.has(hash) || vector.length !== this.width) return;
    const row = this.#rows.size;
    if (row === this.#shares.length) this.#shares = longer(this.#shares);
    this.#products.put(row, vector);
    this.#shares[row] = 1 / lengthOf(vector);
    this.#rows.set(hash, row);
  }

  vectorOf(row: number): Int8Array {
    return this.#products.get(row);
  }

  /** Best first. */
  nearest(vector: Int8Array, count: number): readonly Near[] {
    if (vector.length !== this.width) return [];
    const best: Near[] = [];
    const share = 1 / lengthOf(vector);
    let least = -Infinity;
    for (let from = 0; from < this.size; from += BLOCK_ROWS) {
      const block = Math.min(BLOCK_ROWS, this.size - from);
      const products = this.#products.with(vector, { from, count: block });
      for (let at = 0; at < block; at++) {
        const score = (products[at] ?? 0) * (this.#shares[from + at] ?? 0) * share;
        if (score <= least && best.length >= count) continue;
        insert(best, { row: from + at, score });
        if (best.length > count) best.pop();
        least = best.at(-1)?.score ?? -Infinity;
      }
    }
    return best;
  }
}

function insert(best: Near[], near: Near): void {
  let at = best.length;
  while (at > 0 && (best[at - 1]?.score ?? 0) < near.score) at--;
  best.splice(at, 0, near);
}

function lengthOf(vector: Int8Array): number {
  let sum = 0;
  for (const value of vector) sum += value * value;
  return Math.sqrt(sum);
}

function longer(shares: Float32Array<ArrayBuffer>): Float32Array<ArrayBuffer> {
  const result = new Float32Array(Math.ceil(shares.length * 1.5));
  result.set(shares);
  return result;
}
