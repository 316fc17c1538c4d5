/** What a program says, as far as there is room: its beginning, told as it comes, and its end. */

const HEAD_CHARS = 12_000;
const TAIL_CHARS = 12_000;
const MAX_LINE_CHARS = 2_000;

export class BoundedOutput {
  readonly #tell: (text: string) => void;
  #told = 0;
  #line = "";
  #tail: string[] = [];
  #sizes = { tail: 0, leftOut: 0 };

  /** Told in whole lines, as long as it is the beginning. */
  constructor(tell: (text: string) => void) {
    this.#tell = tell;
  }

  add(text: string): void {
    const lines = (this.#line + text).split("\n");
    this.#line = lines.pop() ?? "";
    if (lines.length > 0) this.#take(`${lines.map(cut).join("\n")}\n`);
    // A line without an end may go on for ever.
    if (this.#line.length > HEAD_CHARS) this.#line = cut(this.#line);
  }

  /** What was not told. */
  end(): string {
    if (this.#line !== "") this.#take(cut(this.#line));
    const tail = this.#tail.join("");
    const { leftOut } = this.#sizes;
    return leftOut === 0
      ? tail
      : `\n… ${String(leftOut)} characters left out …\n${tail.slice(tail.indexOf("\n") + 1)}`;
  }

  #take(text: string): void {
    if (this.#told < HEAD_CHARS && this.#tail.length === 0) {
      const room =
        this.#told + text.length <= HEAD_CHARS
          ? text.length
          : text.lastIndexOf("\n", HEAD_CHARS - this.#told) + 1;
      if (room > 0) this.#tell(text.slice(0, room));
      this.#told += room;
      if (room === text.length) return;
      return this.#keep(text.slice(room));
    }
    this.#keep(text);
  }

  #keep(text: string): void {
    this.#tail.push(text);
    let { tail, leftOut } = this.#sizes;
    tail += text.length;
    while (tail > TAIL_CHARS) {
      const [first = ""] = this.#tail;
      const over = tail - TAIL_CHARS;
      if (first.length <= over) this.#tail.shift();
      else this.#tail[0] = first.slice(over);
      tail -= Math.min(first.length, over);
      leftOut += Math.min(first.length, over);
    }
    this.#sizes = { tail, leftOut };
  }
}

function cut(line: string): string {
  return line.length > MAX_LINE_CHARS ? `${line.slice(0, MAX_LINE_CHARS)}… (cut)` : line;
}
