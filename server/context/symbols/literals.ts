/** Characters of code by their numbers, and where a literal that begins with one of them ends. */

export const NEWLINE = 10;
export const DOUBLE_QUOTE = 34;
export const DOLLAR = 36;
export const QUOTE = 39;
export const ROUND = 40;
export const ROUND_END = 41;
export const STAR = 42;
export const COMMA = 44;
export const SLASH = 47;
export const SEMICOLON = 59;
export const SQUARE = 91;
export const BACKSLASH = 92;
export const SQUARE_END = 93;
export const BACKTICK = 96;
export const CURLY = 123;
export const CURLY_END = 125;

const WORDS = Uint8Array.from({ length: 128 }, (_, char) => Number(/[\w$]/.test(String.fromCharCode(char))));

export function isWord(char: number): boolean {
  return char > 127 || WORDS[char] === 1;
}

/** A string ends at the latest with its line. */
export function afterString(text: string, from: number): number {
  const quote = text.charCodeAt(from);
  for (let at = from + 1; at < text.length; at++) {
    const char = text.charCodeAt(at);
    if (char === BACKSLASH) at++;
    else if (char === quote) return at + 1;
    else if (char === NEWLINE) return at;
  }
  return text.length;
}

/** Where it is, when the line has no end of it: then it was a division. */
export function afterRegex(text: string, from: number): number {
  let isClass = false;
  for (let at = from + 1; at < text.length; at++) {
    const char = text.charCodeAt(at);
    if (char === NEWLINE) return from;
    if (char === BACKSLASH) at++;
    else if (char === SQUARE) isClass = true;
    else if (char === SQUARE_END) isClass = false;
    else if (char === SLASH && !isClass) return at + 1;
  }
  return from;
}
