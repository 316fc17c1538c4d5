/** What the tokens of a text tell of the types of things. */
import { isName } from "./tokens.ts";

/** May stand before the name of a type, within what a thing is said to be. */
const WITHIN_TYPE = new Set(["new", "await", "readonly", "[", "|", "&", '"', "'", "."]);
/** Behind these, a name belongs to the type, too: `module.Type`, `list[Type]`, `None | Type`. */
const BEHIND_NAME = new Set([".", "[", "|", "&"]);
const MOST_BEFORE = 8;

/**
 * The thing of which a type is told at a place: in `name: Type`, `name?: module.Type`, `name = new Type`,
 * `name: "list[Type]"`, `name instanceof Type`, `isinstance(name, Type)`, `except Type as name`.
 */
export function thingOfType(tokens: readonly string[], at: number): string {
  let start = at;
  for (
    let before = tokens[at - 1];
    before !== undefined && WITHIN_TYPE.has(before);
    before = tokens[start - 1]
  ) {
    if (at - start > MOST_BEFORE) return "";
    start -= BEHIND_NAME.has(before) && isName(tokens[start - 2] ?? "") ? 2 : 1;
  }
  const name = thingBefore(tokens, start) ?? thingBehind(tokens, at);
  return name !== undefined && isName(name) ? name : "";
}

function thingBefore(tokens: readonly string[], start: number): string | undefined {
  const name = tokens[start - 2];
  switch (tokens[start - 1] ?? "") {
    case ":":
      return name === "?" || name === "!" ? tokens[start - 3] : name;
    case "=":
    case "instanceof":
      return name;
    case ",":
      return tokens[start - 4] === "isinstance" ? name : undefined;
    default:
      return undefined;
  }
}

function thingBehind(tokens: readonly string[], at: number): string | undefined {
  const next = tokens[at + 1] === ")" ? at + 2 : at + 1;
  return tokens[next] === "as" ? tokens[next + 1] : undefined;
}

/** Through all of what the thing runs of which a loop begins: `items` of `for item in self.items`. */
export function collectionAt(tokens: readonly string[], at: number): string {
  if (!LOOPS.has(tokens[at - 1] ?? "") || !THROUGH.has(tokens[at + 1] ?? "")) return "";
  let last = at + 2;
  while (tokens[last + 1] === "." && isName(tokens[last + 2] ?? "")) last += 2;
  return isName(tokens[last] ?? "") ? (tokens[last] ?? "") : "";
}

const LOOPS = new Set(["for", "const", "let"]);
const THROUGH = new Set(["in", "of"]);
