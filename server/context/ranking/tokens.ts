/** Code as a row of tokens, the same for all languages: names, numbers and signs, without comments. */

const NAME = /[\p{L}_$][\p{L}\p{N}_$]*/gu;
const TOKEN = /\/\/.*|#[^\n"'{}]*|([\p{L}_$][\p{L}\p{N}_$]*)|\.{3}|\?\.|\d[\w.]*|[^\s\w]/gu;
const COMMENT = /^(?:\/\/|#)/;
const MAX_KNOWN = 100_000;

export function tokensOf(text: string): string[] {
  return (text.match(TOKEN) ?? []).filter((token) => !COMMENT.test(token));
}

export function namesIn(text: string): string[] {
  return text.match(NAME) ?? [];
}

export function isName(token: string): boolean {
  return /^[\p{L}_$]/u.test(token);
}

export function isDot(token: string): boolean {
  return token === "." || token === "?.";
}

/** Cuts names into their words, `maxTokens` into `max` and `tokens`, `HTTPError` into `http` and `error`; remembers what it has cut. */
export function createWordCutter(): (name: string) => readonly string[] {
  const known = new Map<string, readonly string[]>();
  return (name) => {
    const cut = known.get(name);
    if (cut) return cut;
    const words = name
      .replaceAll(/([\p{Ll}\d])(?=\p{Lu})|(\p{Lu})(?=\p{Lu}\p{Ll})/gu, "$& ")
      .toLowerCase()
      .split(/[^\p{L}\p{N}]+/u)
      .filter((word) => word.length > 1);
    if (known.size >= MAX_KNOWN) known.clear();
    known.set(name, words);
    return words;
  };
}
