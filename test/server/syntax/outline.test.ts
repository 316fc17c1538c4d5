/** Declarations and imports, by language: golden files that list what is found in the samples. */
import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";

import { expect, test } from "vitest";

import { splitLines } from "../../../server/completion/lines.ts";
import { type Outline, type Outlined, outlineOf } from "../../../server/syntax/outline.ts";
import { parse } from "../../../server/syntax/trees.ts";
import { expectGolden } from "../../support/golden.ts";
import { grammarOf, languages } from "./grammars.ts";

const SAMPLES = join(import.meta.dirname, "samples");
const samples = readdirSync(SAMPLES).map((file) => basename(file, ".txt"));

async function outlineIn(languageId: string, text: string): Promise<Outline> {
  const grammar = await grammarOf(languageId);
  const tree = await parse(splitLines(text), grammar);
  if (!tree) throw new Error("it took too long to parse");
  return outlineOf(tree, grammar);
}

function line({ name, kind, container, line, signatureEnd, end, exported }: Outlined): string {
  const lines = [line, signatureEnd, end].map((at) => at + 1);
  const where = [...new Set(lines)].join("–");
  return `${where}: ${kind} ${container ? `${container} → ` : ""}${name}${exported ? ", exported" : ""}`;
}

function listing({ declarations, imports }: Outline): string {
  const told = imports.map(({ specifier, names, line }) => {
    return `${String(line + 1)}: import ${specifier}${names.length > 0 ? ` (${names.join(", ")})` : ""}`;
  });
  return `${[...told, ...declarations.map(line)].join("\n")}\n`;
}

test.for(samples)("%s", async (languageId) => {
  const text = readFileSync(join(SAMPLES, `${languageId}.txt`), "utf8");
  const outline = await outlineIn(languageId, text);
  expectGolden(listing(outline), join(import.meta.dirname, "golden", `${languageId}.txt`));
});

test("every language has a sample, or the queries of one that has", () => {
  const told = new Set(samples.flatMap((id) => languages.get(id)?.outline ?? []));
  const silent = [...languages].filter(([, { outline }]) => !outline.every((name) => told.has(name)));
  expect(silent.map(([id]) => id)).toEqual([]);
});

test("what a file breaks off in is told as far as it goes", async () => {
  const { declarations } = await outlineIn("python", "class Shop:\n    def sell(self, \n\ndef total(x):\n");
  expect(declarations.map(({ name }) => name)).toContain("total");
});
