/** How names are used in one text: which there are, what each stands behind, and of which type they are said to be. */
import { isName, tokensOf } from "./tokens.ts";

type Counts = ReadonlyMap<string, number>;

export interface Usage {
  /** Every name, and whether it stands behind a dot somewhere. */
  readonly names: ReadonlyMap<string, boolean>;
  /** What follows a token: `log.` is followed by `info`, `new` by `Map`. */
  readonly following: ReadonlyMap<string, Counts>;
  /** Of a name: the types it was declared with, or made of. */
  readonly types: ReadonlyMap<string, Counts>;
}

export const NO_USAGE: Usage = { names: new Map(), following: new Map(), types: new Map() };

const TYPE = /^\p{Lu}/u;

export function usageOf(text: string): Usage {
  const names = new Map<string, boolean>();
  const following = new Map<string, Map<string, number>>();
  const types = new Map<string, Map<string, number>>();
  let before: readonly [string, string, string] = ["", "", ""];
  for (const token of tokensOf(text)) {
    if (isName(token)) {
      const isMember = isDot(before[0]);
      names.set(token, isMember || (names.get(token) ?? false));
      count(following, behind(before[0], before[1]), token);
      const typed = TYPE.test(token) ? typedBy(before) : "";
      if (typed !== "") count(types, typed, token);
    }
    before = [token, before[0], before[1]];
  }
  return { names, following, types };
}

/** The key of what stands before a name. */
export function behind(token: string, receiver: string): string {
  return isDot(token) ? `${receiver}.` : token;
}

export function isDot(token: string): boolean {
  return token === "." || token === "?.";
}

/** Of `name: Type`, `name?: Type`, `name = Type` and `name = new Type`. */
function typedBy([last, second, third]: readonly [string, string, string]): string {
  const named = (last === ":" && second === "?") || (last === "new" && second === "=") ? third : second;
  const says = last === ":" || last === "=" || (last === "new" && second === "=");
  return says && isName(named) ? named : "";
}

function count(counts: Map<string, Map<string, number>>, key: string, name: string): void {
  const known = counts.get(key);
  if (known) known.set(name, (known.get(name) ?? 0) + 1);
  else counts.set(key, new Map([[name, 1]]));
}
