/** Reads the declarations and imports of a file out of its tree. */
import type { Node, QueryMatch, Tree } from "web-tree-sitter";

import { DECLARATION_KINDS, type DeclarationKind, type Declared } from "../declared.ts";
import type { Grammar } from "./grammars.ts";

export interface Outlined extends Declared {
  /** It can be used in other files. */
  readonly exported: boolean;
}

export interface Import {
  /** As the language writes it, without quotes. */
  readonly specifier: string;
  /** What is imported by name, as it is called there. */
  readonly names: readonly string[];
  readonly line: number;
}

export interface Outline {
  readonly declarations: readonly Outlined[];
  readonly imports: readonly Import[];
}

interface Captured {
  readonly kind: DeclarationKind;
  readonly node: Node;
  readonly name: Node;
  readonly body?: Node;
  /** Names the container where it is not around the declaration. */
  readonly of?: Node;
  /** What a method gives its object, such as `self.name`. */
  readonly isOwn: boolean;
}

export function declarationIn({ captures }: QueryMatch): Captured | undefined {
  const named = (wanted: string) => captures.find(({ name }) => name === wanted)?.node;
  const name = named("name");
  const whole = captures.find((capture) => kindOf(capture.name) !== undefined);
  const kind = kindOf(whole?.name ?? "");
  if (!name || !whole || !kind) return undefined;
  const [body, of] = [named("body"), named("of")];
  const isOwn = named("own") !== undefined;
  return { kind, node: whole.node, name, isOwn, ...(body && { body }), ...(of && { of }) };
}

function kindOf(capture: string): DeclarationKind | undefined {
  return DECLARATION_KINDS.find((kind) => kind === capture);
}

/** Where the body begins, or all of it; the value of a variable is its body. */
export function signatureEnd({ node, body, name }: Captured): Node["endPosition"] {
  if (!body) return node.endPosition;
  const before = body.previousSibling?.endPosition ?? body.startPosition;
  return before.row < name.endPosition.row ? name.endPosition : before;
}

/** Within one of these, what is declared belongs to it. */
const CONTAINERS: readonly string[] = [
  "class",
  "enum",
  "interface",
  "module",
  "struct",
  "trait",
  "type",
] satisfies DeclarationKind[];
/** What is declared in the body of one of these cannot be used elsewhere. */
const CALLABLES: readonly string[] = [
  "function",
  "method",
  "constructor",
  "macro",
] satisfies DeclarationKind[];

interface Room {
  readonly end: number;
  /** Undefined within a function. */
  readonly container?: string;
  readonly isModule?: boolean;
}

export function outlineOf(tree: Tree, grammar: Grammar): Outline {
  const matches = grammar.outline.matches(tree.rootNode);
  return { declarations: declarations(matches, grammar), imports: imports(matches) };
}

type Mark = { readonly start: number } & (
  | { readonly kind: "declaration"; readonly captured: Captured }
  | { readonly kind: "room"; readonly room: Room }
);

function declarations(matches: readonly QueryMatch[], grammar: Grammar): Outlined[] {
  const rooms: Room[] = [];
  const found = new Map<string, Outlined>();
  const exported = exportedNodes(matches);
  for (const mark of marks(matches)) {
    while (rooms.length > 0 && (rooms.at(-1)?.end ?? 0) <= mark.start) rooms.pop();
    if (mark.kind === "room") rooms.push(mark.room);
    else {
      const declaration = placed(mark.captured, rooms);
      if (!declaration) continue;
      const { container, name, line } = declaration;
      // An object's own counts once, however often its methods set it.
      const key = `${container}.${name}:${mark.captured.isOwn ? "own" : String(line)}`;
      // Of two patterns that find the same, a variable says less.
      if (found.has(key) && found.get(key)?.kind !== "variable") continue;
      found.set(key, { ...declaration, exported: isExported(mark.captured, { exported, grammar }) });
    }
  }
  return [...found.values()];
}

/** What a statement around it, or a word in front of it, exports. */
function exportedNodes(matches: readonly QueryMatch[]): ReadonlySet<number> {
  const marked = matches.flatMap(({ captures }) => captures.filter(({ name }) => name === "exported"));
  return new Set(marked.map(({ node }) => node.id));
}

function isExported(
  { node, name }: Captured,
  { exported, grammar }: { exported: ReadonlySet<number>; grammar: Grammar },
): boolean {
  if (!grammar.marksExported) return grammar.isExported(name.text);
  return exported.has(node.id) || (node.parent !== null && exported.has(node.parent.id));
}

/** Declarations and the rooms that they are in, in the order of the text; a declaration comes before the room that it makes. */
function marks(matches: readonly QueryMatch[]): Mark[] {
  const found: Mark[] = [];
  for (const match of matches) {
    const captured = declarationIn(match);
    if (captured) found.push({ start: captured.name.startIndex, kind: "declaration", captured });
    const room = captured ? roomOf(captured) : otherRoom(match);
    if (room) found.push({ ...room, kind: "room" });
  }
  return found.toSorted((a, b) => a.start - b.start || endOf(b) - endOf(a));
}

function endOf(mark: Mark): number {
  return mark.kind === "room" ? mark.room.end : 0;
}

function roomOf({ kind, node, name, body }: Captured): { start: number; room: Room } | undefined {
  if (CALLABLES.includes(kind)) {
    return body && { start: body.startIndex, room: { end: body.endIndex } };
  }
  if (!CONTAINERS.includes(kind)) return undefined;
  const room = { end: node.endIndex, container: name.text, isModule: kind === "module" };
  return { start: name.endIndex, room };
}

/** `@local` is the body of a function without a name; `@container` is one that declares no name of its own, such as `impl`. */
function otherRoom({ captures }: QueryMatch): { start: number; room: Room } | undefined {
  const local = captures.find(({ name }) => name === "local")?.node;
  if (local) return { start: local.startIndex, room: { end: local.endIndex } };
  const around = captures.find(({ name }) => name === "container")?.node;
  const of = captures.find(({ name }) => name === "of")?.node;
  return around && of && { start: around.startIndex, room: { end: around.endIndex, container: of.text } };
}

function placed(captured: Captured, rooms: readonly Room[]): Declared | undefined {
  const { kind, node, name, of, isOwn } = captured;
  const room = rooms.findLast(({ container }) => container !== undefined);
  const isLocal = rooms.some(({ container }) => container === undefined);
  if (isLocal && (!isOwn || !room)) return undefined;
  return {
    name: name.text.replace(SIGIL, ""),
    kind: kind === "function" && room && !room.isModule ? "method" : kind,
    container: of?.text ?? room?.container ?? "",
    line: name.startPosition.row,
    signatureEnd: lastRow(signatureEnd(captured)),
    end: lastRow(node.endPosition),
  };
}

/** Ruby's, before the name of a variable or a symbol. */
const SIGIL = /^[:@]+/;

/** A node that ends with its line's terminator does not reach into the next line. */
function lastRow({ row, column }: Node["endPosition"]): number {
  return column === 0 && row > 0 ? row - 1 : row;
}

const QUOTES = /^["'`<]|["'`>]$/g;

function imports(matches: readonly QueryMatch[]): Import[] {
  const found = new Map<number, { specifier: string; names: Set<string>; line: number }>();
  for (const { captures } of matches) {
    const specifier = captures.find(({ name }) => name === "specifier")?.node;
    if (!specifier) continue;
    const { text, startPosition, id } = specifier;
    const known = found.get(id) ?? {
      specifier: text.replaceAll(QUOTES, ""),
      names: new Set(),
      line: startPosition.row,
    };
    for (const { name, node } of captures) if (name === "imported") known.names.add(node.text);
    found.set(id, known);
  }
  return [...found.values()].map((one) => ({ ...one, names: [...one.names] }));
}
