/** How one name became another, and the same done to names made from it: circle → square makes CircleProps SquareProps. */

export interface Rename {
  readonly from: readonly string[];
  readonly to: readonly string[];
}

const PARTS = /[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+|[^A-Za-z\d]+/g;

/** Shorter ones, as `i` → `j`, say nothing about the names they are part of. */
const MIN_CHARS = 3;

function parts(name: string): readonly string[] {
  return name.match(PARTS) ?? [];
}

/** What differs between two names, in lower case; undefined when that is nothing to carry over. */
export function renameBetween(from: string, to: string): Rename | undefined {
  const a = parts(from).map((part) => part.toLowerCase());
  const b = parts(to).map((part) => part.toLowerCase());
  const shorter = Math.min(a.length, b.length);
  let head = 0;
  while (head < shorter && a[head] === b[head]) head++;
  let tail = 0;
  while (tail < shorter - head && a[a.length - 1 - tail] === b[b.length - 1 - tail]) tail++;
  const differing = { from: a.slice(head, a.length - tail), to: b.slice(head, b.length - tail) };
  const rename = differing.from.length > 0 ? differing : { from: a, to: b };
  const carries =
    rename.to.length > 0 && rename.from.join("").length >= MIN_CHARS && /^[a-z]/.test(rename.from[0] ?? "");
  return carries ? rename : undefined;
}

/** Two names that begin or end with the same part, as deleteBook and deleteOrder do. */
export function isKin(from: string, to: string): boolean {
  const a = parts(from);
  const b = parts(to);
  return a[0] === b[0] || a.at(-1)?.toLowerCase() === b.at(-1)?.toLowerCase();
}

function capitalised(word: string): string {
  return word.slice(0, 1).toUpperCase() + word.slice(1);
}

/** The new parts, written as the old ones are in this name: CIRCLE, Circle or circle. */
function dressed(to: readonly string[], like: string): string {
  const letters = to.filter((part) => /[a-z\d]/.test(part));
  if (like.length > 1 && like === like.toUpperCase()) return letters.join("_").toUpperCase();
  const first = /^[A-Z]/.test(like) ? capitalised(letters[0] ?? "") : (letters[0] ?? "");
  return first + letters.slice(1).map(capitalised).join("");
}

/** The name with the rename done to it, or undefined where it has no such part. */
export function renamed(name: string, { from, to }: Rename): string | undefined {
  const all = parts(name);
  for (let at = 0; at + from.length <= all.length; at++) {
    const old = all.slice(at, at + from.length);
    const plural = at + from.length === all.length && `${from.join(" ")}s` === old.join(" ").toLowerCase();
    if (!plural && from.join(" ") !== old.join(" ").toLowerCase()) continue;
    const snake = name.includes("_") && name === name.toLowerCase();
    const now = snake ? to.join("_").replaceAll(/_+/g, "_") : dressed(to, old[0] ?? "");
    return all.slice(0, at).join("") + now + (plural ? "s" : "") + all.slice(at + from.length).join("");
  }
  return undefined;
}
