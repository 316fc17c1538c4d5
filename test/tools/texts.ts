/**
 * Writes `resources/l10n/bundle.l10n.json`: every text of the extension, its pages and its engine, for translators. A translation is this
 * file under the name of its language (`bundle.l10n.de.json`), and `package.nls.de.json`. A test sees that it is in step.
 */
import { globSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

import { REASONS } from "../../server/completion/outcome.ts";
import { TEXTS } from "../../server/completion/report.ts";
import { ADVICE } from "../../server/providers/failure.ts";
import { root } from "./build.ts";

export const FILE = join(root, "resources", "l10n", "bundle.l10n.json");

/** A text that is looked up: the first argument of `t`. */
const LOOKED_UP = /\bt\(\s*("(?:[^"\\]|\\.)*")/g;

/** What the engine tells, and the extension looks up. */
export const TOLD: readonly string[] = [REASONS, TEXTS, ADVICE].flatMap((texts) => Object.values(texts));

export function sources(): readonly { readonly file: string; readonly text: string }[] {
  const files = globSync("extension/**/*.ts", { cwd: root }).toSorted();
  return files.map((file) => ({ file, text: readFileSync(join(root, file), "utf8") }));
}

export function textBundle(): string {
  const texts = sources().flatMap(({ text }) =>
    [...text.matchAll(LOOKED_UP)].map(([, literal = '""']): string => JSON.parse(literal)),
  );
  const unique = [...new Set([...texts, ...TOLD])].toSorted();
  return `${JSON.stringify(Object.fromEntries(unique.map((text) => [text, text])), null, 2)}\n`;
}

if (import.meta.main) {
  mkdirSync(dirname(FILE), { recursive: true });
  writeFileSync(FILE, textBundle());
}
