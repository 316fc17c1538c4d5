/** The modules that a text imports, and what each is called there. */

export interface ImportedModule {
  /** Word for word as the language writes it. */
  readonly specifier: string;
  /** The name its members are asked of; else the last part of the specifier. */
  readonly alias: string;
}

export function readImports(text: string, languageId: string): readonly ImportedModule[] {
  return languageId === "python" ? pythonImports(text) : ecmaImports(text);
}

const ECMA_SPECIFIER = /\b(?:from|import|require)\s*\(?\s*(["'])([^"'\n]+)\1/g;
/** `* as shapes from`, `shapes, { … } from` and `shapes = require`, as they stand before it. */
const ECMA_ALIAS = /([\p{L}_$][\p{L}\p{N}_$]*)\s*(?:,\s*\{[^}]*\}\s*)?=?\s*$/u;
const ALIAS_CHARACTERS = 200;

/** Without what they are called, which costs more to find. */
export function ecmaSpecifiers(text: string): readonly string[] {
  return Array.from(text.matchAll(ECMA_SPECIFIER), ({ 2: specifier = "" }) => specifier);
}

function ecmaImports(text: string): readonly ImportedModule[] {
  return Array.from(text.matchAll(ECMA_SPECIFIER), ({ index, 2: specifier = "" }) => {
    const name = ECMA_ALIAS.exec(text.slice(Math.max(0, index - ALIAS_CHARACTERS), index))?.[1];
    return { specifier, alias: name ?? lastPart(specifier) };
  });
}

function lastPart(specifier: string): string {
  const [last = "", folder = ""] = specifier
    .replace(/\.[cm]?[jt]sx?$/, "")
    .split("/")
    .toReversed();
  return last === "index" ? folder : last;
}

const PYTHON_IMPORT = /^[ \t]*(?:from[ \t]+([.\w]+)[ \t]+)?import\b[ \t]*(\([^)]*\)|(?:[^\n\\]|\\\r?\n)*)/gmu;
const IMPORTED = /([\p{L}_][\p{L}\p{N}_.]*)(?:\s+as\s+([\p{L}_][\p{L}\p{N}_]*))?/gu;

/** Of `from . import shapes` also `.shapes`, which may be a module or not. */
export function pythonImports(text: string): readonly ImportedModule[] {
  return Array.from(text.matchAll(PYTHON_IMPORT)).flatMap(([, from, names = ""]) => {
    const imported = [...names.replaceAll(/#.*$/gm, "").matchAll(IMPORTED)];
    const prefix = from === undefined ? "" : from.endsWith(".") ? from : `${from}.`;
    const modules = imported.map(([, name = "", alias]) => ({
      specifier: prefix + name,
      alias: alias ?? name.split(".").at(-1) ?? name,
    }));
    const own = from === undefined ? [] : [{ specifier: from, alias: from.split(".").at(-1) ?? "" }];
    const all = from !== undefined && names.trim() === "*" ? [{ specifier: `${prefix}*`, alias: "*" }] : [];
    return [...own, ...modules, ...all];
  });
}
