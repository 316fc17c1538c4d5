/** A segment in use: which file each of its units is, and which units have been superseded since it was made. */
import type { IndexedFile } from "./workspace-index.ts";
import type { Segment } from "./segment.ts";

/** Without its files. */
export type LaidDown = Pick<Layer, "segment" | "alive">;

export class Layer {
  readonly segment: Segment;
  /** One for each unit that counts. */
  readonly files: readonly (IndexedFile | undefined)[];
  /** One for each unit: whether it still counts. */
  readonly alive: Uint8Array;
  deadChunks = 0;

  constructor(segment: Segment, files: readonly (IndexedFile | undefined)[]) {
    this.segment = segment;
    this.files = files;
    this.alive = new Uint8Array(files.length).fill(1);
    for (const [unit, file] of files.entries()) if (!file) this.kill(unit);
  }

  get chunks(): number {
    return this.segment.chunks.line.length;
  }

  get livingChunks(): number {
    return this.chunks - this.deadChunks;
  }

  /** Whatever is superseded from now on. */
  asItIs(): LaidDown {
    return { segment: this.segment, alive: this.alive.slice() };
  }

  kill(unit: number): void {
    this.alive[unit] = 0;
    const { chunks } = this.segment.units;
    this.deadChunks += (chunks[unit + 1] ?? 0) - (chunks[unit] ?? 0);
  }
}
