/** Typed arrays that grow: numbers are gathered in them while an index is built, and then cut to their length. */

const FIRST_LENGTH = 1024;

class Growable<Numbers extends Uint8Array | Uint32Array> {
  values: Numbers;
  length = 0;
  readonly #make: (length: number) => Numbers;

  constructor(make: (length: number) => Numbers, length = FIRST_LENGTH) {
    this.#make = make;
    this.values = make(length);
  }

  push(value: number): void {
    if (this.length === this.values.length) this.#grow(this.length + 1);
    this.values[this.length++] = value;
  }

  /** Room for so many more, for who writes into `values`. */
  reserve(more: number): void {
    if (this.length + more > this.values.length) this.#grow(this.length + more);
  }

  cut(): Numbers {
    const cut = this.#make(this.length);
    cut.set(this.values.subarray(0, this.length));
    return cut;
  }

  #grow(least: number): void {
    const larger = this.#make(Math.max(least, Math.ceil(this.values.length * 1.5)));
    larger.set(this.values.subarray(0, this.length));
    this.values = larger;
  }
}

export const bytes = (length?: number) => new Growable((count) => new Uint8Array(count), length);
export const integers = (length?: number) => new Growable((count) => new Uint32Array(count), length);
