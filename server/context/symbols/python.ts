/** Declarations and imports of Python, by indentation. Lines within brackets or a long string are no statements of their own. */
import type { DeclarationKind, Declared } from "../../declared.ts";
import type { Reading } from "../index/workspace-index.ts";
import { pythonImports } from "./imports.ts";
import { statementsOf } from "./python-statements.ts";

const DEFINITION = /^[ \t]*(?:async[ \t]+)?(def|class)[ \t]+([\p{L}_][\p{L}\p{N}_]*)/u;
const ASSIGNMENT = /^[ \t]*([\p{L}_][\p{L}\p{N}_]*)[ \t]*(?:=(?!=)|:[^=]*=(?!=)|:[ \t]*[\p{L}_"'])/u;
/** A second name of an assignment to several. */
const ALSO = /=[ \t]*([\p{L}_][\p{L}\p{N}_]*)[ \t]*(?==(?!=))/gu;
const ATTRIBUTE = /^[ \t]+(?:self|cls)\.([\p{L}_][\p{L}\p{N}_]*)[ \t]*(?::[^=]+)?=(?!=)/u;
const IMPORT = /^[ \t]*(?:from[ \t]+[.\w]+[ \t]+)?import\b/;
const CONSTANT = /^_*[A-Z][A-Z0-9_]*$/;
/** What may stand before a colon like a name does. */
const NO_NAMES = new Set(["else", "try", "finally", "lambda"]);

interface Scope {
  readonly indent: number;
  readonly kind: "class" | "def";
  readonly name: string;
  /** What a function keeps to itself is left out, since nobody else can use it. */
  readonly declared: { end: number } | undefined;
}

export function readPython(text: string): Reading {
  const lines = text.split("\n");
  const scopes = new Scopes();
  const imports: string[] = [];
  for (const { line, end } of statementsOf(lines)) {
    const code = lines[line] ?? "";
    scopes.leave(code.length - code.trimStart().length);
    scopes.last = end;
    if (IMPORT.test(code)) {
      const statement = lines.slice(line, end + 1).join("\n");
      imports.push(...pythonImports(statement).map(({ specifier }) => specifier));
    } else readStatement(scopes, { code, line, end });
  }
  scopes.leave(-1);
  return { declarations: scopes.found, imports };
}

/** What has been found, and the classes and functions around the line that is read. */
class Scopes {
  readonly found: (Declared & { end: number })[] = [];
  /** The last line that belongs to what is open. */
  last = 0;
  readonly #open: Scope[] = [];
  readonly #attributes = new Set<string>();

  get inside(): Scope["kind"] | undefined {
    return this.#open.at(-1)?.kind;
  }

  get container(): string {
    return this.#open.findLast(({ kind }) => kind === "class")?.name ?? "";
  }

  leave(indent: number): void {
    for (let scope = this.#open.at(-1); scope && indent <= scope.indent; scope = this.#open.at(-1)) {
      if (scope.declared) scope.declared.end = this.last;
      this.#open.pop();
    }
  }

  enter(scope: Omit<Scope, "declared">, isDeclared: boolean): void {
    this.#open.push({ ...scope, declared: isDeclared ? this.found.at(-1) : undefined });
  }

  declare(name: string, kind: DeclarationKind, { line, end }: { line: number; end: number }): void {
    this.found.push({ name, kind, container: this.container, line, signatureEnd: end, end });
  }

  /** Where it is first assigned. */
  attribute(name: string, at: { line: number; end: number }): void {
    const key = `${this.container}.${name}`;
    if (this.container === "" || this.#attributes.has(key)) return;
    this.#attributes.add(key);
    this.declare(name, "field", at);
  }
}

interface Statement {
  readonly code: string;
  readonly line: number;
  readonly end: number;
}

function readStatement(scopes: Scopes, statement: Statement): void {
  const { code } = statement;
  const [, word, name] = DEFINITION.exec(code) ?? [];
  if (name !== undefined)
    return readDefinition(scopes, statement, { name, kind: word === "class" ? "class" : "def" });
  if (scopes.inside === "def") {
    const attribute = ATTRIBUTE.exec(code)?.[1];
    if (attribute !== undefined) scopes.attribute(attribute, statement);
    return;
  }
  readAssignment(scopes, statement);
}

function readAssignment(scopes: Scopes, statement: Statement): void {
  const { code } = statement;
  const assigned = ASSIGNMENT.exec(code)?.[1];
  if (assigned === undefined || NO_NAMES.has(assigned)) return;
  const also = Array.from(code.matchAll(ALSO), ([, second = ""]) => second);
  for (const name of [assigned, ...also]) {
    scopes.declare(name, scopes.inside ? "field" : CONSTANT.test(name) ? "constant" : "variable", statement);
  }
}

function readDefinition(
  scopes: Scopes,
  statement: Statement,
  { name, kind }: Pick<Scope, "name" | "kind">,
): void {
  const { code } = statement;
  const isDeclared = scopes.inside !== "def";
  const declaredKind = kind === "class" ? "class" : scopes.inside ? "method" : "function";
  if (isDeclared) scopes.declare(name, declaredKind, statement);
  scopes.enter({ indent: code.length - code.trimStart().length, kind, name }, isDeclared);
}
