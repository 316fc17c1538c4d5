/** Reads the structure around some lines out of a tree: where blocks, lists, strings and comments begin and end. */
import type { Node, QueryMatch, Tree } from "web-tree-sitter";

import type { Grammar } from "./grammars.ts";
import type { Structure } from "./messages.ts";
import { type Ending, ENDINGS, FIELDS, KINDS, type NodeKind } from "./nodes.ts";
import { declarationIn, signatureEnd } from "./outline.ts";

interface Found {
  readonly kind: NodeKind;
  readonly ending: Ending;
  readonly node: Node;
  readonly inner: readonly [start: Node["startPosition"], end: Node["endPosition"]];
  readonly name?: string;
}

export interface Lines {
  readonly from: number;
  readonly to: number;
}

const CLOSERS = new Set(["}", ")", "]", "end", "fi", "done", "esac", "endif", "endfor", "endwhile", ";;"]);
const BLOCK_COMMENT_ENDS = /(?:\*\/|-->|\]=*\]|=end\s*)$/;

export function structureOf(tree: Tree, { around, language }: Grammar, { from, to }: Lines): Structure {
  const range = { startPosition: { row: from, column: 0 }, endPosition: { row: to, column: 0 } };
  const found = around.matches(tree.rootNode, range).flatMap((match) => read(match) ?? []);
  if (tree.rootNode.hasError) found.push(...errors(tree.rootNode, { from, to }));
  void language;
  found.sort((a, b) => a.node.startIndex - b.node.startIndex || b.node.endIndex - a.node.endIndex);
  const names = found.flatMap(({ name }) => name ?? []);
  return { from, to, names, nodes: Int32Array.from(found.flatMap(numbers)) };
}

function numbers({ kind, ending, node, inner: [start, end] }: Found): number[] {
  const { startPosition, endPosition } = node;
  const points = [startPosition, endPosition, start, end].flatMap(({ row, column }) => [row, column]);
  const flat = [KINDS.indexOf(kind), ENDINGS.indexOf(ending), ...points];
  if (flat.length !== FIELDS) throw new Error("a node has the wrong number of fields");
  return flat;
}

function read(match: QueryMatch): Found | undefined {
  const declaration = declarationIn(match);
  if (declaration) {
    const { node, name } = declaration;
    const inner = [signatureEnd(declaration), node.endPosition] as const;
    return { kind: "declaration", ending: "closed", node, inner, name: name.text };
  }
  const captured = match.captures.find(({ name }) => (KINDS as readonly string[]).includes(name));
  const kind = KINDS.find((kind) => kind === captured?.name);
  if (!captured || !kind) return undefined;
  const { node } = captured;
  if (kind !== "block" && kind !== "list") return plain(kind, node);
  return bracketed(kind, node, match);
}

function plain(kind: NodeKind, node: Node): Found {
  const isOpenComment = kind === "comment" && !BLOCK_COMMENT_ENDS.test(node.text.slice(-8));
  const ending = isOpenComment ? "unclosed" : "closed";
  return { kind, ending, node, inner: [node.startPosition, node.endPosition] };
}

function bracketed(kind: "block" | "list", node: Node, { captures }: QueryMatch): Found {
  const openers = captures.filter(({ name }) => name === "opener").map(({ node }) => node);
  const opener = openers.at(-1) ?? node.firstChild;
  const start = opener?.endPosition ?? node.startPosition;
  const closer = captures.find(({ name }) => name === "closer")?.node ?? lastToken(node);
  if (!closer) return { kind, ending: "indented", node, inner: [start, node.endPosition] };
  const ending = closer.isMissing ? "unclosed" : "closed";
  return { kind, ending, node, inner: [start, closer.startPosition] };
}

function lastToken({ lastChild }: Node): Node | undefined {
  return lastChild && !lastChild.isNamed && CLOSERS.has(lastChild.type) ? lastChild : undefined;
}

/** What the parser could not read, outermost first, and no deeper. */
function errors(root: Node, { from, to }: Lines): Found[] {
  const found: Found[] = [];
  const visit = (node: Node): void => {
    if (node.endPosition.row < from || node.startPosition.row >= to || !node.hasError) return;
    if (node.isError) {
      found.push({ kind: "error", ending: "closed", node, inner: [node.startPosition, node.endPosition] });
      return;
    }
    for (const child of node.children) if (child) visit(child);
  };
  visit(root);
  return found;
}
