/** Takes texts in, one file after the other, and makes a segment of them. Knows no disk and no language. */
import { cutChunks, findLines, type Text } from "./cut-chunks.ts";
import { DeclarationBuilder } from "./declaration-builder.ts";
import { integers } from "./growable.ts";
import type { Segment } from "./segment.ts";
import type { Work } from "./turn.ts";
import { WordBuilder } from "./word-builder.ts";
import type { Reading } from "./workspace-index.ts";

export class SegmentBuilder {
  readonly #words = new WordBuilder();
  readonly #declarations = new DeclarationBuilder();
  readonly #lines = integers();
  readonly #firstChunk = integers();
  readonly #chunkUnit = integers();
  readonly #chunkLine = integers();
  readonly #table = { lineStart: new Uint32Array(4096) };

  get units(): number {
    return this.#lines.length;
  }

  get chunks(): number {
    return this.#chunkLine.length;
  }

  /** Its bytes may be overwritten afterwards. */
  add(bytes: Uint8Array, { declarations, imports }: Reading): void {
    const unit = this.units;
    const { length } = bytes;
    const lines = findLines(bytes, this.#table);
    const text: Text = { bytes, lineStart: this.#table.lineStart, lines };
    const starts = cutChunks(
      text,
      declarations.map(({ line }) => line),
    );
    this.#lines.push(lines);
    this.#firstChunk.push(this.chunks);
    for (const [at, line] of starts.entries()) {
      this.#chunkUnit.push(unit);
      this.#chunkLine.push(line);
      const start = text.lineStart[line] ?? 0;
      this.#words.add({ bytes, start, end: text.lineStart[starts[at + 1] ?? lines] ?? length });
    }
    this.#declarations.add(declarations, imports);
  }

  *build(): Work<Segment> {
    const { units, declarations, imports, names } = yield* this.#declarations.build();
    const words = yield* this.#words.build();
    this.#firstChunk.push(this.chunks);
    return {
      units: { lines: this.#lines.cut(), chunks: this.#firstChunk.cut(), ...units },
      chunks: { unit: this.#chunkUnit.cut(), line: this.#chunkLine.cut() },
      words,
      names,
      declarations,
      imports,
    };
  }
}
