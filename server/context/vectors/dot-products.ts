/**
 * Dot products of one vector of bytes with many, sixteen numbers at a time: a WebAssembly module that is short enough to be
 * written down here. Plain JavaScript takes ten times as long (`npm run bench -- index`).
 */

/** Numbers of a vector come in groups of so many. */
export const LANES = 16;
/** So many rows are asked about at once. */
export const BLOCK_ROWS = 4096;
/** More numbers no vector has. */
export const MAX_WIDTH = 16_384;

/** Where in the memory the question, the answers and the rows begin. */
const QUERY = 0;
const PRODUCTS = MAX_WIDTH;
const ROWS = PRODUCTS + 4 * BLOCK_ROWS;
const PAGE = 65_536;

/** Parameters: where the query is, where the rows are, how many, how wide, where the products go. Then its own variables. */
const [query, row, rows, width, product, at, sums, ours, theirs] = [0, 1, 2, 3, 4, 5, 6, 7, 8];
const I32 = 0x7f;
const V128 = 0x7b;

const get = (variable: number) => [0x20, variable];
const set = (variable: number) => [0x21, variable];
const tee = (variable: number) => [0x22, variable];
const i32 = {
  constant: (value: number) => [0x41, value],
  add: [0x6a],
  sub: [0x6b],
  less: [0x49],
  store: [0x36, 2, 0],
};
const loop = (...body: readonly (readonly number[])[]) => [0x03, 0x40, ...body.flat(), 0x0b];
const again = [0x0d, 0];
const load = [0xfd, 0x00, 0, 0];
const splat = [0xfd, 0x0f];
const lane = (index: number) => [0xfd, 0x1b, index];
const lowHalf = [0xfd, 0x87, 0x01];
const highHalf = [0xfd, 0x88, 0x01];
const dot = [0xfd, 0xba, 0x01];
const addLanes = [0xfd, 0xae, 0x01];

const half = (of: readonly number[]) => [get(ours), of, get(theirs), of, dot].flat();

const code = [
  loop(
    [i32.constant(0), splat, set(sums), i32.constant(0), set(at)].flat(),
    loop(
      [get(query), get(at), i32.add, load, set(ours), get(row), get(at), i32.add, load, set(theirs)].flat(),
      [get(sums), half(lowHalf), half(highHalf), addLanes, addLanes, set(sums)].flat(),
      [get(at), i32.constant(LANES), i32.add, tee(at), get(width), i32.less, again].flat(),
    ),
    [get(product), get(sums), lane(0)].flat(),
    [1, 2, 3].flatMap((index) => [get(sums), lane(index), i32.add].flat()),
    i32.store,
    [get(product), i32.constant(4), i32.add, set(product)].flat(),
    [get(row), get(width), i32.add, set(row)].flat(),
    [get(rows), i32.constant(1), i32.sub, tee(rows), again].flat(),
  ),
  0x0b,
].flat();

/** A number in seven bits a byte. */
function counted(value: number): readonly number[] {
  return value < 128 ? [value] : [(value & 127) | 128, ...counted(value >> 7)];
}

const section = (id: number, content: readonly number[]) => [id, ...counted(content.length), ...content];
const named = (text: string) => [text.length, ...Buffer.from(text)];
const variables = [2, 1, I32, 3, V128];

const MAGIC = [0, 0x61, 0x73, 0x6d, 1, 0, 0, 0];
const wasm = Uint8Array.from([
  ...MAGIC,
  ...section(1, [1, 0x60, 5, I32, I32, I32, I32, I32, 0]),
  ...section(3, [1, 0]),
  ...section(5, [1, 0, 1]),
  ...section(7, [2, ...named("memory"), 2, 0, ...named("multiply"), 0, 0]),
  ...section(10, [1, ...counted(variables.length + code.length), ...variables, ...code]),
]);

interface Exports {
  readonly memory: WebAssembly.Memory;
  /** Where the query is, where the rows are, how many, how wide, and where the products go. */
  readonly multiply: (...places: readonly [number, number, number, number, number]) => void;
}

/** Rows of equal width, and their products with a vector. */
export class DotProducts {
  readonly #width: number;
  readonly #wasm: Exports;
  #capacity = 0;

  /** The width: a multiple of `LANES`. */
  constructor(width: number) {
    this.#width = width;
    // It is the module above.
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion
    this.#wasm = new WebAssembly.Instance(new WebAssembly.Module(wasm)).exports as unknown as Exports;
  }

  get bytes(): number {
    return this.#wasm.memory.buffer.byteLength;
  }

  put(row: number, vector: Int8Array): void {
    if (row >= this.#capacity) this.#grow(row + 1);
    this.#numbers(ROWS + row * this.#width, this.#width).set(vector);
  }

  get(row: number): Int8Array {
    return this.#numbers(ROWS + row * this.#width, this.#width).slice();
  }

  /** Of the rows from one on, no more than a block. To be used before they are asked for again. */
  with(vector: Int8Array, { from, count }: { readonly from: number; readonly count: number }): Int32Array {
    const { memory, multiply } = this.#wasm;
    this.#numbers(QUERY, this.#width).set(vector);
    multiply(QUERY, ROWS + from * this.#width, count, this.#width, PRODUCTS);
    return new Int32Array(memory.buffer, PRODUCTS, count);
  }

  #numbers(at: number, length: number): Int8Array {
    return new Int8Array(this.#wasm.memory.buffer, at, length);
  }

  #grow(least: number): void {
    const { memory } = this.#wasm;
    const rows = Math.max(least, BLOCK_ROWS, Math.ceil(this.#capacity * 1.25));
    const pages = Math.ceil((ROWS + rows * this.#width) / PAGE) - memory.buffer.byteLength / PAGE;
    if (pages > 0) memory.grow(pages);
    this.#capacity = rows;
  }
}
