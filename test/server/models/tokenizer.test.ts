/** Where tokenizers come from, what happens when they cannot be had, and the way of those that are not bundled. */
import { existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { describe, expect, test } from "vitest";

import type { PatternName } from "../../../server/models/vocabulary/patterns.ts";
import { rebuild } from "../../tools/vocabularies/rebuild.ts";
import { bundledNames, newTokenizers, readBundled } from "./bundled.ts";
import { loadOracle } from "./oracle.ts";
import { fuzz, samples, sourceFiles } from "./texts.ts";

const temporary = (): string => mkdtempSync(join(tmpdir(), "keyfill-tokenizers-"));
const smallJson = (): string => JSON.stringify(rebuild(readBundled("deepseek-coder")));
const URL = "https://models.example/tokenizer.json";

test("the estimate is marked as one, and so is what stands in for a vocabulary that is not loaded yet", async () => {
  const tokenizers = newTokenizers();
  expect(tokenizers.counter("fake").exact).toBe(false);
  expect(tokenizers.counter("qwen2.5").exact).toBe(false);
  expect((await tokenizers.ready("qwen2.5")).exact).toBe(true);
  expect(tokenizers.counter("qwen2.5").exact).toBe(true);
});

test.for([
  "no-such-vocabulary",
  "hf://org/model",
  "https://models.example/t.json",
  "/no/such/file",
  "a/b",
  "",
  "../x",
])("%s cannot be had: the estimate answers", async (source) => {
  const lines: string[] = [];
  const tokenizers = newTokenizers({ log: { write: (level, line) => lines.push(`${level} ${line}`) } });
  const tokenizer = await tokenizers.ready(source);
  expect(tokenizer.exact).toBe(false);
  expect(tokenizer.count("const x = 1;")).toBeGreaterThan(0);
  expect(lines).toEqual([expect.stringContaining("counting is estimated")]);
});

test("the estimate errs on the high side", { timeout: 60_000 }, async () => {
  const tokenizers = newTokenizers();
  const estimate = tokenizers.counter("fake");
  for (const name of bundledNames) {
    const exact = await tokenizers.ready(name);
    const ratios = sourceFiles()
      .filter(({ text }) => text.length > 200)
      .map(({ text }) => estimate.count(text) / exact.count(text))
      .toSorted((a, b) => a - b);
    const at = (share: number): number => ratios[Math.floor(ratios.length * share)] ?? 0;
    expect([name, at(0.05) > 0.95, at(0.5) > 1, at(0.5) < 1.6]).toEqual([name, true, true, true]);
  }
});

describe("a download", () => {
  test("is asked for at the hub, with its token, and kept whole for the next time", async () => {
    const cache = temporary();
    const asked: unknown[] = [];
    const fetch = async (url: string, headers: Readonly<Record<string, string>>): Promise<Uint8Array> => {
      asked.push({ url, headers });
      return Buffer.from(smallJson());
    };
    const env = { HF_ENDPOINT: "https://mirror.example/", HF_TOKEN: " hf_secret " };
    const windows = [newTokenizers({ cache, fetch, env }), newTokenizers({ cache, fetch, env })];
    const ready = await Promise.all(windows.map((window) => window.ready("hf://org/name")));
    expect(ready.map(({ exact }) => exact)).toEqual([true, true]);
    const request = {
      url: "https://mirror.example/org/name/resolve/main/tokenizer.json",
      headers: { authorization: "Bearer hf_secret" },
    };
    expect(asked).toEqual([request, request]);
    expect(readdirSync(join(cache, "tokenizers"))).toEqual([expect.stringMatching(/^[0-9a-f]{32}\.json$/)]);
    expect((await newTokenizers({ cache, env }).ready("hf://org/name")).exact).toBe(true);
  });

  test("that is broken is not kept, and is tried again later without anyone waiting", async () => {
    const cache = temporary();
    let time = 0;
    const answers = ['{"model":', smallJson()];
    const fetch = async (): Promise<Uint8Array> => Buffer.from(answers.shift() ?? "");
    const tokenizers = newTokenizers({ cache, fetch, now: () => time });
    expect((await tokenizers.ready(URL)).exact).toBe(false);
    expect(existsSync(join(cache, "tokenizers"))).toBe(false);
    time = 29_000;
    expect((await tokenizers.ready(URL)).exact).toBe(false);
    expect(answers).toHaveLength(1);
    time = 31_000;
    expect(tokenizers.counter(URL).exact).toBe(false);
    expect((await tokenizers.ready(URL)).exact).toBe(true);
  });

  test("that was kept and is broken now is fetched anew", async () => {
    const cache = temporary();
    let time = 0;
    const fetch = async (): Promise<Uint8Array> => Buffer.from(smallJson());
    await newTokenizers({ cache, fetch }).ready(URL);
    const [file = ""] = readdirSync(join(cache, "tokenizers"));
    writeFileSync(join(cache, "tokenizers", file), "{}");
    const tokenizers = newTokenizers({ cache, fetch, now: () => time });
    expect((await tokenizers.ready(URL)).exact).toBe(false);
    time = 60_000;
    expect((await tokenizers.ready(URL)).exact).toBe(true);
  });
});

describe("any other tokenizer.json, through the library", { timeout: 120_000 }, () => {
  const PATTERNS: readonly PatternName[] = [
    "cl100k",
    "tekken",
    "gpt2-digits",
    "deepseek-v3",
    "deepseek-coder",
  ];
  const byPattern = PATTERNS.map((pattern) =>
    bundledNames.find((name) => readBundled(name).head.pattern === pattern),
  );

  test.for(byPattern)("%s counts as the reference does, and by lines", async (name) => {
    const json = rebuild(readBundled(name ?? ""));
    const file = join(temporary(), "tokenizer.json");
    writeFileSync(file, JSON.stringify(json));
    const tokenizer = await newTokenizers().ready(file);
    const oracle = loadOracle().load(JSON.stringify(json));
    // Where this Node's Unicode is newer than the reference's, the library follows Node.
    const texts = [...samples().map(({ text }) => text), ...fuzz(21, 400)].filter(
      (text) =>
        !/[\u{85}\u{feff}\ud800-\udfff\u{10000}-\u{10ffff}]/u.test(text) && !/\p{Cn}|\u0897/u.test(text),
    );
    const counts = await oracle.counts(texts);
    expect(texts.filter((text, index) => tokenizer.count(text) !== counts[index])).toEqual([]);
    for (const text of texts.slice(0, 14)) {
      const lines = text.split(/(?<=\n)/);
      const fitted = tokenizer.fit({
        document: { uri: "a", lines },
        start: 0,
        step: 1,
        edge: "",
        budget: 1e6,
      });
      expect(fitted).toEqual({ lines: lines.length, tokens: tokenizer.count(text) });
    }
  });

  const BYTES = Array.from(
    { length: 256 },
    (_, byte) => `<0x${byte.toString(16).padStart(2, "0").toUpperCase()}>`,
  );
  const PIECES = ["<unk>", ...BYTES, "\u2581", "a", "b", "\u2581a", "ab", "b\u2581"];
  const sentencePiece = (preTokenizer: object | null) => ({
    version: "1.0",
    added_tokens: [],
    normalizer: null,
    pre_tokenizer: preTokenizer,
    post_processor: null,
    decoder: null,
    model: {
      type: "BPE",
      unk_token: "<unk>",
      byte_fallback: true,
      vocab: Object.fromEntries(PIECES.map((piece, id) => [piece, id])),
      merges: ["b \u2581", "\u2581 a", "a b"],
    },
  });
  const METASPACE = { type: "Metaspace", replacement: "\u2581", prepend_scheme: "never" };

  test.for([
    ["cuts before each blank", { ...METASPACE, split: true }],
    ["cuts there if nothing is said", METASPACE],
    ["does not cut", { ...METASPACE, split: false }],
    ["knows no words", null],
  ] as const)("a vocabulary that %s counts as the reference does", async ([, preTokenizer]) => {
    const json = JSON.stringify(sentencePiece(preTokenizer));
    const file = join(temporary(), "tokenizer.json");
    writeFileSync(file, json);
    const tokenizer = await newTokenizers().ready(file);
    const texts = ["ab a", "b a  ab", "é", "a\uD800b", "\uDC00 a", "😀", " b "];
    expect(texts.map((text) => tokenizer.count(text))).toEqual(await loadOracle().load(json).counts(texts));
  });

  test("numbers that are not ASCII digits stand alone", async () => {
    const file = join(temporary(), "tokenizer.json");
    writeFileSync(file, JSON.stringify(rebuild(readBundled("starcoder2"))));
    const library = await newTokenizers().ready(file);
    const own = await newTokenizers().ready("starcoder2");
    for (const text of ["a½b", "x²y²", "٣٤٥", "१२३", "1234", "Ⅷ"])
      expect(library.count(text)).toBe(own.count(text));
  });
});

test("a marker is one token of its vocabulary, and not of another", async () => {
  const tokenizers = newTokenizers();
  const rows = [
    ["qwen2.5", "<|fim_prefix|>", 151659],
    ["qwen2.5", "<|file_sep|>", 151664],
    ["qwen2.5", "<fim_prefix>", undefined],
    ["qwen2.5", "<think>", undefined],
    ["qwen3", "<think>", 151667],
    ["starcoder2", "<fim_suffix>", 3],
    ["deepseek-coder", "<｜fim▁hole｜>", 32015],
    ["deepseek-v3", "<｜fim▁begin｜>", 128801],
    ["mistral-v3", "[SUFFIX]", 13],
    ["mistral-nemo", "[PREFIX]", 11],
  ] as const;
  for (const [name, marker, id] of rows) {
    expect([name, marker, (await tokenizers.ready(name)).tokenId(marker)]).toEqual([name, marker, id]);
  }
});

test("what says where a vocabulary comes from names every one of them", () => {
  const readme = readFileSync(join(import.meta.dirname, "../../../resources/vocabularies/README.md"), "utf8");
  for (const name of bundledNames) expect(readme).toContain(`\`${name}\``);
});
