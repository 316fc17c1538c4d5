/** A segment in use: which file each of its units is, and which units have been superseded since it was made. */
import type { IndexedFile } from "./workspace-index.ts";
import type { Segment } from "./segment.ts";

export class Layer {
  readonly segment: Segment;
  /** One for each unit. */
  readonly files: readonly IndexedFile[];
  /** One for each unit: whether it still counts. */
  readonly alive: Uint8Array;
  deadChunks = 0;

  constructor(segment: Segment, files: readonly IndexedFile[]) {
    this.segment = segment;
    this.files = files;
    this.alive = new Uint8Array(files.length).fill(1);
  }

  get chunks(): number {
    return this.segment.chunks.line.length;
  }

  get livingChunks(): number {
    return this.chunks - this.deadChunks;
  }

  kill(unit: number): void {
    this.alive[unit] = 0;
    const { chunks } = this.segment.units;
    this.deadChunks += (chunks[unit + 1] ?? 0) - (chunks[unit] ?? 0);
  }
}
