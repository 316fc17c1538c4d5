/** How names are used in one text: which there are, what each stands behind, and of which type they are said to be. */
import { add } from "./sums.ts";
import { isName, tokensOf } from "./tokens.ts";
import { collectionAt, thingOfType } from "./type-hints.ts";

type Counts = ReadonlyMap<string, number>;

export interface Usage {
  /** Every name, and whether it stands behind a dot somewhere. */
  readonly names: ReadonlyMap<string, boolean>;
  /** What follows a token: `log.` is followed by `info`, `new` by `Map`. */
  readonly following: ReadonlyMap<string, Counts>;
  /** Of a name: the types it was declared with, or made of. */
  readonly types: ReadonlyMap<string, Counts>;
  /** Of what runs through all of something: the name of that. */
  readonly elements: ReadonlyMap<string, string>;
}

export const NO_USAGE: Usage = {
  names: new Map(),
  following: new Map(),
  types: new Map(),
  elements: new Map(),
};

const TYPE = /^\p{Lu}/u;

export function usageOf(text: string): Usage {
  const names = new Map<string, boolean>();
  const following = new Map<string, Map<string, number>>();
  const types = new Map<string, Map<string, number>>();
  const elements = new Map<string, string>();
  const tokens = tokensOf(text);
  for (const [at, token] of tokens.entries()) {
    if (!isName(token)) continue;
    const [before = "", receiver = ""] = [tokens[at - 1], tokens[at - 2]];
    names.set(token, isDot(before) || (names.get(token) ?? false));
    count(following, behind(before, receiver), token);
    const thing = TYPE.test(token) ? thingOfType(tokens, at) : "";
    if (thing !== "") count(types, thing, token);
    const collection = collectionAt(tokens, at);
    if (collection !== "") elements.set(token, collection);
  }
  return { names, following, types, elements };
}

/** The key of what stands before a name. */
export function behind(token: string, receiver: string): string {
  return isDot(token) ? `${receiver}.` : token;
}

export function isDot(token: string): boolean {
  return token === "." || token === "?.";
}

function count(counts: Map<string, Map<string, number>>, key: string, name: string): void {
  const known = counts.get(key);
  if (known) add(known, name, 1);
  else counts.set(key, new Map([[name, 1]]));
}
