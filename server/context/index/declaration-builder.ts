/** Gathers the declarations and imports of files, and makes tables of them at the end, in which each name is written once. */
import { bytes, integers } from "./growable.ts";
import type { DeclarationTable, ImportTable, NameTable, Segment, UnitTable } from "./segment.ts";
import { DECLARATION_KINDS, type Declared } from "../../declared.ts";
import type { Work } from "./turn.ts";
import { hashOfText } from "./words.ts";

const MAX_SIGNATURE_LINES = 255;

interface Tables extends Pick<Segment, "names" | "declarations" | "imports"> {
  readonly units: Pick<UnitTable, "declarations" | "imports">;
}

export class DeclarationBuilder {
  readonly #names = new Map<string, number>();
  readonly #firstDeclaration = integers();
  readonly #firstImport = integers();
  readonly #name = integers();
  readonly #container = integers();
  readonly #kind = bytes();
  readonly #line = integers();
  readonly #signatureLines = bytes();
  readonly #lines = integers();
  readonly #import = integers();

  add(declarations: readonly Declared[], imports: readonly string[]): void {
    this.#firstDeclaration.push(this.#name.length);
    this.#firstImport.push(this.#import.length);
    for (const { name, container, kind, line, signatureEnd, end } of declarations) {
      this.#name.push(this.#numberOf(name));
      this.#container.push(this.#numberOf(container));
      this.#kind.push(DECLARATION_KINDS.indexOf(kind));
      this.#line.push(line);
      this.#signatureLines.push(Math.min(signatureEnd - line, MAX_SIGNATURE_LINES));
      this.#lines.push(end - line);
    }
    for (const specifier of imports) this.#import.push(this.#numberOf(specifier));
  }

  #numberOf(name: string): number {
    const known = this.#names.get(name);
    if (known !== undefined) return known;
    const number = this.#names.size;
    this.#names.set(name, number);
    return number;
  }

  *build(): Work<Tables> {
    this.#firstDeclaration.push(this.#name.length);
    this.#firstImport.push(this.#import.length);
    const { names, rank, texts } = yield* nameTable([...this.#names.keys()]);
    yield;
    const ranked = (numbers: Uint32Array) => numbers.map((number) => rank[number] ?? 0);
    const name = ranked(this.#name.cut());
    const declarations: DeclarationTable = {
      name,
      container: ranked(this.#container.cut()),
      kind: this.#kind.cut(),
      line: this.#line.cut(),
      signatureLines: this.#signatureLines.cut(),
      lines: this.#lines.cut(),
      byName: sortedBy(name),
    };
    yield;
    const units: Pick<UnitTable, "declarations" | "imports"> = {
      declarations: this.#firstDeclaration.cut(),
      imports: this.#firstImport.cut(),
    };
    const imported = ranked(this.#import.cut());
    return { names, declarations, units, imports: importTable(imported, units.imports, texts) };
  }
}

/** What was given, in the order of the hashes, and the place of each in that order. */
function* nameTable(
  given: readonly string[],
): Work<{ names: NameTable; rank: Uint32Array; texts: readonly string[] }> {
  const order = inHashOrder(given);
  yield;
  const texts = Array.from(order, ({ text }) => text);
  const rank = new Uint32Array(given.length);
  for (const [at, { number }] of order.entries()) rank[number] = at;
  const start = new Uint32Array(texts.length + 1);
  for (const [at, text] of texts.entries()) start[at + 1] = (start[at] ?? 0) + Buffer.byteLength(text);
  yield;
  const hash = Uint32Array.from(order, ({ hash }) => hash);
  const names: NameTable = { hash, start, letters: Buffer.from(texts.join("")) };
  return { names, rank, texts };
}

/** Of two with one hash, the first in the alphabet comes first: the order hangs on nothing else than the texts. */
function inHashOrder(texts: readonly string[]) {
  const keys = Float64Array.from(texts, (text, number) => hashOfText(text) * 2 ** 21 + number);
  const order = Array.from(keys.toSorted(), (key) => {
    const number = key % 2 ** 21;
    return { hash: Math.floor(key / 2 ** 21), number, text: texts[number] ?? "" };
  });
  for (let at = 1; at < order.length; at++) {
    const [before, here] = [order[at - 1], order[at]];
    if (!before || !here || before.hash !== here.hash || before.text <= here.text) continue;
    [order[at - 1], order[at]] = [here, before];
  }
  return order;
}

/** The places of the keys in ascending order; of equal ones, the first comes first. */
function sortedBy(keys: Uint32Array): Uint32Array {
  const joined = Float64Array.from(keys, (key, at) => key * 2 ** 24 + at).toSorted();
  return Uint32Array.from(joined, (both) => both % 2 ** 24);
}

function importTable(name: Uint32Array, first: Uint32Array, texts: readonly string[]): ImportTable {
  const pairs = new Set<number>();
  for (let unit = 0; unit + 1 < first.length; unit++) {
    for (const imported of name.subarray(first[unit], first[unit + 1])) {
      for (const part of lastParts(texts[imported] ?? "")) pairs.add(hashOfText(part) * 2 ** 20 + unit);
    }
  }
  const sorted = Float64Array.from(pairs).toSorted();
  return {
    name,
    part: Uint32Array.from(sorted, (pair) => Math.floor(pair / 2 ** 20)),
    partUnit: Uint32Array.from(sorted, (pair) => pair % 2 ** 20),
  };
}

/** By which an import is found again from the file that it means: `./a/shapes.ts` by `shapes` and by `ts`, `a.b` by both. */
function lastParts(specifier: string): readonly string[] {
  return (specifier.match(/[\p{L}\p{N}_$@-]+/gu) ?? []).slice(-3);
}
