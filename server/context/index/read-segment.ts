/** What a segment's tables say of one unit, one name or one word. */
import { firstWith, nameAt, type Segment } from "./segment.ts";
import { DECLARATION_KINDS, type Declared } from "../../declared.ts";
import { hashOfText } from "./words.ts";

export function declarationsOf(segment: Segment, unit: number): readonly Declared[] {
  const [first = 0, end = 0] = segment.units.declarations.subarray(unit, unit + 2);
  return Array.from({ length: end - first }, (_, at) => declarationAt(segment, first + at));
}

export function declarationAt({ declarations, names }: Segment, at: number): Declared {
  const line = declarations.line[at] ?? 0;
  return {
    name: nameAt(names, declarations.name[at] ?? 0),
    kind: DECLARATION_KINDS[declarations.kind[at] ?? 0] ?? "variable",
    container: nameAt(names, declarations.container[at] ?? 0),
    line,
    signatureEnd: line + (declarations.signatureLines[at] ?? 0),
    end: line + (declarations.lines[at] ?? 0),
  };
}

export function importNamesOf({ units, imports, names }: Segment, unit: number): readonly string[] {
  const [first, end] = units.imports.subarray(unit, unit + 2);
  return Array.from(imports.name.subarray(first, end), (name) => nameAt(names, name));
}

/** The units that import something with this part in its name; `lastParts` says which parts those are. */
export function unitsImporting({ imports }: Segment, part: string): readonly number[] {
  const hash = hashOfText(part);
  const units: number[] = [];
  for (let at = firstWith(imports.part, hash); imports.part[at] === hash; at++)
    units.push(imports.partUnit[at] ?? 0);
  return units;
}

/** The places in the table of declarations where this name is declared. */
export function* declarationsNamed({ names, declarations }: Segment, name: string): Generator<number> {
  const number = numberOf({ names }, name);
  if (number === undefined) return;
  const { byName } = declarations;
  let low = 0;
  let high = byName.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((declarations.name[byName[middle] ?? 0] ?? 0) < number) low = middle + 1;
    else high = middle;
  }
  for (let at = low; declarations.name[byName[at] ?? -1] === number; at++) yield byName[at] ?? 0;
}

function numberOf({ names }: Pick<Segment, "names">, name: string): number | undefined {
  const hash = hashOfText(name);
  for (let at = firstWith(names.hash, hash); names.hash[at] === hash; at++) {
    if (nameAt(names, at) === name) return at;
  }
  return undefined;
}

/** Where the postings of a word begin and end. */
export function postingsOf({ words }: Segment, hash: number): readonly [start: number, end: number] {
  const word = firstWith(words.hash, hash);
  return word === words.hash.length ? [0, 0] : [words.start[word] ?? 0, words.start[word + 1] ?? 0];
}

/** The unit of a declaration: the last one that begins at it or before. */
export function unitOfDeclaration({ units }: Segment, declaration: number): number {
  const { declarations } = units;
  let low = 0;
  let high = declarations.length - 1;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((declarations[middle + 1] ?? 0) <= declaration) low = middle + 1;
    else high = middle;
  }
  return low;
}
