/**
 * Walks a text in C's manner of writing (strings, comments, templates, regular expressions) and tells what each line
 * begins in: the body of a class, a function, an object. Knows nothing of what a declaration looks like.
 */
import * as code from "./literals.ts";

export interface Bracket {
  readonly kind: "block" | "class" | "enum" | "module" | "object" | "parameters" | "other" | "template";
  /** Of what it belongs to. */
  readonly name: string;
}

/** What a line declares; the next brace at its depth is its body. */
export interface Header {
  readonly kind: string;
  readonly name: string;
}

export interface Walker {
  /** A line with code begins; answers what it declares, if anything. */
  readonly line: (line: number, code: string, stack: readonly Bracket[]) => Header | undefined;
  /** What was declared at this depth gets a body. */
  readonly body: (depth: number, line: number) => void;
  /** What was declared at this depth has come to its end. */
  readonly end: (depth: number, line: number) => void;
}

/** After these, a brace begins an object or a type, and no body. */
const BEFORE_OBJECT = codesOf("=(,:[?&|<");
const BEFORE_REGEX = codesOf("(,=:[!&|?{};+-*%<>~^");

export function walkBrackets(text: string, walker: Walker): void {
  new BracketWalk(text, walker).walk();
}

class BracketWalk {
  readonly #text: string;
  readonly #walker: Walker;
  readonly #stack: Bracket[] = [];
  readonly #headers: (Header | undefined)[] = [];
  #at = 0;
  #line = 0;
  #hasBegun = false;
  /** The last character of code, and where it stood. */
  #previous = 0;
  #previousAt = -1;
  #previousLine = 0;
  /** The brace just taken ended the code within a template, which goes on. */
  #isInTemplate = false;

  constructor(text: string, walker: Walker) {
    this.#text = text;
    this.#walker = walker;
  }

  walk(): void {
    const { length } = this.#text;
    while (this.#at < length) {
      const char = this.#text.charCodeAt(this.#at);
      if (this.#skips(char)) continue;
      if (!this.#hasBegun) this.#beginLine(char);
      const to = this.#literalEnd(char);
      if (to > this.#at) this.#passLiteral(to);
      else this.#take(char);
    }
    for (let depth = this.#stack.length; depth >= 0; depth--) this.#walker.end(depth, this.#previousLine);
  }

  /** White space and comments. */
  #skips(char: number): boolean {
    if (char === code.NEWLINE) {
      this.#line++;
      this.#hasBegun = false;
      this.#at++;
      return true;
    }
    if (isSpace(char)) {
      do this.#at++;
      while (isSpace(this.#text.charCodeAt(this.#at)));
      return true;
    }
    const next = char === code.SLASH ? this.#text.charCodeAt(this.#at + 1) : 0;
    if (next === code.SLASH) this.#at = this.#indexOf("\n", 0);
    else if (next === code.STAR) this.#passLines(this.#indexOf("*/", 2));
    else return false;
    return true;
  }

  #indexOf(what: string, length: number): number {
    const found = this.#text.indexOf(what, this.#at + length);
    return found < 0 ? this.#text.length : found + length;
  }

  #passLines(to: number): void {
    let next = this.#text.indexOf("\n", this.#at);
    for (; next >= 0 && next < to; next = this.#text.indexOf("\n", next + 1)) this.#line++;
    this.#at = to;
  }

  #beginLine(char: number): void {
    this.#hasBegun = true;
    const inside = this.#stack.at(-1)?.kind;
    if (char === code.CURLY_END || char === code.ROUND_END || char === code.SQUARE_END) return;
    if (inside === "other" || inside === "template") return;
    const header = this.#walker.line(
      this.#line,
      this.#text.slice(this.#at, this.#indexOf("\n", 0)),
      this.#stack,
    );
    if (header) this.#headers[this.#stack.length] = header;
  }

  /** Where a string, template or regular expression that begins here ends; else where it is. */
  #literalEnd(char: number): number {
    if (char === code.DOUBLE_QUOTE || char === code.QUOTE) return code.afterString(this.#text, this.#at);
    if (char === code.BACKTICK) return this.#afterTemplate(this.#at + 1);
    return char === code.SLASH && this.#mayBeRegex() ? code.afterRegex(this.#text, this.#at) : this.#at;
  }

  #passLiteral(to: number): void {
    this.#passLines(to);
    this.#remember(code.QUOTE, to - 1);
  }

  #remember(char: number, at: number): void {
    this.#previous = char;
    this.#previousAt = at;
    this.#previousLine = this.#line;
  }

  #take(char: number): void {
    this.#bracket(char);
    let at = this.#at + 1;
    if (code.isWord(char)) while (at < this.#text.length && code.isWord(this.#text.charCodeAt(at))) at++;
    this.#remember(char, at - 1);
    this.#at = at;
    if (!this.#isInTemplate) return;
    this.#isInTemplate = false;
    this.#passLiteral(this.#afterTemplate(at));
  }

  #bracket(char: number): void {
    switch (char) {
      case code.CURLY:
        return this.#open();
      case code.ROUND:
      case code.SQUARE:
        return this.#push({ kind: this.#listKind(char), name: this.#inside() });
      case code.CURLY_END:
      case code.ROUND_END:
      case code.SQUARE_END:
        return this.#close(char);
      case code.SEMICOLON:
        return this.#endStatement();
      case code.COMMA:
        if (this.#isList()) this.#endStatement();
    }
  }

  #open(): void {
    const depth = this.#stack.length;
    const header = this.#headers[depth];
    const kind = this.#braceKind(header);
    if (kind !== "object" || header) this.#walker.body(depth, this.#line);
    const isMethod = kind === "block" && header?.kind !== "constructor";
    const name = header && !isMethod ? header.name : depth === 0 ? "" : this.#inside();
    this.#push({ kind, name });
  }

  #push(bracket: Bracket): void {
    this.#stack.push(bracket);
    this.#headers[this.#stack.length] = undefined;
  }

  #listKind(char: number): Bracket["kind"] {
    const isConstructor = this.#headers[this.#stack.length]?.kind === "constructor";
    return char === code.ROUND && isConstructor ? "parameters" : "other";
  }

  #inside(): string {
    return this.#stack.at(-1)?.name ?? "";
  }

  #isList(): boolean {
    const kind = this.#stack.at(-1)?.kind;
    return kind === "object" || kind === "enum";
  }

  #close(char: number): void {
    this.#walker.end(this.#stack.length, this.#previousLine);
    const closed = this.#stack.pop();
    this.#isInTemplate = closed?.kind === "template";
    const isBody = char === code.CURLY_END && closed !== undefined && closed.kind !== "object";
    if (isBody && this.#headers[this.#stack.length]) this.#endStatement();
  }

  #endStatement(): void {
    this.#walker.end(this.#stack.length, this.#line);
    this.#headers[this.#stack.length] = undefined;
  }

  #braceKind(header: Header | undefined): Bracket["kind"] {
    const isObject = BEFORE_OBJECT.has(this.#previous);
    const kind = header?.kind;
    if (kind === "class" || kind === "interface") return isObject ? "object" : "class";
    if (kind === "enum" || kind === "module") return kind;
    return isObject || this.#follows(/\breturn$/) ? "object" : "block";
  }

  #mayBeRegex(): boolean {
    if (this.#previousAt < 0 || BEFORE_REGEX.has(this.#previous)) return true;
    return this.#follows(/\b(?:return|typeof|case|in|of|delete|void)$/);
  }

  #follows(word: RegExp): boolean {
    const to = this.#previousAt + 1;
    return code.isWord(this.#previous) && word.test(this.#text.slice(Math.max(0, to - 8), to));
  }

  /** Its end, or the beginning of the code in it. */
  #afterTemplate(from: number): number {
    const text = this.#text;
    for (let at = from; at < text.length; at++) {
      const char = text.charCodeAt(at);
      if (char === code.BACKSLASH) at++;
      else if (char === code.BACKTICK) return at + 1;
      else if (char === code.DOLLAR && text.charCodeAt(at + 1) === code.CURLY) {
        this.#push({ kind: "template", name: this.#inside() });
        return at + 2;
      }
    }
    return text.length;
  }
}

function isSpace(char: number): boolean {
  return char === 32 || char === 9 || char === 13;
}

function codesOf(chars: string): ReadonlySet<number> {
  return new Set(Array.from(chars, (char) => char.charCodeAt(0)));
}
