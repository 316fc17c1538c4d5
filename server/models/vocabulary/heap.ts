/** A binary heap of numbers, the smallest on top. */

export interface Heap {
  push(key: number): void;
  /** The smallest key, or -1. */
  pop(): number;
}

export function createHeap(capacity: number): Heap {
  const keys = new Float64Array(capacity + 1);
  let size = 0;
  return {
    push(key) {
      let at = size++;
      while (at > 0) {
        const parent = (at - 1) >> 1;
        const above = keys[parent] ?? 0;
        if (above <= key) break;
        keys[at] = above;
        at = parent;
      }
      keys[at] = key;
    },
    pop() {
      if (size === 0) return -1;
      const top = keys[0] ?? 0;
      const key = keys[--size] ?? 0;
      let at = 0;
      for (let child = 1; child < size; child = at * 2 + 1) {
        if (child + 1 < size && (keys[child + 1] ?? 0) < (keys[child] ?? 0)) child++;
        if ((keys[child] ?? 0) >= key) break;
        keys[at] = keys[child] ?? 0;
        at = child;
      }
      keys[at] = key;
      return top;
    },
  };
}
