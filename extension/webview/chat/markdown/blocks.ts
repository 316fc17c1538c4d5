/**
 * A text that grows, as blocks of Markdown. Blocks that nothing can change any more are settled and never looked at again; only
 * what stands behind them is read anew with each piece. So that this stays short, a block that grows long is cut where its
 * kind allows it, and goes on in another one that is joined to it.
 */
import { Lexer, type MarkedToken, type Token, type Tokens } from "marked";

import { mended } from "./mended.ts";

export interface Block {
  readonly token: MarkedToken;
  /** It goes on where the one before it was cut. */
  readonly joined: boolean;
}

export interface Grown {
  /** New ones. */
  readonly settled: readonly Block[];
  /** What is there beside all that was ever settled. */
  readonly tail: readonly Block[];
}

/** Read in less than a millisecond. */
const LONG = 3000;

export class GrowingText {
  #tail = "";
  #joined = false;
  #links: Lexer["tokens"]["links"] = {};

  add(piece: string): Grown {
    this.#tail += piece;
    const settled: Block[] = [];
    let tokens = this.#read(this.#tail);
    const last = tokens.findLastIndex(({ type }) => type !== "space");
    if (last > 0) {
      settled.push(...this.#blocks(tokens.slice(0, last)));
      this.#tail = this.#tail.slice(lengthOf(tokens.slice(0, last)));
      tokens = tokens.slice(last);
    }
    for (let part = this.#cut(tokens[0]); part; part = this.#cut(this.#read(this.#tail)[0])) {
      settled.push({ token: part.settled, joined: this.#joined });
      this.#tail = (part.again ?? "") + this.#tail.slice(part.at);
      this.#joined = true;
    }
    const likely = mended(this.#tail);
    const tail = likely === this.#tail && settled.length === 0 ? tokens : this.#read(likely);
    return {
      settled,
      tail: tail.filter(isBlock).map((token, at) => ({ token, joined: this.#joined && at === 0 })),
    };
  }

  /** Nothing more will come. */
  end(): readonly Block[] {
    const blocks = this.#blocks(this.#read(this.#tail));
    this.#tail = "";
    return blocks;
  }

  #read(text: string): Token[] {
    const lexer = new Lexer({ gfm: true });
    Object.assign(lexer.tokens.links, this.#links);
    const tokens = lexer.lex(text);
    this.#links = tokens.links;
    return tokens;
  }

  #blocks(tokens: readonly Token[]): readonly Block[] {
    return tokens.filter(isBlock).map((token) => {
      const joined = this.#joined;
      this.#joined = false;
      return { token, joined };
    });
  }

  #cut(token: Token | undefined): Cut | undefined {
    if (token === undefined || this.#tail.length < LONG || !isBlock(token)) return undefined;
    const cut = cutOf(token);
    return cut && cut.at > (cut.again?.length ?? 0) ? cut : undefined;
  }
}

interface Cut {
  readonly settled: MarkedToken;
  /** Where the rest begins. */
  readonly at: number;
  /** What the rest needs before it to be of the same kind. */
  readonly again?: string;
}

function cutOf(token: MarkedToken): Cut | undefined {
  if (token.type === "code") return cutCode(token);
  if (token.type === "list") return cutList(token);
  if (token.type === "table") return cutTable(token);
  if (token.type === "paragraph") return cutParagraph(token);
  if (token.type === "blockquote") return cutAt(token, token.raw.lastIndexOf("\n>") + 1);
  return token.type === "html" ? cutAt(token, lastLineOf(token.raw)) : undefined;
}

function cutCode(token: Tokens.Code): Cut | undefined {
  const [fence] = /^ {0,3}(?:`{3,}|~{3,})[^\n]*\n/.exec(token.raw) ?? [];
  const at = lastLineOf(token.raw);
  if (fence === undefined || at <= fence.length) return undefined;
  return { settled: { ...token, text: token.raw.slice(fence.length, at) }, at, again: fence };
}

function cutList(token: Tokens.List): Cut | undefined {
  const items = token.items.slice(0, -1);
  return items.length === 0 ? undefined : { settled: { ...token, items }, at: lengthOf(items) };
}

/** The page shows the head once. */
function cutTable(token: Tokens.Table): Cut | undefined {
  if (token.rows.length < 2) return undefined;
  const [head = "", rule = ""] = token.raw.split("\n");
  const at = lastLineOf(token.raw.trimEnd());
  return { settled: { ...token, rows: token.rows.slice(0, -1) }, at, again: `${head}\n${rule}\n` };
}

/** Behind a sentence if there is one: what is cut goes on in a line of its own. */
function cutParagraph(token: Tokens.Paragraph): Cut | undefined {
  const { raw } = token;
  const ends = [raw.lastIndexOf("\n"), raw.lastIndexOf(". ") + 1, raw.lastIndexOf(" ")];
  const at = ends.map((end) => end + 1).find((end) => end > raw.length / 2);
  return cutAt(token, at ?? raw.length);
}

function cutAt({ type, raw }: MarkedToken, at: number): Cut | undefined {
  const [settled, ...others] = at > 0 ? Lexer.lex(raw.slice(0, at)) : [];
  if (settled?.type !== type || !isBlock(settled) || others.some(({ type }) => type !== "space"))
    return undefined;
  return { settled, at };
}

function isBlock(token: Token): token is MarkedToken {
  return token.type !== "space" && token.type !== "def";
}

/** Without a line break that ends it. */
function lastLineOf(text: string): number {
  return text.lastIndexOf("\n", text.length - 2) + 1;
}

function lengthOf(tokens: readonly { readonly raw: string }[]): number {
  return tokens.reduce((sum, { raw }) => sum + raw.length, 0);
}
