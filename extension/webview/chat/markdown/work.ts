/** Work that may wait, done in pieces so short that the page never stands still: the newest first, for it stands where one looks. */

/** Does a piece of it; true when there is more. */
export type Piece = () => boolean;

/** Of a frame of 16 ms; the rest is for layout. */
const SLICE_MS = 8;

export class Work {
  readonly #waiting: Piece[] = [];
  #scheduled = false;

  add(piece: Piece): void {
    this.#waiting.push(piece);
    if (this.#scheduled) return;
    this.#scheduled = true;
    // Before the next frame is painted: what can be done at once is seen at once.
    queueMicrotask(() => this.#run());
  }

  readonly #run = (): void => {
    const end = performance.now() + SLICE_MS;
    try {
      while (this.#waiting.length > 0 && performance.now() < end) {
        const piece = this.#waiting.pop();
        if (piece?.()) this.#waiting.push(piece);
      }
    } finally {
      // Also when a piece failed: the others are not to wait for ever.
      this.#scheduled = this.#waiting.length > 0;
      if (this.#scheduled) requestAnimationFrame(() => setTimeout(this.#run));
    }
  };
}
