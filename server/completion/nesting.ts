/**
 * What is open at a point of a text: brackets, strings, comments, elements. A small lexer that a language's data steers; it
 * is no parser, and recovers at the end of a line from what it took for the beginning of a string.
 */
import type { Language } from "./language.ts";
import { type Lexicon, lexiconOf, type Open } from "./lexicon.ts";
import { columns, indentation } from "./lines.ts";

/** The innermost last. */
export type Nesting = readonly Open[];

export interface Step {
  /** `stray`: closes what nobody opened. */
  readonly kind: "opens" | "closes" | "stray";
  /** Where it begins and ends in the text. */
  readonly at: number;
  readonly end: number;
  /** How many were open outside of it. */
  readonly depth: number;
}

export interface Walking {
  readonly language: Language;
  readonly from?: Nesting;
  /** The columns before the text's first line. */
  readonly indent?: number;
  /** A closer that begins a line belongs to the opener whose line is indented as far, others between them were never closed. */
  readonly aligned?: boolean;
  /** The text begins where a line does. */
  readonly isWholeLine?: boolean;
  readonly step?: (step: Step) => void;
}

export function nestingAfter(text: string, walking: Walking): Nesting {
  const walk = new Walk(text, walking);
  while (walk.next());
  return walk.open;
}

const SINGLE_LINE_END = /\n/g;

class Walk {
  readonly open: Open[];
  readonly #text: string;
  readonly #walking: Walking;
  readonly #lexicon: Lexicon;
  #at = 0;

  constructor(text: string, walking: Walking) {
    this.#text = text;
    this.#walking = walking;
    this.#lexicon = lexiconOf(walking.language);
    this.open = [...(walking.from ?? [])];
  }

  next(): boolean {
    const pattern = this.#pattern();
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text);
    if (!found) return false;
    this.#at = found.index + Math.max(1, found[0].length);
    this.#take(found[0], found.index);
    return true;
  }

  #pattern(): RegExp {
    const top = this.open.at(-1);
    if (top?.kind === "comment" && top.closer === "\n") return SINGLE_LINE_END;
    return this.#lexicon.within(top);
  }

  #take(token: string, at: number): void {
    const top = this.open.at(-1);
    if (top && (top.kind === "string" || top.kind === "comment")) {
      const { interpolation } = this.#walking.language;
      if (token === "\n") this.open.pop();
      else if (token === top.closer) this.#close(this.open.length - 1, at);
      else if (token === interpolation?.open) this.#push("hole", { token, closer: interpolation.close }, at);
      return;
    }
    if (top?.kind === "head" && (token === ">" || token === "/>")) this.#endHead(token, at);
    else this.#takeInCode(token, at);
  }

  #takeInCode(token: string, at: number): void {
    const opening = this.#lexicon.opening(token);
    if (opening) this.#push(opening.kind, { token, closer: opening.closer, isLong: opening.isLong }, at);
    else if (this.#lexicon.isCloser(token)) this.#closeMatching(token, at);
  }

  #push(kind: Open["kind"], { token, closer, isLong = true }: Opening, at: number): void {
    const depth = this.open.length;
    this.open.push({ kind, opener: token, closer, indent: this.#indentAt(at), isLong });
    this.#walking.step?.({ kind: "opens", at, end: at + token.length, depth });
  }

  #endHead(token: string, at: number): void {
    const head = this.open.pop();
    const name = head?.opener.slice(1) ?? "";
    const isEmpty = token === "/>" || this.#lexicon.isVoid(name);
    if (head && !isEmpty) {
      this.open.push({ ...head, kind: "element", closer: `</${name}>` });
      return;
    }
    this.#walking.step?.({ kind: "closes", at, end: at + token.length, depth: this.open.length });
  }

  #closeMatching(token: string, at: number): void {
    const wanted = token.startsWith("</") ? token.replace(/\s+/g, "") : token;
    // What is open in a string or a comment around this code cannot be closed from here.
    const wall = this.open.findLastIndex(({ kind }) => kind === "string" || kind === "comment");
    const fits = ({ closer }: Open, index: number) => index > wall && closer === wanted;
    const nearest = this.open.findLastIndex(fits);
    if (nearest < 0) {
      this.#walking.step?.({ kind: "stray", at, end: at + token.length, depth: this.open.length });
      return;
    }
    const aligned =
      this.#walking.aligned && this.#beginsLine(at)
        ? this.open.findLastIndex((open, index) => fits(open, index) && open.indent === this.#indentAt(at))
        : -1;
    this.#close(aligned < 0 ? nearest : aligned, at, token.length);
  }

  #close(index: number, at: number, length = this.open[index]?.closer.length ?? 0): void {
    this.open.length = index;
    this.#walking.step?.({ kind: "closes", at, end: at + length, depth: index });
  }

  #beginsLine(at: number): boolean {
    const start = this.#text.lastIndexOf("\n", at - 1) + 1;
    return (start > 0 || this.#walking.isWholeLine === true) && this.#text.slice(start, at).trim() === "";
  }

  #indentAt(at: number): number {
    const start = this.#text.lastIndexOf("\n", at - 1) + 1;
    if (start === 0) return this.#walking.indent ?? columns(indentation(this.#text));
    return columns(indentation(this.#text.slice(start, at + 1)));
  }
}

interface Opening {
  readonly token: string;
  readonly closer: string;
  readonly isLong?: boolean | undefined;
}
