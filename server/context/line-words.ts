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

/** Words that a window should share. */
export interface Asked {
  /** How many. */
  readonly size: number;
  /** By their numbers, 1 for each of them. */
  readonly has: Uint8Array;
}

const WORD = /[\p{L}_$][\p{L}\p{N}_$]{2,}/gu;
/** So many lines around cursors are known by their words. */
const MAX_KNOWN_LINES = 1000;

export class Vocabulary {
  readonly #numbers = new Map<string, number>();
  readonly #known = new Map<string, readonly number[]>();
  /** Of each word, in how many lines of the window it is. All zero between two searches. */
  #counts = new Uint16Array();

  get size(): number {
    return this.#numbers.size;
  }

  read(lines: readonly string[]): LineWords {
    const words: number[] = [];
    const start = new Uint32Array(lines.length + 1);
    for (const [line, text] of lines.entries()) {
      words.push(...this.#wordsIn(text));
      start[line + 1] = words.length;
    }
    return { words: Uint32Array.from(words), start };
  }

  /** All but the last of them are the ones of the keystroke before. */
  ask(lines: readonly string[]): Asked {
    if (this.#known.size > MAX_KNOWN_LINES) this.#known.clear();
    const found = lines.map((line) => {
      const words = this.#known.get(line) ?? this.#wordsIn(line);
      this.#known.set(line, words);
      return words;
    });
    const has = new Uint8Array(this.size);
    let size = 0;
    for (const words of found) {
      for (const word of words) {
        if (has[word] === 0) size++;
        has[word] = 1;
      }
    }
    return { size, has };
  }

  /** The window of so many lines that is most like the words asked for; each line is taken in once and out once. */
  bestWindow(text: LineWords, asked: Asked, height: number): Window {
    const window = this.#windowOver(text, asked);
    const lines = text.start.length - 1;
    let best = { start: 0, score: 0 };
    for (let line = 0; line < lines; line++) {
      window.count(line, 1);
      if (line >= height) window.count(line - height, -1);
      const score = window.score();
      const isWhole = line >= height - 1 || line === lines - 1;
      if (isWhole && score > best.score) best = { start: Math.max(0, line - height + 1), score };
    }
    for (let line = Math.max(0, lines - height); line < lines; line++) window.count(line, -1);
    return best;
  }

  windowAt(
    text: LineWords,
    asked: Asked,
    { first, height }: { readonly first: number; readonly height: number },
  ): Window {
    const window = this.#windowOver(text, asked);
    const end = Math.min(text.start.length - 1, first + height);
    for (let line = first; line < end; line++) window.count(line, 1);
    const score = window.score();
    for (let line = first; line < end; line++) window.count(line, -1);
    return { start: first, score };
  }

  /** Lines are taken in and out by step. */
  #windowOver({ words, start }: LineWords, { has, size }: Asked) {
    if (this.#counts.length < this.size) this.#counts = new Uint16Array(this.size * 2);
    const counts = this.#counts;
    let own = 0;
    let shared = 0;
    const count = (line: number, step: 1 | -1) => {
      for (let at = start[line] ?? 0; at < (start[line + 1] ?? 0); at++) {
        const word = words[at] ?? 0;
        const before = counts[word] ?? 0;
        counts[word] = before + step;
        if (before !== (step === 1 ? 0 : 1)) continue;
        own += step;
        shared += step * (has[word] ?? 0);
      }
    };
    return { count, score: () => shared / Math.max(1, own + size - shared) };
  }

  /** Each once. */
  #wordsIn(line: string): readonly number[] {
    return Array.from(new Set(line.match(WORD)), (word) => this.#numberOf(word));
  }

  #numberOf(word: string): number {
    const known = this.#numbers.get(word);
    if (known !== undefined) return known;
    const number = this.#numbers.size;
    this.#numbers.set(word, number);
    return number;
  }
}
