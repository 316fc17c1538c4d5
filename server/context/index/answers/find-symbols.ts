/** Declarations by a few letters of their names, as one types them who looks for something: `gru` finds `getRequestUri`. */
import { inOrder } from "../in-order.ts";
import type { Layer } from "../layer.ts";
import { declarationAt, unitOfDeclaration } from "../read-segment.ts";
import { nameAt } from "../segment.ts";
import type { FoundSymbol, Questions } from "../questions.ts";
import type { Declaration } from "../workspace-index.ts";
import { type Held, toSymbols } from "./held.ts";
import { matchName } from "./match-name.ts";

const CASE = 0x20;

export function findSymbols(
  held: Held,
  { query, limit }: Questions["symbols"]["asked"],
): readonly FoundSymbol[] {
  const letters = Buffer.from(query.replaceAll(/\s+/g, "").toLowerCase());
  const found = held.workspace.layers().flatMap((layer) => search(layer, query, letters));
  const best = found.toSorted(
    (a, b) =>
      b.score - a.score ||
      inOrder(a.declaration.file, b.declaration.file) ||
      a.declaration.line - b.declaration.line,
  );
  const seen = best.values().filter(({ declaration }) => held.sees(declaration.file));
  return toSymbols(
    held,
    seen
      .take(limit)
      .map(({ declaration }) => declaration)
      .toArray(),
  );
}

function search(layer: Layer, query: string, letters: Buffer) {
  const { declarations, names } = layer.segment;
  const found: { declaration: Declaration; score: number }[] = [];
  let name = -1;
  let score: number | undefined;
  for (const at of declarations.byName) {
    const itsName = declarations.name[at] ?? 0;
    if (itsName !== name) {
      name = itsName;
      score = mayMatch(names, name, letters) ? matchName(query, nameAt(names, name)) : undefined;
    }
    if (score === undefined) continue;
    const unit = unitOfDeclaration(layer.segment, at);
    const file = layer.alive[unit] ? layer.files[unit] : undefined;
    if (file) found.push({ declaration: { ...declarationAt(layer.segment, at), file }, score });
  }
  return found;
}

/** Whether the letters are in the name in this order: most names fall here, before any of them is made a string. */
function mayMatch({ letters, start }: Layer["segment"]["names"], name: number, wanted: Buffer): boolean {
  let next = 0;
  const end = start[name + 1] ?? 0;
  for (let at = start[name] ?? 0; at < end && next < wanted.length; at++) {
    const byte = letters[at] ?? 0;
    const lower = byte >= 0x41 && byte <= 0x5a ? byte | CASE : byte;
    if (lower === wanted[next]) next++;
  }
  return next === wanted.length;
}
