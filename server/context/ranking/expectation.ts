/** What the syntax around the cursor says of the name that comes next. */
import type { Place } from "../../completion/request.ts";
import { Calls } from "./calls.ts";
import { isDot, isName, tokensOf } from "./tokens.ts";
import { mannerOf } from "./usage.ts";

export interface Expectation {
  readonly kind: "member" | "import" | "key" | "name";
  /** The tokens before it, the nearest first. */
  readonly before: readonly [string, string];
  /** What a member is asked of: the last name of it, `[]` behind it for one of its elements; empty for a result. */
  readonly receiver: string;
  /** The call around it: its function and a bracket. */
  readonly call: string;
  /** The function whose result a member is asked of. */
  readonly resultOf: string;
  /** The module that an import names. */
  readonly specifier: string;
  /** It will be called: a bracket follows. */
  readonly isCalled: boolean;
  /** Of the `MANNERS`, the one in which it is used. */
  readonly manner: number;
}

const LINES_ABOVE = 12;
const LINES_BELOW = 12;
const TOKENS = 160;
/** Enough for two more tokens. */
const REST = 40;

export function expectationAt({ document, line, character }: Place): Expectation {
  const own = document.lines[line] ?? "";
  const head = document.lines.slice(Math.max(0, line - LINES_ABOVE), line).join("") + own.slice(0, character);
  const rest = own.slice(character);
  const tail = rest + document.lines.slice(line + 1, line + 1 + LINES_BELOW).join("");
  const tokens = tokensOf(head).slice(-TOKENS);
  const before = [tokens.at(-1) ?? "", tokens.at(-2) ?? ""] as const;
  const specifier = specifierAround(head, tail);
  const { receiver, resultOf } = isDot(before[0]) ? receiverIn(tokens.slice(0, -1)) : NOBODY;
  const isKey = /[{,(]/.test(before[0]) && /^\s*(?:\??:|=(?!=)|[,}])/.test(rest);
  const isCalled = /^\s*(?:<[^>()]*>)?\(/.test(rest);
  return {
    kind: isDot(before[0]) ? "member" : specifier !== undefined ? "import" : isKey ? "key" : "name",
    before,
    receiver,
    resultOf,
    call: callAround(tokens),
    specifier: specifier ?? "",
    isCalled,
    manner: mannerOf(before[0], isCalled ? ["(", ""] : nextTokens(rest)),
  };
}

function nextTokens(rest: string): readonly [string, string] {
  const [next = "", second = ""] = tokensOf(rest.slice(0, REST));
  return [next, second];
}

function callAround(tokens: readonly string[]): string {
  const calls = new Calls();
  for (const at of tokens.keys()) calls.pass(tokens, at);
  return calls.around;
}

/** A member is asked of the object itself. */
export function isOwn({ receiver, resultOf }: Pick<Expectation, "receiver" | "resultOf">): boolean {
  return /^(?:this|self|cls|super)$/.test(receiver || resultOf);
}

const NOBODY = { receiver: "", resultOf: "" };

function receiverIn(tokens: readonly string[]): { receiver: string; resultOf: string } {
  const last = tokens.at(-1) ?? "";
  if (last !== ")" && last !== "]") return { receiver: isName(last) ? last : "", resultOf: "" };
  const opens = last === ")" ? "(" : "[";
  let depth = 0;
  const at = tokens.findLastIndex((token) => {
    if (token === last) depth++;
    else if (token === opens) depth--;
    return depth === 0;
  });
  const name = tokens[at - 1] ?? "";
  if (at < 1 || !isName(name)) return NOBODY;
  return last === ")" ? { receiver: "", resultOf: name } : { receiver: `${name}[]`, resultOf: "" };
}

/** Within the braces of an import or export, or behind Python's `from x import`. */
function specifierAround(head: string, tail: string): string | undefined {
  if (/(?:^|\n)[ \t]*(?:import|export)\b[^;{}()]*\{[^}]*$/.test(head)) {
    return /^[^}]*\}\s*from\s*["']([^"']+)["']/.exec(tail)?.[1] ?? "";
  }
  return /(?:^|\n)[ \t]*from[ \t]+([.\w]+)[ \t]+import[ \t]*(?:\([^)]*|[^\n(]*)$/.exec(head)?.[1];
}
