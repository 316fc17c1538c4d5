/** The questions of a repository: a document without one of its names, and where that name is declared. */
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";

import { cached } from "../host/cache.ts";
import { fetchPackage } from "../host/fetch-package.ts";
import { COMPILER, type Repository } from "./repositories.ts";

export interface Case {
  readonly file: string;
  /** As the file is, but for the name. */
  readonly text: string;
  readonly offset: number;
  readonly name: string;
  readonly declared: readonly { readonly file: string; readonly line: number }[];
}

/** So that no file with very many decides alone. */
const MOST_OF_A_FILE = 6;
const MOST_OUTPUT = 2 ** 28;

export async function casesOf(folder: string, { from }: Repository, limit: number): Promise<readonly Case[]> {
  const lines = from === "npm" ? await askCompiler(folder) : ask("python3", ["find-cases.py", folder]);
  const found: Omit<Case, "text">[] = lines.map((line) => JSON.parse(line));
  const ofFile = new Map<string, number>();
  return shuffled(found)
    .filter(({ file }) => {
      ofFile.set(file, (ofFile.get(file) ?? 0) + 1);
      return (ofFile.get(file) ?? 0) <= MOST_OF_A_FILE;
    })
    .slice(0, limit)
    .map((one) => {
      const text = readFileSync(join(folder, one.file), "utf8");
      const after = text.slice(one.offset + one.name.length);
      return { ...one, text: text.slice(0, one.offset) + after };
    });
}

async function askCompiler(folder: string): Promise<readonly string[]> {
  const compiler = await cached(`typescript-${COMPILER.version}`, (into) => fetchPackage(COMPILER, { into }));
  return ask(process.execPath, ["find-cases.mjs", join(compiler, "lib", "typescript.js"), folder]);
}

function ask(command: string, [script = "", ...args]: readonly string[]): readonly string[] {
  const options = { encoding: "utf8", maxBuffer: MOST_OUTPUT } as const;
  const { stdout, stderr, status } = spawnSync(
    command,
    [join(import.meta.dirname, script), ...args],
    options,
  );
  if (status !== 0) throw new Error(`${command} ${script} failed: ${stderr}`);
  return stdout.split("\n").filter((line) => line !== "");
}

/** The same at every run. */
function shuffled<Item>(items: readonly Item[]): readonly Item[] {
  const result = [...items];
  let seed = 12_345;
  for (let at = result.length - 1; at > 0; at--) {
    seed = (Math.imul(seed, 1_103_515_245) + 12_345) & 0x7f_ff_ff_ff;
    const other = seed % (at + 1);
    const [a, b] = [result[at], result[other]];
    if (a !== undefined && b !== undefined) [result[at], result[other]] = [b, a];
  }
  return result;
}
