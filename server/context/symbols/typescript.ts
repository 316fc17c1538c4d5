/**
 * Declarations and imports of TypeScript and JavaScript. One walk over the brackets tells what each line begins in, and a
 * line is looked at only where declarations may be.
 */
import type { DeclarationKind, Declared } from "../../declared.ts";
import type { Reading } from "../index/workspace-index.ts";
import { type Bracket, type Header, walkBrackets } from "./brackets.ts";
import { ecmaSpecifiers } from "./imports.ts";

const NAME = String.raw`([\p{L}_$][\p{L}\p{N}_$]*)`;
const MODIFIERS = String.raw`(?:(?:export|default|declare|abstract|async|public|private|protected|static|override|readonly|accessor)\s+)*`;
const DECORATORS = String.raw`(?:@[\w.]+(?:\([^()]*\))?\s+)*`;
const STATEMENT = new RegExp(
  String.raw`^${MODIFIERS}(class|interface|type|(?:const\s+)?enum|namespace|module|function\s*\*?|const|let|var)\s+${NAME}`,
  "u",
);
const MEMBER = new RegExp(
  String.raw`^${DECORATORS}${MODIFIERS}(?:(?:get|set)\s+)?\*?\s*(?:#?${NAME}|\[?["']([\p{L}_$][\p{L}\p{N}_$]*)["']\]?)\s*(?:[?!]?\s*(?:([(<])|[:=;,}]|$))`,
  "u",
);
const PARAMETER_PROPERTIES = new RegExp(
  String.raw`(?:^|[(,])\s*(?:@[\w.]+(?:\([^()]*\))?\s*)*(?:(?:public|private|protected|readonly|override)\s+)+${NAME}\s*[?:]`,
  "gu",
);
const OWN_FIELD = new RegExp(String.raw`^this\.${NAME}\s*=(?!=)`, "u");
const NO_NAMES = new Set(
  "if for while switch return throw catch do else try finally super new await yield typeof delete void case default import export".split(
    " ",
  ),
);

const STATEMENT_KINDS: Readonly<Record<string, DeclarationKind>> = {
  class: "class",
  interface: "interface",
  type: "type",
  enum: "enum",
  namespace: "module",
  module: "module",
  function: "function",
  const: "constant",
  let: "variable",
  var: "variable",
};

type Found = { -readonly [Key in keyof Declared]: Declared[Key] };

export function readTypescript(text: string): Reading {
  const declarations = new Declarations();
  walkBrackets(text, {
    line: (line, code, stack) => readLine(declarations, { line, code, stack }),
    body: (depth, line) => declarations.body(depth, line),
    end: (depth, line) => declarations.end(depth, line),
  });
  return { declarations: declarations.all, imports: [...new Set(ecmaSpecifiers(text))] };
}

/** What has been found, and which of it is still open at each depth. */
class Declarations {
  readonly all: Found[] = [];
  readonly #open: (Found | undefined)[] = [];
  readonly #fields = new Set<string>();

  begin(depth: number, found: Pick<Found, "name" | "kind" | "container" | "line">): void {
    this.end(depth, found.line - 1);
    const declared = { ...found, signatureEnd: -1, end: found.line };
    this.all.push(declared);
    this.#open[depth] = declared;
  }

  /** On one line, and once. */
  field(name: string, container: string, line: number): void {
    const key = `${container}.${name}`;
    if (container === "" || this.#fields.has(key)) return;
    this.#fields.add(key);
    this.all.push({ name, kind: "field", container, line, signatureEnd: line, end: line });
  }

  body(depth: number, line: number): void {
    const declared = this.#open[depth];
    if (declared && declared.signatureEnd < 0) declared.signatureEnd = Math.max(declared.line, line);
  }

  end(depth: number, line: number): void {
    const declared = this.#open[depth];
    if (!declared) return;
    declared.end = Math.max(declared.line, line);
    declared.signatureEnd =
      declared.signatureEnd < 0 ? declared.end : Math.min(declared.end, declared.signatureEnd);
    this.#open[depth] = undefined;
  }
}

interface Line {
  readonly line: number;
  readonly code: string;
  readonly stack: readonly Bracket[];
}

function readLine(declarations: Declarations, { line, code, stack }: Line): Header | undefined {
  const inside = stack.at(-1);
  if (!inside || inside.kind === "module") return readStatement(declarations, { line, code, stack });
  if (inside.kind !== "parameters" && inside.kind !== "block")
    return readMember(declarations, { line, code, stack });
  const field = inside.kind === "block" ? OWN_FIELD.exec(code)?.[1] : undefined;
  if (field !== undefined) declarations.field(field, inside.name, line);
  if (inside.kind === "parameters") readParameters(declarations, { line, code, stack });
  return undefined;
}

function readParameters(declarations: Declarations, { line, code, stack }: Line): void {
  const container = stack.at(-1)?.name ?? "";
  for (const [, name = ""] of code.matchAll(PARAMETER_PROPERTIES)) declarations.field(name, container, line);
}

function readStatement(declarations: Declarations, { line, code, stack }: Line): Header | undefined {
  const [, word = "", name] = STATEMENT.exec(code) ?? [];
  if (name === undefined) return undefined;
  const kind = STATEMENT_KINDS[word.replace(/^const\s+(?=enum)/, "").replace(/\s*\*$/, "")] ?? "variable";
  declarations.begin(stack.length, { name, kind, container: stack.at(-1)?.name ?? "", line });
  return { kind, name };
}

function readMember(declarations: Declarations, { line, code, stack }: Line): Header | undefined {
  const [, plain, quoted, call] = MEMBER.exec(code) ?? [];
  const name = plain ?? quoted;
  const inside = stack.at(-1);
  if (name === undefined || !inside) return undefined;
  // In a class there are no statements: `delete` is a method.
  if (NO_NAMES.has(name) && inside.kind !== "class") return undefined;
  const container = inside.name;
  if (name === "constructor") {
    readParameters(declarations, { line, code, stack });
    declarations.begin(stack.length, { name, kind: "constructor", container, line });
    return { kind: "constructor", name: container };
  }
  const kind = memberKind(inside, call !== undefined);
  declarations.begin(stack.length, { name, kind, container, line });
  return { kind, name };
}

function memberKind({ kind }: Bracket, isCalled: boolean): DeclarationKind {
  if (kind === "enum") return "enum-member";
  if (isCalled) return "method";
  return kind === "class" ? "field" : "property";
}
