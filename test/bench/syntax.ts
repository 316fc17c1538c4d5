/** What syntax costs: parsing by language, a keystroke in a long file, its weight in memory and in the VSIX. */
import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { deflateRawSync } from "node:zlib";

import * as z from "zod";

import { splitLines } from "../../server/completion/lines.ts";
import type { Snapshot } from "../../server/completion/request.ts";
import { type Grammar, Grammars } from "../../server/syntax/grammars.ts";
import { readLanguages } from "../../server/syntax/languages.ts";
import { structureOf } from "../../server/syntax/structure.ts";
import { createSyntax } from "../../server/syntax/syntax.ts";
import { parse, type Parsed } from "../../server/syntax/trees.ts";
import { until } from "../support/until.ts";
import { build } from "../tools/build.ts";
import { compared, type Group, limited, median, type Metric, type Metrics, percentile } from "./metric.ts";
import { sampleDocument, sampleText, syntaxFiles } from "./syntax-samples.ts";

const CHARS = 200_000;
const ROUNDS = 5;
const KEYSTROKES = 400;
const FULL_PARSES = 15;
const LINES = 5_000;
const TYPED = "const total = items.reduce((sum, item) => sum + item.price, 0);";

async function parsed(lines: readonly string[], grammar: Grammar, before?: Parsed): Promise<Parsed> {
  const tree = await parse(lines, grammar, { before });
  before?.tree.delete();
  if (!tree) throw new Error("it took too long to parse");
  return { lines, tree };
}

/** Of the processor: nobody waits for the thread, but it shall not make the machine busy. */
async function worked<T>(work: () => T | Promise<T>): Promise<{ ms: number; result: T }> {
  const before = process.cpuUsage();
  const result = await work();
  const { user, system } = process.cpuUsage(before);
  return { ms: (user + system) / 1000, result };
}

async function timed<T>(work: () => T | Promise<T>): Promise<{ ms: number; result: T }> {
  const started = performance.now();
  const result = await work();
  return { ms: performance.now() - started, result };
}

async function speeds(grammars: Grammars, languages: Iterable<string>): Promise<Metrics> {
  const metrics: Record<string, Metric> = {};
  for (const id of languages) {
    const grammar = await grammars.of(id);
    if (!grammar) continue;
    const text = sampleText(id, CHARS);
    const lines = splitLines(text);
    const samples: number[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      const { ms, result } = await worked(() => parsed(lines, grammar));
      result.tree.delete();
      samples.push(text.length / 1000 / ms);
    }
    const value = median(samples);
    const best = Math.max(...samples);
    metrics[`parse ${id}`] = {
      value,
      unit: "MB/s",
      baseline: null,
      ratio: null,
      aim: "≥ 2 MB/s",
      ok: value >= 2,
      best,
    };
  }
  return metrics;
}

/** A person typing one line in the middle of a long file. */
function* typing(): Generator<{ lines: readonly string[]; line: number; character: number }> {
  const start = sampleDocument("typescript", LINES * 40).lines.slice(0, LINES);
  const line = LINES / 2;
  for (let key = 0; key < KEYSTROKES; key++) {
    const character = (key % TYPED.length) + 1;
    yield { lines: start.toSpliced(line, 1, `${TYPED.slice(0, character)}\n`), line, character };
  }
}

/** Of the thread: from the edit to what it tells. */
async function keystrokes(grammar: Grammar): Promise<Metrics> {
  const ours: number[] = [];
  const baseline: number[] = [];
  let before: Parsed | undefined;
  for (const { lines, line } of typing()) {
    const around = { from: line - 150, to: line + 150 };
    const { ms, result } = await worked(async () => {
      const now = await parsed(lines, grammar, before);
      structureOf(now.tree, grammar, around);
      return now;
    });
    if (before) ours.push(ms);
    before = result;
    if (baseline.length >= FULL_PARSES) continue;
    const full = await worked(() => parsed(lines, grammar));
    full.result.tree.delete();
    baseline.push(full.ms);
  }
  return {
    "keystroke p50": compared({
      unit: "ms",
      ours,
      baseline,
      aim: "≥ 2 times less work than anew",
      minRatio: 2,
    }),
    "keystroke p99": limited(percentile(ours, 0.99), "ms", 200),
  };
}

/** Of the thread that answers the editor: telling of a keystroke, and asking right after it. */
async function asking(): Promise<Metrics> {
  const syntax = await createSyntax(syntaxFiles, () => undefined);
  const told: number[] = [];
  const asked: number[] = [];
  let version = 0;
  for (const { lines, line, character } of typing()) {
    const document: Snapshot = {
      uri: "file:///a.ts",
      path: "a.ts",
      languageId: "typescript",
      version: ++version,
      lines,
    };
    const place = { document, line, character };
    told.push((await timed(() => syntax.documentChanged(document))).ms * 1000);
    syntax.at(place);
    await until(() => syntax.at(place) !== undefined, "it is known");
    asked.push((await timed(() => syntax.at({ ...place }))).ms * 1000);
  }
  await syntax.close();
  return {
    "telling p50": limited(median(told), "µs", 200),
    "asking p50": limited(median(asked), "µs", 50),
    "asking p99": limited(percentile(asked, 0.99), "µs", 500),
  };
}

const loadSchema = z.object({ used: z.number(), left: z.number() });

function weigh(languages: readonly string[]): z.infer<typeof loadSchema> {
  const script = join(import.meta.dirname, "load-syntax.ts");
  return loadSchema.parse(
    JSON.parse(execFileSync(process.execPath, [script, ...languages], { encoding: "utf8" })),
  );
}

function weights(): Metrics {
  const one = weigh(["typescript"]);
  const five = weigh(["typescript", "python", "rust", "go", "cpp"]);
  return {
    "memory, 1 grammar": limited(one.used, "MB", 60),
    "memory, 5 grammars": limited(five.used, "MB", 130),
    "memory, given back": limited(five.left, "MB", 40),
  };
}

/** A VSIX deflates what it holds, and keeps as it is what that does not make smaller. */
function share(): Metric {
  const packed = (file: string) => Math.min(deflateRawSync(readFileSync(file)).length, statSync(file).size);
  const { folder, runtime, worker } = syntaxFiles;
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" });
  const files = names.map((name) => join(folder, name)).filter((file) => statSync(file).isFile());
  const bytes = [...files, runtime, worker].reduce((sum, file) => sum + packed(file), 0);
  return limited(bytes / 1e6, "MB", 1.75);
}

export const syntax: Group = {
  name: "syntax",
  about: `tree-sitter in a thread, and a keystroke in a file of ${String(LINES)} lines`,
  async measure() {
    await build();
    const languages = await readLanguages(syntaxFiles.folder);
    const grammars = new Grammars(syntaxFiles, languages);
    const typescript = await grammars.of("typescript");
    if (!typescript) throw new Error("there is no grammar for TypeScript");
    const sampled = [...languages.keys()].filter((id) => !id.endsWith("react"));
    return {
      ...(await speeds(grammars, sampled)),
      ...(await keystrokes(typescript)),
      ...(await asking()),
      ...weights(),
      "in the VSIX": share(),
    };
  },
};
