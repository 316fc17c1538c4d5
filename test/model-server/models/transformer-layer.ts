/**
 * One GPT-2 layer written by hand: attention heads built from "attend where this matches that" and
 * "move this there", and a feed-forward part that shifts a slot where a flag is set.
 * It knows the architecture, not what the layers are for.
 */
import type { Tensor } from "./gguf.ts";
import { f16, f32 } from "./tensors.ts";

/** A run of dimensions of the residual stream. */
export interface Slot {
  readonly at: number;
  readonly size: number;
}

export interface Width {
  readonly embedding: number;
  readonly heads: number;
  readonly feedForward: number;
  /** What the normalisation is multiplied with, so that layers read the stream as it is. */
  readonly norm: number;
  /** A dimension that is always 0, where layers read the mean that the normalisation takes off. */
  readonly empty: Slot;
}

/** Turns the pairs of a position slot by a number of tokens. */
export interface Rotation {
  readonly frequencies: readonly number[];
  readonly tokens: number;
}

export interface Head {
  /** Adds `weight` times the dot product of a slot here and a slot there to the attention. */
  match(query: Slot, key: Slot, weight: number | { weight: number; turn: Rotation }): Head;
  /** Adds a slot from where the head attends to a slot here. */
  move(from: Slot, to: Slot, weight?: number): Head;
  /** Adds a pattern to a slot here, as strongly as the flag is set where the head attends. */
  emit(flag: Slot, to: Slot, pattern: ArrayLike<number>): Head;
}

export class TransformerLayer {
  readonly #width: Width;
  readonly #attention: { readonly input: Float32Array; readonly output: Float32Array };
  readonly #feedForward: {
    readonly up: Float32Array;
    readonly bias: Float32Array;
    readonly down: Float32Array;
  };

  constructor(width: Width) {
    const { embedding, feedForward } = width;
    this.#width = width;
    this.#attention = {
      input: new Float32Array(3 * embedding * embedding),
      output: new Float32Array(embedding * embedding),
    };
    this.#feedForward = {
      up: new Float32Array(embedding * feedForward),
      bias: new Float32Array(feedForward),
      down: new Float32Array(embedding * feedForward),
    };
  }

  head(index: number): Head {
    const { embedding, heads } = this.#width;
    const { input, output } = this.#attention;
    const size = embedding / heads;
    const first = index * size;
    let queries = 0;
    let next = 0;
    const row = (part: number, at: number): number => {
      if (at >= size) throw new Error("the head is full");
      return (part * embedding + first + at) * embedding;
    };
    const value = (at: number): number => {
      input[row(2, next) + at] = 1;
      next += 1;
      return first + next - 1;
    };
    const head: Head = {
      match: (query, key, weight) => {
        const { weight: strength, turn } = typeof weight === "number" ? { weight, turn: undefined } : weight;
        // Undoes the division of the scores by the root of the head's size.
        const scale = strength * Math.sqrt(size);
        for (let i = 0; i < key.size; i += 1) {
          const queryRow = row(0, queries);
          for (const [from, factor] of turned(i, turn)) {
            input[queryRow + query.at + from] = factor * scale;
          }
          input[row(1, queries) + key.at + i] = 1;
          queries += 1;
        }
        return head;
      },
      move: (from, to, weight = 1) => {
        for (let i = 0; i < to.size; i += 1) {
          output[(to.at + i) * embedding + value(from.at + i)] = weight;
        }
        return head;
      },
      emit: (flag, to, pattern) => {
        const from = value(flag.at);
        for (let i = 0; i < to.size; i += 1) {
          output[(to.at + i) * embedding + from] = pattern[i] ?? 0;
        }
        return head;
      },
    };
    return head;
  }

  /** Turns a position slot where the flag is 1, and leaves it where the flag is 0. */
  turnWhere(flag: Slot, slot: Slot, turn: Rotation): void {
    const { embedding, feedForward } = this.#width;
    const { up, bias, down } = this.#feedForward;
    // GELU is the identity well above 0 and nothing well below: with the flag a hidden unit holds
    // its input + lift, without it 0. The last unit holds the lift alone, to take it off again.
    const lift = 6;
    const drop = 18;
    for (let i = 0; i <= slot.size; i += 1) {
      if (i < slot.size) up[i * embedding + slot.at + i] = 1;
      up[i * embedding + flag.at] = lift + drop;
      bias[i] = -drop;
    }
    for (let i = 0; i < slot.size; i += 1) {
      const row = (slot.at + i) * feedForward;
      for (const [from, factor] of [...turned(i, turn), [i, -1] as const]) {
        down[row + from] = (down[row + from] ?? 0) + factor;
        down[row + slot.size] = (down[row + slot.size] ?? 0) - factor;
      }
    }
  }

  tensors(index: number): Tensor[] {
    const { embedding, feedForward, norm, empty } = this.#width;
    const name = (part: string): string => `blk.${String(index)}.${part}`;
    const vector = (part: string, size: number): Tensor => f32(name(part), [size], new Float32Array(size));
    const ones = new Float32Array(embedding).fill(norm);
    const { input, output } = this.#attention;
    const { up, bias, down } = this.#feedForward;
    return [
      f32(name("attn_norm.weight"), [embedding], ones),
      vector("attn_norm.bias", embedding),
      f16(name("attn_qkv.weight"), [embedding, 3 * embedding], withoutMean(input, embedding, empty)),
      vector("attn_qkv.bias", 3 * embedding),
      f16(name("attn_output.weight"), [embedding, embedding], output),
      vector("attn_output.bias", embedding),
      f32(name("ffn_norm.weight"), [embedding], ones),
      vector("ffn_norm.bias", embedding),
      f32(name("ffn_up.weight"), [embedding, feedForward], withoutMean(up, embedding, empty)),
      f32(name("ffn_up.bias"), [feedForward], bias),
      f32(name("ffn_down.weight"), [feedForward, embedding], down),
      vector("ffn_down.bias", embedding),
    ];
  }
}

/** The same rows, reading the empty dimension too, so that what they read does not hold the mean. */
function withoutMean(matrix: Float32Array, columns: number, empty: Slot): Float32Array {
  const result = matrix.slice();
  for (let row = 0; row < matrix.length; row += columns) {
    const sum = matrix.subarray(row, row + columns).reduce((total, value) => total + value, 0);
    result[row + empty.at] = -sum;
  }
  return result;
}

/** Where dimension `i` of a turned slot comes from: itself, or its pair by cosine and sine. */
function turned(i: number, turn: Rotation | undefined): (readonly [number, number])[] {
  if (turn === undefined) return [[i, 1]];
  const angle = (turn.frequencies[i >> 1] ?? 0) * turn.tokens;
  const other = i % 2 === 0 ? i + 1 : i - 1;
  const sine = i % 2 === 0 ? -Math.sin(angle) : Math.sin(angle);
  return [
    [i, Math.cos(angle)],
    [other, sine],
  ];
}
