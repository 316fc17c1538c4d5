/**
 * Writes `resources/l10n/bundle.l10n.json`: every text of the extension, its pages and its engine, for translators. A translation is this
 * file under the name of its language (`bundle.l10n.de.json`), and `package.nls.de.json`. A test sees that it is in step.
 */
import { globSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

import { parse } from "yaml";

import { REASONS } from "../../server/completion/outcome.ts";
import { NOTES } from "../../server/completion/suggestion/note.ts";
import { ADVICE } from "../../server/providers/failure.ts";
import { FINDINGS } from "../../server/providers/probe/finding.ts";
import { HOLE_NAMES } from "../../server/providers/probe/hole.ts";
import { HELP } from "../../server/providers/probe/words.ts";
import { root } from "./build.ts";

export const FILE = join(root, "resources", "l10n", "bundle.l10n.json");

/** A text that is looked up: the first argument of `t`. */
const LOOKED_UP = /\bt\(\s*("(?:[^"\\]|\\.)*")/g;

/** What the engine tells, and the extension looks up: the argument of `told` and of `toTell`. */
const WRITTEN_OUT = /\b(?:told|toTell)\(\s*("(?:[^"\\]|\\.)*")/g;

/** The tables that such texts are taken from. */
const TABLES = [REASONS, NOTES, ADVICE, FINDINGS, HELP, HOLE_NAMES];

/** What the sources of context are called. */
const SOURCE_NAMES = /\b(?:name|source): ("[a-z ]+")/g;

export function sources(folder = "extension"): readonly { readonly file: string; readonly text: string }[] {
  const files = globSync(`${folder}/**/*.ts`, { cwd: root }).toSorted();
  return files.map((file) => ({ file, text: readFileSync(join(root, file), "utf8") }));
}

function textsIn(folder: string, pattern: RegExp): readonly string[] {
  const all = sources(folder).flatMap(({ text }) => [...text.matchAll(pattern)]);
  return all.map(([, literal = '""']): string => JSON.parse(literal));
}

/** What the engine tells. */
export function engineTexts(): readonly string[] {
  return [
    ...textsIn("server", WRITTEN_OUT),
    ...textsIn("server/inspection", LOOKED_UP),
    ...textsIn("server/context", SOURCE_NAMES),
    ...TABLES.flatMap((texts) => Object.values(texts)),
    ...providers().flatMap(({ help = [], errors = {} }) => [...help, ...Object.values(errors)]),
  ];
}

/** What the files of providers advise. */
function providers(): readonly { readonly help?: string[]; readonly errors?: Record<string, string> }[] {
  const folder = join(root, "resources", "providers");
  const files = globSync("*.yaml", { cwd: folder }).toSorted();
  return files.map((file) => parse(readFileSync(join(folder, file), "utf8")));
}

export function textBundle(): string {
  const unique = [...new Set([...textsIn("extension", LOOKED_UP), ...engineTexts()])].toSorted();
  return `${JSON.stringify(Object.fromEntries(unique.map((text) => [text, text])), null, 2)}\n`;
}

if (import.meta.main) {
  mkdirSync(dirname(FILE), { recursive: true });
  writeFileSync(FILE, textBundle());
}
