/** Texts as numbers, a number for each word, so that windows of lines are compared without reading the text again. */

export interface LineWords {
  /** Of each line, each word once. */
  readonly words: Uint32Array;
  /** Where each line's begin; one more tells where the last end. */
  readonly start: Uint32Array;
}

export interface Window {
  readonly start: number;
  /** Jaccard: how many words both have, of all that either has. */
  readonly score: number;
}

const WORD = /[\p{L}_$][\p{L}\p{N}_$]{2,}/gu;

export class Vocabulary {
  readonly #numbers = new Map<string, number>();
  /** Of each word, in how many lines of the window it is. All zero between two searches. */
  #counts = new Uint16Array();

  get size(): number {
    return this.#numbers.size;
  }

  read(lines: readonly string[]): LineWords {
    const words: number[] = [];
    const start = new Uint32Array(lines.length + 1);
    for (const [line, text] of lines.entries()) {
      for (const word of new Set(text.match(WORD))) words.push(this.#numberOf(word));
      start[line + 1] = words.length;
    }
    return { words: Uint32Array.from(words), start };
  }

  wordsOf(text: string): ReadonlySet<number> {
    return new Set(Array.from(text.match(WORD) ?? [], (word) => this.#numberOf(word)));
  }

  /** The window of so many lines that is most like the words asked for; each line is taken in once and out once. */
  bestWindow({ words, start }: LineWords, asked: ReadonlySet<number>, height: number): Window {
    if (this.#counts.length < this.size) this.#counts = new Uint16Array(this.size * 2);
    const counts = this.#counts;
    const isAsked = new Uint8Array(this.size);
    for (const word of asked) isAsked[word] = 1;
    const lines = start.length - 1;
    let best = { start: 0, score: 0 };
    let own = 0;
    let shared = 0;
    const count = (line: number, step: 1 | -1) => {
      for (let at = start[line] ?? 0; at < (start[line + 1] ?? 0); at++) {
        const word = words[at] ?? 0;
        const before = counts[word] ?? 0;
        counts[word] = before + step;
        if (before !== (step === 1 ? 0 : 1)) continue;
        own += step;
        shared += step * (isAsked[word] ?? 0);
      }
    };
    for (let line = 0; line < lines; line++) {
      count(line, 1);
      if (line >= height) count(line - height, -1);
      const score = shared / Math.max(1, own + asked.size - shared);
      const isWhole = line >= height - 1 || line === lines - 1;
      if (isWhole && score > best.score) best = { start: Math.max(0, line - height + 1), score };
    }
    for (let line = Math.max(0, lines - height); line < lines; line++) count(line, -1);
    return best;
  }

  windowAt(
    { words, start }: LineWords,
    asked: ReadonlySet<number>,
    { first, height }: { readonly first: number; readonly height: number },
  ): Window {
    const end = Math.min(start.length - 1, first + height);
    const own = new Set(words.subarray(start[first] ?? words.length, start[end] ?? 0));
    const shared = own.intersection(asked).size;
    return { start: first, score: shared / Math.max(1, own.size + asked.size - shared) };
  }

  #numberOf(word: string): number {
    const known = this.#numbers.get(word);
    if (known !== undefined) return known;
    const number = this.#numbers.size;
    this.#numbers.set(word, number);
    return number;
  }
}
