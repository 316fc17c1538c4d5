/**
 * The vector that stands for a token in the copying model: its word, the blank before it and the
 * line end after it, each a pattern of ±1 nearly at right angles to all others. So " x" and "x",
 * or ";" and ";\n", are alike in their word and differ only in their edges.
 */
import { random } from "../../support/random.ts";

export const wordSize = 64;
export const leadSize = 16;
const tailSize = 16;
/** The first part of the tail tells only whether the line ends. */
export const lineEndSize = 4;
export const codeSize = wordSize + leadSize + tailSize;

export interface TokenForm {
  readonly word: string;
  readonly lead: string;
  readonly tail: string;
  /** One blank, which Qwen's tokenizer merges into the word that follows. */
  readonly isBlank: boolean;
  /** Nothing but blanks. */
  readonly isIndent: boolean;
  /** Nothing but line ends. */
  readonly isLineEnd: boolean;
}

/** Takes a token as byte-level vocabularies write it: Ġ a space, ĉ a tab, Ċ and č line ends. */
export function tokenForm(token: string): TokenForm {
  const isIndent = /^[Ġĉ]+$/.test(token);
  // All indents share a word, which no other token has: before a word, Qwen's tokenizer takes one blank off the indent,
  // so an indent at the cursor is one longer than the same indent further up.
  if (isIndent) {
    return {
      word: " ",
      lead: token,
      tail: "",
      isBlank: token.length === 1,
      isIndent,
      isLineEnd: false,
    };
  }
  const [, lead = "", word = "", tail = ""] = /^([Ġĉ]?)(.*?)([Ċč]*)$/su.exec(token) ?? [];
  return { word, lead, tail, isBlank: false, isIndent, isLineEnd: word === "" && lead === "" };
}

export function tokenCode(form: Pick<TokenForm, "word" | "lead" | "tail">): Int8Array {
  const code = new Int8Array(codeSize);
  code.set(wordCode(form.word), 0);
  code.set(leadCode(form.lead), wordSize);
  code.set(tailCode(form.tail), wordSize + leadSize);
  return code;
}

function wordCode(word: string): Int8Array {
  return signs(`word ${word}`, wordSize);
}

export function leadCode(lead: string): Int8Array {
  return signs(`lead ${lead}`, leadSize);
}

function tailCode(tail: string): Int8Array {
  const code = signs(`tail ${tail}`, tailSize);
  code.fill(tail === "" ? -1 : 1, 0, lineEndSize);
  return code;
}

function signs(seed: string, size: number): Int8Array {
  const next = random(hash(seed));
  return Int8Array.from({ length: size }, () => (next(2) === 0 ? -1 : 1));
}

/** FNV-1a. */
function hash(text: string): number {
  let state = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) {
    state = Math.imul(state ^ text.charCodeAt(i), 0x01000193);
  }
  return state;
}
