/** What ships of grammars and queries: each loads into this runtime, and nothing lies there that nobody uses. */
import { readdirSync } from "node:fs";
import { join } from "node:path";

import { expect, test } from "vitest";

import { grammarOf, languages, shipped } from "./grammars.ts";

test.for([...languages.keys()])(
  "%s: the grammar and its queries fit each other and the runtime",
  async (id) => {
    const { language, around, outline } = await grammarOf(id);
    expect([13, 14, 15]).toContain(language.abiVersion);
    expect(around.captureNames).toEqual(expect.arrayContaining(["comment", "string", "block", "name"]));
    expect(outline.captureNames).toEqual(expect.arrayContaining(["name", "specifier"]));
  },
);

test("nothing ships that no language uses", () => {
  const specs = [...languages.values()];
  const used = {
    structure: new Set(specs.flatMap(({ structure }) => structure.map((name) => `${name}.scm`))),
    outline: new Set(specs.flatMap(({ outline }) => outline.map((name) => `${name}.scm`))),
    grammars: new Set(specs.map(({ grammar }) => `${grammar}.wasm.br`)),
  };
  const files = (folder = "") => readdirSync(join(shipped.folder, folder)).toSorted();
  expect(files("structure")).toEqual([...used.structure].toSorted());
  expect(files("outline")).toEqual([...used.outline].toSorted());
  expect(files().filter((name) => name.endsWith(".br"))).toEqual([...used.grammars].toSorted());
});
