/** Numbers in few bytes: each as its difference from the one before, since most tables ascend or nearly do. */

const MORE = 0x80;
const BITS = 0x7f;
/** Of a 32-bit difference with its sign. */
const MAX_BYTES = 5;

export function pack(numbers: Uint16Array | Uint32Array): Uint8Array {
  const packed = new Uint8Array(numbers.length * MAX_BYTES);
  let before = 0;
  let at = 0;
  for (const number of numbers) {
    const difference = (number - before) | 0;
    let rest = ((difference << 1) ^ (difference >> 31)) >>> 0;
    before = number;
    while (rest > BITS) {
      packed[at++] = (rest & BITS) | MORE;
      rest >>>= 7;
    }
    packed[at++] = rest;
  }
  return packed.slice(0, at);
}

/** Into a table of as many. */
export function unpack<Numbers extends Uint16Array | Uint32Array>(
  packed: Uint8Array,
  numbers: Numbers,
): Numbers {
  let before = 0;
  let at = 0;
  for (let place = 0; place < numbers.length; place++) {
    let byte = packed[at++] ?? 0;
    let rest = byte & BITS;
    for (let shift = 7; byte >= MORE; shift += 7) {
      byte = packed[at++] ?? 0;
      rest |= (byte & BITS) << shift;
    }
    before = (before + ((rest >>> 1) ^ -(rest & 1))) >>> 0;
    numbers[place] = before;
  }
  return numbers;
}
