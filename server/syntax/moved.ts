/** A structure told for one state of a document, as it holds for a later one. Only what surely left the structure as it was is mapped. */
import { type Change, changeBetween } from "./change.ts";
import type { Structure } from "./messages.ts";
import { AT, FIELDS } from "./nodes.ts";

/** Words, numbers, spaces and operators that neither open nor close anything in any language. */
const HARMLESS = /^[\p{L}\p{N}_ \t.,;=+&|%^~!?$@-]*$/u;

/** Undefined when something was put in or taken out that may have changed the structure. */
export function moved(
  structure: Structure,
  before: readonly string[],
  after: readonly string[],
): Structure | undefined {
  const change = changeBetween(before, after);
  if (!change) return structure;
  if (change.removed.length > 1 || change.added.length > 1 || !isHarmless(change)) return undefined;
  const nodes = structure.nodes.slice();
  for (let node = 0; node < nodes.length; node += FIELDS) {
    // They stand in the order of their beginnings.
    if ((nodes[node + AT.startLine] ?? 0) > change.start.row) break;
    if ((nodes[node + AT.endLine] ?? 0) < change.start.row) continue;
    if (!move(nodes, node, change)) return undefined;
  }
  return { ...structure, nodes };
}

/** False for a node that began or ended within what is gone. */
function move(nodes: Int32Array, node: number, { start, oldEnd, newEnd }: Change): boolean {
  for (let at = node + AT.startLine; at < node + FIELDS; at += 2) {
    if (nodes[at] !== start.row) continue;
    const column = nodes[at + 1] ?? 0;
    if (column >= oldEnd.column) nodes[at + 1] = column + newEnd.column - oldEnd.column;
    else if (column > start.column) return false;
  }
  return true;
}

function isHarmless({ start, oldEnd, newEnd, removed: [old = ""], added: [now = ""] }: Change): boolean {
  return (
    HARMLESS.test(old.slice(start.column, oldEnd.column)) &&
    HARMLESS.test(now.slice(start.column, newEnd.column))
  );
}
