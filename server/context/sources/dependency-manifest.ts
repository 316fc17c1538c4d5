/** Which versions of the imported packages are used: the lines of the nearest manifest that name them. */
import { readFile } from "node:fs/promises";
import { posix } from "node:path";
import { fileURLToPath } from "node:url";

import { clock } from "../../clock.ts";
import { splitLines } from "../../completion/lines.ts";
import type { Snapshot } from "../../completion/request.ts";
import { encodePath } from "../../completion/encode-path.ts";
import { lastAnswer } from "../last-answer.ts";
import type { Source } from "../source.ts";
import { readImports } from "../symbols/imports.ts";

const MANIFESTS: Readonly<Record<string, readonly string[]>> = {
  python: ["pyproject.toml", "requirements.txt"],
  go: ["go.mod"],
  rust: ["Cargo.toml"],
  javascript: ["package.json"],
  javascriptreact: ["package.json"],
  typescript: ["package.json"],
  typescriptreact: ["package.json"],
  vue: ["package.json"],
  svelte: ["package.json"],
};
/** What is imported stands at the top. */
const MAX_LINES = 200;
const MAX_PACKAGES = 40;
const TRUSTED_MS = 5_000;

interface Manifest {
  readonly lines: readonly string[];
  /** The lines that name one of these. */
  readonly naming: (packages: readonly string[]) => readonly number[];
}

export function dependencyManifest(): Source {
  const known = new Map<string, { readonly at: number; readonly manifest: Promise<Manifest> }>();
  const manifestAt = (uri: string) => {
    const before = known.get(uri);
    if (before && clock.now() - before.at < TRUSTED_MS) return before.manifest;
    const manifest = readManifest(uri);
    known.set(uri, { at: clock.now(), manifest });
    return manifest;
  };
  const packagesOf = lastAnswer(packagesIn);
  return {
    name: "manifest",
    weight: 0.1,
    async find({ document }, { show }) {
      const packages = packagesOf(document.languageId, ...document.lines.slice(0, MAX_LINES));
      if (packages.length === 0) return [];
      for (const { uri, path } of manifestsFor(document)) {
        const { lines, naming } = await manifestAt(uri);
        const numbers = naming(packages);
        const [first] = numbers;
        if (first === undefined) continue;
        const text = numbers.map((line) => show({ path, lines, start: line, end: line })).join("");
        return [{ path, line: first, text, score: 1, source: "manifest" }];
      }
      return [];
    },
  };
}

async function readManifest(uri: string): Promise<Manifest> {
  const lines = splitLines(await readFile(fileURLToPath(uri), "utf8").catch(() => ""));
  const isNamed = (packages: readonly string[], text: string) => packages.some((name) => names(text, name));
  const naming = lastAnswer((packages: readonly string[]) =>
    lines.flatMap((text, line) => (isNamed(packages, text) ? [line] : [])),
  );
  return { lines, naming };
}

/** From the document's folder up to that of the workspace. */
function* manifestsFor({ uri, path, languageId }: Snapshot): Generator<{ uri: string; path: string }> {
  const encoded = encodePath(path);
  if (!uri.startsWith("file:") || !uri.endsWith(encoded)) return;
  const root = uri.slice(0, uri.length - encoded.length);
  for (let folder = posix.dirname(path); ; folder = posix.dirname(folder)) {
    for (const name of MANIFESTS[languageId] ?? []) {
      const path = posix.join(folder, name);
      yield { uri: root + encodePath(path), path };
    }
    if (folder === "." || folder === "/") return;
  }
}

function packagesIn(languageId: string, ...head: readonly string[]): readonly string[] {
  const found = specifiersIn(head.join(""), languageId).flatMap(
    (specifier) => packageOf(specifier, languageId) ?? [],
  );
  return [...new Set(found)].slice(0, MAX_PACKAGES);
}

function specifiersIn(text: string, languageId: string): readonly string[] {
  if (languageId === "rust")
    return Array.from(text.matchAll(/^\s*(?:pub\s+)?use\s+(?:::)?(\w+)/gm), ([, name = ""]) => name);
  if (languageId === "go")
    return Array.from(text.matchAll(/"([\w.-]+\.\w+\/[^"\s]+)"/g), ([, path = ""]) => path);
  return readImports(text, languageId).map(({ specifier }) => specifier);
}

function packageOf(specifier: string, languageId: string): string | undefined {
  if (/^[./]|^\w+:/.test(specifier) || specifier === "") return undefined;
  if (languageId === "python") return specifier.split(".")[0];
  // `host/owner/repository`
  if (languageId === "go") return specifier.split("/").slice(0, 3).join("/");
  return specifier
    .split("/")
    .slice(0, specifier.startsWith("@") ? 2 : 1)
    .join("/");
}

/** With a version behind it; `-` and `_` are the same to most. */
function names(text: string, name: string): boolean {
  const plain = (one: string) => one.toLowerCase().replaceAll("_", "-");
  const at = plain(text).indexOf(plain(name));
  if (at < 0 || /[\w@/.-]$/.test(text.slice(0, at))) return false;
  return /^(?:["']?\s*[=:<>~!^[@]|\/v\d|\s+v?\d)/.test(text.slice(at + name.length));
}
