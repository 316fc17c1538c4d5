/**
 * What things were made of last, so that things of one origin are known for alike: `items = []` is of `[`, `file = open(…)`
 * and `file = await fs.open(…)` are of `open(`, `shape: Shape` and `shape = new Shape()` are of `Shape(`.
 */
import { isDot, isName } from "./tokens.ts";

const LITERALS: Readonly<Record<string, string>> = { "[": "[", "{": "{", '"': '"', "'": '"', "`": '"' };
const TYPES: Readonly<Record<string, string>> = { List: "[", Array: "[", Dict: "{", Set: "set(" };
const BEFORE_CALL = new Set(["await", "yield", "new"]);

export class Origins {
  readonly known = new Map<string, string>();

  /** A name is said to be of a type. */
  typed(thing: string, type: string): void {
    if (thing !== "") this.known.set(thing, TYPES[type] ?? `${type}(`);
  }

  /** A token is `=`. */
  assigned(tokens: readonly string[], at: number): void {
    const thing = tokens[at - 1] ?? "";
    if (!isName(thing)) return;
    const value = tokens[at + 1] ?? "";
    const origin = LITERALS[value] ?? callAt(tokens, BEFORE_CALL.has(value) ? at + 2 : at + 1);
    if (origin === undefined) this.known.delete(thing);
    else this.known.set(thing, origin);
  }
}

/** Of `fs.open(`, this is `open(`. */
function callAt(tokens: readonly string[], from: number): string | undefined {
  let at = from;
  while (isName(tokens[at] ?? "") && isDot(tokens[at + 1] ?? "")) at += 2;
  const called = tokens[at] ?? "";
  return isName(called) && tokens[at + 1] === "(" ? `${called}(` : undefined;
}
