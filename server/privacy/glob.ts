/** A path pattern as .gitignore writes it. Matching takes time in proportion to pattern and path, whatever the pattern is. */

/** One character of a name, or any run of them. */
type Piece = "any" | ((char: string) => boolean);
/** One name of a path, or any run of them. */
type Part = "any" | readonly Piece[];

export interface Glob {
  /** Names of a path, folders first. */
  readonly fits: (names: readonly string[]) => boolean;
}

/** Undefined when nothing can ever fit. */
export function glob(pattern: string, ignoreCase = false): Glob | undefined {
  const parts = partsOf(ignoreCase ? pattern.toLowerCase() : pattern);
  if (!parts) return undefined;
  const nameFits = (pieces: readonly Piece[], name: string) =>
    covers(pieces, Array.from(ignoreCase ? name.toLowerCase() : name), (accepts, char) => accepts(char));
  return { fits: (names) => covers(parts, names, nameFits) };
}

/** Is the pattern good for all of the items? On a mismatch the last “any” takes one more; no earlier one needs to. */
function covers<P, I>(
  pattern: readonly ("any" | P)[],
  items: readonly I[],
  accepts: (wanted: P, item: I) => boolean,
): boolean {
  let at = 0;
  let lastAny = -1;
  let taken = 0;
  for (let index = 0; index < items.length;) {
    const wanted = pattern[at];
    const item = items[index];
    if (wanted === "any") {
      lastAny = at++;
      taken = index;
    } else if (wanted !== undefined && item !== undefined && accepts(wanted, item)) {
      at++;
      index++;
    } else if (lastAny >= 0) {
      at = lastAny + 1;
      index = ++taken;
    } else return false;
  }
  return pattern.slice(at).every((rest) => rest === "any");
}

const TOKEN = /^(?:\*+|\\[^]|\[[!^]?\]?(?:\[:\w+:\]|\\[^]|[^\]\\])*\]|[^*\\[])/u;

/** A pattern that ends within a bracket or after a backslash fits nothing. */
function partsOf(pattern: string): readonly Part[] | undefined {
  const names: string[][] = [[]];
  for (let rest = pattern; rest !== "";) {
    const token = TOKEN.exec(rest)?.[0];
    if (token === undefined) return undefined;
    rest = rest.slice(token.length);
    if (token === "/" || token === "\\/") names.push([]);
    else names.at(-1)?.push(token);
  }
  const parts = names.map((tokens): Part => (/^\*{2,}$/.test(tokens.join("")) ? "any" : tokens.map(piece)));
  // What lies in a folder is at least one name away from it.
  return parts.at(-1) === "any" ? [...parts, ["any"]] : parts;
}

function piece(token: string): Piece {
  if (token.startsWith("*")) return "any";
  if (token === "?") return () => true;
  if (token.startsWith("[")) return bracket(token.slice(1, -1));
  const wanted = token.startsWith("\\") ? token.slice(1) : token;
  return (char) => char === wanted;
}

const CLASSES: Readonly<Record<string, RegExp>> = {
  alnum: /[A-Za-z0-9]/,
  alpha: /[A-Za-z]/,
  blank: /[ \t]/,
  cntrl: /\p{Cc}/u,
  digit: /[0-9]/,
  graph: /[!-~]/,
  lower: /[a-z]/,
  print: /[ -~]/,
  punct: /[!-/:-@[-`{-~]/,
  space: /\s/,
  upper: /[A-Z]/,
  xdigit: /[0-9A-Fa-f]/,
};
const MEMBER = /\[:(\w+):\]|(?:\\([^])|([^]))(?:-(?:\\([^])|([^\]])))?/gu;

function bracket(inner: string): Piece {
  const negated = /^[!^]/.test(inner);
  const members = Array.from((negated ? inner.slice(1) : inner).matchAll(MEMBER), (match) => {
    const [, name, escaped, plain, escapedEnd, plainEnd] = match;
    if (name !== undefined) return (char: string) => CLASSES[name]?.test(char) ?? false;
    const first = escaped ?? plain ?? "";
    const last = escapedEnd ?? plainEnd ?? first;
    return (char: string) => first <= char && char <= last;
  });
  return (char) => members.some((holds) => holds(char)) !== negated;
}
