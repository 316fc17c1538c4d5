/** How names are used in one text: which there are, what each stands behind, and of which type they are said to be. */
import { Calls, DECLARES } from "./calls.ts";
import { Origins } from "./origins.ts";
import { add } from "./sums.ts";
import { isDot, isName, tokensOf } from "./tokens.ts";
import { collectionAt, thingOfType } from "./type-hints.ts";

type Counts = ReadonlyMap<string, number>;

export interface Usage {
  /** Every name, and in which `MANNERS`, as bits. */
  readonly names: ReadonlyMap<string, number>;
  readonly firstLine: ReadonlyMap<string, number>;
  /**
   * What follows a token: `log.` is followed by `info`, `new` by `Map`. What is an argument: of `draw(`, `shape` is. What is
   * asked of a thing by its origin: `open(.` is followed by `read`.
   */
  readonly following: ReadonlyMap<string, Counts>;
  /** Of a name: the types it was declared with, or made of. */
  readonly types: ReadonlyMap<string, Counts>;
  readonly origins: ReadonlyMap<string, string>;
  /** Of what runs through all of something: the name of that. */
  readonly elements: ReadonlyMap<string, string>;
}

export const NO_USAGE: Usage = {
  names: new Map(),
  firstLine: new Map(),
  following: new Map(),
  types: new Map(),
  origins: new Map(),
  elements: new Map(),
};

/** How a name can be used: as a member or by itself, called or not, or as a key. */
const MANNERS = { member: 1, memberCalled: 2, bare: 4, bareCalled: 8, key: 16 };
export const AS_MEMBER = MANNERS.member | MANNERS.memberCalled;

const TYPE = /^\p{Lu}/u;

export function usageOf(text: string): Usage {
  const { tokens, firstLine } = tokensWithLines(text);
  const names = new Map<string, number>();
  const following = new Map<string, Map<string, number>>();
  const types = new Map<string, Map<string, number>>();
  const elements = new Map<string, string>();
  const calls = new Calls();
  const origins = new Origins();
  for (const [at, token] of tokens.entries()) {
    if (!isName(token)) {
      calls.pass(tokens, at);
      if (token === "=") origins.assigned(tokens, at);
      continue;
    }
    const [before, receiver] = [tokens[at - 1] ?? "", tokens[at - 2] ?? ""];
    names.set(token, (names.get(token) ?? 0) | mannerAt(tokens, at));
    count(following, behind(before, receiver), token);
    count(following, calls.around, token);
    if (isDot(before)) {
      const origin = receiver === ")" ? calls.closed : origins.known.get(receiver);
      count(following, behind(before, origin ?? ""), token);
    }
    const thing = TYPE.test(token) ? thingOfType(tokens, at) : "";
    count(types, thing, token);
    origins.typed(thing, token);
    const collection = collectionAt(tokens, at);
    if (collection !== "") elements.set(token, collection);
  }
  return { names, firstLine, following, types, origins: origins.known, elements };
}

function mannerAt(tokens: readonly string[], at: number): number {
  return mannerOf(tokens[at - 1] ?? "", [tokens[at + 1] ?? "", tokens[at + 2] ?? ""]);
}

function tokensWithLines(text: string): {
  tokens: readonly string[];
  firstLine: ReadonlyMap<string, number>;
} {
  const tokens: string[] = [];
  const firstLine = new Map<string, number>();
  for (const [line, code] of text.split("\n").entries()) {
    for (const token of tokensOf(code)) {
      tokens.push(token);
      if (!firstLine.has(token)) firstLine.set(token, line);
    }
  }
  return { tokens, firstLine };
}

/** By what stands before the name, and the two tokens behind it. */
export function mannerOf(before: string, [next, second]: readonly [string, string]): number {
  if (isDot(before)) return next === "(" ? MANNERS.memberCalled : MANNERS.member;
  if (DECLARES.has(before)) return 0;
  if (next === "(") return MANNERS.bareCalled;
  const isKey = /[{,(]/.test(before) && (next === ":" || (next === "=" && second !== "="));
  return isKey ? MANNERS.key : MANNERS.bare;
}

/** The key of what stands before a name. */
export function behind(token: string, receiver: string): string {
  return isDot(token) ? `${receiver}.` : token;
}

/** Of nothing, nothing is counted. */
function count(counts: Map<string, Map<string, number>>, key: string, name: string): void {
  if (key === "" || key === ".") return;
  const known = counts.get(key);
  if (known) add(known, name, 1);
  else counts.set(key, new Map([[name, 1]]));
}
