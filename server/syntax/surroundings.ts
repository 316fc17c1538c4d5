/** Which nodes of a structure a place lies in. Works on the flat numbers: a request asks for it before anything else. */
import type { Structure } from "./messages.ts";
import { AT, type Ending, ENDINGS, FIELDS, KINDS, type NodeKind } from "./nodes.ts";

export interface Position {
  readonly line: number;
  readonly character: number;
}

export interface SyntaxNode {
  readonly kind: NodeKind;
  readonly ending: Ending;
  readonly start: Position;
  readonly end: Position;
  readonly innerStart: Position;
  readonly innerEnd: Position;
  /** Of a declaration. */
  readonly name: string;
}

interface Around {
  readonly place: Position;
  /** They reach at least to here; to the place's own line, unless said otherwise. */
  readonly fromLine?: number;
}

/** What begins no later than the place and reaches to it, from the outermost to the innermost. */
export function nodesAround(
  { nodes, names }: Structure,
  { place, fromLine = place.line }: Around,
): SyntaxNode[] {
  const found: SyntaxNode[] = [];
  let declarations = 0;
  for (let at = 0; at < nodes.length; at += FIELDS) {
    if (startsBehind(nodes, at, place)) break;
    const kind = KINDS[nodes[at + AT.kind] ?? 0] ?? "error";
    const name = kind === "declaration" ? names[declarations++] : "";
    // Most are done with by their numbers alone.
    if ((nodes[at + AT.endLine] ?? 0) < fromLine) continue;
    found.push(nodeAt(nodes, at, { kind, name: name ?? "" }));
  }
  return found;
}

function startsBehind(nodes: Int32Array, at: number, { line, character }: Position): boolean {
  const startLine = nodes[at + AT.startLine] ?? 0;
  return startLine > line || (startLine === line && (nodes[at + AT.startCharacter] ?? 0) > character);
}

function nodeAt(
  nodes: Int32Array,
  at: number,
  told: { readonly kind: NodeKind; readonly name: string },
): SyntaxNode {
  const point = (field: number): Position => ({
    line: nodes[at + field] ?? 0,
    character: nodes[at + field + 1] ?? 0,
  });
  return {
    ...told,
    ending: ENDINGS[nodes[at + AT.ending] ?? 0] ?? "closed",
    start: point(AT.startLine),
    end: point(AT.endLine),
    innerStart: point(AT.innerStartLine),
    innerEnd: point(AT.innerEndLine),
  };
}

export function compare(a: Position, b: Position): number {
  return a.line - b.line || a.character - b.character;
}

/** The cursor between a node's characters. */
export function isWithin({ start, end }: SyntaxNode, position: Position): boolean {
  return compare(start, position) < 0 && compare(position, end) < 0;
}
